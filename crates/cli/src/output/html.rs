//! Pages that stand alone: no script, no request, every text of the data escaped.

use crate::chart;
use lurcher_engine::AnswerTable;
pub use lurcher_feed::html::escape;

/// Rows in a page without `--limit`: more make it slow to open.
pub const DEFAULT_ROWS: usize = 1000;

/// A whole page around a body that is HTML already.
pub fn page(title: &str, body: &str) -> String {
    styled_page(title, "", body)
}

/// The same with rules of style beside those of every page.
pub fn styled_page(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">\
         <title>{}</title><style>{STYLE}{style}</style></head>\n<body><main>{body}</main></body></html>\n",
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
    out.push_str("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Rows\"><table><thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\" title=\"{}\">{}</th>", column.kql_type.name(), escape(&column.name)));
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

const STYLE: &str = include_str!("page.css");

#[cfg(test)]
mod tests {
    use super::STYLE;
    use lurcher_testkit::contrast::too_faint;

    #[test]
    fn every_text_can_be_read() {
        let pairs = [
            ("text", "back"),
            ("text", "tint"),
            ("soft", "back"),
            ("link", "back"),
            ("findings", "findings-back"),
            ("unjudged", "unjudged-back"),
            ("refused", "refused-back"),
            ("quiet", "quiet-back"),
        ];
        assert_eq!(too_faint(STYLE, &pairs), Vec::<String>::new());
    }
}
