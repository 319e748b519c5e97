//! Which published hunts can run with nothing but tables.

use crate::kql;
use lurcher_engine::Engine;
use lurcher_testkit::recorded::shared_folder;
use serde_json::Value as Json;

#[derive(Debug, Clone)]
pub struct Hunt {
    pub id: String,
    pub kql: String,
    /// The tables it reads.
    pub tables: Vec<String>,
    /// Why it cannot run, found while binding.
    pub refused: Option<String>,
}

/// One in `step` of the hunts that Microsoft binds, that have a table to show, and that want no function, watchlist or
/// file which is not at hand.
pub fn runnable(step: usize) -> Option<Vec<Hunt>> {
    let Some(shared) = shared_folder() else {
        println!("skipped: there is no folder of published hunts");
        return None;
    };
    let text = std::fs::read_to_string(shared.join("corpus/queries.jsonl")).unwrap();
    let all = text.lines().map(|line| serde_json::from_str::<Json>(line).unwrap()).filter(binds_and_is_closed);
    // `LURCHER_HUNTS` names the ones to look at.
    let all: Vec<Json> = match std::env::var("LURCHER_HUNTS") {
        Ok(ids) => all.filter(|h| ids.contains(h["id"].as_str().unwrap())).collect(),
        Err(_) => all.step_by(step).collect(),
    };
    let engine = kql::engine(Vec::new(), 1);
    let runtime = kql::runtime();
    let hunt = |json: Json| {
        let engine = &engine;
        // Deep texts want the room of the runtime's own threads.
        std::thread::scope(|scope| {
            let runtime = &runtime;
            let bind = move || runtime.block_on(bound(engine, &json));
            std::thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, bind).unwrap().join().unwrap()
        })
    };
    Some(all.into_iter().filter_map(hunt).collect())
}

fn binds_and_is_closed(hunt: &Json) -> bool {
    let open = hunt["ms"]["open_functions"].as_array();
    hunt["ms"]["ok"] == true && !hunt["ms"]["columns"].is_null() && open.is_none_or(Vec::is_empty)
}

/// Nothing for a hunt over data that is not in tables.
async fn bound(engine: &Engine, json: &Json) -> Option<Hunt> {
    let (id, kql) = (json["id"].as_str().unwrap().to_owned(), json["kql"].as_str().unwrap().to_owned());
    let mut hunt = Hunt { id, kql, tables: Vec::new(), refused: None };
    match engine.check(&kql::request(&hunt.kql, super::NOW)).await {
        Ok(checked) => {
            // What only others have: the texts of functions, and what is handed to them.
            let is_outside = |m: &str| m.starts_with("the text of the function") || m.starts_with("a value for `");
            let outside = checked.program.missing.iter().any(|m| is_outside(&m.message));
            let outside = outside || !checked.program.external.is_empty();
            if outside || checked.program.tables.iter().any(|t| t.starts_with("_GetWatchlist")) {
                return None;
            }
            hunt.tables = checked.program.tables;
        }
        Err(_) if ["externaldata", "_GetWatchlist"].iter().any(|word| hunt.kql.contains(word)) => return None,
        Err(d) => hunt.refused = Some(format!("{} {}", d.code, d.message)),
    }
    Some(hunt)
}
