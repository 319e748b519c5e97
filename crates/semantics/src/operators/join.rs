use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, BinaryOp, ExprKind as Ast, Parameter};
use lurcher_types::Type;
use std::collections::HashSet;

impl Binder<'_> {
    /// `join kind=… (right) on keys`: left columns, then right ones with a number where names clash.
    pub fn join(
        &mut self,
        left: Rel,
        parameters: &[Parameter],
        right: &ast::Expr,
        on: &[ast::Expr],
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        let kind = self.join_kind(parameters)?;
        let right = self.table_beside(right, env)?;
        let (left, right) = self.open_keys(on, left, right)?;
        let on = self.join_keys(on, &left, &right, env)?;
        let columns = match kind {
            JoinKind::LeftSemi | JoinKind::LeftAnti => left.columns.clone(),
            JoinKind::RightSemi | JoinKind::RightAnti => right.columns.clone(),
            _ => {
                let names = beside_left(&left, &right.columns);
                let right = right.columns.iter().zip(names).map(|(c, name)| Col { name, ..c.clone() });
                left.columns.iter().cloned().chain(right).collect()
            }
        };
        self.rel(RelKind::Join { kind, left: Box::new(left), right: Box::new(right), on }, columns, false, span)
    }

    /// A table beside the input: the same for every row, and so outside `mv-apply` and `partition`.
    pub fn table_beside(&mut self, e: &ast::Expr, env: &Env) -> Result<Rel> {
        self.undivided(|b| b.table(e, env))
    }

    fn join_kind(&mut self, parameters: &[Parameter]) -> Result<JoinKind> {
        let Some(kind) = parameters.iter().find(|p| p.name.text == "kind") else { return Ok(JoinKind::InnerUnique) };
        let Ast::Name(name) = &kind.value.kind else {
            return refuse(BAD_OPTION, kind.value.span, "a kind of join is a plain word");
        };
        Ok(match name.text.as_str() {
            "inner" => JoinKind::Inner,
            "innerunique" => JoinKind::InnerUnique,
            "leftouter" => JoinKind::LeftOuter,
            "rightouter" => JoinKind::RightOuter,
            "fullouter" => JoinKind::FullOuter,
            "leftsemi" => JoinKind::LeftSemi,
            "rightsemi" => JoinKind::RightSemi,
            "leftanti" | "leftantisemi" | "anti" => JoinKind::LeftAnti,
            "rightanti" | "rightantisemi" => JoinKind::RightAnti,
            other => {
                const KINDS: [&str; 12] = [
                    "inner",
                    "innerunique",
                    "leftouter",
                    "rightouter",
                    "fullouter",
                    "leftsemi",
                    "rightsemi",
                    "leftanti",
                    "leftantisemi",
                    "anti",
                    "rightanti",
                    "rightantisemi",
                ];
                return refuse_with(
                    BAD_OPTION,
                    name.span,
                    format!("`{other}` is no kind of join"),
                    Some(format!("the kinds are {}", KINDS.join(", "))),
                );
            }
        })
    }

    /// The sides with the key columns that they are taken to have, where not all their columns are known.
    pub fn open_keys(&mut self, on: &[ast::Expr], mut left: Rel, mut right: Rel) -> Result<(Rel, Rel)> {
        let is_open = |rel: &Rel| rel.columns.iter().any(|c| matches!(c.open, Open::Columns(_)));
        if left.markers().chain(right.markers()).next().is_none() {
            return Ok((left, right));
        }
        let mut sides: Vec<(bool, bool, &str)> = Vec::new();
        on.iter().for_each(|e| key_names(e, &mut sides));
        for (of_left, of_right, name) in sides {
            for (side, rel) in [(of_left, &left), (of_right, &right)] {
                if side && rel.col(name).is_none() {
                    self.column_of_tables(&rel.columns, name);
                }
            }
            let lacks = |rel: &Rel| is_open(rel) && rel.col(name).is_none();
            if of_left && lacks(&left) {
                left = self.with_unknown_columns(left, vec![name.to_owned()])?;
            }
            if of_right && lacks(&right) {
                right = self.with_unknown_columns(right, vec![name.to_owned()])?;
            }
        }
        Ok((left, right))
    }

    /// The pairs of key columns.
    pub fn join_keys(&mut self, on: &[ast::Expr], left: &Rel, right: &Rel, env: &Env) -> Result<Vec<(Expr, Expr)>> {
        let mut keys = Vec::new();
        for e in on {
            self.join_key(e, left, right, env, &mut keys)?;
        }
        Ok(keys)
    }

    fn join_key(
        &mut self,
        e: &ast::Expr,
        left: &Rel,
        right: &Rel,
        env: &Env,
        keys: &mut Vec<(Expr, Expr)>,
    ) -> Result<()> {
        match &e.kind {
            Ast::Paren(inner) => self.join_key(inner, left, right, env, keys),
            Ast::Binary { op: BinaryOp::And, left: a, right: b, .. } => {
                self.join_key(a, left, right, env, keys)?;
                self.join_key(b, left, right, env, keys)
            }
            Ast::Name(name) => {
                let both = [left, right].map(|side| side.col(&name.text).cloned());
                let [Some(l), Some(r)] = both else {
                    let side = if both[0].is_none() { left } else { right };
                    let near = lurcher_types::nearest(&name.text, side.columns.iter().map(|c| c.name.as_str()));
                    let which = if both[0].is_none() { "left" } else { "right" };
                    return refuse_with(
                        UNKNOWN_NAME,
                        name.span,
                        format!("the {which} side has no column `{}`", name.text),
                        did_you_mean(&near),
                    );
                };
                self.push_key(Expr::column(&l, name.span), Expr::column(&r, name.span), e.span, keys)
            }
            Ast::Binary { op: BinaryOp::Equal, left: a, right: b, .. } => {
                if let Some(bare) =
                    [a, b].into_iter().find(|e| matches!(&e.kind, Ast::Name(n) if env.get(&n.text).is_none()))
                {
                    return refuse_with(
                        BAD_JOIN_KEY,
                        bare.span,
                        "a name alone does not say whose column it is",
                        Some("write $left.a == $right.b, or one name alone if both sides have it".into()),
                    );
                }
                let row = Row { columns: &[], sides: Some((&left.columns, &right.columns)) };
                // `T.a` is how SQL says whose column it is.
                let sides = |mut e: Box<lurcher_syntax::Diagnostic>| {
                    if e.code == WRONG_KIND {
                        e.help = Some("write $left.a == $right.b, or one name alone if both sides have it".into());
                    }
                    e
                };
                let a = self.scalar(a, env, row).map_err(sides)?;
                let b = self.scalar(b, env, row).map_err(sides)?;
                let of = |e: &Expr, side: &Rel| matches!(e.kind, ExprKind::Column(id) if side.columns.iter().any(|c| c.id == id));
                if of(&a, left) && of(&b, right) || a.is_unknown() || b.is_unknown() {
                    self.push_key(a, b, e.span, keys)
                } else if of(&b, left) && of(&a, right) {
                    self.push_key(b, a, e.span, keys)
                } else {
                    refuse_with(
                        BAD_JOIN_KEY,
                        e.span,
                        "a join key compares a column of each side",
                        Some("write $left.a == $right.b".into()),
                    )
                }
            }
            _ => refuse_with(
                BAD_JOIN_KEY,
                e.span,
                "this is no join key",
                Some("write a column's name, or $left.a == $right.b".into()),
            ),
        }
    }

    fn push_key(&mut self, l: Expr, r: Expr, span: Span, keys: &mut Vec<(Expr, Expr)>) -> Result<()> {
        let (lt, rt) = (l.kql_type, r.kql_type);
        if l.is_unknown() || r.is_unknown() {
            keys.push((l, r));
            return Ok(());
        }
        if lt == Type::Dynamic || rt == Type::Dynamic {
            return refuse_with(
                BAD_JOIN_KEY,
                span,
                "a dynamic cannot be a join key",
                Some("tostring() makes one of it".into()),
            );
        }
        let pair = if lt == rt {
            (l, r)
        } else if let (true, true, Some(wide)) = (lt.is_number(), rt.is_number(), lt.widest(rt)) {
            (self.cast(l, wide)?, self.cast(r, wide)?)
        } else {
            return refuse(BAD_JOIN_KEY, span, format!("a {lt} cannot be joined with a {rt}"));
        };
        keys.push(pair);
        Ok(())
    }
}

