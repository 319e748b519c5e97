//! Where a recording goes: a file of rows for each table, and the text of the test.

use super::{Recorded, Rows};
use crate::failure::Failure;
use crate::output::terminal::printable;
use lurcher_rules::Rule;
use lurcher_types::time::format_datetime_wire;
use serde_json::{Value as Json, json};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that does not exist yet, and how an overlay names files beside it.
pub struct Place {
    out: PathBuf,
    /// From the folder of the rule to that of the file, with `/` at its end.
    folder: String,
}

impl Place {
    /// Refuses what would be taken for a rule, and what is there already.
    pub fn new(out: &Path, rule: &Path) -> Result<Place, Failure> {
        let name = out.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let refused = |why: &str| Failure::plain(format!("--out {}: {why}", out.display()));
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if matches!(ending.as_str(), "yaml" | "yml" | "json" | "kql" | "md") && !name.ends_with(".lurcher.yaml") {
            return Err(refused(
                "a pack would take that for a rule; call it .txt, or NAME.lurcher.yaml for a new overlay",
            ));
        }
        if name.is_empty() || out.exists() {
            return Err(refused("is there already, and is not written over"));
        }
        let beside = |path: &Path| {
            let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::canonicalize(parent).map_err(|e| Failure::plain(format!("{}: {e}", parent.display())))
        };
        let (own, of_rule) = (beside(out)?, beside(rule)?);
        let folder = own.strip_prefix(&of_rule).ok().map(|below| below.to_string_lossy().replace('\\', "/"));
        let folder = folder.filter(|f| !f.is_empty()).map(|f| format!("{f}/")).unwrap_or_default();
        Ok(Place { out: out.to_owned(), folder })
    }

    fn rows(&self, table: &str) -> PathBuf {
        let name = self.out.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or(name);
        self.out.with_file_name(format!("{stem}.{table}.ndjson"))
    }
}

/// Writes all; gives a text on what was written.
pub fn write(place: &Place, rule: &Rule, now: i64, recorded: &Recorded) -> Result<String, Failure> {
    let tables: Vec<(&String, &Rows)> = recorded.tables.iter().filter(|(_, rows)| !rows.is_empty()).collect();
    let mut given = String::new();
    for (table, rows) in &tables {
        let path = place.rows(table);
        let lines: String = rows.iter().map(|row| format!("{}\n", Json::Object((*row).clone()))).collect();
        new_file(&path, &lines)?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        given.push_str(&format!("      {table}: {}\n", json!(format!("{}{name}", place.folder))));
    }
    let now = format_datetime_wire(now);
    let text = format!(
        "tests:\n  - name: {}\n    now: {now}\n    given:\n{given}    expect: {{hit: true, count: {}}}\n",
        json!(format!("recorded as of {now}")),
        recorded.count
    );
    new_file(&place.out, &text)?;
    let rows: usize = tables.iter().map(|(_, rows)| rows.len()).sum();
    let plural = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    Ok(format!(
        "recorded {} of {}; over them the rule answers with {}: {}\nthe test is in {}",
        plural(rows, "row"),
        plural(tables.len(), "table"),
        plural(recorded.count, "row"),
        printable(&rule.name),
        place.out.display()
    ))
}

fn new_file(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::plain(format!("{}: {e}", path.display()));
    File::create_new(path).map_err(failed)?.write_all(text.as_bytes()).map_err(failed)
}
