//! The compact notation for lists of columns: `>xdr Timestamp:datetime DeviceId *12 …`.

use std::collections::HashMap;

use lurcher_types::{Column, Side, Type};

/// Runs of columns that recur: `*12` and the words it stands for.
#[derive(Default)]
pub struct Blocks<'a>(HashMap<&'a str, &'a str>);

impl<'a> Blocks<'a> {
    pub fn add(&mut self, line: &'a str) {
        if let Some((name, words)) = line.split_once(' ') {
            self.0.insert(name, words);
        }
    }

    fn expand<'s>(&'s self, word: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.get(word).copied().unwrap_or(word).split(' ')
    }
}

/// The columns, and whether the list is open (`...`). `side` is that of columns before the first `>`.
pub fn parse(text: &str, blocks: &Blocks<'_>, mut side: Side) -> (Vec<Column>, bool) {
    let (mut columns, mut open) = (Vec::new(), false);
    for word in text.split(' ').flat_map(|w| blocks.expand(w)).filter(|w| !w.is_empty()) {
        if word == "..." {
            open = true;
        } else if let Some(name) = word.strip_prefix('>') {
            side = self::side(name).unwrap_or(side);
        } else {
            columns.push(column(word, side));
        }
    }
    (columns, open)
}

/// The sides that occur, without parsing the columns.
pub fn sides(text: &str) -> Vec<Side> {
    text.split(' ').filter_map(|w| side(w.strip_prefix('>')?)).collect()
}

pub fn side(name: &str) -> Option<Side> {
    match name {
        "xdr" => Some(Side::Xdr),
        "sentinel" => Some(Side::Sentinel),
        "both" => Some(Side::Both),
        _ => None,
    }
}

fn column(word: &str, side: Side) -> Column {
    let (name, kql_type) = match word.rsplit_once(':') {
        Some((name, kql_type)) => (name, Type::from_name(kql_type).unwrap_or(Type::String)),
        None => (word, Type::String),
    };
    Column { name: name.to_string(), kql_type, side, description: String::new() }
}
