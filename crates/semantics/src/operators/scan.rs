use super::columns::same;
use crate::binder::{Binder, Record};
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast};
use lurcher_types::{Type, Value};

/// The most steps of one `scan`.
const MAX_STEPS: usize = 256;

/// A step with its expressions bound, before they are told apart into slots.
struct BoundStep {
    condition: Expr,
    /// By the name of the column that is assigned.
    assignments: Vec<(String, Expr)>,
}

/// A column of the record that a step remembers: its reference in expressions, and where it comes from.
struct Remembered {
    reference: Col,
    step: usize,
    input: Option<Col>,
}

impl Binder<'_> {
    /// `scan declare (…) with (step s: condition => column = value; …)`.
    pub fn scan(&mut self, input: Rel, scan: &ast::Scan, env: &Env, span: Span) -> Result<Rel> {
        let match_id = scan_parameters(scan)?;
        if !input.serialized {
            return refuse_with(
                NOT_SERIALIZED,
                span,
                "`scan` needs rows in order",
                Some("put `serialize` or `sort by` before it".into()),
            );
        }
        if scan.steps.is_empty() {
            return refuse(WRONG_KIND, span, "`scan` needs a step");
        }
        if scan.steps.len() > MAX_STEPS {
            return refuse(TOO_COMPLEX, span, format!("`scan` has more than {MAX_STEPS} steps"));
        }
        let declared = self.scan_columns(&input, scan, env)?;
        let inputs: Vec<Col> = input.visible().cloned().collect();
        let mut remembered = Vec::new();
        let records = self.scan_records(scan, &inputs, &declared, &mut remembered)?;

        let outer = std::mem::take(&mut self.records);
        let bound = self.over(input, |b, row| b.scan_steps(scan, &records, &inputs, &declared, env, row));
        self.records = outer;
        let (input, steps) = bound?;

        // Assigned columns of the input are computed beside them, and take their places afterwards.
        let replaced: Vec<Col> = inputs.iter().filter(|c| steps.iter().any(|s| s.assigns(&c.name))).cloned().collect();
        let mut slots = Slots { binder: self, remembered, args: Vec::new(), arguments: Vec::new(), states: Vec::new() };
        let mut made = Vec::new();
        for (step, written) in steps.into_iter().zip(&scan.steps) {
            let condition = slots.hoist(step.condition);
            let mut values = Vec::new();
            for (col, default) in &declared {
                values.push(match step.assignments.iter().find(|(n, _)| *n == col.name) {
                    Some((_, value)) => slots.hoist(value.clone()),
                    None => Expr::literal(default.clone(), span),
                });
            }
            for col in &replaced {
                let value = step.assignments.iter().find(|(n, _)| *n == col.name).map(|(_, v)| v.clone());
                values.push(slots.hoist(value.unwrap_or_else(|| Expr::column(col, span))));
            }
            made.push(ScanStep { output: output(written), condition, values });
        }
        let added: Vec<&str> = declared.iter().map(|(c, _)| c).chain(&replaced).map(|c| c.name.as_str()).collect();
        slots.sources(&added, &declared, span);
        let (mut args, arguments, states) = (slots.args, slots.arguments, slots.states);
        let per = self.partition.as_ref().map(|hidden| Expr::column(hidden, span));
        let operator = Scan { arguments, states, steps: made, with_match_id: match_id.is_some(), per: per.is_some() };
        args.extend(per);

        let mut columns = input.columns.clone();
        let mut outputs: Vec<(Col, Expr)> = input.columns.iter().map(|c| same(c, span)).collect();
        for (col, _) in &declared {
            columns.push(col.clone());
            outputs.push(same(col, span));
        }
        for col in &replaced {
            let raw = self.col("", col.kql_type);
            columns.push(raw.clone());
            if let Some(output) = outputs.iter_mut().find(|(c, _)| c.id == col.id) {
                *output = (self.col(&col.name, col.kql_type), Expr::column(&raw, span));
            }
        }
        if let Some(name) = match_id {
            let name = free(&name, |n| outputs.iter().any(|(c, _)| c.name == n));
            let col = self.col(name, Type::Long);
            columns.push(col.clone());
            outputs.push(same(&col, span));
        }
        let kind = RelKind::Rows { input: Box::new(input), args, operator: Box::new(RowsOperator::Scan(operator)) };
        let rel = self.rel(kind, columns, true, span)?;
        self.project_onto(rel, outputs, span)
    }

    /// The declared columns and what they are where no step assigns them.
    fn scan_columns(&mut self, input: &Rel, scan: &ast::Scan, env: &Env) -> Result<Vec<(Col, Value)>> {
        let mut declared: Vec<(Col, Value)> = Vec::new();
        for (column, default) in &scan.declare {
            let (name, span) = (&column.name.text, column.name.span);
            if input.col(name).is_some() || declared.iter().any(|(c, _)| c.name == *name) {
                return refuse(DUPLICATE_NAME, span, format!("there is a column `{name}` already"));
            }
            let wanted = self.type_named(&column.type_name)?;
            let value = match default {
                None => Value::missing(wanted),
                Some(e) => {
                    let bound = self.scalar(e, env, Row::NONE)?;
                    let bound = self.convert_argument(bound, wanted, e.span)?;
                    match bound.as_literal() {
                        Some(value) => value.clone(),
                        None => return refuse(NOT_CONSTANT, e.span, "a default must be constant"),
                    }
                }
            };
            declared.push((self.col(name, wanted), value));
        }
        Ok(declared)
    }

    /// What `step.column` means in conditions and assignments.
    fn scan_records(
        &mut self,
        scan: &ast::Scan,
        inputs: &[Col],
        declared: &[(Col, Value)],
        remembered: &mut Vec<Remembered>,
    ) -> Result<Vec<Record>> {
        let mut records: Vec<Record> = Vec::new();
        for (index, step) in scan.steps.iter().enumerate() {
            if records.iter().any(|r| r.name == step.name.text) {
                return refuse(DUPLICATE_NAME, step.name.span, format!("two steps are named `{}`", step.name.text));
            }
            let mut columns = Vec::new();
            for col in inputs {
                let reference = self.col(&col.name, col.kql_type);
                remembered.push(Remembered { reference: reference.clone(), step: index, input: Some(col.clone()) });
                columns.push(reference);
            }
            for (col, _) in declared {
                let reference = self.col(&col.name, col.kql_type);
                remembered.push(Remembered { reference: reference.clone(), step: index, input: None });
                columns.push(reference);
            }
            records.push(Record { name: step.name.text.clone(), columns });
        }
        Ok(records)
    }

    fn scan_steps(
        &mut self,
        scan: &ast::Scan,
        records: &[Record],
        inputs: &[Col],
        declared: &[(Col, Value)],
        env: &Env,
        row: Row,
    ) -> Result<Vec<BoundStep>> {
        let mut steps = Vec::with_capacity(scan.steps.len());
        for (index, step) in scan.steps.iter().enumerate() {
            // A step knows of itself and of those before it.
            self.records = records.iter().take(index + 1).cloned().collect();
            let condition = self.condition(&step.condition, env, row)?;
            let mut assignments: Vec<(String, Expr)> = Vec::new();
            for item in &step.assignments {
                let Some(name) = item.names.first() else { continue };
                let mut known = declared.iter().map(|(c, _)| c).chain(inputs);
                let Some(col) = known.find(|c| c.name == name.text) else {
                    return refuse(
                        UNKNOWN_NAME,
                        name.span,
                        format!("`{}` is neither declared nor a column of the input", name.text),
                    );
                };
                if assignments.iter().any(|(n, _)| *n == name.text) {
                    return refuse(DUPLICATE_NAME, name.span, format!("`{}` is assigned twice", name.text));
                }
                let value = self.scalar(&item.value, env, row)?;
                assignments.push((name.text.clone(), self.convert_argument(value, col.kql_type, item.value.span)?));
            }
            steps.push(BoundStep { condition, assignments });
        }
        Ok(steps)
    }
}

