//! Which texts share a group: the smallest groups become one, until there are few enough.
//!
//! As the documentation's answers have it, few enough are as many groups as the threshold's part of the different texts.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

/// A text of fewer rows does not stay apart from others of the same frequent terms, however many groups there may be; thousands
/// of rows with one pattern would help nobody.
const LEAST_RATIO: f64 = 0.05;

/// Texts that share a group.
pub struct Merged {
    pub count: u64,
    pub texts: Vec<u32>,
    /// The frequent terms that all of them have, those of the most rows first.
    pub common: Vec<u32>,
}

/// The groups of all texts that have a frequent term; `of_text` holds those of each, those of the most rows first.
pub fn merge(of_text: &[Vec<u32>], counts: &[u64], threshold: f64) -> Vec<Merged> {
    let distinct = of_text.len() as f64;
    let enough = |groups: usize| groups <= 1 || groups as f64 / distinct <= threshold;
    let groups = of_the_same_terms(of_text, counts, enough);
    // Now a group may stand beside another of the same terms only if there are few enough.
    if enough(groups.len()) { groups } else { of_fewer_terms(groups, enough) }
}

/// Groups, the smallest on top: how many rows, and the text by whose place they are known.
type Smallest = BinaryHeap<Reverse<(u64, u32)>>;

/// The rare texts of the same terms are a group, and each other text is; the smallest two of the same terms become one, those
/// with the smallest group first.
fn of_the_same_terms(of_text: &[Vec<u32>], counts: &[u64], enough: impl Fn(usize) -> bool) -> Vec<Merged> {
    let mut texts: Vec<Vec<u32>> = (0..of_text.len() as u32).map(|text| vec![text]).collect();
    let rows: u64 = counts.iter().sum();
    let is_rare = |count: u64| count < 2 || (count as f64) < LEAST_RATIO * rows as f64;
    // By terms, the groups; and the group of the rare texts.
    let mut alike: BTreeMap<&[u32], Smallest> = BTreeMap::new();
    let mut rare: BTreeMap<&[u32], (u64, u32)> = BTreeMap::new();
    for ((text, terms), count) in (0u32..).zip(of_text).zip(counts).filter(|((_, terms), _)| !terms.is_empty()) {
        if !is_rare(*count) {
            alike.entry(terms).or_default().push(Reverse((*count, text)));
            continue;
        }
        let (sum, first) = rare.entry(terms).or_insert((0, text));
        *sum += count;
        if *first != text
            && let Some(own) = texts.get_mut(*first as usize)
        {
            own.push(text);
        }
    }
    for (terms, group) in rare {
        alike.entry(terms).or_default().push(Reverse(group));
    }
    let mut groups: usize = alike.values().map(BinaryHeap::len).sum();
    let mut alike: Vec<(&[u32], Smallest)> = alike.into_iter().collect();
    // The smallest group of each terms.
    let mut smallest: BinaryHeap<Reverse<((u64, u32), usize)>> = (0..)
        .zip(&alike)
        .filter_map(|(place, (_, groups))| groups.peek().map(|Reverse(group)| Reverse((*group, place))))
        .collect();
    while !enough(groups) {
        let Some(Reverse((_, place))) = smallest.pop() else { break };
        let Some((_, of_terms)) = alike.get_mut(place) else { break };
        let Some(Reverse((a_count, a))) = of_terms.pop() else { continue };
        let Some(Reverse((b_count, b))) = of_terms.pop() else {
            // Alone now: no other has its terms.
            of_terms.push(Reverse((a_count, a)));
            continue;
        };
        let (kept, gone) = (a.min(b), a.max(b));
        let moved = texts.get_mut(gone as usize).map(std::mem::take).unwrap_or_default();
        if let Some(own) = texts.get_mut(kept as usize) {
            join(own, moved);
        }
        of_terms.push(Reverse((a_count + b_count, kept)));
        groups -= 1;
        if let Some(Reverse(group)) = of_terms.peek() {
            smallest.push(Reverse((*group, place)));
        }
    }
    let mut found: Vec<Merged> = Vec::with_capacity(groups);
    for (terms, of_terms) in alike {
        for Reverse((count, text)) in of_terms.into_sorted_vec() {
            let texts = texts.get_mut(text as usize).map(std::mem::take).unwrap_or_default();
            found.push(Merged { count, texts, common: terms.to_vec() });
        }
    }
    found
}

/// The smallest group loses its rarest term, until it has the terms of another or a single one. No two have the same terms.
fn of_fewer_terms(mut groups: Vec<Merged>, enough: impl Fn(usize) -> bool) -> Vec<Merged> {
    let mut tree = Tree::default();
    let mut node_of: Vec<usize> = groups.iter().map(|group| tree.node(&group.common)).collect();
    let mut group_at: HashMap<usize, usize> = node_of.iter().enumerate().map(|(group, node)| (*node, group)).collect();
    let mut queue: BinaryHeap<Reverse<(u64, usize)>> =
        groups.iter().enumerate().map(|(number, group)| Reverse((group.count, number))).collect();
    let mut left = groups.len();
    while !enough(left) {
        let Some(Reverse((count, number))) = queue.pop() else { break };
        let (Some(group), Some(node)) = (groups.get_mut(number), node_of.get_mut(number)) else { break };
        // What was said of a group before it grew, or went into another.
        if group.count != count {
            continue;
        }
        // A single term says what the texts have in common; without it they would be anything.
        let Some(wider) = tree.without_rarest(*node) else { continue };
        group_at.remove(node);
        match group_at.get(&wider) {
            None => {
                *node = wider;
                group_at.insert(wider, number);
                queue.push(Reverse((count, number)));
            }
            Some(other) => {
                let gone = std::mem::replace(group, Merged { count: 0, texts: Vec::new(), common: Vec::new() });
                let Some(kept) = groups.get_mut(*other) else { break };
                kept.count += gone.count;
                kept.common.retain(|term| gone.common.binary_search(term).is_ok());
                join(&mut kept.texts, gone.texts);
                queue.push(Reverse((kept.count, *other)));
                left -= 1;
            }
        }
    }
    groups.retain(|group| group.count > 0);
    groups
}

/// Lists of terms by their beginnings: without its last term, a list is its node's parent.
#[derive(Default)]
struct Tree {
    nodes: HashMap<(usize, u32), usize>,
    /// Of node 1, 2 and so on; 0 is the empty list.
    parents: Vec<usize>,
}

impl Tree {
    fn node(&mut self, terms: &[u32]) -> usize {
        terms.iter().fold(0, |parent, term| {
            let parents = &mut self.parents;
            *self.nodes.entry((parent, *term)).or_insert_with(|| {
                parents.push(parent);
                parents.len()
            })
        })
    }

    /// The list without its last term, unless that leaves none.
    fn without_rarest(&self, node: usize) -> Option<usize> {
        let parent = self.parents.get(node.checked_sub(1)?)?;
        (*parent > 0).then_some(*parent)
    }
}

/// The longer list takes in the shorter one.
fn join(own: &mut Vec<u32>, mut moved: Vec<u32>) {
    if moved.len() > own.len() {
        std::mem::swap(own, &mut moved);
    }
    own.append(&mut moved);
}
