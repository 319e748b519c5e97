//! Hunts as others publish them: how many bind, with the columns that Microsoft's own binder gives them.

use crate::stricter::what_the_service_takes;
use crate::{floors, kql};
use lurcher_engine::{Engine, Request};
use lurcher_testkit::recorded::shared_folder;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

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
    let (Some(all), Some(mail)) = (bound_alike(), mail_bound_alike()) else {
        println!("skipped: there is no folder of published hunts");
        return;
    };
    println!("{}{} of {} hunts bind alike, {} of {} over mail", mail.report, all.same, all.all, mail.same, mail.all);
    println!("{}", all.report);
    assert!(all.same >= floors::HUNTS, "{} hunts bind alike, {} did before", all.same, floors::HUNTS);
    assert!(mail.same >= floors::MAIL_HUNTS, "{} bind alike, {} did before", mail.same, floors::MAIL_HUNTS);
}

#[test]
fn hunts_that_microsoft_refuses_are_refused() {
    let Some(refused) = refused_alike() else {
        println!("skipped: there is no folder of published hunts");
        return;
    };
    println!("{} of {} hunts that Microsoft refuses are refused", refused.same, refused.all);
    println!("{}", refused.report);
    assert!(
        refused.same >= floors::REFUSED_HUNTS,
        "{} are refused, {} were before",
        refused.same,
        floors::REFUSED_HUNTS
    );
}

/// Hunts that are taken for no known reason.
const OTHER_REASONS: &str = "other reasons";

/// How many of some hunts have Microsoft's verdict here too.
pub struct Alike {
    pub same: usize,
    pub all: usize,
    /// How many of the others the service itself is known to take.
    pub service: usize,
    report: String,
}

/// Hunts that Microsoft's binder takes.
pub fn bound_alike() -> Option<&'static Alike> {
    bound().map(|(all, _)| all)
}

/// Those of them that read tables of e-mail.
pub fn mail_bound_alike() -> Option<&'static Alike> {
    bound().map(|(_, mail)| mail)
}

fn bound() -> Option<&'static (Alike, Alike)> {
    static BOUND: LazyLock<Option<(Alike, Alike)>> = LazyLock::new(|| {
        let taken = hunts()?.into_iter().filter(|h| h["ms"]["ok"] == true);
        let (mail, others): (Vec<Json>, Vec<Json>) = taken.partition(|h| reads_mail(h["kql"].as_str().unwrap()));
        let (mail, others) = (bind("mail tables", mail), bind("other tables", others));
        Some((
            Alike { same: mail.same + others.same, all: mail.all + others.all, service: 0, report: others.report },
            mail,
        ))
    });
    BOUND.as_ref()
}

/// Hunts that Microsoft's binder refuses, though their syntax is right.
pub fn refused_alike() -> Option<&'static Alike> {
    static REFUSED: LazyLock<Option<Alike>> = LazyLock::new(|| {
        let refused: Vec<Json> =
            hunts()?.into_iter().filter(|h| h["ms"]["ok"] == false && h["ms"]["syntax_ok"] == true).collect();
        let runtime = kql::runtime();
        let engine = Arc::new(kql::engine(Vec::new(), 1));
        let mut same = 0;
        let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
        for hunt in &refused {
            let engine = engine.clone();
            let request = kql::request(hunt["kql"].as_str().unwrap(), "2026-01-01");
            let verdict = runtime.block_on(runtime.spawn(async move { columns(&engine, &request).await })).unwrap();
            // What is not built is refused for another reason.
            if verdict.is_err_and(|reason| !reason.starts_with("LUR20")) {
                same += 1;
            } else {
                *taken.entry(what_the_service_takes(hunt).unwrap_or(OTHER_REASONS)).or_default() += 1;
            }
        }
        let report: Vec<String> = taken.iter().map(|(why, count)| format!("{count:>5} taken: {why}")).collect();
        let service = taken.iter().filter(|(why, _)| **why != OTHER_REASONS).map(|(_, count)| count).sum();
        Some(Alike { same, all: refused.len(), service, report: report.join("\n") })
    });
    REFUSED.as_ref()
}

fn hunts() -> Option<Vec<Json>> {
    let text = std::fs::read_to_string(shared_folder()?.join("corpus/queries.jsonl")).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn reads_mail(kql: &str) -> bool {
    kql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| MAIL_TABLES.contains(&word))
}

fn bind(label: &str, hunts: Vec<Json>) -> Alike {
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
    let mut report = format!("{label}: {same} of {} published hunts bind with the same columns\n", hunts.len());
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in reasons.iter().take(30) {
        report.push_str(&format!("{count:>5} {reason}\n"));
    }
    Alike { same, all: hunts.len(), service: 0, report }
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
