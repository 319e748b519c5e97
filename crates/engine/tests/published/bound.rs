//! An answer is sound, and has the columns and the types that were bound.

use super::NOW;
use super::hunts::Hunt;
use crate::{kql, sound};
use lurcher_engine::{Answer, AnswerColumn};

pub fn check(hunt: &Hunt, answer: &Answer) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let engine = kql::engine(Vec::new(), 1);
    let checked = runtime.block_on(engine.check(&kql::request(&hunt.kql, NOW))).map_err(|d| d.message)?;
    if checked.tables.len() != answer.tables.len() {
        return Err(format!("{} tables were bound and {} came", checked.tables.len(), answer.tables.len()));
    }
    for (bound, table) in checked.tables.iter().zip(&answer.tables) {
        // Where columns depend on the data, they are not known before.
        let alike =
            |(b, c): (&AnswerColumn, &AnswerColumn)| b.name == c.name && (b.unknown || b.kql_type == c.kql_type);
        let alike = bound.len() == table.columns.len() && bound.iter().zip(&table.columns).all(alike);
        if !alike && !depends_on_data(hunt) {
            return Err("other columns than were bound".to_owned());
        }
    }
    sound::check(answer)
}

fn depends_on_data(hunt: &Hunt) -> bool {
    ["bag_unpack", "pivot", "narrow", "schema_merge"].iter().any(|plugin| hunt.kql.contains(plugin))
}
