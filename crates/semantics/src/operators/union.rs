use super::wildcard;
use crate::binder::{Any, Binder};
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::pattern_tables::{is_without_data, with_data_or_all};
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Parameter};
use lurcher_types::{Type, Value};
use std::collections::{HashMap, HashSet};

/// A branch of a union and the label that `withsource` shows for it.
pub type Leg = (Rel, Option<String>);

impl Binder<'_> {
    /// `union`: rows of all branches; columns pair by name, and split by type where types differ.
    pub fn union(
        &mut self,
        input: Option<Rel>,
        parameters: &[Parameter],
        tables: &[ast::Expr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let word = |name: &str| parameters.iter().find(|p| p.name.text == name);
        let inner = match word("kind").map(|p| &p.value.kind) {
            None => false,
            Some(Ast::Name(n)) if n.text == "outer" => false,
            Some(Ast::Name(n)) if n.text == "inner" => true,
            Some(_) => return refuse(BAD_OPTION, span, "`union` knows the kinds inner and outer"),
        };
        let fuzzy = self.options.best_effort || word("isfuzzy").is_some_and(|p| is_true(&p.value));
        let source = match word("withsource").or_else(|| word("with_source")).map(|p| &p.value) {
            None => None,
            Some(ast::Expr { kind: Ast::Name(n), .. }) => Some(n.text.clone()),
            Some(ast::Expr { kind: Ast::Literal(ast::Literal::String { text, .. }), .. }) => Some(text.clone()),
            Some(e) => return refuse(BAD_OPTION, e.span, "`withsource` takes a column's name"),
        };
        let input = input.map(|rel| (rel, self.label.take()));
        let legs = self.undivided(|b| b.union_legs(input, tables, fuzzy, env, span))?;
        let legs = if inner { with_data_or_all(legs) } else { legs };
        self.union_of(legs, inner, source, span)
    }

    pub fn union_legs(
        &mut self,
        input: Option<Leg>,
        tables: &[ast::Expr],
        fuzzy: bool,
        env: &Env,
        span: Span,
    ) -> Result<Vec<Leg>> {
        let mut legs: Vec<Leg> = input.into_iter().collect();
        let mut without_data = Vec::new();
        for table in tables {
            let pattern = match &table.kind {
                Ast::Wildcard(pattern) => Some(pattern),
                Ast::Member { base, name }
                    if name.text.contains('*') && !name.quoted && self.is_database(base, env)? =>
                {
                    Some(&name.text)
                }
                _ => None,
            };
            if let Some(pattern) = pattern {
                let (empty, full): (Vec<Leg>, Vec<Leg>) =
                    self.tables_of_pattern(pattern, table.span)?.into_iter().partition(is_without_data);
                without_data.extend(empty);
                legs.extend(full);
                if matches!(table.kind, Ast::Wildcard(_)) {
                    legs.extend(self.views(pattern, env, table.span)?);
                }
                continue;
            }
            match self.labelled_table(table, env) {
                Ok(leg) => legs.push(leg),
                // With `isfuzzy` a missing table is no error; anything else that is wrong still is.
                Err(e) if fuzzy && matches!(e.code, UNKNOWN_TABLE | UNKNOWN_FUNCTION) => {
                    self.program.warnings.push(format!("isfuzzy: {}", e.message));
                }
                Err(e) => return Err(e),
            }
        }
        // They come last: the numbers in the labels of the others stay.
        legs.extend(without_data);
        if legs.is_empty() && fuzzy {
            self.cannot_run(UNKNOWN_TABLE, "none of the tables of this union exists".to_owned(), span);
            legs.push((self.rel(RelKind::Inline { rows: vec![] }, vec![], false, span)?, None));
        }
        if legs.is_empty() {
            return refuse(UNKNOWN_TABLE, span, "none of the tables of this union exists");
        }
        Ok(legs)
    }

    /// The query's own views whose names match a pattern with `*`.
    pub fn views(&mut self, pattern: &str, env: &Env, span: Span) -> Result<Vec<Leg>> {
        let mut legs = Vec::new();
        for (name, function) in env.views().into_iter().filter(|(name, _)| wildcard(pattern, name)) {
            let name = ast::Name { text: name, span, quoted: false };
            if let Any::Table(rel, _) = self.call_user_function(&name, &function, &[], env, Row::NONE, None)? {
                legs.push((rel, Some(name.text)));
            }
        }
        Ok(legs)
    }

    pub fn union_of(&mut self, legs: Vec<Leg>, inner: bool, source: Option<String>, span: Span) -> Result<Rel> {
        let plan = column_plan(&legs, inner);
        let mut columns: Vec<Col> = Vec::with_capacity(plan.len() + 1);
        let mut sources: Vec<Vec<Option<Expr>>> = vec![Vec::new(); legs.len()];
        if let Some(name) = source {
            columns.push(self.col(name, Type::String));
            for (i, (_, label)) in legs.iter().enumerate() {
                let label = label.clone().unwrap_or_else(|| format!("union_arg{i}"));
                sources[i].push(Some(Expr::literal(Value::String(label), span)));
            }
        }
        let of_leg = |(rel, _): &Leg| {
            let visible = rel.columns.iter().enumerate().filter(|(_, c)| !c.name.is_empty()).rev();
            visible.map(|(at, c)| (c.name.clone(), at)).collect::<HashMap<_, _>>()
        };
        let places: Vec<HashMap<String, usize>> = legs.iter().map(of_leg).collect();
        for (name, column, (kql_type, open)) in plan {
            let col = Col { open: open.clone(), ..self.col(name, kql_type) };
            columns.push(col);
            for (((rel, _), places), sources) in legs.iter().zip(&places).zip(&mut sources) {
                let found = places.get(&column).and_then(|at| rel.columns.get(*at));
                let found = found.filter(|c| c.kql_type == kql_type && c.open == open);
                sources.push(found.map(|c| Expr::column(c, span)));
            }
        }
        let mut markers: Vec<Open> = Vec::new();
        for marker in legs.iter().flat_map(|(rel, _)| rel.markers()) {
            if markers.contains(&marker.open) {
                continue;
            }
            markers.push(marker.open.clone());
            columns.push(self.col_like(marker));
            for (i, (rel, _)) in legs.iter().enumerate() {
                let own = rel.columns.iter().find(|c| c.open == marker.open);
                sources[i].push(own.map(|c| Expr::column(c, span)));
            }
        }
        let legs = legs.into_iter().map(|(rel, _)| rel).collect();
        self.rel(RelKind::Union { legs, columns: sources }, columns, false, span)
    }
}

