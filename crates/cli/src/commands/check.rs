use super::{batch, parameters, query_text, runtime};
use crate::arguments::Check;
use crate::failure::Failure;
use crate::output::terminal::printable;
use crate::output::{json, write_text};
use crate::{clock, data};
use lurcher_engine::Request;
use std::process::ExitCode;

/// `lurcher check`: parses and binds.
pub fn run(check: &Check) -> Result<ExitCode, Failure> {
    let runtime = runtime()?;
    let opened = data::open(&check.asked.data)?;
    let moment = runtime.block_on(clock::moment(&check.asked.clock, &opened.engine))?;
    let request = Request {
        now: moment.now,
        as_of: moment.as_of,
        parameters: parameters(&check.asked.parameters)?,
        ..Request::default()
    };
    let checked = |text: &str| {
        let request = Request { text: text.to_owned(), ..request.clone() };
        runtime.block_on(opened.engine.check(&request))
    };
    if check.batch {
        batch::lines(|kql| match checked(kql) {
            Ok(answer) => json::checked(&answer),
            Err(d) => json::refusal(&d),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = query_text(&check.asked)?;
    let answer = checked(&text).map_err(|d| Failure::query(&text, d))?;
    for warning in &answer.program.warnings {
        eprintln!("warning: {}", printable(warning));
    }
    let mut out = String::new();
    for table in &answer.tables {
        let columns: Vec<String> = table.iter().map(|c| format!("{}: {}", printable(&c.name), c.type_name())).collect();
        out.push_str(&format!("({})\n", columns.join(", ")));
    }
    write_text(None, &out)?;
    Ok(ExitCode::SUCCESS)
}
