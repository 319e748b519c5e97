//! Pages that stand alone: no script, no request, every text of the data escaped.

use crate::chart;
use lurcher_engine::AnswerTable;

/// Rows in a page without `--limit`: more make it slow to open.
pub const DEFAULT_ROWS: usize = 1000;

/// A whole page around a body that is HTML already.
pub fn page(title: &str, body: &str) -> String {
    styled_page(title, "", body)
}

/// The same with rules of style beside those of every page.
pub fn styled_page(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">\
         <title>{}</title><style>{STYLE}{style}</style></head>\n<body>{body}</body></html>\n",
        escape(title)
    )
}

/// A table with its chart, if it has one, and the number of its rows.
pub fn table(table: &AnswerTable, limit: usize) -> String {
    let mut out = String::new();
    if let Some(drawn) = chart::of(table) {
        match drawn {
            Ok(chart) => {
                out.push_str(&format!("<figure>{}</figure>", chart::svg(&chart)));
                chart.notes.iter().for_each(|n| out.push_str(&format!("<p class=\"note\">{}</p>", escape(n))));
            }
            Err(why) => out.push_str(&format!("<p class=\"note\">{}</p>", escape(&why))),
        }
    }
    out.push_str("<div class=\"scroll\"><table><thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th title=\"{}\">{}</th>", column.kql_type.name(), escape(&column.name)));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in table.rows().take(limit) {
        out.push_str("<tr>");
        for (value, column) in row.iter().zip(&table.columns) {
            let class = if super::table::is_number(column.kql_type) { " class=\"number\"" } else { "" };
            out.push_str(&format!("<td{class}>{}</td>", escape(&super::table::cell(value))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str(&format!(
        "</tbody></table></div><p class=\"note\">{}</p>\n",
        escape(&super::table::count(table, limit))
    ));
    out
}

/// Text as it may stand in an element or in a quoted attribute. Characters that turn text around are shown as escapes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |l| (l, "\n"));
        for c in super::terminal::printable(line).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                c => out.push(c),
            }
        }
        out.push_str(end);
    }
    out
}

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}\
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .3rem}\
.scroll{overflow:auto;max-height:40rem;border:1px solid #8886}\
table{border-collapse:collapse;font-size:.87rem;width:100%}\
th{position:sticky;top:0;background:Canvas;text-align:left}\
th,td{padding:.25rem .6rem;border-bottom:1px solid #8883;vertical-align:top;max-width:30rem;overflow-wrap:anywhere}\
td.number{text-align:right;font-variant-numeric:tabular-nums}\
pre{background:#8881;padding:.7rem;overflow:auto}figure{margin:1rem 0;background:#fff}figure svg{max-width:100%;height:auto}\
.note{color:#777;font-size:.87rem;margin:.3rem 0}.warning{border-left:4px solid #c80;padding-left:.6rem}\
.badge{border-radius:.3rem;padding:.05rem .45rem;font-size:.8rem;border:1px solid #8888}\
.findings{background:#c22;color:#fff}.unjudged{background:#c80;color:#fff}.refused{background:#72c;color:#fff}.quiet{background:#292;color:#fff}";

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_text() {
        assert_eq!(escape("<b a='1'>&\"\n\u{202e}"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;\n\\u{202e}");
    }
}
