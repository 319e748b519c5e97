use super::Word;

#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    Word::new("table", r#"T | render table [with (title = "…", …)]"#, "Rows, as they are.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render table"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("list", r#"T | render list [with (title = "…", …)]"#, "Rows, one below the other.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render list"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("barchart", r#"T | render barchart [with (title = "…", …)]"#, "Horizontal bars, one for each value of the first column.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render barchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("columnchart", r#"T | render columnchart [with (title = "…", …)]"#, "Upright bars, one for each value of the first column.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render columnchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("piechart", r#"T | render piechart [with (title = "…", …)]"#, "Shares of a whole.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render piechart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("ladderchart", r#"T | render ladderchart [with (title = "…", …)]"#, "Bars from a start to an end, by time.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render ladderchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("timechart", r#"T | render timechart [with (title = "…", …)]"#, "Lines over time.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render timechart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("linechart", r#"T | render linechart [with (title = "…", …)]"#, "Lines over numbers.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render linechart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("anomalychart", r#"T | render anomalychart [with (title = "…", …)]"#, "Lines over time with their odd points marked.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render anomalychart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("pivotchart", r#"T | render pivotchart [with (title = "…", …)]"#, "A table to be turned.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render pivotchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("areachart", r#"T | render areachart [with (title = "…", …)]"#, "Lines with the space below them filled.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render areachart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("stackedareachart", r#"T | render stackedareachart [with (title = "…", …)]"#, "Areas one on top of the other.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render stackedareachart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("scatterchart", r#"T | render scatterchart [with (title = "…", …)]"#, "A point for each row.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render scatterchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("timepivot", r#"T | render timepivot [with (title = "…", …)]"#, "Events by time and group, to be walked through.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render timepivot"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("timeline", r#"T | render timeline [with (title = "…", …)]"#, "Events by time.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render timeline"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("3Dchart", r#"T | render 3Dchart [with (title = "…", …)]"#, "Points in space.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render 3Dchart"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("card", r#"T | render card [with (title = "…", …)]"#, "The first row as large figures.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render card"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("treemap", r#"T | render treemap [with (title = "…", …)]"#, "Nested rectangles.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render treemap"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("plotly", r#"T | render plotly [with (title = "…", …)]"#, "A figure that the rows describe as JSON.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render plotly"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("graph", r#"T | render graph [with (title = "…", …)]"#, "Nodes and edges.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render graph"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
    Word::new("sankey", r#"T | render sankey [with (title = "…", …)]"#, "Flows between nodes.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "b", 2] | render sankey"#, r#"datatable (k: string, n: long) ["a", 1, "b", 2]"#)
        .page("render-operator"),
];
