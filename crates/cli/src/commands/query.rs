use super::{batch, parameters, query_text, runtime};
use crate::arguments::{Format, Query};
use crate::failure::Failure;
use crate::output::terminal::{Style, printable};
use crate::output::{self, csv, html, json, parquet, table, write_text};
use crate::{chart, clock, data};
use lurcher_engine::{Answer, AnswerTable, Request};
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// `lurcher query`: runs a query and shows its rows.
pub fn run(query: &Query) -> Result<ExitCode, Failure> {
    if query.format == Format::Parquet && query.out.is_none() {
        return Err(Failure::plain("--format parquet needs --out FILE"));
    }
    let runtime = runtime()?;
    let opened = data::open(&query.asked.data)?;
    let moment = runtime.block_on(clock::moment(&query.asked.clock, &opened.engine))?;
    let request = Request {
        now: moment.now,
        as_of: moment.as_of,
        parameters: parameters(&query.asked.parameters)?,
        ..Request::default()
    };
    let mut notices = data::Notices::default();
    let mut answered = |text: &str| {
        let request = Request { text: text.to_owned(), ..request.clone() };
        runtime.block_on(async {
            let mut answer = opened.engine.query(&request).await?;
            answer.warnings.extend(notices.of_query(text, &opened, moment.as_of).await);
            Ok(answer)
        })
    };
    if query.batch {
        batch::lines(|kql| match answered(kql) {
            Ok(answer) => json::Reply::Answer(answer, query.limit),
            Err(d) => json::Reply::Object(json::refusal(&d)),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = query_text(&query.asked)?;
    if query.explain {
        let request = Request { text: text.clone(), ..request };
        let plans = runtime.block_on(opened.engine.explain(&request)).map_err(|d| Failure::query(&text, d))?;
        write_text(query.out.as_deref(), &plans)?;
        return Ok(ExitCode::SUCCESS);
    }
    let start = Instant::now();
    let answer = answered(&text).map_err(|d| Failure::query(&text, d))?;
    show(query, &text, &answer, start.elapsed())?;
    Ok(ExitCode::SUCCESS)
}

fn show(query: &Query, text: &str, answer: &Answer, time: Duration) -> Result<(), Failure> {
    let out = query.out.as_deref();
    if !matches!(query.format, Format::Json | Format::Html) {
        answer.warnings.iter().for_each(|w| eprintln!("warning: {}", printable(w)));
    }
    match query.format {
        Format::Table => write_text(out, &for_reading(answer, query.limit, Style::of(out.is_some()), time)),
        Format::Json => {
            let mut writer = output::writer(out)?;
            let answer = json::Answered { answer, limit: query.limit };
            serde_json::to_writer(&mut writer, &answer).map_err(std::io::Error::from)?;
            writer.write_all(b"\n")?;
            Ok(writer.flush()?)
        }
        Format::Html => write_text(out, &page(text, answer, query.limit, time)),
        Format::Ndjson | Format::Csv | Format::Parquet => {
            let table = only_table(answer)?;
            if let (Format::Parquet, Some(path)) = (query.format, out) {
                let named = |e: std::io::Error| Failure::plain(format!("{}: {e}", path.display()));
                return parquet::write(table, query.limit, &mut std::fs::File::create(path).map_err(named)?);
            }
            let mut writer = output::writer(out)?;
            match query.format {
                Format::Csv => csv::write(table, query.limit, &mut writer)?,
                _ => json::ndjson(table, query.limit, &mut writer)?,
            }
            Ok(writer.flush()?)
        }
    }
}

/// These formats hold one table: the others must not be lost without a word.
fn only_table(answer: &Answer) -> Result<&AnswerTable, Failure> {
    match answer.tables.as_slice() {
        [table] => Ok(table),
        tables => Err(Failure::plain(format!(
            "the query gives {} tables, and this format holds one; --format table, json and html show all",
            tables.len()
        ))),
    }
}

fn for_reading(answer: &Answer, limit: Option<usize>, style: Style, time: Duration) -> String {
    let limit = limit.unwrap_or(table::DEFAULT_ROWS);
    let mut out = String::new();
    for table in &answer.tables {
        if let Some(name) = table.name.as_deref().filter(|_| answer.tables.len() > 1) {
            out.push_str(&format!("{}\n", style.bold(&printable(name))));
        }
        out.push_str(&table::rows(table, style, limit));
        match chart::of(table) {
            Some(Ok(drawn)) => out.push_str(&format!("\n{}", chart::blocks(&drawn, style))),
            Some(Err(why)) => out.push_str(&format!("({})\n", printable(&why))),
            None => {}
        }
        out.push_str(&format!("{}\n\n", style.faint(&table::count(table, limit))));
    }
    out.truncate(out.trim_end().len());
    out.push_str(&style.faint(&format!(", {:.3} s", time.as_secs_f64())));
    out.push('\n');
    out
}

fn page(text: &str, answer: &Answer, limit: Option<usize>, time: Duration) -> String {
    let title = answer.tables.iter().filter_map(|t| t.render.as_ref()).flat_map(|r| &r.properties);
    let title = title.filter(|(k, _)| k.eq_ignore_ascii_case("title")).map(|(_, v)| v.as_str()).next();
    let title = title.filter(|t| !t.is_empty()).unwrap_or("Answer");
    let mut body = format!("<h1>{}</h1>\n", html::escape(title));
    for warning in &answer.warnings {
        body.push_str(&format!("<p class=\"warning\">{}</p>\n", html::escape(warning)));
    }
    for table in &answer.tables {
        if let Some(name) = table.name.as_deref().filter(|_| answer.tables.len() > 1) {
            body.push_str(&format!("<h2>{}</h2>\n", html::escape(name)));
        }
        body.push_str(&html::table(table, limit.unwrap_or(html::DEFAULT_ROWS)));
    }
    body.push_str(&format!("<p class=\"note\">{:.3} s</p>\n", time.as_secs_f64()));
    body.push_str(&format!("<details><summary>The query</summary><pre>{}</pre></details>", html::escape(text)));
    html::page(title, &body)
}
