//! What a row is about: a mail message, a mailbox, an address, a file, an account.

use super::Column;
use super::recognised::RECOGNISED;
use crate::Rule;
use lurcher_types::Value;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entity {
    /// In Sentinel's words, or in the rule's: `MailMessage`, `Account`, `IP`, …
    pub kind: String,
    pub fields: Vec<EntityField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EntityField {
    /// Which part of the entity, such as `NetworkMessageId`.
    pub identifier: String,
    pub column: String,
    pub value: String,
}

/// Where the parts of an entity stand in a row.
pub struct Place {
    kind: String,
    fields: Vec<(usize, String, String)>,
}

/// What the rule maps itself, then the columns that are recognised and that it has not mapped.
pub fn places(rule: &Rule, columns: &[Column]) -> Vec<Place> {
    let at = |name: &str| columns.iter().position(|c| c.name == name);
    let mut places: Vec<Place> = rule
        .entity_mappings
        .iter()
        .map(|mapping| Place {
            kind: mapping.entity_type.clone(),
            fields: mapping
                .fields
                .iter()
                .filter_map(|f| Some((at(&f.column)?, f.identifier.clone(), f.column.clone())))
                .collect(),
        })
        .collect();
    let is_mapped = |name: &str| rule.entity_mappings.iter().flat_map(|m| &m.fields).any(|f| f.column == name);
    places.extend(RECOGNISED.iter().map(|set| {
        Place {
            kind: set.kind.to_owned(),
            fields: set
                .columns
                .iter()
                .filter(|(column, _)| !is_mapped(column))
                .filter_map(|(column, identifier)| Some((at(column)?, (*identifier).to_owned(), (*column).to_owned())))
                .collect(),
        }
    }));
    places.retain(|place| !place.fields.is_empty());
    places
}

/// The entities of a row; one without any value is none.
pub fn of_row<'a>(places: &'a [Place], row: &'a [Value]) -> impl Iterator<Item = Entity> + 'a {
    places.iter().filter_map(|place| {
        let field = |(at, identifier, column): &(usize, String, String)| {
            let value = row.get(*at).filter(|v| !v.is_null())?.to_text();
            let field = EntityField { identifier: identifier.clone(), column: column.clone(), value };
            (!field.value.is_empty()).then_some(field)
        };
        let fields: Vec<EntityField> = place.fields.iter().filter_map(field).collect();
        (!fields.is_empty()).then(|| Entity { kind: place.kind.clone(), fields })
    })
}

impl Entity {
    /// `Mailbox bo@contoso.example`
    pub fn label(&self) -> String {
        let values: Vec<&str> = self.fields.iter().map(|f| f.value.as_str()).collect();
        format!("{} {}", self.kind, values.join(" "))
    }
}
