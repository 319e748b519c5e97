use super::columns::wildcard;
use super::search::Named;
use super::union::Leg;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::expressions::Terms;
use crate::pattern_tables::with_data_or_all;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Find, Literal};
use lurcher_types::{Type, Value};

/// The bag of the columns that have no column of their own.
const PACK: &str = "pack_";

/// An output column: its name, the tables' column, that column's type (any, if the output has another), the output's type.
struct Output {
    name: String,
    column: String,
    stored: Option<Type>,
    kql_type: Type,
}

/// The columns of the answer: the table's name, those of the tables, and the bag of all but these.
struct Shown<'a> {
    source: &'a str,
    outputs: &'a [Output],
    packed_without: Option<&'a [String]>,
}

impl Binder<'_> {
    /// `find in (…) where …`: the rows of all tables that have a column of the condition, each with its table's name.
    pub fn find(&mut self, find: &Find, env: &Env, span: Span) -> Result<Rel> {
        let source = source_column(find)?;
        let legs = self.searched_tables(&find.tables, env, span)?;
        let mut terms = Terms { left_out: true, ..Terms::default() };
        let named = self.named_columns(by_name(&legs), &legs, &find.predicate, env, &mut terms)?;
        terms.left_out = false;
        let all_columns: Vec<Leg> = legs.clone();
        let legs = with_data_or_all(concerned(legs, &named, terms.any));
        if legs.is_empty() {
            return refuse(WRONG_KIND, find.predicate.span, "the condition of `find` names no column and no term");
        }
        let (mut outputs, mut pack) = match find.project.is_empty() {
            true => (smart_columns(&legs, &named), true),
            false => self.projected(find, &legs, &all_columns)?,
        };
        if find.project.is_empty() {
            let unnamed = |c: &Col| !outputs.iter().any(|o| o.column == c.name);
            pack = legs.iter().any(|(rel, _)| rel.visible().any(unnamed));
        }
        let unpacked: Vec<String> = outputs.iter().map(|o| o.column.clone()).collect();
        for away in &find.project_away {
            let matches = |name: &str| if away.wildcard { wildcard(&away.text, name) } else { away.text == name };
            outputs.retain(|o| !matches(&o.name));
            pack = pack && (!find.project.is_empty() && away.text == "*" || !matches(PACK));
        }
        let shown = Shown { source: &source, outputs: &outputs, packed_without: pack.then_some(unpacked.as_slice()) };
        self.found(legs, find, &named, shown, env, span)
    }

    fn found(
        &mut self,
        legs: Vec<Leg>,
        find: &Find,
        named: &[Named],
        shown: Shown,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let Shown { source, outputs, packed_without } = shown;
        let mut columns = vec![self.col(source, Type::String)];
        columns.extend(outputs.iter().map(|o| self.col(&o.name, o.kql_type)));
        if packed_without.is_some() {
            columns.push(self.col(PACK, Type::Dynamic));
        }
        let mut rels = Vec::with_capacity(legs.len());
        let mut sources = Vec::with_capacity(legs.len());
        for (i, (rel, label)) in legs.into_iter().enumerate() {
            let env = self.with_missing(&rel, named, env, span);
            let mut terms = Terms::default();
            let (rel, condition) =
                self.over(rel, |b, row| b.search_condition(&find.predicate, &env, row, &mut terms))?;
            let rel = self.filter(rel, condition, span)?;
            let label = label.unwrap_or_else(|| format!("union_arg{i}"));
            let mut values = vec![Some(Expr::literal(Value::String(label), span))];
            for output in outputs {
                let col = rel.col(&output.column).filter(|c| output.stored.is_none_or(|t| t == c.kql_type));
                values.push(match col {
                    Some(col) => Some(self.cast(Expr::column(col, span), output.kql_type)?),
                    None => None,
                });
            }
            if let Some(shown) = packed_without {
                let rest: Vec<Col> = rel.visible().filter(|c| !shown.contains(&c.name)).cloned().collect();
                values.push(Some(match rest.is_empty() {
                    true => Expr::literal(Value::Dynamic("{}".to_owned()), span),
                    false => self.pack(&rest, span)?,
                }));
            }
            rels.push(rel);
            sources.push(values);
        }
        self.rel(RelKind::Union { legs: rels, columns: sources }, columns, false, span)
    }

    /// `project a, b: long, pack_all()`.
    fn projected(&mut self, find: &Find, legs: &[Leg], all: &[Leg]) -> Result<(Vec<Output>, bool)> {
        let mut outputs: Vec<Output> = Vec::new();
        let mut pack = false;
        for (i, column) in find.project.iter().enumerate() {
            if column.pack {
                if i + 1 != find.project.len() {
                    return refuse(WRONG_KIND, column.name.span, "`pack_all()` stands last in the `project` of `find`");
                }
                pack = true;
                continue;
            }
            let name = &column.name.text;
            let mut types = types_of(legs, name);
            if types.is_empty() {
                types = types_of(all, name);
            }
            let wanted = column.type_name.as_ref().map(|t| self.type_named(t)).transpose()?;
            let kql_type = match (wanted, types.as_slice()) {
                (_, []) => {
                    let markers: Vec<Col> = all.iter().flat_map(|(rel, _)| rel.markers()).cloned().collect();
                    self.infer(&markers, name);
                    let names = all.iter().flat_map(|(rel, _)| rel.visible()).map(|c| c.name.as_str());
                    let near = lurcher_types::nearest(name, names);
                    return refuse_with(
                        UNKNOWN_NAME,
                        column.name.span,
                        format!("none of the tables has a column named `{name}`"),
                        did_you_mean(&near),
                    );
                }
                (Some(wanted), _) => wanted,
                (None, [only]) => *only,
                (None, _) => {
                    return refuse_with(
                        OPERAND_TYPE,
                        column.name.span,
                        format!("`{name}` is of several types"),
                        Some(format!("say which is wanted: {name}: string")),
                    );
                }
            };
            if outputs.iter().any(|o| o.name == *name) {
                return refuse(DUPLICATE_NAME, column.name.span, format!("the column `{name}` is given twice"));
            }
            outputs.push(Output { name: name.clone(), column: name.clone(), stored: None, kql_type });
        }
        Ok((outputs, pack))
    }
}

