//! Columns that only the data can tell: what `bag_unpack` and `pivot` make of their input.
//!
//! Binding asks for a probe and stops. Whoever holds the data runs the steps bound so far and the probe, and binds again
//! with its answer. Binding is deterministic, so that the second time comes to the same steps, and beyond them.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

/// The most columns that the data may add.
pub const MAX_PROBED_COLUMNS: usize = 10_000;

/// A relation whose rows name columns: its first column their names, a second their types.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    pub rel: Rel,
}

/// Stands in the names of sources that are plugins, and in no other.
pub const OF_A_PLUGIN: &str = " number ";

/// The columns that a probe found, in order.
pub type Probed = Vec<(String, Type)>;

/// How a binder comes to know columns that depend on data.
#[derive(Debug, Clone)]
pub enum Probes {
    /// The answers to its first questions; at the next one it stops.
    Answered(Vec<Probed>),
    /// There is no data: every name that is not found is taken on trust.
    Open,
}

impl Default for Probes {
    fn default() -> Probes {
        Probes::Answered(Vec::new())
    }
}

impl Binder<'_> {
    /// The columns that this relation names; nothing where there is no data to look at.
    pub fn probed(&mut self, rel: Rel, plugin: &str, span: Span) -> Result<Option<Probed>> {
        let Probes::Answered(answers) = &self.settings.probes else {
            let warning = format!("the columns of `{plugin}` depend on the data: names behind it are not checked");
            if !self.program.warnings.contains(&warning) {
                self.program.warnings.push(warning);
            }
            return Ok(None);
        };
        match answers.get(self.asked) {
            Some(found) => {
                self.asked += 1;
                // No row tells a column: what the query names behind the plugin is empty, as all of its answer is.
                Ok((!found.is_empty()).then(|| found.clone()))
            }
            None => {
                self.probe = Some(Probe { rel });
                refuse(UNKNOWN_NAME, span, format!("the columns of `{plugin}` depend on the data"))
            }
        }
    }

    /// What stands for columns that only the data can tell: those that the query names, and a mark for the rest. Without
    /// data nobody knows them; where the data was looked at and has none, they are empty.
    pub fn open_columns(&mut self, plugin: &str, span: Span) -> Vec<(Col, Expr)> {
        let unknown = matches!(self.settings.probes, Probes::Open);
        let value = match unknown {
            true => Expr::unknown(Type::Dynamic, span),
            false => Expr::literal(Value::missing(Type::String), span),
        };
        self.asked += usize::from(unknown);
        let source = format!("{plugin}{OF_A_PLUGIN}{}", self.asked);
        let mut items: Vec<(Col, Expr)> = Vec::new();
        for name in self.asked_for.get(&source).cloned().unwrap_or_default() {
            if !unknown {
                let warning = format!("`{plugin}` finds no column `{name}` in the data, so it is empty");
                if !self.program.warnings.contains(&warning) {
                    self.program.warnings.push(warning);
                }
            }
            items.push((self.col_of(name, &value), value.clone()));
        }
        items.push((self.marker(&source), value));
        items
    }
}