impl BoundStep {
    fn assigns(&self, name: &str) -> bool {
        self.assignments.iter().any(|(n, _)| n == name)
    }
}

/// Tells what depends on the row alone from what depends on the steps' memory: the first is computed for all rows at once.
struct Slots<'b, 'a> {
    binder: &'b mut Binder<'a>,
    remembered: Vec<Remembered>,
    args: Vec<Expr>,
    arguments: Vec<Col>,
    states: Vec<ScanState>,
}

impl Slots<'_, '_> {
    fn hoist(&mut self, mut e: Expr) -> Expr {
        if let ExprKind::Column(id) = e.kind
            && let Some(index) = self.remembered.iter().position(|r| r.reference.id == id)
        {
            return self.state(index, e.span);
        }
        if !self.reads_state(&e) {
            return if e.reads_columns() { self.argument(e) } else { e };
        }
        e.children_mut(&mut |child| {
            let span = child.span;
            let taken = std::mem::replace(child, Expr::literal(Value::Bool(false), span));
            *child = self.hoist(taken);
        });
        e
    }

    fn reads_state(&self, e: &Expr) -> bool {
        match e.kind {
            ExprKind::Column(id) => self.remembered.iter().any(|r| r.reference.id == id),
            _ => e.children().into_iter().any(|c| self.reads_state(c)),
        }
    }

