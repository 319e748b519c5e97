//! Writing bags.

use crate::call::MAX_BATCH_BYTES;
use std::borrow::Cow;
use std::collections::HashMap;

/// The members of a bag that is being made, each key once, as encoded texts.
#[derive(Default)]
pub struct Members<'a> {
    members: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    places: HashMap<Cow<'a, str>, usize>,
}

impl<'a> Members<'a> {
    /// Adds a member; a key that is there keeps its place and takes the new value.
    pub fn set(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        match self.places.get(&key) {
            Some(place) => self.members[*place].1 = value,
            None => self.push(key, value),
        }
    }

    /// Adds a member unless its key is there.
    pub fn add(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        if !self.places.contains_key(&key) {
            self.push(key, value);
        }
    }

    fn push(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        self.places.insert(key.clone(), self.members.len());
        self.members.push((key, value));
    }

    pub fn write(&self, out: &mut String) {
        out.push('{');
        for (i, (key, value)) in self.members.iter().enumerate() {
            if out.len() > MAX_BATCH_BYTES {
                break;
            }
            if i > 0 {
                out.push(',');
            }
            out.push_str(key);
            out.push(':');
            out.push_str(value);
        }
        out.push('}');
    }
}
