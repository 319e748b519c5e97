//! Plugins that find patterns: `autocluster`, `basket`, `diffpatterns`, `diffpatterns_text`. An argument `'~'` stands for its default.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::naming::free;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast::{self, ExprKind as Ast, Literal};
use lurcher_types::{Type, Value};

/// The most columns that `diffpatterns` tells a pattern by, where nothing is said.
const ANY_NUMBER: i64 = 1_000;

/// The most tokens of a text that `diffpatterns_text` tells patterns by, also where nothing is said.
const MAX_TOKENS: i64 = 20;

impl Binder<'_> {
    pub fn patterns(
        &mut self,
        plugin: &'static str,
        input: Rel,
        arguments: &Arguments,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        arguments.only(usize::MAX, &[])?;
        let (default, number) = match plugin {
            "basket" => (Ratio { least: 0.015, default: 0.05 }, 5),
            _ => (Ratio { least: 0.0, default: 0.5 }, 25),
        };
        let shown: Vec<Col> = input.visible().cloned().collect();
        let first = arguments.placed.first().copied();
        let ratio = self.ratio(first, default, env, plugin)?;
        let weight = self.weight(arguments.placed.get(1).copied(), &shown, env, plugin)?;
        let number = self.number(arguments.placed.get(2).copied(), number, env, plugin)?;
        let mut constants = vec![ratio, weight, number];
        constants.extend(self.wildcards(arguments.placed.get(3..).unwrap_or_default(), &shown, env, plugin)?);
        if plugin == "autocluster" {
            self.warn_of_choice(plugin);
        }
        let counts = [("SegmentId", Type::Long), ("Count", Type::Long), ("Percent", Type::Real)];
        let args = shown.iter().map(|c| Expr::column(c, span)).collect();
        self.found_patterns(plugin, input, args, constants, &counts, &shown, span)
    }

    pub fn diffpatterns(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "diffpatterns";
        arguments.only(usize::MAX, &[])?;
        let shown: Vec<Col> = input.visible().cloned().collect();
        let split = self.column_argument(arguments.at(0, "a column to split by")?, &shown, env, plugin)?;
        let a = self.text_argument(arguments.at(1, "the value of set A")?, env, plugin)?;
        let b = self.text_argument(arguments.at(2, "the value of set B")?, env, plugin)?;
        let weight = self.weight(arguments.placed.get(3).copied(), &shown, env, plugin)?;
        let default = Ratio { least: 0.015, default: 0.05 };
        let ratio = self.ratio(arguments.placed.get(4).copied(), default, env, plugin)?;
        let number = self.number(arguments.placed.get(5).copied(), ANY_NUMBER, env, plugin)?;
        let mut constants = vec![ratio, weight, number];
        constants.extend(self.wildcards(arguments.placed.get(6..).unwrap_or_default(), &shown, env, plugin)?);
        let place = shown.iter().position(|c| split.kind == ExprKind::Column(c.id)).map_or(-1, |i| i as i64);
        for value in [Value::Long(place), Value::String(a), Value::String(b)] {
            constants.push(Expr::literal(value, span));
        }
        self.warn_of_choice(plugin);
        let counts = [
            ("SegmentId", Type::Long),
            ("CountA", Type::Long),
            ("CountB", Type::Long),
            ("PercentA", Type::Real),
            ("PercentB", Type::Real),
            ("PercentDiffAB", Type::Real),
        ];
        let mut args: Vec<Expr> = shown.iter().map(|c| Expr::column(c, span)).collect();
        args.push(self.cast(split, Type::String)?);
        self.found_patterns(plugin, input, args, constants, &counts, &shown, span)
    }

    pub fn diffpatterns_text(&mut self, input: Rel, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        let plugin = "diffpatterns_text";
        arguments.only(5, &[])?;
        let columns = input.columns.clone();
        let text = self.column_argument(arguments.at(0, "a column of texts")?, &columns, env, plugin)?;
        if text.kql_type != Type::String && !text.is_unknown() {
            let message = format!("`{plugin}` wants a column of type string, this is {}", text.kql_type);
            return refuse(ARGUMENT_TYPE, text.span, message);
        }
        let condition = self.condition(arguments.at(1, "a condition")?, env, Row::of(&columns))?;
        let least = self.tokens(arguments.placed.get(2).copied(), 1, 200, env, plugin)?;
        let default = Ratio { least: 0.015, default: 0.05 };
        let ratio = self.ratio(arguments.placed.get(3).copied(), default, env, plugin)?;
        let most = self.tokens(arguments.placed.get(4).copied(), MAX_TOKENS, MAX_TOKENS, env, plugin)?;
        self.warn_of_choice(plugin);
        let answer = [
            ("Count_of_True", Type::Long),
            ("Count_of_False", Type::Long),
            ("Percent_of_True", Type::Real),
            ("Percent_of_False", Type::Real),
            ("Pattern", Type::String),
        ];
        let answer = answer.map(|(name, t)| self.col(name, t)).to_vec();
        let args = vec![self.cast(text, Type::String)?, condition];
        let constants = vec![ratio, least, most];
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, answer, false, span)
    }

    /// A number of tokens, from 0 to the most.
    fn tokens(&mut self, e: Option<&ast::Expr>, default: i64, most: i64, env: &Env, plugin: &str) -> Result<Expr> {
        let Some(e) = given(e) else { return Ok(Expr::literal(Value::Long(default), Span::default())) };
        let number = match self.literal_argument(e, env, plugin)? {
            Value::Int(v) => i64::from(v),
            Value::Long(v) => v,
            _ => -1,
        };
        if (0..=most).contains(&number) {
            return Ok(Expr::literal(Value::Long(number), e.span));
        }
        refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants a whole number from 0 to {most} here"))
    }

    #[allow(clippy::too_many_arguments)]
    fn found_patterns(
        &mut self,
        plugin: &'static str,
        input: Rel,
        args: Vec<Expr>,
        constants: Vec<Expr>,
        counts: &[(&str, Type)],
        shown: &[Col],
        span: Span,
    ) -> Result<Rel> {
        let mut answer: Vec<Col> = counts.iter().map(|(name, t)| self.col(*name, *t)).collect();
        for c in shown {
            let name = free(&c.name, |n| answer.iter().any(|a| a.name == n));
            answer.push(Col { name, ..self.col_like(c) });
        }
        let call = PluginCall { plugin, input, args, constants, lookup: None, keeps_input: false, per: false };
        self.plugin_rel(call, answer, false, span)
    }

    /// Which patterns are right is documented, and which of them are shown is not.
    pub fn warn_of_choice(&mut self, plugin: &str) {
        self.program.warnings.push(format!(
            "`{plugin}`: every pattern shown is right, but which ones Kusto would show is not published; the choice is Lurcher's"
        ));
    }

    fn ratio(&mut self, e: Option<&ast::Expr>, ratio: Ratio, env: &Env, plugin: &str) -> Result<Expr> {
        let Some(e) = given(e) else { return Ok(Expr::literal(Value::Real(ratio.default), Span::default())) };
        let value = match self.literal_argument(e, env, plugin)? {
            Value::Int(v) => f64::from(v),
            Value::Long(v) => v as f64,
            Value::Real(v) => v,
            _ => f64::NAN,
        };
        if (ratio.least..=1.0).contains(&value) {
            return Ok(Expr::literal(Value::Real(value), e.span));
        }
        refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants a real from {} to 1 here, or '~'", ratio.least))
    }

    /// The place of the column that weighs the rows, or -1.
    fn weight(&mut self, e: Option<&ast::Expr>, shown: &[Col], env: &Env, plugin: &str) -> Result<Expr> {
        let Some(e) = given(e) else { return Ok(Expr::literal(Value::Long(-1), Span::default())) };
        let column = self.column_argument(e, shown, env, plugin)?;
        if !column.kql_type.is_number() && !column.is_unknown() {
            return refuse(ARGUMENT_TYPE, e.span, format!("a weight is a number, this is {}", column.kql_type));
        }
        let place = shown.iter().position(|c| column.kind == ExprKind::Column(c.id)).map_or(-1, |i| i as i64);
        Ok(Expr::literal(Value::Long(place), e.span))
    }

    fn number(&mut self, e: Option<&ast::Expr>, default: i64, env: &Env, plugin: &str) -> Result<Expr> {
        let Some(e) = given(e) else { return Ok(Expr::literal(Value::Long(default), Span::default())) };
        let number = match self.literal_argument(e, env, plugin)? {
            Value::Int(v) => i64::from(v),
            Value::Long(v) => v,
            _ => 0,
        };
        if number > 0 {
            return Ok(Expr::literal(Value::Long(number), e.span));
        }
        refuse(ARGUMENT_TYPE, e.span, format!("`{plugin}` wants a whole number above zero here, or '~'"))
    }

    /// What each column shows where a pattern says nothing of it: the wildcard of its type.
    fn wildcards(&mut self, named: &[&ast::Expr], shown: &[Col], env: &Env, plugin: &str) -> Result<Vec<Expr>> {
        let mut wildcards: Vec<(Value, Span)> = Vec::with_capacity(named.len());
        for e in named.iter().filter_map(|e| given(Some(e))) {
            wildcards.push((self.literal_argument(e, env, plugin)?, e.span));
        }
        let of = |c: &Col| {
            let own = wildcards.iter().find(|(value, _)| value.kql_type() == c.kql_type);
            let (value, span) = own.cloned().unwrap_or((Value::missing(c.kql_type), Span::default()));
            Expr::literal(value, span)
        };
        Ok(shown.iter().map(of).collect())
    }
}

/// The range of an argument between 0 and 1.
struct Ratio {
    least: f64,
    default: f64,
}

/// An argument that is there and not `'~'`.
fn given(e: Option<&ast::Expr>) -> Option<&ast::Expr> {
    e.filter(|e| !matches!(&e.kind, Ast::Literal(Literal::String { text, .. }) if text == "~"))
}
