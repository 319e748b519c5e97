//! What `render` asks to draw: read from an answer, drawn with characters or as SVG.

mod axis;
mod blocks;
mod read;
mod svg;

pub use axis::Axis;
pub use blocks::blocks;
pub use svg::svg;

use lurcher_engine::AnswerTable;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Line,
    Area,
    Scatter,
    /// Bars that stand.
    Column,
    /// Bars that lie.
    Bar,
    Pie,
}

/// Values over an axis, one list of them per series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: Kind,
    pub title: String,
    pub axis: Axis,
    pub series: Vec<Series>,
    /// What the drawing leaves out.
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    /// One per place on the axis.
    pub values: Vec<Option<f64>>,
}

/// The chart of a table, or why there is none; nothing where no chart is asked for.
pub fn of(table: &AnswerTable) -> Option<Result<Chart, String>> {
    let render = table.render.as_ref()?;
    let kind = match render.kind.as_str() {
        "table" => return None,
        "timechart" | "linechart" | "anomalychart" => Kind::Line,
        "areachart" | "stackedareachart" => Kind::Area,
        "scatterchart" => Kind::Scatter,
        "columnchart" => Kind::Column,
        "barchart" => Kind::Bar,
        "piechart" => Kind::Pie,
        other => return Some(Err(format!("`render {other}` is shown as rows: Lurcher does not draw it"))),
    };
    Some(read::chart(table, kind, render.kind == "timechart", &render.properties))
}
