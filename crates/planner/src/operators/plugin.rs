use crate::error::{KERNEL, LIMIT, REFUSED, located};
use crate::nodes::{Input, Kernel, Produced, Rows, Run, groups, joined};
use crate::{Planner, StepValue, column_name};
use datafusion::arrow::array::{ArrayRef, UInt32Array};
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::Field;
use datafusion::common::{Result, internal_err};
use datafusion::logical_expr::LogicalPlanBuilder;
use lurcher_columnar::{Column, field};
use lurcher_functions::plugin::{Plugin, PluginRun, Setup};
use lurcher_functions::{KernelError, plugin};
use lurcher_semantics::bound::{Expr, ExprKind, PluginCall, Rel, StepId};
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};
use std::sync::Arc;

impl Planner<'_> {
    /// `evaluate`: the plugin's kernel over its input.
    pub fn plugin(&self, rel: &Rel, call: &PluginCall) -> Result<LogicalPlanBuilder> {
        let Some(plugin) = plugin(call.plugin) else {
            return Err(located(REFUSED, rel.span, format!("the plugin `{}` is not supported", call.plugin)));
        };
        let kept = if call.keeps_input { call.input.columns.len() } else { 0 };
        let new = rel.columns.get(kept..).unwrap_or_default();
        let constants = call.constants.iter().map(|e| self.one_value(e)).collect::<Result<Vec<_>>>()?;
        let lookup = match call.lookup.map(|id| self.steps.get(&id)) {
            None => Vec::new(),
            Some(Some(StepValue::Lookup(rows))) => {
                let types = rows.schema_ref().fields().iter().map(|f| lurcher_columnar::kql_type(f));
                types.zip(rows.columns()).map(|(t, a)| Column::new(t.unwrap_or(Type::Dynamic), a.clone())).collect()
            }
            Some(_) => return Err(located(REFUSED, rel.span, "a table is used before it is computed")),
        };
        // The value that tells groups apart is none of the plugin's own columns.
        let own = new.len() - usize::from(call.per && !call.keeps_input && !new.is_empty());
        let outputs = new.iter().take(own).map(|c| c.kql_type).collect();
        let kernel = PluginKernel {
            plugin,
            setup: Arc::new(Setup { constants, lookup, outputs }),
            lookup: call.lookup,
            types: call.args.iter().map(|a| a.kql_type).collect(),
            per: call.per,
            keeps_input: call.keeps_input,
            fields: new.iter().map(|c| field(&column_name(c.id), c.kql_type)).collect(),
            span: rel.span,
        };
        let values = call.args.iter().map(|a| self.expression(a)).collect::<Result<Vec<_>>>()?;
        let plan = self.relation(&call.input)?.build()?;
        Ok(LogicalPlanBuilder::new(Rows::plan(plan, values, Arc::new(kernel), call.keeps_input)?))
    }

    /// A constant, now that earlier steps are computed.
    fn one_value(&self, e: &Expr) -> Result<Value> {
        match &e.kind {
            ExprKind::Literal(value) => Ok(value.clone()),
            ExprKind::Scalar(step) => match self.steps.get(step) {
                Some(StepValue::Scalar(value)) => Ok(value.clone()),
                _ => Err(located(REFUSED, e.span, "a value is used before it is computed")),
            },
            _ => Err(located(REFUSED, e.span, "this argument of the plugin must be a constant")),
        }
    }
}

#[derive(Clone)]
struct PluginKernel {
    plugin: &'static Plugin,
    setup: Arc<Setup>,
    lookup: Option<StepId>,
    types: Vec<Type>,
    fields: Vec<Field>,
    per: bool,
    keeps_input: bool,
    span: Span,
}

/// Two calls are the same only where all that decides their answers is.
impl std::fmt::Debug for PluginKernel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.plugin.description.name;
        write!(f, "{name} {:?} with {:?} per {} at {:?}", self.setup.constants, self.lookup, self.per, self.span)
    }
}

impl Kernel for PluginKernel {
    fn fields(&self) -> Vec<Field> {
        self.fields.clone()
    }

    fn input(&self) -> Input {
        if self.plugin.whole || self.per { Input::Whole } else { Input::Batches }
    }

    fn most_rows(&self) -> usize {
        ROWS_AT_A_TIME
    }

    fn start(&self) -> Box<dyn Run> {
        if self.per {
            return Box::new(PluginPerGroup(self.clone()));
        }
        let run = (self.plugin.start)(&self.setup);
        Box::new(PluginAtWork { run, types: self.types.clone(), span: self.span })
    }
}

/// The plugin over the rows of each group alone; the last argument tells them apart.
struct PluginPerGroup(PluginKernel);

impl Run for PluginPerGroup {
    fn next(&mut self, arguments: &[ArrayRef], _: usize) -> Result<Produced> {
        let Some((key, arguments)) = arguments.split_last() else { return internal_err!("groups have a key") };
        let mut sources: Vec<u32> = Vec::new();
        let mut made = 0;
        let mut pieces: Vec<Vec<ArrayRef>> = vec![Vec::new(); self.0.fields.len()];
        for rows in groups(key)? {
            let own = arguments.iter().map(|a| Ok(take(a, &rows, None)?)).collect::<Result<Vec<_>>>()?;
            let mut run = PluginKernel { per: false, ..self.0.clone() }.start();
            let mut answer = run.next(&own, rows.len())?;
            made += answer.rows;
            if self.0.keeps_input {
                match &answer.take {
                    Some(kept) => sources.extend(kept.values().iter().filter_map(|i| rows.values().get(*i as usize))),
                    None => sources.extend(rows.values()),
                }
            } else {
                let first = rows.values().first().copied().unwrap_or_default();
                answer.columns.push(take(key, &UInt32Array::from(vec![first; answer.rows]), None)?);
            }
            for (gathered, column) in pieces.iter_mut().zip(answer.columns) {
                gathered.push(column);
            }
        }
        let columns = joined(&pieces, &self.0.fields)?;
        Ok(Produced { rows: made, take: self.0.keeps_input.then(|| UInt32Array::from(sources)), columns })
    }
}

/// Plugins may make several rows of each.
const ROWS_AT_A_TIME: usize = 4096;

struct PluginAtWork {
    run: Result<Box<PluginRun>, KernelError>,
    types: Vec<Type>,
    span: Span,
}

impl Run for PluginAtWork {
    fn next(&mut self, arguments: &[ArrayRef], rows: usize) -> Result<Produced> {
        if u32::try_from(rows).is_err() {
            return Err(located(LIMIT, self.span, format!("a plugin takes at most {} rows", u32::MAX)));
        }
        let args: Vec<Column> = self.types.iter().zip(arguments).map(|(t, a)| Column::new(*t, a.clone())).collect();
        let answer = match &mut self.run {
            Ok(run) => run(&args, rows),
            Err(e) => Err(e.clone()),
        };
        let answer = answer.map_err(|e| located(KERNEL, self.span, e.to_string()))?;
        Ok(Produced { take: answer.take.map(UInt32Array::from), columns: answer.columns, rows: answer.rows })
    }
}
