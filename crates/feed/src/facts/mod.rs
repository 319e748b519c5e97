//! What a bound query tells of itself: the tables and columns it reads, its conditions, windows, thresholds and joins.

mod columns;
mod conditions;
mod stages;

pub use columns::tables_of as tables;
pub use conditions::one_line;
use lurcher_semantics::bound::Program;
use lurcher_types::Type;

/// What is so, whatever anybody wrote about the rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    pub tables: Vec<TableRead>,
    /// What must be true of a row to be kept, as the query writes it; each once, in the order of the query.
    pub conditions: Vec<Condition>,
    pub joins: Vec<Join>,
    /// What the query does, in its order.
    pub stages: Vec<Stage>,
    /// The columns of the answer, with their types.
    pub answers: Vec<(String, Type)>,
    pub warnings: Vec<String>,
    /// What nobody has at hand, and the query needs to run.
    pub missing: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    pub name: String,
    /// Those that the query names, in the order in which it does.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As the query writes it.
    pub text: String,
    pub kind: ConditionKind,
    /// The columns of tables that it compares.
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ConditionKind {
    /// A column of times against a moment, which lies so many ticks before the clock.
    Window {
        ticks_back: Option<i64>,
    },
    /// A number that is computed from rows, such as a count, against a fixed one.
    Threshold,
    /// A text that must be found in a column: `has`, `contains` and their kin.
    Words,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// As KQL writes it: `leftanti`.
    pub kind: &'static str,
    /// The names of the columns that must be equal.
    pub on: Vec<String>,
}

/// A step of the query in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    pub words: String,
    /// The text of the query that says so.
    pub text: String,
}

/// Reads a bound query. `now` is the clock that it was bound with.
pub fn of(program: &Program, query: &str, now: i64) -> Facts {
    let narrowed = columns::narrowed(program);
    let origins = columns::Origins::of(&narrowed);
    Facts {
        tables: columns::tables(&narrowed, &origins, query),
        conditions: conditions::all(&narrowed, &origins, query, now),
        joins: stages::joins(&narrowed, &origins),
        stages: stages::all(&narrowed, query),
        answers: program.results.iter().flat_map(|r| r.rel.visible().map(|c| (c.name.clone(), c.kql_type))).collect(),
        warnings: program.warnings.clone(),
        missing: program.missing.iter().map(|m| m.message.clone()).collect(),
    }
}

impl Facts {
    /// The longest time that the query looks back, in ticks.
    pub fn longest_window(&self) -> Option<i64> {
        let back = |c: &Condition| match c.kind {
            ConditionKind::Window { ticks_back } => ticks_back,
            _ => None,
        };
        self.conditions.iter().filter_map(back).max()
    }

    pub fn windows(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|c| matches!(c.kind, ConditionKind::Window { .. }))
    }

    pub fn thresholds(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|c| c.kind == ConditionKind::Threshold)
    }

    pub fn reads(&self, table: &str) -> bool {
        self.tables.iter().any(|t| t.name == table)
    }

    pub fn answers_with(&self, column: &str) -> bool {
        self.answers.iter().any(|(name, _)| name == column)
    }

    /// Whether a table has a column that the query names.
    pub fn names(&self, column: &str) -> bool {
        self.tables.iter().any(|t| t.columns.iter().any(|c| c == column))
    }
}
