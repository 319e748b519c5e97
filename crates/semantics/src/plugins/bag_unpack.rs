//! `bag_unpack`: the bag's keys become columns, as declared or as the data has them.

use super::{Arguments, OutputSchema};
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::operators::same;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value, dynamic};

/// A column to be made: the key it comes from, its name and its type.
struct Slot {
    key: String,
    name: String,
    kql_type: Type,
}

#[derive(Clone, Copy, PartialEq)]
enum Conflict {
    Error,
    KeepSource,
    ReplaceSource,
}

impl Binder<'_> {
    pub fn bag_unpack(
        &mut self,
        input: Rel,
        arguments: &Arguments,
        schema: Option<OutputSchema>,
        env: &Env,
        span: Span,
    ) -> Result<Rel> {
        arguments.only(4, &["OutputColumnPrefix", "columnsConflict", "ignoredProperties"])?;
        let columns = input.columns.clone();
        let bag = self.column_argument(arguments.at(0, "a column of bags")?, &columns, env, "bag_unpack")?;
        if bag.kql_type != Type::Dynamic {
            let message = format!("`bag_unpack` takes a dynamic column, this is {}", bag.kql_type);
            return refuse(ARGUMENT_TYPE, bag.span, message);
        }
        let prefix = match arguments.named_or_at("OutputColumnPrefix", 1) {
            Some(e) => self.text_argument(e, env, "bag_unpack")?,
            None => String::new(),
        };
        let conflict = self.conflict(arguments, env)?;
        let ignored = self.ignored(arguments, env)?;
        // The bag itself goes; a key may take its name.
        let source: Vec<Col> = columns.iter().filter(|c| bag.kind != ExprKind::Column(c.id)).cloned().collect();

        if let Some(schema) = schema {
            return self.declared_bag(input, bag, source, (&prefix, &ignored), schema, span);
        }
        let probe = PluginCall {
            plugin: "__bag_schema",
            input: input.clone(),
            args: vec![bag.clone()],
            constants: vec![],
            lookup: None,
            keeps_input: false,
            per: false,
        };
        let probe_columns = vec![self.col("ColumnName", Type::String), self.col("ColumnType", Type::String)];
        let probe = self.rel(RelKind::Plugin(Box::new(probe)), probe_columns, false, span)?;
        let Some(found) = self.probed(probe, "bag_unpack", span)? else {
            let mut items: Vec<(Col, Expr)> = source.iter().map(|c| same(c, span)).collect();
            items.extend(self.open_columns("bag_unpack", span));
            return self.project_onto(input, items, span);
        };
        let mut slots: Vec<Slot> = Vec::new();
        // A column that is also a key stands among the keys, whichever of the two is shown.
        let mut keys: Vec<String> = Vec::new();
        for (key, kql_type) in found.into_iter().filter(|(key, _)| !ignored.contains(key)) {
            let name = format!("{prefix}{key}");
            if name.is_empty() {
                return refuse(DUPLICATE_NAME, span, "a bag has an empty key, which names no column");
            }
            keys.push(name.clone());
            if source.iter().any(|c| c.name == name) {
                match conflict {
                    Conflict::KeepSource => continue,
                    Conflict::ReplaceSource => {}
                    Conflict::Error => {
                        return refuse_with(
                            DUPLICATE_NAME,
                            span,
                            format!("the bags have the key `{key}`, and there is a column `{name}` already"),
                            Some("columnsConflict='keep_source' or 'replace_source' says which stays".into()),
                        );
                    }
                }
            }
            slots.push(Slot { key, name, kql_type });
        }
        let (unpacked, new) = self.unpacked(input, bag, &slots, span)?;
        let others = source.iter().filter(|c| !keys.contains(&c.name));
        let of_keys = keys.iter().filter_map(|name| new.iter().chain(&source).find(|c| c.name == *name));
        let items = others.chain(of_keys).map(|c| same(c, span)).collect();
        self.project_onto(unpacked, items, span)
    }

    /// With a declared schema the answer has the columns that it names: those of the input, else those of the bag.
    fn declared_bag(
        &mut self,
        input: Rel,
        bag: Expr,
        source: Vec<Col>,
        (prefix, ignored): (&str, &[String]),
        schema: OutputSchema,
        span: Span,
    ) -> Result<Rel> {
        let mut slots: Vec<Slot> = Vec::new();
        for (name, kql_type) in &schema.columns {
            match source.iter().find(|c| c.name == *name) {
                Some(_) if schema.star => {
                    let message = format!("`{name}` is declared, and `*` stands for a column of that name too");
                    return refuse(DUPLICATE_NAME, span, message);
                }
                Some(c) if c.kql_type == *kql_type => continue,
                Some(c) => {
                    let message = format!("`{name}` is declared as {kql_type}, the input's is {}", c.kql_type);
                    self.cannot_run(ARGUMENT_TYPE, message, span);
                }
                None => {}
            }
            // A name without the prefix, or of a key that is passed over, is found in no bag.
            let key = name.strip_prefix(prefix).filter(|key| !ignored.iter().any(|i| i == key));
            match key {
                Some(key) => slots.push(Slot { key: key.to_owned(), name: name.clone(), kql_type: *kql_type }),
                None => {
                    let message = format!("no key of the bags can become the declared column `{name}`");
                    return refuse(ARGUMENT_TYPE, span, message);
                }
            }
        }
        let (unpacked, new) = self.unpacked(input, bag, &slots, span)?;
        let mut items: Vec<(Col, Expr)> = Vec::new();
        if schema.star {
            items.extend(source.iter().filter(|c| !c.name.is_empty()).map(|c| same(c, span)));
        }
        for (name, _) in &schema.columns {
            items.extend(new.iter().chain(&source).find(|c| c.name == *name).map(|c| same(c, span)));
        }
        self.project_onto(unpacked, items, span)
    }

    /// The input with its columns, then the new ones.
    fn unpacked(&mut self, input: Rel, bag: Expr, slots: &[Slot], span: Span) -> Result<(Rel, Vec<Col>)> {
        let new: Vec<Col> = slots.iter().map(|s| self.col(s.name.clone(), s.kql_type)).collect();
        let columns = input.columns.iter().chain(&new).cloned().collect();
        let serialized = input.serialized;
        let call = PluginCall {
            plugin: "bag_unpack",
            input,
            args: vec![bag],
            constants: slots.iter().map(|s| Expr::literal(Value::String(s.key.clone()), span)).collect(),
            lookup: None,
            keeps_input: true,
            per: false,
        };
        Ok((self.rel(RelKind::Plugin(Box::new(call)), columns, serialized, span)?, new))
    }

    fn conflict(&mut self, arguments: &Arguments, env: &Env) -> Result<Conflict> {
        let Some(e) = arguments.named_or_at("columnsConflict", 2) else { return Ok(Conflict::Error) };
        match self.text_argument(e, env, "bag_unpack")?.as_str() {
            "error" => Ok(Conflict::Error),
            "keep_source" => Ok(Conflict::KeepSource),
            "replace_source" => Ok(Conflict::ReplaceSource),
            other => refuse(
                BAD_OPTION,
                e.span,
                format!("`{other}` is none of error, keep_source and replace_source, which columnsConflict takes"),
            ),
        }
    }

    fn ignored(&mut self, arguments: &Arguments, env: &Env) -> Result<Vec<String>> {
        let Some(e) = arguments.named_or_at("ignoredProperties", 3) else { return Ok(Vec::new()) };
        match self.literal_argument(e, env, "bag_unpack")? {
            Value::Dynamic(list) if dynamic::kind(&list) == dynamic::Kind::Array => {
                Ok(dynamic::elements(&list).map(|key| dynamic::string_content(key).into_owned()).collect())
            }
            _ => refuse(ARGUMENT_TYPE, e.span, "ignoredProperties takes an array of keys"),
        }
    }
}
