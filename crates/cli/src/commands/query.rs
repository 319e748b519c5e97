use super::{batch, parameters, query_text, runtime};
use crate::arguments::{Format, Query};
use crate::failure::Failure;
use crate::output::json;
use crate::{clock, data};
use lurcher_engine::Request;
use std::process::ExitCode;

/// `lurcher query`: runs a query and shows its rows.
pub fn run(query: &Query) -> Result<ExitCode, Failure> {
    let runtime = runtime()?;
    let opened = data::open(&query.data)?;
    let moment = runtime.block_on(clock::moment(&query.clock, &opened.engine))?;
    let request = Request {
        now: moment.now,
        as_of: moment.as_of,
        parameters: parameters(&query.parameters)?,
        ..Request::default()
    };
    let answered = |text: &str| {
        let request = Request { text: text.to_owned(), ..request.clone() };
        runtime.block_on(opened.engine.query(&request))
    };
    if query.batch {
        batch::lines(|kql| match answered(kql) {
            Ok(answer) => json::answer(&answer, query.limit),
            Err(d) => json::refusal(&d),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = query_text(query.text.as_deref(), query.file.as_deref())?;
    if query.explain {
        let request = Request { text: text.clone(), ..request };
        let plans = runtime.block_on(opened.engine.explain(&request)).map_err(|d| Failure::query(&text, d))?;
        print!("{plans}");
        return Ok(ExitCode::SUCCESS);
    }
    let answer = answered(&text).map_err(|d| Failure::query(&text, d))?;
    match query.format {
        Format::Json | Format::Table => println!("{}", serde_json::Value::Object(json::answer(&answer, query.limit))),
        other => return Err(Failure::plain(format!("the format {other:?} is not built yet"))),
    }
    Ok(ExitCode::SUCCESS)
}