    fn argument(&mut self, e: Expr) -> Expr {
        let index = self.argument_index(e);
        let span = self.args.get(index).map(|a| a.span).unwrap_or_default();
        match self.arguments.get(index) {
            Some(slot) => Expr::column(slot, span),
            None => Expr::literal(Value::Bool(false), span),
        }
    }

    fn argument_index(&mut self, e: Expr) -> usize {
        if let Some(index) = self.args.iter().position(|a| a.kind == e.kind && a.kql_type == e.kql_type) {
            return index;
        }
        let slot = self.binder.col("", e.kql_type);
        self.arguments.push(slot);
        self.args.push(e);
        self.args.len() - 1
    }

    /// The slot of a remembered value; its source is filled in by [`Slots::sources`].
    fn state(&mut self, index: usize, span: Span) -> Expr {
        let Some(r) = self.remembered.get(index) else { return Expr::literal(Value::Bool(false), span) };
        if !self.states.iter().any(|s| s.slot.id == r.reference.id) {
            self.states.push(ScanState {
                slot: r.reference.clone(),
                step: r.step,
                source: StateSource::Added(0),
                empty: Value::missing(r.reference.kql_type),
            });
        }
        Expr::column(&r.reference, span)
    }

    /// Where each remembered value comes from, now that the added columns are known.
    fn sources(&mut self, added: &[&str], declared: &[(Col, Value)], span: Span) {
        let mut states = std::mem::take(&mut self.states);
        for state in &mut states {
            if let Some(index) = added.iter().position(|n| *n == state.slot.name) {
                state.source = StateSource::Added(index);
                if let Some((_, default)) = declared.iter().find(|(c, _)| c.name == state.slot.name) {
                    state.empty = default.clone();
                }
                continue;
            }
            let input = self.remembered.iter().find(|r| r.reference.id == state.slot.id).and_then(|r| r.input.clone());
            if let Some(input) = input {
                state.source = StateSource::Argument(self.argument_index(Expr::column(&input, span)));
            }
        }
        self.states = states;
    }
}

fn output(step: &ast::ScanStep) -> ScanOutput {
    match step.output.as_ref().map(|n| n.text.as_str()) {
        Some("last") => ScanOutput::Last,
        Some("none") => ScanOutput::None,
        _ => ScanOutput::All,
    }
}

/// The name that `with_match_id` gives; whatever else is written is refused.
fn scan_parameters(scan: &ast::Scan) -> Result<Option<String>> {
    let mut match_id = None;
    for p in &scan.parameters {
        match (p.name.text.as_str(), &p.value.kind) {
            ("with_match_id", Ast::Name(name)) => match_id = Some(name.text.clone()),
            (name, _) if name.starts_with("hint.") => {}
            (name, _) => {
                return refuse(BAD_OPTION, p.name.span, format!("`scan` has no option `{name}` that is supported"));
            }
        }
    }
    if let Some(first) = scan.order_by.first() {
        let span = first.value.value.span;
        return unsupported(UNSUPPORTED_OPERATOR, span, "`order by` inside `scan` is not supported: sort before it");
    }
    if let Some(first) = scan.partition_by.first() {
        return unsupported(UNSUPPORTED_OPERATOR, first.span, "`partition by` inside `scan` is not supported");
    }
    if let Some(step) = scan.steps.iter().find(|s| s.optional) {
        return unsupported(UNSUPPORTED_OPERATOR, step.name.span, "optional steps of `scan` are not supported");
    }
    Ok(match_id)
}
