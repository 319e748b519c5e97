//! Lines without what they share.

use super::planar::{Arrangement, Piece};
use super::shape::Line;
use crate::KernelError;
use std::collections::{HashMap, HashSet};

/// The pieces of lines, each once, for what is measured of them.
pub fn pieces(lines: &[Line]) -> Result<Vec<Line>, KernelError> {
    if lines.len() < 2 {
        return Ok(lines.to_vec());
    }
    let laid = Arrangement::new(&[(lines, false)])?;
    Ok(distinct(&laid).iter().flat_map(|piece| laid.chains(std::slice::from_ref(piece))).collect())
}

/// Lines joined where one ends and the next goes on. Where several would go on the choice is S2's own, and refused.
pub fn united(lines: &[Line]) -> Result<Vec<Line>, KernelError> {
    if lines.len() < 2 {
        return Ok(lines.to_vec());
    }
    let laid = Arrangement::new(&[(lines, false)])?;
    let pieces = distinct(&laid);
    let mut leaving: HashMap<usize, usize> = HashMap::new();
    let mut entered: HashSet<usize> = HashSet::new();
    let mut branches = laid.crosses;
    for (i, piece) in pieces.iter().enumerate() {
        branches |= leaving.insert(piece.from, i).is_some();
        branches |= !entered.insert(piece.to);
    }
    let starts = pieces.iter().filter(|piece| !entered.contains(&piece.from));
    let mut order: Vec<Piece> = Vec::with_capacity(pieces.len());
    for start in starts {
        let mut next = Some(start);
        while let Some(piece) = next.filter(|_| order.len() < pieces.len()) {
            order.push(*piece);
            next = leaving.get(&piece.to).and_then(|i| pieces.get(*i));
        }
    }
    if branches || order.len() < pieces.len() {
        return Err(KernelError::unbuilt("lines that branch, cross or close cannot be united yet"));
    }
    Ok(laid.chains(&order))
}

fn distinct(laid: &Arrangement) -> Vec<Piece> {
    let mut seen = HashSet::new();
    let ends = |p: &Piece| (p.from.min(p.to), p.from.max(p.to));
    laid.pieces.iter().filter(|piece| seen.insert(ends(piece))).copied().collect()
}
