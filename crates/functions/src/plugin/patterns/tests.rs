//! The search for patterns against looking at every one of them, and arguments that nobody sends in good faith.

use super::super::{PLUGINS, Setup};
use super::closed::patterns;
use super::items::{Items, RARE, Weight};
use lurcher_columnar::{Column, array_of};
use lurcher_types::{Type, Value};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn column(values: &[u8]) -> Column {
    let values: Vec<Value> = values.iter().map(|v| Value::Long(i64::from(*v))).collect();
    Column::new(Type::Long, array_of(Type::Long, &values))
}

/// Every closed pattern of at least so many rows, found by closing the rows of every choice of cells.
fn every_closed_pattern(items: &Items, least: f64) -> BTreeSet<(Vec<u32>, i64)> {
    let mut found = BTreeSet::new();
    for row in &items.rows {
        for chosen in 0u32..1 << row.len() {
            let named = |row: &[u32], other: &[u32]| {
                (0..row.len()).all(|c| chosen & (1 << c) == 0 || (row[c] != RARE && row[c] == other[c]))
            };
            let rows: Vec<usize> = (0..items.rows.len()).filter(|r| named(row, &items.rows[*r])).collect();
            let weight: f64 = rows.iter().map(|r| items.weights[*r][0]).sum();
            let in_all = |item: &u32| *item != RARE && rows.iter().all(|r| items.rows[*r].contains(item));
            let mut closure: Vec<u32> = row.iter().copied().filter(in_all).collect();
            closure.sort_unstable();
            if weight >= least && !rows.is_empty() && !closure.is_empty() {
                found.insert((closure, weight as i64));
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn all_patterns_are_found_and_no_others(
        table in proptest::collection::vec(proptest::array::uniform4(0u8..3), 1..30),
        least in 1u8..6,
    ) {
        let columns: Vec<Column> =
            (0..4).map(|c| column(&table.iter().map(|row| row[c]).collect::<Vec<_>>())).collect();
        let columns: Vec<&Column> = columns.iter().collect();
        let least = f64::from(least);
        let frequent = |weight: Weight, _: Weight| weight[0] >= least;
        let items = Items::new(&columns, &vec![[1.0, 0.0]; table.len()], frequent).unwrap();
        let found = patterns(&items, 4, frequent).unwrap();
        let found: BTreeSet<(Vec<u32>, i64)> = found.into_iter().map(|p| (p.items, p.weight[0] as i64)).collect();
        prop_assert_eq!(found, every_closed_pattern(&items, least));
    }
}

#[test]
fn columns_of_nothing_but_different_values_are_cheap() {
    let values: Vec<Value> = (0..20_000).map(Value::Long).collect();
    let different = Column::new(Type::Long, array_of(Type::Long, &values));
    let run = PLUGINS.iter().find(|p| p.description.name == "basket").unwrap();
    let mut constants = vec![Value::Real(0.015), Value::Long(-1), Value::Long(i64::MAX)];
    constants.extend(vec![Value::Null(Type::Long); 30]);
    let mut outputs = vec![Type::Long, Type::Long, Type::Real];
    outputs.extend([Type::Long; 30]);
    let setup = Setup { constants, lookup: vec![], outputs };
    let mut run = (run.start)(&setup).unwrap();
    let columns: Vec<Column> = (0..30).map(|_| different.clone()).collect();
    assert_eq!(run(&columns, 20_000).unwrap().rows, 0);
}

#[test]
fn too_many_patterns_are_refused() {
    // Every subset of seventeen columns is a pattern of its own.
    let columns: Vec<Column> =
        (0..17).map(|c| column(&(0..18).map(|r| if r == c { 100 + r } else { 0 }).collect::<Vec<u8>>())).collect();
    let columns: Vec<&Column> = columns.iter().collect();
    let frequent = |weight: Weight, _: Weight| weight[0] >= 1.0;
    let items = Items::new(&columns, &[[1.0, 0.0]; 18], frequent).unwrap();
    let refused = patterns(&items, usize::MAX, frequent).err().unwrap();
    assert!(refused.message.contains("more than 50000 patterns"), "{refused}");
}

proptest! {
    #[test]
    fn patterns_of_tokens_have_the_rows_that_match_them(
        rows in proptest::collection::vec((any::<bool>(), "[ab]{1}( [ab]){0,4}"), 2..40),
        least in 0usize..3,
    ) {
        prop_assume!(rows.iter().any(|(when, _)| *when) && rows.iter().any(|(when, _)| !*when));
        let run = PLUGINS.iter().find(|p| p.description.name == "diffpatterns_text").unwrap();
        let outputs = vec![Type::Long, Type::Long, Type::Real, Type::Real, Type::String];
        let constants = vec![Value::Real(0.1), Value::Long(least as i64), Value::Long(4)];
        let mut run = (run.start)(&Setup { constants, lookup: vec![], outputs: outputs.clone() }).unwrap();
        let texts: Vec<Value> = rows.iter().map(|(_, text)| Value::String(text.clone())).collect();
        let whens: Vec<Value> = rows.iter().map(|(when, _)| Value::Bool(*when)).collect();
        let args = [
            Column::new(Type::String, array_of(Type::String, &texts)),
            Column::new(Type::Bool, array_of(Type::Bool, &whens)),
        ];
        let found = run(&args, rows.len()).unwrap();
        let cells: Vec<Column> =
            outputs.iter().zip(&found.columns).map(|(t, array)| Column::new(*t, array.clone())).collect();
        for i in 0..found.rows {
            let pattern = cells[4].strings().value(i).to_owned();
            let shown: Vec<&str> = pattern.split(' ').collect();
            prop_assert!(shown.len() <= 5 && shown.iter().filter(|t| **t != "*").count() >= least.max(1));
            let matching = |wanted: bool| {
                let of_set = rows.iter().filter(|(when, _)| *when == wanted);
                of_set.filter(|(_, text)| {
                    let tokens: Vec<&str> = text.split(' ').collect();
                    shown.iter().enumerate().all(|(i, t)| *t == "*" || tokens.get(i) == Some(t))
                }).count() as f64
            };
            let all = |wanted: bool| rows.iter().filter(|(when, _)| *when == wanted).count() as f64;
            prop_assert_eq!(cells[0].value(i), Value::Long(matching(true) as i64));
            prop_assert_eq!(cells[1].value(i), Value::Long(matching(false) as i64));
            let parts = [matching(true) / all(true), matching(false) / all(false)];
            prop_assert!((parts[0] - parts[1]).abs() >= 0.1);
            prop_assert!((cells[2].real(i).unwrap() - parts[0] * 100.0).abs() < 0.006);
            prop_assert!((cells[3].real(i).unwrap() - parts[1] * 100.0).abs() < 0.006);
        }
    }
}
