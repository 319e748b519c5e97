use crate::{Accumulator, Aggregate, KernelError};
use lurcher_columnar::Column;
use lurcher_types::describe::{Description, Naming};
use lurcher_types::dynamic::{self, Dynamic, Kind, MAX_TREE_DEPTH};
use lurcher_types::{Type, Value};

pub const BUILDSCHEMA: Aggregate = Aggregate {
    description: &Description {
        name: "buildschema",
        signatures: &["(expr: bag) -> dynamic"],
        naming: Naming::Prefix("schema"),
        summary: "The smallest schema that admits all values: types by name, bags by member, arrays under `indexer`.",
        page: "buildschema-aggregation-function",
        ..Description::AGGREGATE
    },
    ordered: |_| true,
    start: |_| Ok(Box::new(BuildSchema::default())),
};

/// The most members that the schema of one group may name.
pub const MAX_MEMBERS: usize = 10_000;

/// The member under which the elements of an array are described.
const INDEXER: &str = "`indexer`";

#[derive(Debug, Default)]
struct BuildSchema {
    schema: Schema,
    members: usize,
}

/// What a place may hold: alternatives in the order in which they were seen, at most one of them a container.
#[derive(Debug, Default)]
struct Schema {
    alternatives: Vec<Alternative>,
}

#[derive(Debug)]
enum Alternative {
    Scalar(&'static str),
    Container(Vec<(String, Schema)>),
}

impl Schema {
    fn add_scalar(&mut self, name: &'static str) {
        if !self.alternatives.iter().any(|a| matches!(a, Alternative::Scalar(seen) if *seen == name)) {
            self.alternatives.push(Alternative::Scalar(name));
        }
    }

    /// The member of the container, which is made if need be; `members` counts those made.
    fn member(&mut self, key: &str, members: &mut usize) -> Result<&mut Schema, KernelError> {
        let at = self.container();
        let Some(Alternative::Container(named)) = self.alternatives.get_mut(at) else {
            return Err(KernelError::new("a schema without its container"));
        };
        let index = match named.iter().position(|(name, _)| name == key) {
            Some(index) => index,
            None => {
                *members += 1;
                if *members > MAX_MEMBERS {
                    return Err(KernelError::new(format!("buildschema: more than {MAX_MEMBERS} members")));
                }
                named.push((key.to_owned(), Schema::default()));
                named.len() - 1
            }
        };
        Ok(&mut named[index].1)
    }

    /// Where the container stands among the alternatives.
    fn container(&mut self) -> usize {
        let is_container = |a: &Alternative| matches!(a, Alternative::Container(_));
        self.alternatives.iter().position(is_container).unwrap_or_else(|| {
            self.alternatives.push(Alternative::Container(Vec::new()));
            self.alternatives.len() - 1
        })
    }

    /// Widens the schema until it admits this value.
    fn admit(&mut self, text: &str, depth: usize, members: &mut usize) -> Result<(), KernelError> {
        check_depth(depth)?;
        match dynamic::kind(text) {
            Kind::Null => {}
            Kind::Bag => {
                self.container();
                for (key, value) in dynamic::members(text) {
                    self.member(&dynamic::string_content(key), members)?.admit(value, depth + 1, members)?;
                }
            }
            Kind::Array => {
                let element = self.member(INDEXER, members)?;
                for value in dynamic::elements(text) {
                    element.admit(value, depth + 1, members)?;
                }
            }
            kind => self.add_scalar(kind.name()),
        }
        Ok(())
    }

    /// Widens the schema until it admits all that another one admits, given as it is printed.
    fn admit_schema(&mut self, text: &str, depth: usize, members: &mut usize) -> Result<(), KernelError> {
        check_depth(depth)?;
        match dynamic::kind(text) {
            Kind::Array => {
                for alternative in dynamic::elements(text) {
                    self.admit_schema(alternative, depth + 1, members)?;
                }
            }
            Kind::Bag => {
                self.container();
                for (key, value) in dynamic::members(text) {
                    self.member(&dynamic::string_content(key), members)?.admit_schema(value, depth + 1, members)?;
                }
            }
            _ => {
                let name = dynamic::string_content(text);
                let kinds = [Kind::Bool, Kind::Long, Kind::Real, Kind::String];
                let kinds = kinds.into_iter().chain([Kind::Datetime, Kind::Timespan, Kind::Guid]);
                kinds.map(Kind::name).filter(|n| *n == name).for_each(|n| self.add_scalar(n));
            }
        }
        Ok(())
    }

    fn print(&self) -> Dynamic {
        let mut all: Vec<Dynamic> = self.alternatives.iter().map(Alternative::print).collect();
        if all.len() == 1 { all.remove(0) } else { Dynamic::Array(all) }
    }
}

impl Alternative {
    fn print(&self) -> Dynamic {
        match self {
            Alternative::Scalar(name) => Dynamic::String((*name).to_owned()),
            Alternative::Container(members) => {
                Dynamic::Bag(members.iter().map(|(name, schema)| (name.clone(), schema.print())).collect())
            }
        }
    }
}

fn check_depth(depth: usize) -> Result<(), KernelError> {
    if depth > MAX_TREE_DEPTH {
        return Err(KernelError::new(format!("buildschema: nested more than {MAX_TREE_DEPTH} deep")));
    }
    Ok(())
}

impl Accumulator for BuildSchema {
    fn update(&mut self, arguments: &[Column], rows: &mut dyn Iterator<Item = usize>) -> Result<(), KernelError> {
        let values = arguments[0].dynamics();
        for text in rows.filter_map(|row| values.get(row)) {
            self.schema.admit(text, 0, &mut self.members)?;
        }
        Ok(())
    }

    fn state(&mut self) -> Result<Vec<Value>, KernelError> {
        Ok(vec![self.finish()?])
    }

    fn merge(&mut self, state: &[Value]) -> Result<(), KernelError> {
        match state {
            [Value::Dynamic(schema)] => self.schema.admit_schema(schema, 0, &mut self.members),
            _ => Ok(()),
        }
    }

    fn finish(&mut self) -> Result<Value, KernelError> {
        if self.schema.alternatives.is_empty() {
            return Ok(Value::Null(Type::Dynamic));
        }
        Ok(Value::Dynamic(self.schema.print().encode()))
    }

    fn size(&self) -> usize {
        size_of::<Self>() + self.members * (size_of::<(String, Schema)>() + size_of::<Alternative>() + 16)
    }
}

#[cfg(test)]
mod tests {
    use crate::aggregate::testing::{dynamics, of};
    use lurcher_types::{Type, Value};

    #[test]
    fn types_members_and_arrays() {
        let values = dynamics([
            r#"{"n":1,"m":2.5}"#,
            r#"{"n":"one","list":[1,true]}"#,
            r#"{"m":{"in":"x"},"list":["y"],"none":null}"#,
        ]);
        let schema = concat!(
            r#"{"n":["long","string"],"m":["double",{"in":"string"}],"#,
            r#""list":{"`indexer`":["long","bool","string"]},"none":[]}"#
        );
        assert_eq!(of("buildschema", &[values]), Value::Dynamic(schema.to_owned()));
    }

    #[test]
    fn scalars_and_nothing() {
        assert_eq!(of("buildschema", &[dynamics(["5"])]), Value::Dynamic("\"long\"".to_owned()));
        assert_eq!(of("buildschema", &[dynamics(["null"])]), Value::Null(Type::Dynamic));
    }
}
