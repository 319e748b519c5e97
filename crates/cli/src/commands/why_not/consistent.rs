//! What following says of the shipped pack's tests is true: rows go on where what it names is taken away.

use crate::arguments::{Command, Lurcher};
use crate::commands::test::trial::Trial;
use crate::commands::test::{Bench, parallel};
use clap::Parser;
use lurcher_engine::{Bits, Followed, Mutation, Operator, Pipe, PipeOf, Reason, Request, RowsOf, Until, Why};
use lurcher_rules::{Pack, Rule, Test, load_pack};
use lurcher_syntax::{Diagnostic, Span};
use std::path::Path;

fn bench() -> Bench {
    let Command::Test(test) = Lurcher::parse_from(["lurcher", "test", "pack"]).command else { panic!("no test") };
    Bench::new(&test.data).unwrap_or_else(|e| panic!("{e}"))
}

/// Everything that a test gives, through its rule.
fn follow(bench: &Bench, trial: &Trial, request: &Request) -> Result<Followed, Diagnostic> {
    bench.runtime.block_on(async {
        let names = trial.engine.snapshot().await?.names();
        let all: Vec<RowsOf> = names.into_iter().map(|table| RowsOf { table, predicate: "true".into() }).collect();
        trial.engine.follow(request, &all, Until::Dropped).await
    })
}

/// Every operator with its way to it, in one order for every run of the same query.
fn operators(followed: &Followed) -> Vec<(String, &Operator)> {
    fn of_pipe<'a>(pipe: &'a Pipe, way: &str, out: &mut Vec<(String, &'a Operator)>) {
        for (at, operator) in pipe.operators.iter().enumerate() {
            let own = format!("{way}/{at}");
            for (side, inner) in operator.sides.iter().enumerate() {
                of_pipe(inner, &format!("{own}.{side}"), out);
            }
            out.push((own, operator));
        }
    }
    let mut out = Vec::new();
    followed.pipes.iter().enumerate().for_each(|(at, pipe)| of_pipe(pipe, &format!("{at}"), &mut out));
    out
}

/// What makes the named parts of a predicate what they would have to be.
fn cures(whys: &[Why], in_either: bool, out: &mut Vec<(Span, Mutation)>) {
    for why in whys {
        match why {
            // In an `or` a part without a say is false; a part that is negated is true, unless it is null.
            Why::Term(term) if in_either => out.push((term.span, Mutation::Negate)),
            Why::Term(term) => out.push((term.span, Mutation::Drop)),
            Why::All(parts) => cures(parts, in_either, out),
            // One leg that comes true is enough.
            Why::Either(legs) => {
                let leg = legs.iter().find(|leg| !has_null(leg)).unwrap_or(&legs[0]);
                cures(std::slice::from_ref(leg), !matches!(leg, Why::All(_)), out);
            }
        }
    }
}

fn has_null(why: &Why) -> bool {
    match why {
        Why::Term(term) => term.truth.is_none(),
        Why::All(parts) | Why::Either(parts) => parts.iter().any(has_null),
    }
}

#[derive(Default, Clone, Copy)]
struct Tally {
    tests: usize,
    rows: usize,
    predicates: usize,
    partners: usize,
    hidden: usize,
    other: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, more: Tally) {
        self.tests += more.tests;
        self.rows += more.rows;
        self.predicates += more.predicates;
        self.partners += more.partners;
        self.hidden += more.hidden;
        self.other += more.other;
    }
}

/// A drop that can be undone: where, of which rows, and what the query is asked without.
struct Claim {
    way: String,
    bits: Bits,
    mutations: Vec<(Span, Mutation)>,
    hidden: Option<String>,
    /// It is the other side of a join that gets more rows: whether these rows still come to the join is another matter.
    of_partner: Option<Reason>,
}

fn claims(before: &[(String, &Operator)], request: &Request, what: &str, tally: &mut Tally) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (way, operator) in before {
        for drop in &operator.drops {
            let mut claim =
                Claim { way: way.clone(), bits: drop.bits, mutations: Vec::new(), hidden: None, of_partner: None };
            match &drop.reason {
                Reason::Predicate(whys) => {
                    assert!(!whys.is_empty(), "{what}: no part of {:?} is named", operator.span.of(&request.text));
                    cures(whys, false, &mut claim.mutations);
                    tally.predicates += 1;
                }
                Reason::NoPartner { lost: Some(lost), .. } if !lost.why.is_empty() => {
                    cures(&lost.why, false, &mut claim.mutations);
                    claim.of_partner = Some(drop.reason.clone());
                    tally.partners += 1;
                }
                Reason::Hidden(name) => {
                    claim.hidden = Some(name.clone());
                    tally.hidden += 1;
                }
                _ => {
                    tally.other += 1;
                    continue;
                }
            }
            claims.push(claim);
        }
    }
    claims
}