/// A column's type, and whether it is known.
type Kind = (Type, Open);

/// The output columns: name, name in the legs, type; in order of first appearance.
pub fn column_plan(legs: &[Leg], inner: bool) -> Vec<(String, String, Kind)> {
    let kind = |c: &Col| (c.kql_type, c.open.clone());
    let mut pairs: Vec<(String, Vec<Kind>)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for c in legs.iter().flat_map(|(rel, _)| rel.visible()) {
        let at = *at.entry(&c.name).or_insert_with(|| {
            pairs.push((c.name.clone(), Vec::new()));
            pairs.len() - 1
        });
        if let Some((_, kinds)) = pairs.get_mut(at)
            && !kinds.contains(&kind(c))
        {
            kinds.push(kind(c));
        }
    }
    if inner {
        pairs.retain(|(name, kinds)| {
            legs.iter().all(|(rel, _)| rel.visible().any(|c| c.name == *name && kinds.first() == Some(&kind(c))))
        });
    }
    let mut names: HashSet<String> = pairs.iter().map(|(n, _)| n.clone()).collect();
    let mut plan: Vec<(String, String, Kind)> = Vec::new();
    for (name, kinds) in pairs {
        if let [only] = kinds.as_slice() {
            plan.push((name.clone(), name, only.clone()));
            continue;
        }
        for kind in kinds {
            let suffix = if kind.1 == Open::Type { "unknown" } else { kind.0.name() };
            let split = free(&format!("{name}_{suffix}"), |n| names.contains(n));
            names.insert(split.clone());
            plan.push((split, name.clone(), kind));
        }
    }
    plan
}

pub fn is_true(e: &ast::Expr) -> bool {
    match &e.kind {
        Ast::Literal(ast::Literal::Bool(v)) => *v,
        Ast::Literal(ast::Literal::Long(v)) => *v != 0,
        Ast::Name(n) => n.text.eq_ignore_ascii_case("true"),
        _ => false,
    }
}
