use crate::error::{KERNEL, located};
use crate::nodes::{Input, Produced, Rows, Stateless};
use crate::{Planner, column_name};
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::Field;
use datafusion::common::{DataFusionError, Result};
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{Column, field};
use lurcher_functions::key_values::{KeyValues, Options};
use lurcher_semantics::bound::{Expr, KeyValueOptions, Rel};
use lurcher_types::Type;
use std::sync::Arc;

impl Planner<'_> {
    /// `parse-kv`: the input's columns, then one for each key.
    pub fn parse_kv(
        &self,
        rel: &Rel,
        input: &Rel,
        source: &Expr,
        keys: &[String],
        options: &KeyValueOptions,
    ) -> Result<LogicalPlanBuilder> {
        let new = rel.columns.get(input.columns.len()..).unwrap_or_default();
        let options = Options {
            delimiters: options.pair_delimiter.clone().zip(options.kv_delimiter.clone()),
            quotes: options.quotes.clone(),
            escapes: options.escapes.clone(),
            greedy: options.greedy,
            regex: options.regex.clone(),
        };
        let wanted = keys.iter().cloned().zip(new.iter().map(|c| c.kql_type)).collect();
        let compiled = KeyValues::new(wanted, options).map_err(|e| located(KERNEL, rel.span, e.to_string()))?;
        let kernel = ParseKv {
            pairs: Arc::new(compiled),
            fields: new.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            span: rel.span,
        };
        let text = self.expression(source)?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, vec![text], Arc::new(kernel), true)?))
    }
}

#[derive(Debug, Clone)]
struct ParseKv {
    pairs: Arc<KeyValues>,
    fields: Vec<Field>,
    span: lurcher_syntax::Span,
}

impl Stateless for ParseKv {
    const INPUT: Input = Input::Batches;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let Some(text) = arguments.first() else {
            return Err(DataFusionError::Internal("parse-kv without a text".into()));
        };
        let text = Column::new(Type::String, text.clone());
        let columns = self.pairs.apply(&text, rows).map_err(|e| located(KERNEL, self.span, e.to_string()))?;
        Ok(Produced { take: None, columns, rows })
    }
}
