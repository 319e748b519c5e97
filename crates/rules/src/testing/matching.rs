//! Which row that came is which expected one. Rows stand in any order, and one may fit several.

use std::collections::VecDeque;

/// For each expected row the number of its own row, as many as can be served; `fits[e]` are the rows that fit the
/// expected row `e`.
///
/// A row that is taken is given up where its owner finds another: so no order of the test can make it fail.
pub fn assign(fits: &[Vec<usize>], rows: usize) -> Vec<Option<usize>> {
    let mut owner: Vec<Option<usize>> = vec![None; rows];
    for start in 0..fits.len() {
        serve(start, fits, &mut owner);
    }
    let mut own = vec![None; fits.len()];
    for (row, expected) in owner.iter().enumerate() {
        if let Some(slot) = expected.and_then(|e| own.get_mut(e)) {
            *slot = Some(row);
        }
    }
    own
}

/// Looks, breadth first, for a chain of owners at whose end a row is free, and moves each owner one on.
fn serve(start: usize, fits: &[Vec<usize>], owner: &mut [Option<usize>]) {
    // Who asked for a row first.
    let mut asked: Vec<Option<usize>> = vec![None; owner.len()];
    let mut waiting = VecDeque::from([start]);
    while let Some(expected) = waiting.pop_front() {
        for row in fits.get(expected).into_iter().flatten().copied() {
            match (asked.get_mut(row), owner.get(row)) {
                (Some(slot @ None), Some(held)) => {
                    *slot = Some(expected);
                    match held {
                        Some(other) => waiting.push_back(*other),
                        None => return hand_over(row, start, &asked, owner),
                    }
                }
                _ => continue,
            }
        }
    }
}

fn hand_over(mut row: usize, start: usize, asked: &[Option<usize>], owner: &mut [Option<usize>]) {
    loop {
        let Some(expected) = asked.get(row).copied().flatten() else { return };
        let given_up = owner.iter().position(|o| *o == Some(expected));
        if let Some(slot) = owner.get_mut(row) {
            *slot = Some(expected);
        }
        match given_up {
            Some(before) if expected != start => row = before,
            _ => return,
        }
    }
}
