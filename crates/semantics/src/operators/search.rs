use super::union::{Leg, column_plan};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::expressions::{SOURCE, Terms};
use crate::scope::{Env, Meaning, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal, Parameter};
use lurcher_types::{Type, Value};
use std::rc::Rc;

/// What searched rows are called that come from no table.
const NAMELESS: &str = "search_arg0";

impl Binder<'_> {
    /// `search "term"`: rows of the input, of some tables, or of all that have data, with their table's name in front.
    pub fn search(
        &mut self,
        input: Option<Rel>,
        parameters: &[Parameter],
        tables: &[ast::Expr],
        predicate: &ast::Expr,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let case_sensitive = case_sensitive(parameters)?;
        if let Some(input) = input {
            if !tables.is_empty() {
                return refuse(WRONG_KIND, span, "`search in (…)` begins a pipeline and takes no input");
            }
            return self.search_input(input, case_sensitive, predicate, env, span);
        }
        let legs = self.searched_tables(tables, env, span)?;
        let mut terms = Terms { case_sensitive, left_out: true, any: false };
        let plan = column_plan(&legs, false).into_iter().map(|(name, column, (t, _))| (name, column, t)).collect();
        let named = self.named_columns(plan, &legs, predicate, env, &mut terms)?;
        terms.left_out = false;
        if !terms.any {
            let all = self.union_of(legs, false, Some(SOURCE.to_owned()), span)?;
            let (all, condition) = self.over(all, |b, row| b.search_condition(predicate, env, row, &mut terms))?;
            return self.filter(all, condition, span);
        }
        // Terms look at the columns that a table has, and not at those of all tables.
        let mut found = Vec::with_capacity(legs.len());
        for (rel, label) in legs {
            let env = self.with_missing(&rel, &named, env, span);
            let (rel, condition) = self.over(rel, |b, row| b.search_condition(predicate, &env, row, &mut terms))?;
            found.push((self.filter(rel, condition, span)?, label));
        }
        self.union_of(found, false, Some(SOURCE.to_owned()), span)
    }

    fn search_input(
        &mut self,
        input: Rel,
        case_sensitive: bool,
        predicate: &ast::Expr,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let label = self.label.take().unwrap_or_else(|| NAMELESS.to_owned());
        let mut terms = Terms { case_sensitive, ..Terms::default() };
        let (input, condition) = self.over(input, |b, row| b.search_condition(predicate, env, row, &mut terms))?;
        let found = self.filter(input, condition, span)?;
        let mut outputs: Vec<(Col, Expr)> = found.columns.iter().map(|c| super::columns::same(c, span)).collect();
        // A search of what was searched keeps the names of the tables.
        if found.col(SOURCE).is_none() {
            outputs.insert(0, (self.col(SOURCE, Type::String), Expr::literal(Value::String(label), span)));
        }
        let mut searched = self.project_onto(found, outputs, span)?;
        searched.serialized = false;
        Ok(searched)
    }

    /// The tables that `in (…)` names; or all that have data, and the query's own views.
    pub fn searched_tables(&mut self, tables: &[ast::Expr], env: &Env, span: Span) -> Result<Vec<Leg>> {
        if !tables.is_empty() {
            return self.union_legs(None, tables, false, env, span);
        }
        let mut legs = self.tables_of_pattern("*", span)?;
        legs.extend(self.views("*", env, span)?);
        if legs.is_empty() {
            return refuse(UNKNOWN_TABLE, span, "no table has data to search: name the tables with `in (…)`");
        }
        Ok(legs)
    }

    /// The columns that a condition names, of those in a plan: name, name in the tables, type. Nothing of the condition
    /// stays in the program.
    pub fn named_columns(
        &mut self,
        plan: Vec<(String, String, Type)>,
        legs: &[Leg],
        predicate: &ast::Expr,
        env: &Env,
        terms: &mut Terms,
    ) -> Result<Vec<Named>> {
        let mut columns: Vec<Col> = plan.iter().map(|(name, _, t)| self.col(name, *t)).collect();
        columns.extend(legs.iter().flat_map(|(rel, _)| rel.markers()).cloned());
        let asked_outside = std::mem::take(&mut self.asked_here);
        let (steps, warnings) = (self.program.steps.len(), self.program.warnings.len());
        let condition = self.search_condition(predicate, env, Row::of(&columns), terms);
        self.program.steps.truncate(steps);
        self.program.warnings.truncate(warnings);
        self.asked_here = asked_outside;
        let condition = condition?;
        let mut ids = Vec::new();
        columns_of(&condition, &mut ids);
        let position = |id: &ColumnId| columns.iter().position(|c| c.id == *id);
        let named = ids.iter().filter_map(position).filter_map(|i| plan.get(i)).map(|(name, column, kql_type)| Named {
            name: name.clone(),
            column: column.clone(),
            kql_type: *kql_type,
        });
        Ok(named.collect())
    }

    /// Names that a table lacks mean the missing value there; a column that differs in type has its long name too.
    pub fn with_missing(&mut self, rel: &Rel, named: &[Named], env: &Env, span: Span) -> Env {
        let mut env = env.clone();
        for n in named.iter().filter(|n| rel.col(&n.name).is_none_or(|c| c.kql_type != n.kql_type)) {
            let value = match rel.col(&n.column).filter(|c| c.kql_type == n.kql_type) {
                Some(col) => Expr::column(col, span),
                None => Expr::literal(Value::missing(n.kql_type), span),
            };
            env = env.with(&n.name, Meaning::Scalar(Rc::new(value)), self.level);
        }
        env
    }
}

/// A column that a condition names: under which name, and what it is in the tables.
pub struct Named {
    pub name: String,
    pub column: String,
    pub kql_type: Type,
}

fn columns_of(e: &Expr, found: &mut Vec<ColumnId>) {
    match e.kind {
        ExprKind::Column(id) if !found.contains(&id) => found.push(id),
        _ => e.children().into_iter().for_each(|c| columns_of(c, found)),
    }
}

fn case_sensitive(parameters: &[Parameter]) -> Result<bool> {
    let mut sensitive = false;
    for p in parameters {
        let value = match &p.value.kind {
            Ast::Name(n) => n.text.as_str(),
            Ast::Literal(Literal::String { text, .. }) => text.as_str(),
            _ => "",
        };
        match (p.name.text.as_str(), value) {
            ("kind", "default" | "case_insensitive") => sensitive = false,
            ("kind", "case_sensitive") => sensitive = true,
            ("kind", _) => {
                return refuse(
                    BAD_OPTION,
                    p.value.span,
                    "`search` knows the kinds default, case_insensitive and case_sensitive",
                );
            }
            // Where the service keeps the data is no matter here.
            ("datascope", _) => {}
            (name, _) if name.starts_with("hint.") => {}
            (name, _) => return refuse(BAD_OPTION, p.name.span, format!("`search` has no option `{name}`")),
        }
    }
    Ok(sensitive)
}