/// The names of the right side's columns behind the left side's: where both have one, the right one's gets the first number
/// that makes a name which neither side has.
pub fn beside_left(left: &Rel, right: &[Col]) -> Vec<String> {
    let lefts: HashSet<&str> = left.visible().map(|c| c.name.as_str()).collect();
    let mut taken: HashSet<String> =
        lefts.iter().copied().chain(right.iter().map(|c| c.name.as_str())).map(str::to_owned).collect();
    let mut names = Vec::with_capacity(right.len());
    for c in right {
        let clashes = lefts.contains(c.name.as_str());
        let name = if clashes { free(&c.name, |n| taken.contains(n)) } else { c.name.clone() };
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// The columns that a condition of a join names, and of which sides.
pub fn key_names<'a>(e: &'a ast::Expr, found: &mut Vec<(bool, bool, &'a str)>) {
    match &e.kind {
        Ast::Paren(inner) => key_names(inner, found),
        Ast::Binary { left, right, .. } => {
            key_names(left, found);
            key_names(right, found);
        }
        Ast::Name(name) => found.push((true, true, &name.text)),
        Ast::Member { base, name } => {
            if let Ast::Name(side) = &base.kind {
                found.push((side.text == "$left", side.text == "$right", &name.text));
            }
        }
        _ => {}
    }
}
