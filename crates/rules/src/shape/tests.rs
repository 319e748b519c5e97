//! The files that are shipped are what the schemas say, as the validator has it too.

use super::*;
use crate::yaml;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn documents(text: &str) -> Vec<Value> {
    yaml::documents(text).unwrap().iter().map(|document| document.to_json()).collect()
}

#[test]
fn shipped_files_are_valid_under_the_schemas() {
    let validator = |record| jsonschema::validator_for(&json_schema("t", record)).unwrap();
    let (rule, overlay, pack) = (validator(&SENTINEL), validator(&OVERLAY), validator(&PACK));
    let mut seen = [0; 3];
    for file in files(&root().join("packs")) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let (which, validator) = match name.as_str() {
            "pack.lurcher.yaml" => (0, &pack),
            _ if name.ends_with(".lurcher.yaml") => (1, &overlay),
            _ if name.ends_with(".yaml") => (2, &rule),
            _ => continue,
        };
        seen[which] += 1;
        for document in documents(&std::fs::read_to_string(&file).unwrap()) {
            let errors: Vec<String> =
                validator.iter_errors(&document).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{name}: {errors:?}");
        }
    }
    assert!(seen.iter().all(|n| *n > 0), "{seen:?}");
}

#[test]
fn schemas_refuse_what_the_validator_refuses() {
    let schema = jsonschema::validator_for(&json_schema("t", &OVERLAY)).unwrap();
    let legal = ["severity: High\n", "tests: [{name: a, given: {T: [{x: 1}]}, expect: {hit: true}}]\n", "owner: me\n"];
    let wrong = [
        "severity: Awful\n",
        "sverity: High\n",
        "tests: [{name: a}]\n",
        "exclusions: [{id: e}]\n",
        "parameters: [{name: a, type: text}]\n",
        "tests: {}\n",
        "owner: []\n",
    ];
    for (texts, is_valid) in [(&legal[..], true), (&wrong[..], false)] {
        for text in texts {
            let document = yaml::documents(text).unwrap().remove(0);
            assert_eq!(check("o", &document, &OVERLAY).is_empty(), is_valid, "{text}");
            assert_eq!(schema.is_valid(&document.to_json()), is_valid, "{text}");
        }
    }
}

#[test]
fn the_page_on_rule_files_has_the_tables_of_the_shapes() {
    let page = std::fs::read_to_string(root().join("docs/rule-files.md")).unwrap();
    assert_eq!(with_tables(&page), page, "write them anew: make docs");
    for kind in ["rule", "overlay", "pack", "custom-detection"] {
        assert!(page.contains(&format!("<!-- keys: {kind} -->")), "{kind}");
    }
}