/// Each column of the tables by its name alone; where types differ, the first.
fn by_name(legs: &[Leg]) -> Vec<(String, String, Type)> {
    let mut columns: Vec<(String, String, Type)> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for col in legs.iter().flat_map(|(rel, _)| rel.visible()) {
        if seen.insert(col.name.as_str()) {
            columns.push((col.name.clone(), col.name.clone(), col.kql_type));
        }
    }
    columns
}

/// A table that has none of the condition's columns is left out, unless the condition looks at all columns.
fn concerned(legs: Vec<Leg>, named: &[Named], any: bool) -> Vec<Leg> {
    if any || legs.len() == 1 {
        return legs;
    }
    legs.into_iter().filter(|(rel, _)| named.iter().any(|n| rel.col(&n.column).is_some())).collect()
}

/// The columns that all these tables have, and those of the condition; one for each type.
fn smart_columns(legs: &[Leg], named: &[Named]) -> Vec<Output> {
    let Some(((first, _), others)) = legs.split_first() else { return Vec::new() };
    let common = first.visible().map(|c| c.name.as_str());
    let common = common.filter(|name| others.iter().all(|(rel, _)| rel.col(name).is_some()));
    let mut names: Vec<&str> = common.collect();
    for n in named {
        if !names.contains(&n.column.as_str()) {
            names.push(&n.column);
        }
    }
    let mut outputs = Vec::new();
    for name in names {
        let types = types_of(legs, name);
        for kql_type in &types {
            let shown = if types.len() == 1 { name.to_owned() } else { format!("{name}_{kql_type}") };
            outputs.push(Output { name: shown, column: name.to_owned(), stored: Some(*kql_type), kql_type: *kql_type });
        }
    }
    outputs
}

fn types_of(legs: &[Leg], name: &str) -> Vec<Type> {
    let mut types = Vec::new();
    for col in legs.iter().filter_map(|(rel, _)| rel.col(name)) {
        if !types.contains(&col.kql_type) {
            types.push(col.kql_type);
        }
    }
    types
}

fn source_column(find: &Find) -> Result<String> {
    let mut source = "source_".to_owned();
    for p in &find.parameters {
        match (p.name.text.as_str(), &p.value.kind) {
            ("withsource" | "with_source", Ast::Name(ast::Name { text, .. })) => text.clone_into(&mut source),
            ("withsource" | "with_source", Ast::Literal(Literal::String { text, .. })) => text.clone_into(&mut source),
            ("datascope", _) => {}
            (name, _) if name.starts_with("hint.") => {}
            _ => return refuse(BAD_OPTION, p.name.span, "`find` knows the option withsource, which takes a name"),
        }
    }
    Ok(source)
}