/// Of each claim whether its rows go on where these are all taken away.
fn hold(bench: &Bench, trial: &Trial, claims: &[&Claim]) -> Vec<bool> {
    let mut request = trial.request.clone();
    request.mutations.extend(claims.iter().flat_map(|c| c.mutations.clone()));
    request.hidden.retain(|h| !claims.iter().any(|c| c.hidden.as_ref() == Some(&h.name)));
    let again = follow(bench, trial, &request).unwrap_or_else(|e| panic!("{e}"));
    let after = operators(&again);
    let bits = |way: &str| after.iter().find(|(w, _)| w == way).map(|(_, o)| o.bits).unwrap_or_default();
    let still = |way: &str, reason: &Reason| {
        after.iter().filter(|(w, _)| w == way).flat_map(|(_, o)| &o.drops).any(|d| d.reason == *reason)
    };
    let goes_on = |c: &&Claim| match &c.of_partner {
        Some(reason) => !still(&c.way, reason),
        None => (c.bits & !bits(&c.way)).is_empty(),
    };
    claims.iter().map(goes_on).collect()
}

/// Each drop is what it says, and no row disappears without a word.
fn check(bench: &Bench, trial: &Trial, followed: &Followed, what: &str) -> Tally {
    let mut tally = Tally { tests: 1, rows: followed.rows.len(), ..Tally::default() };
    let before = operators(followed);
    let claims = claims(&before, &trial.request, what, &mut tally);
    let all: Vec<&Claim> = claims.iter().collect();
    let together = if all.is_empty() { Vec::new() } else { hold(bench, trial, &all) };
    // More rows in a list of what is left out may drop others: then each claim stands for itself.
    for (claim, _) in all.iter().zip(together).filter(|(_, held)| !held) {
        let alone = hold(bench, trial, &[claim]);
        let texts: Vec<&str> = claim.mutations.iter().map(|(span, _)| span.of(&trial.request.text)).collect();
        assert_eq!(
            alone,
            [true],
            "{what}: without {texts:?} {:?} the rows {:?} do not go on",
            claim.hidden,
            claim.bits
        );
    }
    // It is dropped, or found, or it only says which other rows stay.
    let told = before.iter().flat_map(|(_, o)| &o.drops).fold(Bits::default(), |all, d| all | d.bits);
    let found = followed.results.iter().fold(Bits::default(), |all, r| all | r.bits);
    let mut beside = Bits::default();
    followed.pipes.iter().for_each(|pipe| note_beside(pipe, &mut beside));
    for (at, row) in followed.rows.iter().enumerate() {
        let is_told = !((told | found | beside) & Bits(1 << at)).is_empty();
        assert!(is_told, "{what}: row {at} of {} is neither found nor dropped", row.table);
    }
    tally
}

/// Rows that reach the end of what only others are held against.
fn note_beside(pipe: &Pipe, beside: &mut Bits) {
    if !matches!(pipe.of, PipeOf::Result(_) | PipeOf::Side) {
        *beside |= pipe.operators.last().map(|o| o.bits).unwrap_or_default();
    }
    pipe.operators.iter().flat_map(|o| &o.sides).for_each(|side| note_beside(side, beside));
}

/// A test of the pack: that it hits, and that it does not, are both told truly.
fn one(bench: &Bench, pack: &Pack, rule: &Rule, test: &Test) -> (Tally, Tally) {
    let what = format!("{}: {}", rule.path, test.name);
    let trial = Trial::new(bench, pack, rule, test).unwrap_or_else(|e| panic!("{what}: {e}"));
    let (rows, _) = trial.ask(bench, &trial.request).unwrap_or_else(|e| panic!("{what}: {e}"));
    let followed = follow(bench, &trial, &trial.request).unwrap_or_else(|e| panic!("{what}: {e}"));
    let traced: u64 = followed.results.iter().map(|r| r.rows).sum();
    assert_eq!(traced, rows as u64, "{what}: a trace changes no answer");
    let of_answer = followed.results.iter().all(|r| (r.rows == 0) == r.bits.is_empty());
    assert!(of_answer, "{what}: all rows are followed, so each row of the answer comes from some");
    let tally = match test.is_must_not_hit() {
        true => check(bench, &trial, &followed, &what),
        false => Tally { tests: 1, ..Tally::default() },
    };
    if test.is_must_not_hit() { (tally, Tally::default()) } else { (Tally::default(), tally) }
}

#[test]
fn what_is_named_is_what_drops_the_row() {
    let pack = load_pack(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/mail-starter"));
    let bench = bench();
    let tests: Vec<(&Rule, &Test)> =
        pack.rules.iter().flat_map(|rule| rule.overlay.tests.iter().map(move |test| (rule, test))).collect();
    let (mut silent, mut loud) = (Tally::default(), Tally::default());
    for (of_silent, of_loud) in parallel::map(&tests, |(rule, test)| one(&bench, &pack, rule, test)) {
        silent += of_silent;
        loud += of_loud;
    }
    println!(
        "{} tests that hit; {} that do not, with {} rows: {} drops by predicate, {} without a partner, {} hidden, {} other",
        loud.tests, silent.tests, silent.rows, silent.predicates, silent.partners, silent.hidden, silent.other
    );
    assert!(silent.tests >= 62 && silent.predicates >= 75 && silent.hidden >= 10, "too little was looked at");
}
