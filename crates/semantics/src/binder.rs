//! Binding a whole query.

use crate::bound::*;
use crate::error::*;
use crate::expressions::GraphScope;
use crate::probe::Probe;
use crate::restriction::Restriction;
use crate::scope::{Env, Row};
use crate::settings::SetOptions;
use crate::surroundings::{Catalog, Language, Settings};
use crate::verify::verify;
use lurcher_syntax::{Diagnostic, Span, Stage, ast};
use lurcher_types::{Type, Value};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// The most relations that a program may hold: a chain of `let`s used twice each doubles with every link.
pub const MAX_RELATIONS: usize = 20_000;

/// So many steps of `toscalar` are remembered, to be known when they come again.
const MAX_SCALARS_KNOWN: usize = 1_000;

/// The most terms that names of scalars and the bodies of functions add: each may stand for two of the one before.
pub const MAX_INLINED: usize = 250_000;

/// A constant weighs as much as a term for each so many bytes.
const BYTES_OF_A_TERM: usize = 1024;

/// How often a query is bound again because it names one more column of a function whose columns are not known.
const MAX_ROUNDS: usize = 300;

/// What binding comes to.
pub struct Outcome {
    pub program: Program,
    /// What `set query_now` asks for; the caller binds again under this clock.
    pub now: Option<i64>,
    /// Binding stopped here, and can go on when the program's steps and then this have been run.
    pub probe: Option<Probe>,
}

/// Binds a parsed query.
pub fn bind(
    query: &ast::Query,
    language: &dyn Language,
    catalog: &dyn Catalog,
    settings: &Settings,
) -> std::result::Result<Outcome, Diagnostic> {
    let mut asked_for = HashMap::new();
    let mut asked_of_tables: HashMap<String, Vec<String>> = HashMap::new();
    for _ in 0..MAX_ROUNDS {
        let mut binder = Binder::new(language, catalog, settings);
        (binder.asked_for, binder.asked_of_tables) = (asked_for, asked_of_tables);
        let bound = binder.query(query);
        if binder.asked_anew || !binder.asked_of_tables_now.is_empty() {
            (asked_for, asked_of_tables) = (binder.asked_for, binder.asked_of_tables);
            for (pattern, column) in binder.asked_of_tables_now {
                asked_of_tables.entry(pattern).or_default().push(column);
            }
            continue;
        }
        if binder.probe.is_none() {
            bound.map_err(|e| *e)?;
            binder.all_chosen_met()?;
            verify(&binder.program).map_err(|e| *e)?;
        }
        return Ok(Outcome { program: binder.program, now: binder.now, probe: binder.probe });
    }
    let message = format!("the query asks for columns of unknown functions more than {MAX_ROUNDS} times");
    Err(Diagnostic::new(TOO_COMPLEX, Stage::Bind, Span::default(), message))
}

pub(crate) struct Binder<'a> {
    pub language: &'a dyn Language,
    pub catalog: &'a dyn Catalog,
    pub settings: &'a Settings,
    pub program: Program,
    pub now: Option<i64>,
    /// Where `summarize` and `make-series` collect the aggregates of the expressions they bind.
    pub aggregates: Option<AggregateScope>,
    /// Where the current operator collects window calls; `None` where the input is not serialized.
    pub windows: Vec<WindowCall>,
    pub serialized: bool,
    /// Inside `mv-apply`: the hidden column that tells the input rows apart.
    pub partition: Option<Col>,
    /// Names whose columns are read as `name.column`: the steps of `scan`.
    pub records: Vec<Record>,
    /// Inside the clauses of graph operators: what the names of nodes and edges mean.
    pub graph: Option<GraphScope>,
    pub render: Option<Render>,
    /// What `set query_bin_auto_size` and `set query_bin_auto_at` give to `bin_auto`.
    pub bin_auto_size: Option<Expr>,
    pub bin_auto_at: Option<Expr>,
    /// What else `set` asks for.
    pub options: SetOptions,
    pub result_name: Option<String>,
    /// The pipeline that begins now is a result of the query, and may end in several tables.
    pub may_fork: bool,
    /// The tables of `fork` or `facet` behind the first.
    pub more_results: Vec<ResultTable>,
    /// The name under which `withsource` shows the pipeline as it is so far.
    pub label: Option<String>,
    /// Depth of function calls, and so the level of names.
    pub level: u32,
    /// What `restrict access` leaves to see, here.
    pub restriction: Option<Rc<Restriction>>,
    /// What `alias database` gave names to: the data at hand, or why it is not that.
    pub aliases: HashMap<String, Result<()>>,
    /// The steps of `toscalar`, under column ids of their own: one that comes again is the same value.
    scalar_steps: Vec<(Rel, StepId)>,
    /// Columns that the query names and that only a function without text could have, by function.
    pub asked_for: HashMap<String, Vec<String>>,
    /// Such columns named by the expressions that are being bound now.
    pub asked_here: Vec<String>,
    /// Columns that the query names and that only tables without data have, by pattern: of earlier rounds, and of this one.
    pub asked_of_tables: HashMap<String, Vec<String>>,
    pub asked_of_tables_now: Vec<(String, String)>,
    /// One was added to `asked_for`: the query must be bound again.
    pub asked_anew: bool,
    /// How many probes were asked for, answered ones among them.
    pub asked: usize,
    pub probe: Option<Probe>,
    /// The predicate of an exclusion is being bound.
    pub hiding: bool,
    /// Which of the chosen values the text has a place for.
    pub chosen_met: BTreeSet<usize>,
    next_column: u32,
    next_step: u32,
    relations: usize,
    weight: usize,
}

