//! `lurcher feed sync`: the rules of a checked-out repository as a pack.

use super::drift::{Drift, drift};
use super::files::{inside, read_text};
use super::gather::MAX_LOCK_BYTES;
use crate::arguments::FeedSync;
use crate::failure::Failure;
use crate::output::terminal::printable;
use crate::output::write_text;
use lurcher_feed::upstream::*;
use lurcher_rules::limits::MAX_RULE_FILE_BYTES;
use lurcher_rules::{RuleFile, load_pack, read_rules, rule_files};
use lurcher_types::time::{UNIX_EPOCH_TICKS, format_datetime_wire, parse_datetime};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

const PACK_FILE: &str = "pack.lurcher.yaml";
const OVERLAY_ENDING: &str = ".lurcher.yaml";
/// The names under which licences stand in repositories.
const LICENCES: &[&str] = &["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "LICENCE.txt", "LICENCE.md", "COPYING"];
/// The name of a source's licence in the pack.
const LICENCE_FILE: &str = "LICENSE-upstream.txt";

pub fn run(sync: &FeedSync) -> Result<ExitCode, Failure> {
    apart(&sync.source, &sync.into)?;
    let source = source(&sync.source)?;
    let lock_file = sync.into.join(LOCK_FILE);
    let mut lock = match lock_file.is_file() {
        true => Lock::read(&read_text(&lock_file, MAX_LOCK_BYTES)?)
            .map_err(|why| Failure::plain(format!("{}: {why}", lock_file.display())))?,
        false => Lock::default(),
    };
    let checkout = checkout(&sync.source);
    let licence = licence(&sync.source, checkout.as_ref());
    let state = Lock {
        repository: address(sync)?.or_else(|| checkout.as_ref()?.repository.clone()).or(lock.repository.clone()),
        path: match &checkout {
            Some(checkout) => Some(checkout.path.clone()).filter(|p| !p.is_empty()),
            // What was said before holds until somebody says otherwise; the commit is another one now.
            None => lock.path.clone(),
        },
        commit: sync.commit.clone().or_else(|| checkout.as_ref()?.commit.clone()),
        retrieved: Some(retrieved(sync, checkout.as_ref())?),
        licence: licence.as_ref().map(|(words, _)| words.clone()),
        files: BTreeMap::new(),
    };
    let has_overlay = |path: &str| inside(&sync.into, path).is_ok_and(|place| overlay(&place).exists());
    let changes = plan(&source, &of_pack(&sync.into, &source, &lock)?, &lock, &has_overlay);
    let drifts = drift(sync, &changes)?;
    let mut deleted = Vec::new();
    if !sync.dry_run {
        apply(sync, &changes, &drifts, &mut lock, &state, &mut deleted)?;
        write_about(sync, &state, licence.as_ref().map(|(_, text)| text.as_str()))?;
    }
    write_text(None, &told(sync, &state, &changes, &drifts, &deleted))?;
    let is_conflict = changes.iter().any(|c| c.kind == ChangeKind::Both);
    Ok(ExitCode::from(u8::from(is_conflict)))
}

/// The files of the source that hold rules. Overlays belong to packs, and are never taken.
fn source(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    if !folder.is_dir() {
        return Err(Failure::plain(format!("{}: is no folder", folder.display())));
    }
    let (files, problems) = rule_files(folder);
    problems.iter().for_each(|p| eprintln!("source: {}", printable(&p.to_string())));
    let mut taken = BTreeMap::new();
    for RuleFile { path, text } in files.into_iter().filter(|f| !f.path.ends_with(OVERLAY_ENDING)) {
        let read = read_rules(&path, &text);
        if !is_inside(&path) {
            eprintln!("not taken: {}: the name of a file of a pack cannot be so", printable(&path));
            continue;
        }
        if !read.rules.is_empty() {
            taken.insert(path, text);
            continue;
        }
        // Text without queries is no mistake.
        if !path.ends_with(".md") {
            read.problems.iter().for_each(|p| eprintln!("not taken: {}", printable(&p.to_string())));
        }
    }
    match taken.is_empty() {
        true => Err(Failure::plain(format!("{}: holds no rule that could be read", folder.display()))),
        false => Ok(taken),
    }
}

/// What the pack has of the files that matter.
fn of_pack(pack: &Path, source: &BTreeMap<String, String>, lock: &Lock) -> Result<BTreeMap<String, String>, Failure> {
    let mut texts = BTreeMap::new();
    for path in source.keys().chain(lock.files.keys()).filter(|p| is_inside(p)) {
        let file = inside(pack, path)?;
        if file.is_file() {
            texts.insert(path.clone(), read_text(&file, MAX_RULE_FILE_BYTES)?);
        }
    }
    Ok(texts)
}

fn apply(
    sync: &FeedSync,
    changes: &[Change],
    drifts: &[Drift],
    lock: &mut Lock,
    state: &Lock,
    deleted: &mut Vec<String>,
) -> Result<(), Failure> {
    for change in changes {
        let hits: Vec<String> = drifts.iter().filter(|d| d.path == change.path).map(Drift::hits).collect();
        let past = |what: &str| Past {
            retrieved: state.retrieved.clone().unwrap_or_default(),
            what: what.to_owned(),
            commit: state.commit.clone(),
            hits: (!hits.is_empty()).then(|| hits.join(", ")),
        };
        let place = inside(&sync.into, &change.path)?;
        if let (true, Some(new)) = (change.kind.is_taken(), &change.new) {
            write(&place, new)?;
        }
        match (change.kind, &change.new) {
            (ChangeKind::New | ChangeKind::Changed | ChangeKind::Same, Some(new)) => {
                let is_known = lock.files.contains_key(&change.path);
                let locked = lock.files.entry(change.path.clone()).or_default();
                if !locked.is(new) {
                    locked.sha256 = lurcher_feed::names::hash(new, 64);
                    locked.remember(past(if is_known { "changed" } else { "added" }));
                }
            }
            (ChangeKind::Moved, Some(new)) => {
                let from = change.from.clone().unwrap_or_default();
                let left = inside(&sync.into, &from)?;
                fs::remove_file(&left).map_err(|e| Failure::plain(format!("{}: {e}", left.display())))?;
                let mut locked = lock.files.remove(&from).unwrap_or_default();
                locked.sha256 = lurcher_feed::names::hash(new, 64);
                locked.remember(past(&format!("moved from {from}")));
                lock.files.insert(change.path.clone(), locked);
            }
            (ChangeKind::Removed, _) if sync.prune && may_delete(&place, change, lock) => {
                fs::remove_file(&place).map_err(|e| Failure::plain(format!("{}: {e}", place.display())))?;
                lock.files.remove(&change.path);
                deleted.push(change.path.clone());
            }
            (ChangeKind::Removed, _) => {
                let locked = lock.files.entry(change.path.clone()).or_default();
                if locked.history.first().is_none_or(|p| p.what != "removed") {
                    locked.remember(past("removed"));
                }
            }
            _ => {}
        }
    }
    *lock = Lock { files: std::mem::take(&mut lock.files), ..state.clone() };
    write(&inside(&sync.into, LOCK_FILE)?, &lock.write())
}

fn may_delete(place: &Path, change: &Change, lock: &Lock) -> bool {
    let is_untouched = lock.files.get(&change.path).zip(change.old.as_ref()).is_some_and(|(l, old)| l.is(old));
    is_untouched && !overlay(place).exists()
}

/// Where the overlay of a rule file stands, if it has one.
fn overlay(place: &Path) -> PathBuf {
    place.with_extension("lurcher.yaml")
}

/// A pack within its source would be taken for a part of it the next time, and the other way round.
fn apart(source: &Path, pack: &Path) -> Result<(), Failure> {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_default();
    let (source, pack) = (whole(source), whole(pack));
    match pack.starts_with(&source) || source.starts_with(&pack) {
        true => Err(Failure::plain("the pack and its source must be two folders, none of them within the other")),
        false => Ok(()),
    }
}

fn write(place: &Path, text: &str) -> Result<(), Failure> {
    let named = |e: std::io::Error| Failure::plain(format!("{}: {e}", place.display()));
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(named)?;
    }
    fs::write(place, text).map_err(named)
}

