//! Leaves JSON as text where a query only walks into it.
//!
//! ```text
//! extend d = parse_json(text)                 extend d = text
//! where d.kind == "x"              ──►        where parse_json(text).kind == "x"
//! summarize count() by d.name                 summarize count() by parse_json(text).name
//! ```
//!
//! A path into a text reads it once and builds nothing, and a filter leaves few rows for the paths behind it. So a column
//! that nobody reads but by paths is passed on as the text it would have been parsed from.

use crate::bound::*;
use lurcher_types::Type;
use std::collections::HashSet;

impl Program {
    /// The same program with fewer `parse_json`.
    pub fn leave_json_as_text(&mut self) {
        let mut uses = Uses::default();
        self.steps.iter().for_each(|step| uses.step(step));
        self.results.iter().for_each(|result| uses.root(&result.rel));
        let texts = uses.only_walked();
        if texts.is_empty() {
            return;
        }
        self.steps.iter_mut().for_each(|step| rewrite_step(step, &texts));
        self.results.iter_mut().for_each(|result| rewrite(&mut result.rel, &texts));
    }
}

/// How the columns of a program are read.
#[derive(Default)]
struct Uses {
    /// Columns that are `parse_json` of a text.
    parsed: HashSet<ColumnId>,
    /// A column and another that only passes it on.
    copies: Vec<(ColumnId, ColumnId)>,
    /// Columns that are shown, read other than by a path, or made in another way.
    whole: HashSet<ColumnId>,
}

impl Uses {
    fn step(&mut self, step: &Step) {
        self.root(&step.rel);
        if let Some(per) = &step.per {
            self.root(&per.input);
            per.steps.iter().for_each(|step| self.step(step));
        }
    }

    /// A relation whose every column is shown.
    fn root(&mut self, rel: &Rel) {
        self.whole.extend(rel.columns.iter().map(|c| c.id));
        rel.each(&mut |rel| self.rel(rel));
    }

    fn rel(&mut self, rel: &Rel) {
        match &rel.kind {
            RelKind::Project { outputs, .. } => {
                rel.columns.iter().zip(outputs).for_each(|(col, output)| self.output(col.id, output));
                return;
            }
            RelKind::Filter { .. }
            | RelKind::Sort { .. }
            | RelKind::Take { per: None, .. }
            | RelKind::Aggregate { .. }
            | RelKind::MvExpand { .. }
            | RelKind::Parse { .. } => {}
            // Other operators may look at their input's columns as they are.
            _ => self.whole.extend(rel.kind.inputs().into_iter().flat_map(|i| &i.columns).map(|c| c.id)),
        }
        rel.kind.each_expression(&mut |e| self.read(e));
    }

    fn output(&mut self, id: ColumnId, output: &Expr) {
        match &output.kind {
            ExprKind::Column(from) if *from == id => {}
            ExprKind::Column(from) => self.copies.push((*from, id)),
            _ => {
                if parsed_text(output).is_some() {
                    self.parsed.insert(id);
                } else {
                    self.whole.insert(id);
                }
                self.read(output);
            }
        }
    }

    fn read(&mut self, e: &Expr) {
        if let ExprKind::Column(id) = e.kind {
            self.whole.insert(id);
        }
        match walked(e) {
            Some(_) => {}
            None => e.children().into_iter().for_each(|c| self.read(c)),
        }
    }

    /// The parsed columns, and the copies of them, of which none is read whole.
    fn only_walked(self) -> HashSet<ColumnId> {
        let mut texts: HashSet<ColumnId> = self.parsed;
        loop {
            let known = texts.len();
            texts.extend(
                self.copies.iter().filter(|(from, _)| texts.contains(from)).map(|(_, to)| *to).collect::<Vec<_>>(),
            );
            if texts.len() == known {
                break;
            }
        }
        texts.retain(|id| !self.whole.contains(id));
        // A copy stands or falls with what it copies.
        loop {
            let known = texts.len();
            for (from, to) in &self.copies {
                if texts.contains(from) != texts.contains(to) {
                    texts.remove(from);
                    texts.remove(to);
                }
            }
            if texts.len() == known {
                return texts;
            }
        }
    }
}

/// The text of `parse_json(text)`.
fn parsed_text(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Call { function: "parse_json", args } => match args.as_slice() {
            [text] if text.kql_type == Type::String => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// The column that a path of constant steps walks into.
fn walked(e: &Expr) -> Option<ColumnId> {
    match &e.kind {
        ExprKind::Call { function: "__path", args } => match args.split_first() {
            Some((Expr { kind: ExprKind::Column(id), .. }, steps)) => {
                steps.iter().all(|s| s.as_literal().is_some()).then_some(*id)
            }
            _ => None,
        },
        _ => None,
    }
}

fn rewrite_step(step: &mut Step, texts: &HashSet<ColumnId>) {
    rewrite(&mut step.rel, texts);
    if let Some(per) = &mut step.per {
        rewrite(&mut per.input, texts);
        per.steps.iter_mut().for_each(|step| rewrite_step(step, texts));
    }
}

fn rewrite(rel: &mut Rel, texts: &HashSet<ColumnId>) {
    for col in rel.columns.iter_mut().filter(|c| texts.contains(&c.id)) {
        col.kql_type = Type::String;
    }
    if let RelKind::Project { outputs, .. } = &mut rel.kind {
        for (col, output) in rel.columns.iter().zip(outputs) {
            if let (true, Some(text)) = (texts.contains(&col.id), parsed_text(output)) {
                *output = text.clone();
            }
        }
    }
    rel.kind.expressions(&mut |e| rewrite_expression(e, texts));
    rel.kind.inputs_mut().into_iter().for_each(|input| rewrite(input, texts));
}

fn rewrite_expression(e: &mut Expr, texts: &HashSet<ColumnId>) {
    let walks = walked(e).is_some_and(|id| texts.contains(&id));
    match &mut e.kind {
        ExprKind::Call { function, .. } if walks => *function = "__json_path",
        ExprKind::Column(id) if texts.contains(id) => e.kql_type = Type::String,
        _ => {}
    }
    e.children_mut(&mut |c| rewrite_expression(c, texts));
}
