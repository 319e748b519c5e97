use crate::error::{KERNEL, LIMIT, located};
use crate::nodes::{Input, Produced, Stateless};
use crate::{Planner, column_name};
use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, RecordBatchOptions, UInt32Array};
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use datafusion::common::{DFSchema, Result};
use datafusion::execution::context::ExecutionProps;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::physical_expr::{PhysicalExpr, create_physical_expr};
use lurcher_columnar::{array_of, field, value_at};
use lurcher_semantics::bound::{Col, Expr, ExprKind, Scan, ScanOutput, StateSource};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// `scan`: the rows are walked in order, and what the steps remember is kept beside them.
    pub fn scan(&self, scan: &Scan, added: &[Col], span: Span) -> Result<Sequences> {
        let slots: Vec<&Col> = scan.arguments.iter().chain(scan.states.iter().map(|s| &s.slot)).collect();
        let fields: Vec<Field> = slots.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect();
        let schema = Arc::new(Schema::new(fields));
        let names = DFSchema::try_from(schema.clone())?;
        let compile = |e: &Expr| self.slot_expression(e, &slots, &names);
        let steps = scan
            .steps
            .iter()
            .map(|s| {
                let values = s.values.iter().map(compile).collect::<Result<Vec<_>>>()?;
                Ok(Step { output: s.output, condition: compile(&s.condition)?, values })
            })
            .collect::<Result<Vec<_>>>()?;
        let states = scan.states.iter().map(|s| Remembered {
            step: s.step,
            source: s.source,
            empty: array_of(s.slot.kql_type, [&s.empty]),
        });
        Ok(Sequences {
            arguments: scan.arguments.len(),
            states: states.collect(),
            steps,
            schema,
            fields: added.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            types: added.iter().map(|c| c.kql_type).collect(),
            with_match_id: scan.with_match_id,
            span,
        })
    }

    fn slot_expression(&self, e: &Expr, slots: &[&Col], names: &DFSchema) -> Result<OneValue> {
        if let ExprKind::Column(id) = e.kind
            && let Some(index) = slots.iter().position(|c| c.id == id)
        {
            return Ok(OneValue::Slot(index));
        }
        if let Some(value) = e.as_literal() {
            return Ok(OneValue::Constant(array_of(e.kql_type, [value])));
        }
        let plan = self.expression(e)?;
        let context = PhysicalPlanningContext::default();
        Ok(OneValue::Computed(create_physical_expr(&plan, names, &ExecutionProps::new(), &context)?))
    }
}

/// The most bytes of text that the rows of one `scan` carry in the columns it adds: a text may grow with every row.
pub const MAX_SCAN_BYTES: usize = 1 << 28;

/// The kernel of `scan`.
#[derive(Debug, Clone)]
pub struct Sequences {
    arguments: usize,
    states: Vec<Remembered>,
    steps: Vec<Step>,
    /// The slots: arguments, then states.
    schema: SchemaRef,
    fields: Vec<Field>,
    types: Vec<Type>,
    with_match_id: bool,
    span: Span,
}

#[derive(Debug, Clone)]
struct Remembered {
    step: usize,
    source: StateSource,
    /// One value: what is remembered before any row has matched.
    empty: ArrayRef,
}

#[derive(Debug, Clone)]
struct Step {
    output: ScanOutput,
    condition: OneValue,
    values: Vec<OneValue>,
}

/// How to come to a value of one row: an array of length one.
#[derive(Debug, Clone)]
enum OneValue {
    Slot(usize),
    Constant(ArrayRef),
    Computed(Arc<dyn PhysicalExpr>),
}

impl Stateless for Sequences {
    const INPUT: Input = Input::Whole;

    fn added(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn apply(&self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        let mut walk =
            Walk { scan: self, states: vec![None; self.steps.len()], matches: 0, shown: Vec::new(), bytes: 0 };
        for row in 0..rows {
            walk.row(row, arguments)?;
        }
        walk.end();
        let mut shown = walk.shown;
        // The last row of a series is known later than the rows behind it are shown.
        shown.sort_by_key(|s| s.row);
        let added = self.types.len() - usize::from(self.with_match_id);
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.types.len());
        for (i, t) in self.types.iter().enumerate().take(added) {
            let missing = Value::missing(*t);
            columns.push(array_of(*t, shown.iter().map(|s| s.values.get(i).unwrap_or(&missing))));
        }
        if self.with_match_id {
            let ids: Vec<Value> = shown.iter().map(|s| Value::Long(s.match_id)).collect();
            columns.push(array_of(Type::Long, &ids));
        }
        let take = UInt32Array::from_iter_values(shown.iter().map(|s| s.row));
        Ok(Produced { rows: shown.len(), take: Some(take), columns })
    }
}

/// What a step knows: the sequence that has come as far as it.
#[derive(Debug, Clone)]
struct State {
    match_id: i64,
    /// One array of length one for each remembered value.
    values: Vec<ArrayRef>,
    /// With `output = last`: the row to show when the series ends.
    pending: Option<Shown>,
}

