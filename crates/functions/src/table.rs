//! The one table of the language's function names: every name is in it, built or not.

use crate::accumulator::Aggregate;
use crate::call::Function;
use crate::plugin::{PLUGINS, Plugin};
use crate::{
    aggregate, binary, conversion, datetime, dynamic, geo, ip, known, math, operator, schema, series, sketch, special,
    statistics, string, units, user_agent, window,
};
use lurcher_types::describe::{Description, Entry, Kind, Support};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Every scalar function that is built.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    [
        operator::FUNCTIONS,
        string::FUNCTIONS,
        conversion::FUNCTIONS,
        datetime::FUNCTIONS,
        math::FUNCTIONS,
        binary::FUNCTIONS,
        dynamic::FUNCTIONS,
        ip::FUNCTIONS,
        units::FUNCTIONS,
        user_agent::FUNCTIONS,
        sketch::FUNCTIONS,
        schema::FUNCTIONS,
        geo::FUNCTIONS,
        series::FUNCTIONS,
        statistics::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
}

/// The built scalar function of this canonical name.
pub fn function(name: &str) -> Option<&'static Function> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Function>> =
        LazyLock::new(|| functions().map(|f| (f.description.name, f)).collect());
    BY_NAME.get(name).copied()
}

/// Every aggregate that is built.
pub fn aggregates() -> impl Iterator<Item = &'static Aggregate> {
    aggregate::AGGREGATES.iter()
}

/// The built plugin of this name.
pub fn plugin(name: &str) -> Option<&'static Plugin> {
    PLUGINS.iter().find(|p| p.description.name == name)
}

/// Every name, built or known: the table that binder, help and documentation read.
pub fn entries() -> &'static [Entry] {
    static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let built = functions().map(|f| f.description);
        let built = built.chain(aggregates().map(|a| a.description)).chain(window::DESCRIPTIONS.iter().copied());
        let built = built.chain(PLUGINS.iter().map(|p| p.description)).chain(special::DESCRIPTIONS.iter().copied());
        let mut all: Vec<Entry> = built.map(|d| Entry::new(d, Support::Built)).collect();
        let names = |d: &'static Description| std::iter::once(&d.name).chain(d.aliases).map(|n| (*n, d.kind));
        let is_built: HashSet<(&str, Kind)> = all.iter().flat_map(|e| names(e.description)).collect();
        let known = known::known().iter().filter(|k| !is_built.contains(&(k.description.name, k.description.kind)));
        all.extend(known.map(|k| Entry::new(&k.description, Support::Known(k.reason))));
        all
    });
    &ENTRIES
}

/// The entry of this name or alias. One name may be an aggregate and a scalar function (`binary_all_or`, `any`).
pub fn entry(name: &str, kind: Kind) -> Option<&'static Entry> {
    static BY_NAME: LazyLock<HashMap<(&'static str, Kind), usize>> = LazyLock::new(|| {
        let mut map = HashMap::new();
        for (i, e) in entries().iter().enumerate() {
            for name in std::iter::once(&e.description.name).chain(e.description.aliases) {
                map.entry((*name, e.description.kind)).or_insert(i);
            }
        }
        map
    });
    BY_NAME.get(&(name, kind)).map(|i| &entries()[*i])
}

/// Up to three built names that look like this one, nearest first.
pub fn nearest(name: &str) -> Vec<&'static str> {
    let names = entries().iter().filter(|e| matches!(e.support, Support::Built)).map(|e| e.description.name);
    lurcher_types::nearest(name, names)
}
