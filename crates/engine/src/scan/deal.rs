//! Deals live row groups out to partitions.
//!
//! A time filter on files sorted by time leaves the live row groups side by side. Cutting files by bytes would give them
//! all to one partition; one piece a row group would open the file again and again. So the live ones are cut into a few
//! ranges of equal weight for each partition, and dealt in turn.

use std::ops::Range;

/// How many ranges of row groups each partition gets.
pub const RANGES_PER_PARTITION: usize = 4;

/// A live row group, and what reading it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiveGroup {
    pub file: usize,
    pub group: usize,
    pub weight: u64,
}

/// Row groups of one file that one partition reads in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub file: usize,
    pub groups: Vec<usize>,
}

/// The pieces of each partition, in file order. One partition reads everything in order; none is empty.
pub fn deal(groups: &[LiveGroup], partitions: usize) -> Vec<Vec<Piece>> {
    let partitions = partitions.max(1);
    let ranges = if partitions == 1 { 1 } else { partitions.saturating_mul(RANGES_PER_PARTITION) };
    let mut dealt = vec![Vec::new(); partitions];
    for (turn, range) in cut(groups, ranges).into_iter().enumerate() {
        if let Some(partition) = dealt.get_mut(turn % partitions) {
            partition.extend(pieces(groups.get(range).unwrap_or_default()));
        }
    }
    dealt.retain(|pieces| !pieces.is_empty());
    dealt
}

/// Contiguous ranges of about equal weight, none empty.
fn cut(groups: &[LiveGroup], ranges: usize) -> Vec<Range<usize>> {
    let weight = |g: &LiveGroup| u128::from(g.weight.max(1));
    let total: u128 = groups.iter().map(weight).sum();
    let ranges = ranges.min(groups.len()).max(1) as u128;
    let mut cut = Vec::new();
    let (mut start, mut before) = (0, 0u128);
    for (i, group) in groups.iter().enumerate() {
        before += weight(group);
        // The range ends where the weight so far reaches its share of the total.
        if before * ranges >= total * (cut.len() as u128 + 1) {
            cut.push(start..i + 1);
            start = i + 1;
        }
    }
    cut
}

fn pieces(groups: &[LiveGroup]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for live in groups {
        match pieces.last_mut() {
            Some(piece) if piece.file == live.file => piece.groups.push(live.group),
            _ => pieces.push(Piece { file: live.file, groups: vec![live.group] }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(count: usize, per_file: usize) -> Vec<LiveGroup> {
        (0..count).map(|i| LiveGroup { file: i / per_file, group: i % per_file, weight: 100 }).collect()
    }

    #[test]
    fn partitions_get_equal_shares_of_what_is_left() {
        let dealt = deal(&groups(40, 100), 2);
        let shares: Vec<usize> = dealt.iter().map(|p| p.iter().map(|piece| piece.groups.len()).sum()).collect();
        assert_eq!(shares, [20, 20]);
        assert!(dealt.iter().all(|p| p.len() == RANGES_PER_PARTITION));
    }

    #[test]
    fn one_partition_reads_all_in_order() {
        let dealt = deal(&groups(5, 2), 1);
        let expected = [(0, vec![0, 1]), (1, vec![0, 1]), (2, vec![0])];
        assert_eq!(dealt, [expected.map(|(file, groups)| Piece { file, groups }).to_vec()]);
    }

    #[test]
    fn nothing_is_lost_or_read_twice() {
        for count in 0..30 {
            for partitions in 1..6 {
                let mut seen: Vec<(usize, usize)> = deal(&groups(count, 7), partitions)
                    .into_iter()
                    .flatten()
                    .flat_map(|p| p.groups.into_iter().map(move |g| (p.file, g)))
                    .collect();
                seen.sort();
                assert_eq!(seen, groups(count, 7).iter().map(|g| (g.file, g.group)).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn one_heavy_group_does_not_leave_a_partition_idle() {
        let mut all = groups(3, 10);
        all[0].weight = 10_000;
        assert_eq!(deal(&all, 2).len(), 2);
    }
}
