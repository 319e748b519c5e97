use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;
use lurcher_syntax::ast::Name;
use lurcher_types::Type;

impl Binder<'_> {
    /// `count`: one row with the number of rows.
    pub fn count(&mut self, input: Rel, name: Option<&Name>, span: Span) -> Result<Rel> {
        let name = name.map_or("Count", |n| n.text.as_str());
        let output = self.col(name, Type::Long);
        let call = AggregateCall { function: "count", args: vec![], outputs: vec![output.clone()], span };
        let mut keys = Vec::new();
        let mut columns = Vec::new();
        if let Some(hidden) = self.partition.clone() {
            keys.push(Expr::column(&hidden, span));
            columns.push(hidden);
        }
        columns.push(output);
        self.rel(RelKind::Aggregate { input: Box::new(input), keys, aggregates: vec![call] }, columns, false, span)
    }

    /// `consume`: reads everything, shows nothing.
    pub fn consume(&mut self, input: Rel, span: Span) -> Result<Rel> {
        let none = Expr::literal(lurcher_types::Value::Bool(false), span);
        self.filter(input, none, span)
    }
}
