//! The embedded descriptions: an index of names, and parsing on demand.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use lurcher_types::{Column, Side, Table, Type};

use crate::function::{Function, FunctionKind, ParameterKind};
use crate::{columns, email, parameters};

const TABLES: &str = include_str!("../../../schemas/tables.txt");
const EMAIL: &str = include_str!("../../../schemas/email.txt");
const FUNCTIONS: &str = include_str!("../../../schemas/functions.txt");

/// Names and where their text stands, sorted by name.
struct Index {
    blocks: columns::Blocks<'static>,
    entries: Vec<(&'static str, &'static str)>,
}

impl Index {
    /// Reads only the first word of each line: one pass over a megabyte, without copying.
    fn new(text: &'static str, separator: char) -> Index {
        let mut index = Index { blocks: columns::Blocks::default(), entries: Vec::new() };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            if line.starts_with('*') {
                index.blocks.add(line);
            } else if let Some(entry) = line.split_once(separator) {
                index.entries.push(entry);
            }
        }
        index.entries.sort_unstable_by_key(|e| e.0);
        index
    }

    fn get(&self, name: &str) -> Option<&'static str> {
        let at = self.entries.binary_search_by_key(&name, |e| e.0).ok()?;
        self.entries.get(at).map(|e| e.1)
    }
}

fn tables() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(TABLES, ' '))
}

fn functions() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(FUNCTIONS, '\t'))
}

/// The e-mail family is small and asked for by nearly every hunt, so it is parsed as a whole, once.
fn email_tables() -> &'static BTreeMap<String, Table> {
    static PARSED: OnceLock<BTreeMap<String, Table>> = OnceLock::new();
    PARSED.get_or_init(|| email::parse(EMAIL))
}

pub fn table(name: &str) -> Option<Table> {
    if let Some(table) = email_tables().get(name) {
        return Some(table.clone());
    }
    let text = tables().get(name)?;
    let columns = columns::parse(text, &tables().blocks, Side::Both).0;
    Some(Table { name: name.to_string(), columns, description: String::new() })
}

/// Every table's name with the sides that have a column in it.
pub fn table_names() -> impl Iterator<Item = (&'static str, Vec<Side>)> {
    let email = email_tables().iter().map(|(name, t)| (name.as_str(), t.columns.iter().map(|c| c.side).collect()));
    email.chain(tables().entries.iter().map(|(name, text)| (*name, columns::sides(text))))
}

/// Which tables have a column of this name, and as what. Read once, for queries over tables that no one names.
pub fn columns_named(name: &str) -> &'static [TableColumn] {
    static BY_NAME: OnceLock<HashMap<String, Vec<TableColumn>>> = OnceLock::new();
    let by_name = BY_NAME.get_or_init(|| {
        let mut by_name: HashMap<String, Vec<TableColumn>> = HashMap::new();
        for (name, _) in table_names() {
            for column in table(name).map(|t| t.columns).unwrap_or_default() {
                let found = TableColumn { table: name, kql_type: column.kql_type, side: column.side };
                by_name.entry(column.name).or_default().push(found);
            }
        }
        by_name
    });
    by_name.get(name).map_or(&[], Vec::as_slice)
}

/// A column as one table has it.
pub struct TableColumn {
    pub table: &'static str,
    pub kql_type: Type,
    pub side: Side,
}

/// The scalar parameters of the parsers of Sentinel's information model, by name.
pub fn parser_parameters() -> &'static BTreeMap<String, Type> {
    static PARSED: OnceLock<BTreeMap<String, Type>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let parsers =
            function_names().filter(|n| ["_Im_", "im", "vim", "_ASim_", "ASim"].iter().any(|p| n.starts_with(p)));
        let parameters = parsers.filter_map(function).flat_map(|f| f.parameters);
        let scalars = parameters.filter_map(|p| match p.kind {
            ParameterKind::Scalar(t) => Some((p.name, t)),
            _ => None,
        });
        // The first stands in every parser file, and no caller gives it; the others are names that parameters had before.
        let more = [("disabled", Type::Bool), ("targetusername_has", Type::String), ("actorusername", Type::String)];
        scalars.chain(more.map(|(name, t)| (name.to_owned(), t))).collect()
    })
}

/// Tables that get columns from whatever service writes to them.
pub fn is_open(table: &str) -> bool {
    table == "AzureDiagnostics"
}

pub fn function_names() -> impl Iterator<Item = &'static str> {
    functions().entries.iter().map(|e| e.0).filter(|name| !name.contains('.'))
}

/// `None` too for a line of the embedded file that does not read; a test reads them all.
pub fn function(name: &str) -> Option<Function> {
    let index = functions();
    let mut fields = index.get(name)?.splitn(4, '\t');
    let (kind, side) = (fields.next()?, columns::side(fields.next()?)?);
    let parameters = parameters::parse(fields.next()?).ok()?;
    let returns = fields.next()?;
    let (found, open) = columns::parse(returns, &index.blocks, side);
    let kind = match kind {
        "scalar" => FunctionKind::Scalar(Type::from_name(returns)?),
        "table" => FunctionKind::Table(found),
        "extend" => FunctionKind::Extend(found),
        "database" => FunctionKind::Database { own_tables: returns == "self", tables: members(index, name) },
        _ => return None,
    };
    Some(Function { name: name.to_string(), side, kind, parameters, open })
}

/// The tables of a database function's scope: the entries `name.Table`.
fn members(index: &'static Index, name: &str) -> Vec<Table> {
    let of_scope = index.entries.iter().filter_map(|(entry, text)| {
        let table = entry.strip_prefix(name)?.strip_prefix('.')?;
        let returns = text.rsplit('\t').next()?;
        Some((table, returns))
    });
    of_scope
        .map(|(table, returns)| {
            let columns: Vec<Column> = columns::parse(returns, &index.blocks, Side::Both).0;
            Table { name: table.to_string(), columns, description: String::new() }
        })
        .collect()
}
