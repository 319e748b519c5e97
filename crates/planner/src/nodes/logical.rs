use super::KernelRef;
use datafusion::common::{DFSchema, DFSchemaRef, Result, internal_err};
use datafusion::logical_expr::{Expr, Extension, LogicalPlan, UserDefinedLogicalNodeCore};
use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A kernel between an input and its reader.
#[derive(Debug, Clone)]
pub struct Rows {
    pub input: LogicalPlan,
    pub expressions: Vec<Expr>,
    pub kernel: KernelRef,
    /// The input's columns stand before the kernel's own.
    pub keeps_input: bool,
    schema: DFSchemaRef,
}

impl Rows {
    pub fn plan(
        input: LogicalPlan,
        expressions: Vec<Expr>,
        kernel: KernelRef,
        keeps_input: bool,
    ) -> Result<LogicalPlan> {
        let node = Rows::new(input, expressions, kernel, keeps_input)?;
        Ok(LogicalPlan::Extension(Extension { node: Arc::new(node) }))
    }

    fn new(input: LogicalPlan, expressions: Vec<Expr>, kernel: KernelRef, keeps_input: bool) -> Result<Rows> {
        let mut fields = Vec::new();
        if keeps_input {
            fields.extend(input.schema().iter().map(|(q, f)| (q.cloned(), f.clone())));
        }
        fields.extend(kernel.fields().into_iter().map(|f| (None, Arc::new(f))));
        let schema = Arc::new(DFSchema::new_with_metadata(fields, Default::default())?);
        Ok(Rows { input, expressions, kernel, keeps_input, schema })
    }

    /// Two kernels are the same if they say the same of themselves.
    fn key(&self) -> (String, &Vec<Expr>, &LogicalPlan) {
        (format!("{:?}", self.kernel), &self.expressions, &self.input)
    }
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Rows {}

impl Hash for Rows {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for Rows {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self == other).then_some(Ordering::Equal)
    }
}

impl UserDefinedLogicalNodeCore for Rows {
    fn name(&self) -> &str {
        "Rows"
    }

    fn inputs(&self) -> Vec<&LogicalPlan> {
        vec![&self.input]
    }

    fn schema(&self) -> &DFSchemaRef {
        &self.schema
    }

    fn expressions(&self) -> Vec<Expr> {
        self.expressions.clone()
    }

    fn fmt_for_explain(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Rows: {:?}", self.kernel)
    }

    fn with_exprs_and_inputs(&self, exprs: Vec<Expr>, mut inputs: Vec<LogicalPlan>) -> Result<Self> {
        match (inputs.pop(), inputs.is_empty()) {
            (Some(input), true) => Rows::new(input, exprs, self.kernel.clone(), self.keeps_input),
            _ => internal_err!("Rows has one input"),
        }
    }

    /// The columns whose filters must stay above.
    fn prevent_predicate_push_down_columns(&self) -> HashSet<String> {
        if self.kernel.lets_filters_pass() {
            return HashSet::new();
        }
        self.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// Only what is read above, or by the kernel, is asked of the input.
    fn necessary_children_exprs(&self, output: &[usize]) -> Option<Vec<Vec<usize>>> {
        let input = self.input.schema();
        let width = if self.keeps_input { input.fields().len() } else { 0 };
        let mut needed: Vec<usize> = output.iter().copied().filter(|i| *i < width).collect();
        for e in &self.expressions {
            for column in e.column_refs() {
                needed.extend(input.maybe_index_of_column(column));
            }
        }
        needed.sort_unstable();
        needed.dedup();
        Some(vec![needed])
    }
}
