use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use lurcher_syntax::Span;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `getschema`: the input's columns as rows; no row of the input is read.
    pub fn getschema(&mut self, input: &Rel, span: Span) -> Result<Rel> {
        let rows = input
            .visible()
            .enumerate()
            .map(|(i, c)| {
                vec![
                    Value::String(c.name.clone()),
                    Value::Int(i as i32),
                    Value::String(c.kql_type.dotnet_name().to_owned()),
                    Value::String(c.kql_type.name().to_owned()),
                ]
            })
            .collect();
        let columns = vec![
            self.col("ColumnName", Type::String),
            self.col("ColumnOrdinal", Type::Int),
            self.col("DataType", Type::String),
            self.col("ColumnType", Type::String),
        ];
        self.rel(RelKind::Inline { rows }, columns, true, span)
    }
}
