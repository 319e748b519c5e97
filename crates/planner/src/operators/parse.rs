use crate::error::{KERNEL, located};
use crate::nodes::{Input, Produced, Rows, Stateless};
use crate::{Planner, column_name};
use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::Field;
use datafusion::common::Result;
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{Column, field};
use lurcher_functions::pattern::{Mode, Part, Pattern};
use lurcher_semantics::bound::{Expr, ParseMode, ParsePattern, PatternPart, Rel};
use lurcher_types::Type;
use std::sync::Arc;

impl Planner<'_> {
    /// `parse`: the input's columns, then those cut out of the text; without `keep_all` only rows that match.
    pub fn parse(
        &self,
        rel: &Rel,
        input: &Rel,
        source: &Expr,
        pattern: &ParsePattern,
        keep_all: bool,
    ) -> Result<LogicalPlanBuilder> {
        let new = &rel.columns[input.columns.len()..];
        let parts: Vec<Part> = pattern
            .parts
            .iter()
            .map(|part| match part {
                PatternPart::Skip => Part::Skip,
                PatternPart::Text(text) => Part::Text(text.clone()),
                PatternPart::Column { name, kql_type } => Part::Column { name: name.clone(), kql_type: *kql_type },
            })
            .collect();
        let mode = match pattern.mode {
            ParseMode::Simple => Mode::Simple,
            ParseMode::Relaxed => Mode::Relaxed,
            ParseMode::Regex => Mode::Regex,
        };
        let compiled =
            Pattern::compile(&parts, mode, &pattern.flags).map_err(|e| located(KERNEL, rel.span, e.to_string()))?;
        let kernel = Parse {
            pattern: Arc::new(compiled),
            keep_all,
            fields: new.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
        };
        let text = self.expression(source)?;
        let plan = self.relation(input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, vec![text], Arc::new(kernel), true)?))
    }
}

#[derive(Debug, Clone)]
struct Parse {
    pattern: Arc<Pattern>,
    keep_all: bool,
    fields: Vec<Field>,
}

impl Stateless for Parse {
    const INPUT: Input = Input::Batches;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let text = Column::new(Type::String, arguments[0].clone());
        let (matched, columns) = self.pattern.apply_column(&text, rows);
        if self.keep_all {
            return Ok(Produced { take: None, columns, rows });
        }
        let kept: UInt32Array = (0..rows).filter(|row| matched.value(*row)).map(|row| row as u32).collect();
        let columns = columns.iter().map(|c| Ok(take(c, &kept, None)?)).collect::<Result<Vec<_>>>()?;
        Ok(Produced { rows: kept.len(), take: Some(kept), columns })
    }
}
