//! Comparing an answer with the expected one, cell by cell and by type, never by text.

mod cell;
mod difference;
mod dynamic;
mod number;
mod order;
mod time;

pub use cell::cells_equal;
pub use difference::Difference;
pub use order::Order;

use crate::Answer;
use serde_json::Value as Json;

/// An expected answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub columns: Vec<String>,
    pub types: Vec<String>,
    pub rows: Vec<Vec<Json>>,
    /// The cells are text printed for readers: rounded reals, thousands separators, blanks that come and go.
    pub printed: bool,
    /// The names of the columns are known; where not, only their number is compared.
    pub names: bool,
}

/// Whether the answer is the expected one: columns, types and rows.
pub fn compare(expected: &Expected, actual: &Answer, order: &Order) -> Result<(), Box<Difference>> {
    compare_columns(expected, actual)?;
    compare_rows(expected, actual, order)
}

/// Whether the columns and their types are the expected ones: all that can be compared where rows are random.
pub fn compare_columns(expected: &Expected, actual: &Answer) -> Result<(), Box<Difference>> {
    let names: Vec<String> = actual.columns.iter().map(|c| c.name.clone()).collect();
    if names.len() != expected.columns.len() || (expected.names && names != expected.columns) {
        return Err(Box::new(Difference::Columns { expected: expected.columns.clone(), actual: names }));
    }
    let types: Vec<String> = actual.columns.iter().map(|c| c.kql_type.clone()).collect();
    if types != expected.types {
        return Err(Box::new(Difference::Types { expected: expected.types.clone(), actual: types }));
    }
    Ok(())
}

fn compare_rows(expected: &Expected, actual: &Answer, order: &Order) -> Result<(), Box<Difference>> {
    let (wanted, found) = (&expected.rows, &actual.rows);
    if wanted.len() != found.len() {
        return Err(Box::new(Difference::RowCount { expected: wanted.len(), actual: found.len() }));
    }
    let in_place = (0..wanted.len()).find_map(|row| first_difference(expected, row, &wanted[row], &found[row]));
    let Some(difference) = in_place else { return Ok(()) };
    match order {
        Order::Exact => Err(Box::new(difference)),
        Order::Any => compare_as_multiset(expected, found),
        Order::SortedBy(keys) => {
            // Rows with the same sort key may stand in any order, but the keys may not.
            let columns: Option<Vec<usize>> =
                keys.iter().map(|key| expected.columns.iter().position(|c| c == key)).collect();
            let Some(columns) = columns else { return Err(Box::new(difference)) };
            for (row, (wanted, found)) in wanted.iter().zip(found).enumerate() {
                if let Some(moved) = first_difference_in(expected, row, wanted, found, columns.iter().copied()) {
                    return Err(Box::new(moved));
                }
            }
            compare_as_multiset(expected, found)
        }
    }
}

/// Finds for each expected row one of the others that equals it.
fn compare_as_multiset(expected: &Expected, found: &[Vec<Json>]) -> Result<(), Box<Difference>> {
    let mut free: Vec<usize> = (0..found.len()).collect();
    let mut missing = Vec::new();
    for (row, wanted) in expected.rows.iter().enumerate() {
        let same = |index: &usize| first_difference(expected, row, wanted, &found[*index]).is_none();
        // The rows mostly come in about the expected order, so that the first free one is the likeliest.
        match free.iter().position(same) {
            Some(at) => {
                free.remove(at);
            }
            None => missing.push(row),
        }
    }
    let (Some(row), Some(left)) = (missing.first(), free.first()) else { return Ok(()) };
    let (wanted, left) = (&expected.rows[*row], &found[*left]);
    // Where only one row is wrong, its cell tells more than the row.
    let cell = if missing.len() == 1 { first_difference(expected, *row, wanted, left) } else { None };
    let row = || Difference::Row { row: *row, expected: wanted.clone(), one_left: left.clone() };
    Err(Box::new(cell.unwrap_or_else(row)))
}

fn first_difference(expected: &Expected, row: usize, wanted: &[Json], found: &[Json]) -> Option<Difference> {
    if wanted.len() != found.len() {
        return Some(Difference::Row { row, expected: wanted.to_vec(), one_left: found.to_vec() });
    }
    first_difference_in(expected, row, wanted, found, 0..wanted.len())
}

/// The first of these columns in which two rows differ.
fn first_difference_in(
    expected: &Expected,
    row: usize,
    wanted: &[Json],
    found: &[Json],
    columns: impl Iterator<Item = usize>,
) -> Option<Difference> {
    for column in columns {
        let (Some(a), Some(b), Some(t)) = (wanted.get(column), found.get(column), expected.types.get(column)) else {
            return Some(Difference::Row { row, expected: wanted.to_vec(), one_left: found.to_vec() });
        };
        if !cells_equal(t, a, b, expected.printed) {
            let column = expected.columns.get(column).cloned().unwrap_or_default();
            return Some(Difference::Cell { row, column, expected: a.clone(), actual: b.clone() });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;
    use serde_json::json;

    fn expected(rows: Vec<Vec<Json>>) -> Expected {
        let columns = ["k", "v"].map(str::to_owned).to_vec();
        Expected { columns, types: vec!["long".into(), "string".into()], rows, printed: false, names: true }
    }

    fn answer(rows: Vec<Vec<Json>>) -> Answer {
        Answer { columns: vec![Column::new("k", "long"), Column::new("v", "string")], rows }
    }

    fn kind(result: Result<(), Box<Difference>>) -> &'static str {
        result.map_or_else(|difference| difference.kind(), |()| "none")
    }

    fn two(a: Json, b: Json) -> Vec<Vec<Json>> {
        let row = |r: Json| r.as_array().unwrap().clone();
        vec![row(a), row(b)]
    }

    #[test]
    fn columns_come_first() {
        let wanted = expected(vec![]);
        let mut found = answer(vec![]);
        assert_eq!(compare(&wanted, &found, &Order::Any), Ok(()));
        found.columns[0].kql_type = "int".to_owned();
        assert_eq!(kind(compare(&wanted, &found, &Order::Any)), "types");
        found.columns[0].name = "K".to_owned();
        assert_eq!(kind(compare(&wanted, &found, &Order::Any)), "columns");
        assert_eq!(kind(compare(&Expected { names: false, ..wanted }, &found, &Order::Any)), "types");
    }

    #[test]
    fn rows_in_any_order_count_each_once() {
        let wanted = expected(two(json!([1, "a"]), json!([2, "b"])));
        let swapped = answer(two(json!([2, "b"]), json!([1, "a"])));
        assert_eq!(compare(&wanted, &swapped, &Order::Any), Ok(()));
        assert_eq!(kind(compare(&wanted, &swapped, &Order::Exact)), "cells");
        let twice = answer(two(json!([1, "a"]), json!([1, "a"])));
        assert_eq!(kind(compare(&wanted, &twice, &Order::Any)), "cells");
        assert_eq!(kind(compare(&wanted, &answer(vec![]), &Order::Any)), "rows");
    }

    #[test]
    fn ties_of_a_sort_may_swap_and_nothing_else() {
        let by_k = Order::SortedBy(vec!["k".to_owned()]);
        let ties = expected(two(json!([1, "a"]), json!([1, "b"])));
        assert_eq!(compare(&ties, &answer(two(json!([1, "b"]), json!([1, "a"]))), &by_k), Ok(()));
        let sorted = expected(two(json!([1, "a"]), json!([2, "b"])));
        assert!(compare(&sorted, &answer(two(json!([2, "b"]), json!([1, "a"]))), &by_k).is_err());
    }
}
