use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{Direction, NullsOrder, Ordering};
use lurcher_types::Type;

impl Binder<'_> {
    /// `sort by`: descending unless said otherwise; null counts as smallest.
    pub fn sort(&mut self, input: Rel, by: &[Ordering], env: &Env, span: Span) -> Result<Rel> {
        let (input, keys) =
            self.over(input, |b, row| by.iter().map(|o| b.sort_key(o, env, row)).collect::<Result<Vec<_>>>())?;
        self.sorted(input, keys, span)
    }

    pub fn sorted(&mut self, input: Rel, by: Vec<SortKey>, span: Span) -> Result<Rel> {
        let columns = input.columns.clone();
        self.rel(RelKind::Sort { input: Box::new(input), by }, columns, true, span)
    }

    pub fn sort_key(&mut self, ordering: &Ordering, env: &Env, row: Row) -> Result<SortKey> {
        let value = self.scalar(&ordering.value.value, env, row)?;
        if value.kql_type == Type::Dynamic && !value.is_unknown() {
            return refuse_with(
                OPERAND_TYPE,
                value.span,
                "a dynamic has no order",
                Some("convert it, for example with tostring()".into()),
            );
        }
        let descending = match ordering.direction {
            Direction::Unstated | Direction::Desc => true,
            Direction::Asc => false,
            Direction::GrannyAsc | Direction::GrannyDesc => {
                return refuse(BAD_OPTION, value.span, "granny order is for project-reorder only");
            }
        };
        let nulls_first = match ordering.nulls {
            NullsOrder::Unstated => !descending,
            NullsOrder::First => true,
            NullsOrder::Last => false,
        };
        Ok(SortKey { value, descending, nulls_first })
    }
}
