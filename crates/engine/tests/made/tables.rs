//! Tables `T` and `U` with a column of each type, some of them hostile.

use super::values::literal;
use lurcher_testkit::Chance;
use lurcher_types::Type;

/// The columns of both; the first one numbers the rows.
pub const COLUMNS: [(&str, Type); 15] = [
    ("id", Type::Long),
    ("b", Type::Bool),
    ("i", Type::Int),
    ("l", Type::Long),
    ("l2", Type::Long),
    ("r", Type::Real),
    ("m", Type::Decimal),
    ("s", Type::String),
    ("s2", Type::String),
    ("t", Type::Datetime),
    ("t2", Type::Datetime),
    ("p", Type::Timespan),
    ("g", Type::Guid),
    ("d", Type::Dynamic),
    ("d2", Type::Dynamic),
];

/// Rows as literals.
pub fn rows(chance: &mut Chance) -> Vec<Vec<String>> {
    let count = chance.below(14);
    let row = |id: usize, chance: &mut Chance| {
        let rest = COLUMNS[1..].iter().map(|(_, t)| literal(*t, chance)).collect::<Vec<_>>();
        [vec![id.to_string()], rest].concat()
    };
    (0..count).map(|id| row(id, chance)).collect()
}

/// The same as a table in a query.
pub fn datatable(rows: &[Vec<String>]) -> String {
    let schema: Vec<String> = COLUMNS.iter().map(|(name, t)| format!("{name}: {}", t.name())).collect();
    let rows: Vec<String> = rows.iter().map(|row| row.join(", ")).collect();
    format!("datatable({})[{}]", schema.join(", "), rows.join(",\n"))
}