pub(crate) struct AggregateScope {
    /// The input columns that aggregates may read.
    pub columns: Vec<Col>,
    /// Input columns that are group keys: `arg_max(x, *)` leaves them out.
    pub keys: Vec<ColumnId>,
    pub calls: Vec<AggregateCall>,
}

/// A name with columns of its own.
#[derive(Clone)]
pub(crate) struct Record {
    pub name: String,
    pub columns: Vec<Col>,
}

/// A scalar, a table, or neither yet.
pub(crate) enum Any {
    Scalar(Expr),
    Table(Rel, Option<String>),
}

impl<'a> Binder<'a> {
    fn new(language: &'a dyn Language, catalog: &'a dyn Catalog, settings: &'a Settings) -> Binder<'a> {
        Binder {
            language,
            catalog,
            settings,
            program: Program::default(),
            now: None,
            aggregates: None,
            windows: Vec::new(),
            serialized: false,
            partition: None,
            records: Vec::new(),
            graph: None,
            render: None,
            bin_auto_size: None,
            bin_auto_at: None,
            options: SetOptions::default(),
            result_name: None,
            may_fork: false,
            more_results: Vec::new(),
            label: None,
            level: 0,
            restriction: None,
            aliases: HashMap::new(),
            scalar_steps: Vec::new(),
            asked_for: HashMap::new(),
            asked_here: Vec::new(),
            asked_of_tables: HashMap::new(),
            asked_of_tables_now: Vec::new(),
            asked_anew: false,
            asked: 0,
            probe: None,
            hiding: false,
            chosen_met: BTreeSet::new(),
            next_column: 0,
            next_step: 0,
            relations: 0,
            weight: 0,
        }
    }

    pub fn fresh(&mut self) -> ColumnId {
        self.next_column += 1;
        ColumnId(self.next_column)
    }

    pub fn col(&mut self, name: impl Into<String>, kql_type: Type) -> Col {
        Col { id: self.fresh(), name: name.into(), kql_type, open: Open::No }
    }

    /// A column that holds this value.
    pub fn col_of(&mut self, name: impl Into<String>, value: &Expr) -> Col {
        let open = if value.is_unknown() { Open::Type } else { Open::No };
        Col { open, ..self.col(name, value.kql_type) }
    }

    /// The same column anew.
    pub fn col_like(&mut self, col: &Col) -> Col {
        Col { id: self.fresh(), ..col.clone() }
    }

    pub fn rel(&mut self, kind: RelKind, columns: Vec<Col>, serialized: bool, span: Span) -> Result<Rel> {
        self.relations += 1;
        if self.relations > MAX_RELATIONS {
            return refuse(TOO_COMPLEX, span, format!("the query becomes more than {MAX_RELATIONS} operators"));
        }
        Ok(Rel { kind, columns, serialized, span })
    }

    pub fn add_step(&mut self, kind: StepKind, rel: Rel) -> StepId {
        let id = self.step_id();
        self.program.steps.push(Step { id, kind, rel, per: None });
        id
    }

    /// A scalar step. One that a function brings again is the step that there is: `rand()` is not drawn anew for it.
    pub fn add_scalar_step(&mut self, rel: Rel) -> StepId {
        let mut ids = 0;
        let known = rel.refreshed(&mut || {
            ids += 1;
            ColumnId(ids)
        });
        let again = self.scalar_steps.iter().filter(|(other, _)| other.span == known.span && *other == known);
        // A step of one part of a table is out of reach for what stands around it.
        let reachable = |id: &StepId| self.program.steps.iter().any(|step| step.id == *id);
        if let Some(id) = again.map(|(_, id)| *id).find(reachable) {
            return id;
        }
        let id = self.add_step(StepKind::Scalar, rel);
        if self.scalar_steps.len() < MAX_SCALARS_KNOWN {
            self.scalar_steps.push((known, id));
        }
        id
    }

    pub fn step_id(&mut self) -> StepId {
        self.next_step += 1;
        StepId(self.next_step)
    }

    /// A second use of a tabular expression.
    pub fn reuse(&mut self, rel: &Rel) -> Result<Rel> {
        let mut count = 0;
        rel.each(&mut |_| count += 1);
        self.relations += count;
        if self.relations > MAX_RELATIONS {
            return refuse(TOO_COMPLEX, rel.span, format!("the query becomes more than {MAX_RELATIONS} operators"));
        }
        Ok(rel.refreshed(&mut || self.fresh()))
    }

    /// Counts an expression that stands once more in the program: by its terms, and by its long constants.
    pub fn weigh(&mut self, e: &Expr, span: Span) -> Result<()> {
        let bytes = match e.as_literal() {
            Some(Value::String(text) | Value::Dynamic(text)) => text.len(),
            _ => 0,
        };
        self.add_weight(1 + bytes / BYTES_OF_A_TERM, span)?;
        e.children().into_iter().try_for_each(|child| self.weigh(child, span))
    }

    pub fn add_weight(&mut self, terms: usize, span: Span) -> Result<()> {
        self.weight += terms;
        if self.weight > MAX_INLINED {
            return refuse(
                TOO_COMPLEX,
                span,
                format!("what `let`s and functions stand for becomes more than {MAX_INLINED} terms"),
            );
        }
        Ok(())
    }

    /// Binds what belongs to no row of the input: outside `mv-apply` and `partition`.
    pub fn undivided<T>(&mut self, bind: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.partition.take();
        let bound = bind(self);
        self.partition = around;
        bound
    }

    /// A scalar expression over these columns.
    pub fn scalar(&mut self, e: &ast::Expr, env: &Env, row: Row) -> Result<Expr> {
        match self.any(e, env, row)? {
            Any::Scalar(expr) => Ok(expr),
            Any::Table(..) => refuse_with(
                WRONG_KIND,
                e.span,
                "a table stands where a scalar is wanted",
                Some("toscalar(…) takes its first value".into()),
            ),
        }
    }

    /// A tabular expression.
    pub fn table(&mut self, e: &ast::Expr, env: &Env) -> Result<Rel> {
        Ok(self.labelled_table(e, env)?.0)
    }

    /// A tabular expression, and the name that `withsource` gives it.
    pub fn labelled_table(&mut self, e: &ast::Expr, env: &Env) -> Result<(Rel, Option<String>)> {
        let (rel, label) = self.table_or_graph(e, env)?;
        if graph_columns(&rel).is_some() {
            return refuse(WRONG_KIND, e.span, "a graph stands where a table is wanted");
        }
        Ok((rel, label))
    }

    /// A tabular expression, or a graph for an operator over graphs.
    pub fn table_or_graph(&mut self, e: &ast::Expr, env: &Env) -> Result<(Rel, Option<String>)> {
        match self.any(e, env, Row::NONE)? {
            Any::Table(rel, label) => Ok((rel, label)),
            Any::Scalar(expr) => {
                refuse(WRONG_KIND, e.span, format!("a scalar of type {} stands where a table is wanted", expr.kql_type))
            }
        }
    }
}