#[derive(Debug, Clone)]
struct Shown {
    row: u32,
    values: Vec<Value>,
    match_id: i64,
}

struct Walk<'a> {
    scan: &'a Sequences,
    states: Vec<Option<State>>,
    matches: i64,
    shown: Vec<Shown>,
    bytes: usize,
}

impl Walk<'_> {
    /// Tries a row against the steps, from the last to the first.
    fn row(&mut self, row: usize, arguments: &[ArrayRef]) -> Result<()> {
        let slots: Vec<ArrayRef> = arguments.iter().take(self.scan.arguments).map(|a| a.slice(row, 1)).collect();
        for step in (0..self.scan.steps.len()).rev() {
            if self.comes_from_before(step, row, &slots)? {
                continue;
            }
            self.goes_on(step, row, &slots)?;
        }
        Ok(())
    }

    /// The sequence that waits at the step before moves on to this one.
    fn comes_from_before(&mut self, step: usize, row: usize, slots: &[ArrayRef]) -> Result<bool> {
        let Some(before) = step.checked_sub(1) else { return Ok(false) };
        let Some(state) = self.states[before].clone() else { return Ok(false) };
        let Some(values) = self.matches(step, slots, &state.values)? else { return Ok(false) };
        self.show_pending(step);
        self.show_pending(before);
        self.states[before] = None;
        self.store(step, row, slots, State { pending: None, ..state }, values)?;
        Ok(true)
    }

    /// The row continues the sequence at this step, or begins one at the first.
    fn goes_on(&mut self, step: usize, row: usize, slots: &[ArrayRef]) -> Result<()> {
        let (state, begins) = match &self.states[step] {
            Some(state) => (state.clone(), false),
            None if step == 0 => {
                let values = self.scan.states.iter().map(|s| s.empty.clone()).collect();
                (State { match_id: self.matches, values, pending: None }, true)
            }
            None => return Ok(()),
        };
        if let Some(values) = self.matches(step, slots, &state.values)? {
            self.matches += i64::from(begins);
            self.store(step, row, slots, state, values)?;
        }
        Ok(())
    }

    /// The values of the added columns, if the step's condition is true.
    fn matches(&self, step: usize, slots: &[ArrayRef], states: &[ArrayRef]) -> Result<Option<Vec<ArrayRef>>> {
        let step = &self.scan.steps[step];
        let columns = slots.iter().chain(states).cloned().collect();
        let options = RecordBatchOptions::new().with_row_count(Some(1));
        let batch = RecordBatch::try_new_with_options(self.scan.schema.clone(), columns, &options)?;
        let value = |v: &OneValue| v.of(&batch);
        let condition = value(&step.condition)?;
        match condition.as_boolean_opt() {
            Some(flag) if flag.len() == 1 => {
                if !flag.is_valid(0) || !flag.value(0) {
                    return Ok(None);
                }
            }
            _ => return Err(located(KERNEL, self.scan.span, "a condition of `scan` is no bool")),
        }
        step.values.iter().map(value).collect::<Result<Vec<_>>>().map(Some)
    }

    fn store(
        &mut self,
        step: usize,
        row: usize,
        slots: &[ArrayRef],
        mut state: State,
        values: Vec<ArrayRef>,
    ) -> Result<()> {
        for (remembered, value) in self.scan.states.iter().zip(&mut state.values) {
            if remembered.step == step {
                let from = match remembered.source {
                    StateSource::Argument(i) => slots.get(i),
                    StateSource::Added(i) => values.get(i),
                };
                *value = from.unwrap_or(&remembered.empty).clone();
            }
        }
        self.bytes += values
            .iter()
            .filter_map(|v| v.as_string_view_opt())
            .map(|v| v.iter().flatten().map(str::len).sum::<usize>())
            .sum::<usize>();
        if self.bytes > MAX_SCAN_BYTES {
            let message = format!("the rows of `scan` carry more than {MAX_SCAN_BYTES} bytes of text");
            return Err(located(LIMIT, self.scan.span, message));
        }
        let shown = || Shown {
            row: row as u32,
            values: values.iter().zip(&self.scan.types).map(|(v, t)| value_at(*t, v, 0)).collect(),
            match_id: state.match_id,
        };
        match self.scan.steps[step].output {
            ScanOutput::All => {
                let shown = shown();
                self.shown.push(shown);
            }
            ScanOutput::Last => state.pending = Some(shown()),
            ScanOutput::None => {}
        }
        self.states[step] = Some(state);
        Ok(())
    }

    fn show_pending(&mut self, step: usize) {
        let pending = self.states[step].as_mut().and_then(|s| s.pending.take());
        self.shown.extend(pending);
    }

    fn end(&mut self) {
        for step in 0..self.states.len() {
            self.show_pending(step);
        }
    }
}

impl OneValue {
    fn of(&self, batch: &RecordBatch) -> Result<ArrayRef> {
        match self {
            OneValue::Slot(i) => Ok(batch.column(*i).clone()),
            OneValue::Constant(value) => Ok(value.clone()),
            OneValue::Computed(e) => e.evaluate(batch)?.into_array(1),
        }
    }
}
