use super::union::Leg;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::Result;
use lurcher_syntax::Span;
use lurcher_types::Type;
use std::collections::HashMap;

impl Binder<'_> {
    /// What a pattern means that no table with data matches: the known tables, which are empty. One table without rows
    /// stands for all of them; nothing if no known table matches either.
    pub fn known_without_data(&mut self, pattern: &str, span: Span) -> Result<Option<Leg>> {
        let mut columns: Vec<(String, Vec<Type>)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for table in self.catalog.known(pattern).iter().filter_map(|name| self.catalog.table(name)) {
            for column in table.columns {
                let place = *places.entry(column.name.clone()).or_insert(columns.len());
                match columns.get_mut(place) {
                    Some((_, types)) => types.push(column.kql_type),
                    None => columns.push((column.name, vec![column.kql_type])),
                }
            }
        }
        if columns.is_empty() {
            return Ok(None);
        }
        self.program.warnings.push(format!("`{pattern}`: no table that matches has data, so there are no rows"));
        let columns = columns.into_iter().flat_map(|(name, types)| shown(name, &types));
        let columns = columns.map(|(name, t)| self.col(name, t)).collect();
        let rows = RelKind::Inline { rows: Vec::new() };
        Ok(Some((self.rel(rows, columns, false, span)?, None)))
    }
}

/// The columns that one name with these types in these tables becomes. Among thousands of tables nearly every common name
/// has another type in one of them; as in Microsoft's binder, it stays where the first two tables agree.
fn shown(name: String, types: &[Type]) -> Vec<(String, Type)> {
    let mut distinct: Vec<Type> = Vec::new();
    for t in types {
        if !distinct.contains(t) {
            distinct.push(*t);
        }
    }
    match (types, distinct.as_slice()) {
        ([first, second, ..], _) if first == second => vec![(name, *first)],
        (_, [only]) => vec![(name, *only)],
        _ => distinct.into_iter().map(|t| (format!("{name}_{}", t.name()), t)).collect(),
    }
}

/// Whether a relation stands for tables without data.
pub fn has_no_rows(rel: &Rel) -> bool {
    matches!(&rel.kind, RelKind::Inline { rows } if rows.is_empty())
}

#[cfg(test)]
mod tests {
    use super::shown;
    use lurcher_types::Type::{Long, Real, String};

    #[test]
    fn a_name_stays_where_the_first_tables_agree() {
        let names = |types: &[_]| shown("x".to_owned(), types).into_iter().map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(names(&[Long]), ["x"]);
        assert_eq!(names(&[Real, Real, String]), ["x"]);
        assert_eq!(names(&[Real, String, Real]), ["x_real", "x_string"]);
    }
}