/// The pack's own file with the source, and the source's licence beside it.
fn write_about(sync: &FeedSync, state: &Lock, licence: Option<&str>) -> Result<(), Failure> {
    let place = inside(&sync.into, PACK_FILE)?;
    let before = if place.is_file() { Some(read_text(&place, MAX_RULE_FILE_BYTES)?) } else { None };
    let folder = sync.into.canonicalize().unwrap_or_else(|_| sync.into.clone());
    let name = folder.file_name().map_or_else(|| "rules".to_owned(), |n| n.to_string_lossy().into_owned());
    let after = with_source(before.as_deref(), &name, state);
    if before.as_deref() != Some(after.as_str()) {
        write(&place, &after)?;
    }
    match licence {
        Some(text) => write(&inside(&sync.into, LICENCE_FILE)?, text),
        None => Ok(()),
    }
}

/// The first words of the source's licence with the name of its file, and its text.
fn licence(source: &Path, checkout: Option<&Checkout>) -> Option<(String, String)> {
    let folders = [Some(source), checkout.map(|c| c.root.as_path())];
    let mut files = folders.into_iter().flatten().flat_map(|f| LICENCES.iter().map(move |name| (f.join(name), *name)));
    let (path, name) = files.find(|(path, _)| is_plain_file(path))?;
    let text = read_text(&path, MAX_RULE_FILE_BYTES).ok()?;
    let first: String = text.lines().map(str::trim).find(|l| !l.is_empty())?.chars().take(120).collect();
    Some((format!("{} ({name} of the source)", first.trim_start_matches('#').trim()), text))
}

