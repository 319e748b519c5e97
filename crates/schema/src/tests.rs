use std::path::PathBuf;
use std::time::Instant;

use lurcher_types::{Side, Table, Type};

use crate::{FunctionKind, ParameterKind, Schemas, jsonl};

/// Facts to compare with; a checkout without them skips those tests with a line.
fn shared(file: &str) -> Option<String> {
    let folder = std::env::var_os("LURCHER_SHARED").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let path = folder.join("schema").join(file);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}

#[test]
fn every_known_table_is_described_exactly() {
    let Some(text) = shared("tables.jsonl") else { return };
    let schemas = Schemas::builtin();
    let mut equal = 0;
    for line in text.lines() {
        let expected = jsonl::read(line).unwrap().tables.remove(0);
        let actual = schemas.table(&expected.name).unwrap_or_else(|| panic!("{} is missing", expected.name));
        assert_eq!(without_descriptions(actual), expected);
        equal += 1;
    }
    assert_eq!(equal, 1972);
    assert_eq!(schemas.names().len(), 1973, "the known tables and EmailHeaders");
}

#[test]
fn every_known_function_is_described_exactly() {
    let Some(text) = shared("functions.jsonl") else { return };
    let mut loaded = Schemas::builtin();
    loaded.load_jsonl(&text).unwrap();
    let (expected, mut actual) = (loaded.functions(), Schemas::builtin().functions());
    assert_eq!(actual.len(), 660);
    for (a, e) in actual.iter_mut().zip(&expected) {
        if let (FunctionKind::Database { tables: a, .. }, FunctionKind::Database { tables: e, .. }) =
            (&mut a.kind, &e.kind)
        {
            a.sort_by_key(|t| e.iter().position(|o| o.name == t.name));
        }
        assert_eq!(a, e);
    }
}

fn without_descriptions(mut table: Table) -> Table {
    table.description.clear();
    table.columns.iter_mut().for_each(|c| c.description.clear());
    table
}

#[test]
fn the_email_family_explains_every_column() {
    let schemas = Schemas::builtin();
    for name in ["EmailEvents", "EmailUrlInfo", "UrlClickEvents", "MessageEvents", "CampaignInfo", "EmailHeaders"] {
        let table = schemas.table(name).unwrap();
        assert!(!table.description.is_empty());
        let bare: Vec<_> = table.columns.iter().filter(|c| c.description.is_empty()).map(|c| &c.name).collect();
        assert!(bare.is_empty(), "{name}: {bare:?}");
    }
    assert_eq!(schemas.table("EmailHeaders").unwrap().column("Ordinal").unwrap().kql_type, Type::Int);
}

#[test]
fn a_side_hides_the_columns_and_tables_of_the_other() {
    let merged = Schemas::builtin().table("EmailEvents").unwrap();
    assert!(merged.column("Timestamp").is_some() && merged.column("TimeGenerated").is_some());
    let xdr = Schemas::builtin().restrict(Side::Xdr);
    assert!(xdr.table("EmailEvents").unwrap().column("TimeGenerated").is_none());
    assert!(xdr.table("SigninLogs").is_none() && !xdr.names().contains(&"SigninLogs"));
    let sentinel = Schemas::builtin().restrict(Side::Sentinel);
    assert!(sentinel.table("EmailEvents").unwrap().column("Timestamp").is_none());
    assert!(sentinel.function("FileProfile").is_none());
}

#[test]
fn names_are_case_sensitive_and_near_ones_are_offered() {
    let schemas = Schemas::builtin();
    assert!(schemas.table("emailevents").is_none());
    assert_eq!(schemas.nearest("EmailEvent")[0], "EmailEvents");
}

#[test]
fn the_index_of_names_costs_nothing() {
    let start = Instant::now();
    assert!(Schemas::builtin().table("SigninLogs").is_some());
    println!("first look-up: {:?}", start.elapsed());
}

#[test]
fn helper_functions_have_parameters_and_columns() {
    let schemas = Schemas::builtin();
    let profile = schemas.function("FileProfile").unwrap();
    assert_eq!(profile.parameters[1].kind, ParameterKind::Column(Type::String));
    assert_eq!(profile.parameters[2].default.as_deref(), Some("100"));
    assert!(matches!(profile.kind, FunctionKind::Extend(columns) if columns.len() == 18));
    assert!(schemas.function("_GetWatchlist").unwrap().open);
    assert!(schemas.scoped_table("arg", "Resources").unwrap().column("properties").is_some());
    assert!(schemas.scoped_table("workspace", "EmailEvents").is_some());
}

#[test]
fn own_tables_are_added_and_replace() {
    let mut schemas = Schemas::builtin();
    schemas
        .load_jsonl("{\"name\":\"Mine_CL\",\"columns\":[[\"A_s\",\"string\",\"sentinel\"],[\"N\",\"long\"]]}\n")
        .unwrap();
    assert_eq!(schemas.table("Mine_CL").unwrap().columns.len(), 2);
    assert_eq!(schemas.restrict(Side::Xdr).table("Mine_CL").unwrap().columns.len(), 1);
}

#[test]
fn a_wrong_line_is_named_and_changes_nothing() {
    let mut schemas = Schemas::builtin();
    for (text, line, message) in [
        ("{\"name\":\"T\",\"columns\":[]}\n{", 2, "not JSON"),
        ("[]", 1, "JSON object"),
        ("{\"name\":\"T\"}", 1, "neither"),
        ("\n{\"name\":\"T\",\"columns\":[[\"a\",\"varchar\"]]}", 2, "`varchar` is not a KQL type"),
        ("{\"name\":\"T\",\"columns\":[[\"a\",\"int\"],[\"a\",\"int\"]]}", 1, "twice"),
        ("{\"name\":\"T\",\"columns\":[[\"a\",\"int\",\"aws\"]]}", 1, "side `aws`"),
        ("{\"name\":\"\",\"columns\":[]}", 1, "empty"),
        ("{\"name\":\"f\",\"kind\":\"macro\"}", 1, "kind `macro`"),
        ("{\"name\":\"f\",\"kind\":\"table\",\"parameters\":\"x:int\"}", 1, "parentheses"),
    ] {
        let error = schemas.load_jsonl(text).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(error.message.contains(message), "{error}");
    }
    assert!(schemas.table("T").is_none());
}

#[test]
fn a_function_that_adds_columns_can_be_a_table() {
    let mut schemas = Schemas::builtin();
    assert!(schemas.table("FileProfile").is_none());
    schemas.add_table_of_function("FileProfile");
    assert!(schemas.table("FileProfile").unwrap().columns.iter().any(|c| c.name == "GlobalPrevalence"));
    schemas.add_table_of_function("_Im_Dns");
    assert!(schemas.table("_Im_Dns").is_none());
}
