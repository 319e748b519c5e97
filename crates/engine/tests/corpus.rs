//! Hunts as others publish them: how many bind, with the columns that Microsoft's own binder gives them.

use crate::{floors, kql};
use lurcher_engine::{Engine, Request};
use lurcher_testkit::recorded::shared_folder;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where hunts over mail look.
const MAIL_TABLES: [&str; 10] = [
    "EmailEvents",
    "EmailAttachmentInfo",
    "EmailUrlInfo",
    "EmailPostDeliveryEvents",
    "UrlClickEvents",
    "CampaignInfo",
    "MessageEvents",
    "MessageUrlInfo",
    "MessagePostDeliveryEvents",
    "FileMaliciousContentInfo",
];

#[test]
fn published_hunts_bind() {
    let Some(shared) = shared_folder() else {
        println!("skipped: there is no folder of published hunts");
        return;
    };
    let text = std::fs::read_to_string(shared.join("corpus/queries.jsonl")).unwrap();
    let hunts: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (mail, others): (Vec<Json>, Vec<Json>) =
        hunts.into_iter().filter(|h| h["ms"]["ok"] == true).partition(|h| reads_mail(h["kql"].as_str().unwrap()));
    let of_others = bind("other tables", others);
    let of_mail = bind("mail tables", mail);
    let percent = of_mail.same * 100 / of_mail.all.max(1);
    println!("{} of {} hunts over other tables bind alike", of_others.same, of_others.all);
    let all = of_others.same + of_mail.same;
    assert!(all >= floors::HUNTS, "{all} hunts bind alike, {} did before", floors::HUNTS);
    assert!(percent >= 80, "only {percent} % of the hunts over mail bind alike");
    assert!(of_mail.same >= floors::MAIL_HUNTS, "{} bind alike, {} did before", of_mail.same, floors::MAIL_HUNTS);
}

#[test]
fn hunts_that_microsoft_refuses_are_refused() {
    let Some(shared) = shared_folder() else {
        println!("skipped: there is no folder of published hunts");
        return;
    };
    let text = std::fs::read_to_string(shared.join("corpus/queries.jsonl")).unwrap();
    let hunts = text.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
    let refused: Vec<Json> = hunts.filter(|h| h["ms"]["ok"] == false && h["ms"]["syntax_ok"] == true).collect();
    let runtime = kql::runtime();
    let engine = Arc::new(kql::engine(Vec::new(), 1));
    let mut alike = 0;
    for hunt in &refused {
        let engine = engine.clone();
        let request = kql::request(hunt["kql"].as_str().unwrap(), "2026-01-01");
        let verdict = runtime.block_on(runtime.spawn(async move { columns(&engine, &request).await })).unwrap();
        // What is not built is refused for another reason.
        alike += usize::from(verdict.is_err_and(|reason| !reason.starts_with("LUR20")));
    }
    println!("{alike} of {} hunts that Microsoft refuses are refused", refused.len());
    assert!(alike >= floors::REFUSED_HUNTS, "{alike} are refused, {} were before", floors::REFUSED_HUNTS);
}

fn reads_mail(kql: &str) -> bool {
    kql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| MAIL_TABLES.contains(&word))
}

struct Bound {
    same: usize,
    all: usize,
}

fn bind(label: &str, hunts: Vec<Json>) -> Bound {
    let runtime = kql::runtime();
    let engine = Arc::new(kql::engine(Vec::new(), 1));
    let mut same = 0;
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for hunt in &hunts {
        let engine = engine.clone();
        let request = kql::request(hunt["kql"].as_str().unwrap(), "2026-01-01");
        let verdict = runtime.block_on(runtime.spawn(async move { columns(&engine, &request).await })).unwrap();
        match verdict {
            Ok(found) if hunt["ms"]["columns"].is_null() || found == recorded(&hunt["ms"]["columns"]) => same += 1,
            Ok(_) => *reasons.entry("other columns".to_owned()).or_default() += 1,
            Err(reason) => *reasons.entry(reason).or_default() += 1,
        }
    }
    println!("{label}: {same} of {} published hunts bind with the same columns", hunts.len());
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    reasons.iter().take(30).for_each(|(reason, count)| println!("{count:>5} {reason}"));
    Bound { same, all: hunts.len() }
}

/// Names and types of the first table that the query answers.
async fn columns(engine: &Engine, request: &Request) -> Result<Vec<(String, String)>, String> {
    match engine.check(request).await {
        Ok(checked) => {
            // Of several statements, the recorded columns are the last one's.
            let last = checked.tables.into_iter().next_back().unwrap_or_default();
            Ok(last.iter().map(|c| (c.name.clone(), c.type_name().to_owned())).collect())
        }
        Err(d) => Err(format!("{} {}", d.code, d.message.chars().take(90).collect::<String>())),
    }
}

fn recorded(columns: &Json) -> Vec<(String, String)> {
    let text = |cell: &Json| cell.as_str().unwrap().to_owned();
    columns.as_array().unwrap().iter().map(|c| (text(&c["name"]), text(&c["type"]))).collect()
}
