//! `lurcher feed build`: the files of the site.

use super::drafts;
use super::files::{Site, read_text};
use super::gather::{Outcomes, gather};
use crate::arguments::{Data, FeedBuild};
use crate::commands::runtime;
use crate::data;
use crate::failure::Failure;
use crate::output::terminal::printable;
use crate::output::{counted, write_text};
use lurcher_engine::Engine;
use lurcher_feed::outcomes::MAX_OUTCOME_BYTES;
use lurcher_feed::{Feed, site};
use lurcher_rules::attack::Attack;
use lurcher_rules::{Pack, load_pack};
use lurcher_types::time::{format_datetime_wire, parse_datetime};
use std::path::PathBuf;
use std::process::ExitCode;

pub fn run(build: &FeedBuild) -> Result<ExitCode, Failure> {
    let address = build.address.as_deref().map(web_address).transpose()?;
    let now = build.now.as_deref().map(moment).transpose()?;
    let attack = match &build.attack {
        Some(file) => Attack::load(file).map_err(|why| Failure::plain(format!("--attack {why}")))?,
        None => Attack::embedded().clone(),
    };
    let outcomes = outcomes(build)?;
    let mut site_folder = Site::open(&build.out)?;
    let mut packs: Vec<Pack> = build.packs.iter().map(|path| load_pack(path)).collect();
    let problems: Vec<String> = packs.iter().flat_map(|p| &p.problems).map(ToString::to_string).collect();
    problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
    let broken: Vec<String> =
        packs.iter().flat_map(|p| &p.problems).filter(|p| !p.code.is_warning()).map(ToString::to_string).collect();
    let drafted = drafts::lay_over(build, &mut packs, &attack)?;
    let (title, description) = (title(build, &packs), description(&packs));
    let is_broken = !broken.is_empty();
    let mut feed = Feed {
        title,
        description,
        address,
        made: now.map(format_datetime_wire),
        now,
        problems: broken,
        attack,
        ..Feed::default()
    };
    gather(&mut feed, packs, (&engine(build)?, &runtime()?), &outcomes, build.upstream.as_deref());
    if feed.entries.is_empty() {
        return Err(Failure::plain("the packs hold no rule that could be read"));
    }
    let files = site(&feed);
    site_folder.write(&files)?;
    let refused = feed.entries.iter().filter_map(|e| Some((e, e.facts.as_ref().err()?)));
    let mut count = 0;
    for (_, why) in refused {
        eprintln!("refused: {}", printable(why));
        count += 1;
    }
    let rules = feed.entries.len();
    let summary = format!(
        "{}: {}, {} files{}{}\n",
        build.out.display(),
        counted(rules as u64, "rule"),
        files.len(),
        if count > 0 {
            format!("; {count} of the queries are refused, and their pages say why")
        } else {
            String::new()
        },
        if drafted.rules > 0 {
            format!("; {} with drafts of a model, not reviewed", drafted.rules)
        } else {
            String::new()
        },
    );
    write_text(None, &summary)?;
    Ok(ExitCode::from(if is_broken { 2 } else { u8::from(drafted.unasked > 0) }))
}

/// An engine that knows the tables and the stored functions, and has no row.
fn engine(build: &FeedBuild) -> Result<Engine, Failure> {
    Ok(data::open(&Data::without_rows(&build.schema, build.functions.as_deref()))?.engine)
}

fn outcomes(build: &FeedBuild) -> Result<Outcomes, Failure> {
    let mut outcomes = Outcomes::default();
    let each = |paths: &[PathBuf], take: &mut dyn FnMut(&str) -> Result<(), String>| {
        paths.iter().try_for_each(|path| {
            let text = read_text(path, MAX_OUTCOME_BYTES)?;
            take(&text).map_err(|why| Failure::plain(format!("{}: {why}", path.display())))
        })
    };
    each(&build.tests, &mut |text| {
        outcomes.tests.read(text)?;
        outcomes.evidence.take_tests(text)
    })?;
    each(&build.records, &mut |text| outcomes.evidence.take_record(text))?;
    each(&build.ledgers, &mut |text| outcomes.ledger.read(text))?;
    Ok(outcomes)
}

fn title(build: &FeedBuild, packs: &[Pack]) -> String {
    let names: Vec<&str> = packs.iter().filter_map(|p| p.about.name.as_deref()).collect();
    match (&build.title, names.as_slice()) {
        (Some(title), _) => title.clone(),
        (None, []) => "Hunting rules".to_owned(),
        (None, names) => names.join(" · "),
    }
}

fn description(packs: &[Pack]) -> String {
    match packs {
        [pack] => pack.about.description.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

fn moment(text: &str) -> Result<i64, Failure> {
    parse_datetime(text).ok_or_else(|| Failure::plain(format!("--now: `{text}` cannot be read as a datetime")))
}

fn web_address(text: &str) -> Result<String, Failure> {
    let refused = || Failure::plain(format!("--address {text}: write an address such as https://example.com/rules/"));
    let address = lurcher_feed::html::web(text).ok_or_else(refused)?;
    Ok(format!("{}/", address.address().trim_end_matches('/')))
}
