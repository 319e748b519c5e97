//! `infer_storage_schema`: a table whose one row comes from whoever has the files, as that of `externaldata` does.

use super::Arguments;
use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::Env;
use lurcher_syntax::Span;
use lurcher_types::dynamic::Dynamic;
use lurcher_types::{Type, Value};

impl Binder<'_> {
    /// `evaluate infer_storage_schema(options)`, without an input.
    pub fn infer_storage_schema(&mut self, arguments: &Arguments, env: &Env, span: Span) -> Result<Rel> {
        arguments.only(1, &[])?;
        let given = arguments.at(0, "a bag of options")?;
        let wrong = |message: &str| refuse(ARGUMENT_TYPE, given.span, format!("`infer_storage_schema`: {message}"));
        let Value::Dynamic(text) = self.literal_argument(given, env, "infer_storage_schema")? else {
            return wrong("its options are a bag");
        };
        let Dynamic::Bag(options) = Dynamic::parse(&text) else { return wrong("its options are a bag") };
        let mut source = self.external_source(span);
        source.columns = vec![("CslSchema".to_owned(), Type::String)];
        let mut inference = Inference::default();
        for (key, value) in &options {
            match (key.as_str(), value) {
                ("StorageContainers", Dynamic::Array(uris)) => {
                    source.uris = uris.iter().filter_map(text_of).collect();
                    if source.uris.len() != uris.len() {
                        return wrong("`StorageContainers` holds addresses");
                    }
                }
                ("DataFormat", _) => source.format = text_of(value),
                ("FileExtension", _) => inference.extension = text_of(value).unwrap_or_default(),
                ("FileNamePrefix", _) => inference.prefix = text_of(value).unwrap_or_default(),
                ("Mode", _) => {
                    inference.mode = match text_of(value).unwrap_or_default().to_ascii_lowercase().as_str() {
                        "any" => InferenceMode::Any,
                        "last" => InferenceMode::Last,
                        "all" => InferenceMode::All,
                        _ => return wrong("`Mode` is one of any, last, all"),
                    }
                }
                // A matter of delimited files, which are refused by their format.
                ("InferenceOptions", _) => {}
                _ => return wrong(&format!("there is no option `{key}`")),
            }
        }
        if source.uris.is_empty() || source.format.is_none() {
            return wrong("`StorageContainers` and `DataFormat` are needed");
        }
        source.inference = Some(inference);
        let columns = vec![self.col("CslSchema", Type::String)];
        let name = source.name.clone();
        self.program.external.push(source);
        self.rel(RelKind::Table { name, source_columns: vec!["CslSchema".to_owned()] }, columns, false, span)
    }
}

fn text_of(value: &Dynamic) -> Option<String> {
    match value {
        Dynamic::String(text) => Some(text.clone()),
        _ => None,
    }
}