/// No link: it could lead to any file of this machine, whose text would be published.
fn is_plain_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|m| m.is_file())
}

fn address(sync: &FeedSync) -> Result<Option<String>, Failure> {
    let Some(given) = &sync.repository else { return Ok(None) };
    match public_address(given) {
        Some(address) => Ok(Some(address)),
        None => Err(Failure::plain(format!("--repository {given}: write an address such as https://github.com/a/b"))),
    }
}

/// When the source was fetched: as said, or by the file that changes with every fetch, or by its newest rule.
fn retrieved(sync: &FeedSync, checkout: Option<&Checkout>) -> Result<String, Failure> {
    if let Some(said) = &sync.retrieved {
        let wrong = || Failure::plain(format!("--retrieved: `{said}` cannot be read as a datetime"));
        return Ok(whole_seconds(parse_datetime(said).ok_or_else(wrong)?));
    }
    let fetched = checkout.and_then(|c| c.fetched.clone()).unwrap_or_else(|| sync.source.clone());
    let named = |e: std::io::Error| Failure::plain(format!("{}: {e}", fetched.display()));
    let since = fs::metadata(&fetched).and_then(|m| m.modified()).map_err(named)?;
    let since = since.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(whole_seconds(UNIX_EPOCH_TICKS.saturating_add((since.as_secs() as i64).saturating_mul(10_000_000))))
}

fn whole_seconds(ticks: i64) -> String {
    let text = format_datetime_wire(ticks - ticks.rem_euclid(10_000_000));
    match text.split_once('.') {
        Some((seconds, _)) => format!("{seconds}Z"),
        None => text,
    }
}

fn told(sync: &FeedSync, state: &Lock, changes: &[Change], drifts: &[Drift], deleted: &[String]) -> String {
    let mut out = format!("source: {}\n", state.repository.as_deref().unwrap_or(&sync.source.to_string_lossy()));
    let at = state.commit.as_deref().unwrap_or("unknown commit");
    out.push_str(&format!("commit: {at}, retrieved {}\n", state.retrieved.as_deref().unwrap_or("at an unknown time")));
    if let Some(licence) = &state.licence {
        out.push_str(&format!("licence: {licence}\n"));
    }
    out.push('\n');
    for change in changes.iter().filter(|c| !matches!(c.kind, ChangeKind::Same)) {
        let names = names(change);
        let from = change.from.as_ref().map(|from| format!("{from} → ")).unwrap_or_default();
        out.push_str(&format!(
            "{:<9} {}  {}\n",
            change.kind.name(),
            printable(&format!("{from}{}", change.path)),
            printable(&names)
        ));
        let hint = match change.kind {
            ChangeKind::Both if change.from.is_some() => {
                "moved in the source; it has an overlay or changes here: move it yourself"
            }
            ChangeKind::Both => "changed in the pack and in the source: left as it is in the pack",
            ChangeKind::Removed if deleted.contains(&change.path) => "deleted",
            ChangeKind::Removed => "no longer in the source: left in the pack",
            ChangeKind::Declined => "deleted in the pack: left out",
            _ => "",
        };
        if !hint.is_empty() {
            out.push_str(&format!("{:<9} {hint}\n", ""));
        }
        for drift in drifts.iter().filter(|d| d.path == change.path) {
            out.push_str(&format!("{:<9} {}\n", "", printable(&drift.words())));
        }
    }
    let count = |kind| changes.iter().filter(|c| c.kind == kind).count();
    let kinds = [
        ChangeKind::New,
        ChangeKind::Changed,
        ChangeKind::Moved,
        ChangeKind::Removed,
        ChangeKind::Both,
        ChangeKind::Declined,
        ChangeKind::Same,
    ];
    let counts: Vec<String> =
        kinds.iter().filter(|k| count(**k) > 0).map(|k| format!("{} {}", count(*k), k.name())).collect();
    let done = if sync.dry_run { "; nothing was written (--dry-run)" } else { "" };
    let files = if changes.len() == 1 { "file" } else { "files" };
    out.push_str(&format!("{} {files}: {}{done}\n", changes.len(), counts.join(", ")));
    let pack = load_pack(&sync.into);
    let broken = pack.problems.iter().filter(|p| !p.code.is_warning()).count();
    if !sync.dry_run && broken > 0 {
        out.push_str(&format!("{broken} of the pack's files cannot be used: `lurcher lint` says which\n"));
    }
    out
}

fn names(change: &Change) -> String {
    let text = change.new.as_ref().or(change.old.as_ref());
    let rules = text.map(|text| read_rules(&change.path, text).rules).unwrap_or_default();
    let names: Vec<&str> = rules.iter().map(|r| r.name.as_str()).collect();
    names.join(", ")
}
