//! Tables that stand in the text: `datatable` and `externaldata`.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::expressions::literal_as;
use crate::scope::{Env, Row};
use lurcher_syntax::Span;
use lurcher_syntax::ast;
use lurcher_types::dynamic;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    pub fn data_table(&mut self, table: &ast::DataTable, env: &Env, span: Span) -> Result<Rel> {
        let columns = self.declared(&table.schema)?;
        if columns.is_empty() || !table.values.len().is_multiple_of(columns.len()) {
            return refuse(
                ARGUMENT_COUNT,
                span,
                format!("{} values do not fill rows of {} columns", table.values.len(), columns.len()),
            );
        }
        let mut rows = Vec::with_capacity(table.values.len() / columns.len());
        for values in table.values.chunks(columns.len()) {
            let mut row = Vec::with_capacity(columns.len());
            for (value, column) in values.iter().zip(&columns) {
                row.push(self.constant_as(value, column.kql_type, env)?);
            }
            rows.push(row);
        }
        self.rel(RelKind::Inline { rows }, columns, true, span)
    }

    /// It binds by its declared schema; whether its files are at hand is seen when it would run.
    pub fn external_data(&mut self, data: &ast::ExternalData, env: &Env, span: Span) -> Result<Rel> {
        let columns = self.declared(&data.schema)?;
        let mut source = self.external_source(span);
        source.columns = columns.iter().map(|c| (c.name.clone(), c.kql_type)).collect();
        for uri in &data.uris {
            match self.scalar(uri, env, Row::NONE).ok().and_then(|e| e.as_literal().cloned()) {
                Some(Value::String(text)) => source.uris.push(text),
                _ => source.refused = Some("its address is not a constant text".to_owned()),
            }
        }
        for property in &data.properties {
            self.external_property(property, env, &mut source);
        }
        let name = source.name.clone();
        let source_columns = columns.iter().map(|c| c.name.clone()).collect();
        self.program.external.push(source);
        self.rel(RelKind::Table { name, source_columns }, columns, false, span)
    }

    /// Data by address, under a name of its own.
    pub fn external_source(&self, span: Span) -> ExternalSource {
        let mut source = ExternalSource::new(format!("{EXTERNAL_DATA}{}", self.program.external.len() + 1), span);
        if self.options.no_external_data {
            source.refused = Some("`set request_external_data_disabled` forbids it".to_owned());
        }
        source
    }

    /// `format = csv`, `ignoreFirstRecord = true`: names in any case, a bare word for a text.
    fn external_property(&mut self, property: &ast::NamedExpr, env: &Env, source: &mut ExternalSource) {
        let name = property.names.first().map_or("", |n| n.text.as_str());
        let text = match &property.value.kind {
            ast::ExprKind::Name(word) if env.get(&word.text).is_none() => word.text.clone(),
            _ => match self.scalar(&property.value, env, Row::NONE).ok().and_then(|e| e.as_literal().cloned()) {
                Some(value) => value.to_text(),
                None => String::new(),
            },
        };
        match (name.to_ascii_lowercase().as_str(), text.to_ascii_lowercase().as_str()) {
            ("format", _) => source.format = Some(text),
            ("ignorefirstrecord", "true") => source.ignore_first_record = true,
            ("ignorefirstrecord", "false") => source.ignore_first_record = false,
            ("ingestionmapping", _) => source.mapping = Some(text),
            ("zippattern", _) => source.zip_pattern = Some(text),
            _ => source.refused = Some(format!("its property `{name}` with the value `{text}` is not supported")),
        }
    }

    fn declared(&mut self, schema: &[ast::ColumnDeclaration]) -> Result<Vec<Col>> {
        let mut columns: Vec<Col> = Vec::with_capacity(schema.len());
        for declared in schema {
            let kql_type = self.type_named(&declared.type_name)?;
            if columns.iter().any(|c| c.name == declared.name.text) {
                return refuse(
                    DUPLICATE_NAME,
                    declared.name.span,
                    format!("the column `{}` is declared twice", declared.name.text),
                );
            }
            columns.push(self.col(&declared.name.text, kql_type));
        }
        Ok(columns)
    }

    /// A constant as a value of the declared type.
    fn constant_as(&mut self, e: &ast::Expr, wanted: Type, env: &Env) -> Result<Value> {
        let bound = self.scalar(e, env, Row::NONE)?;
        let Some(value) = bound.as_literal().cloned() else {
            return refuse(NOT_CONSTANT, e.span, "a value of a datatable must be constant");
        };
        if value.is_null() {
            return Ok(Value::missing(wanted));
        }
        if value.kql_type() == wanted {
            return Ok(value);
        }
        if wanted == Type::Dynamic {
            return Ok(Value::Dynamic(dynamic::from_value(&value).encode()));
        }
        if let Some(read) = literal_as(&bound, wanted)
            && let Some(value) = read.as_literal()
        {
            return Ok(value.clone());
        }
        let converted = self.cast(bound, wanted)?;
        match converted.as_literal() {
            Some(v) => Ok(v.clone()),
            None => refuse(NOT_CONSTANT, e.span, "a value of a datatable must be constant"),
        }
    }
}
