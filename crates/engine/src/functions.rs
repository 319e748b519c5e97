//! Functions that a workspace has stored, from their texts.

use lurcher_syntax::ast::{ExprKind, Function, StatementKind};
use std::collections::HashMap;

/// The functions by name.
#[derive(Debug, Default)]
pub struct StoredFunctions(HashMap<String, Function>);

impl StoredFunctions {
    pub fn get(&self, name: &str) -> Option<&Function> {
        self.0.get(name)
    }

    /// Adds what a file holds: commands `.create-or-alter function …`, or a query that becomes a function of the file's name.
    pub fn add(&mut self, file_name: &str, text: &str) -> Result<(), String> {
        let commands = commands(text);
        if commands.is_empty() {
            let body = text.trim().trim_end_matches(';');
            return self.add_function(file_name, &format!("(){{\n{body}\n}}"));
        }
        for command in commands {
            let (name, function) = named_function(command)?;
            self.add_function(name, function)?;
        }
        Ok(())
    }

    fn add_function(&mut self, name: &str, function: &str) -> Result<(), String> {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !plain {
            return Err(format!("`{name}` cannot be the name of a function"));
        }
        let parsed = lurcher_syntax::parse(&format!("let {name} = {function};"));
        if let Some(first) = parsed.diagnostics.into_iter().next() {
            return Err(format!("{name}: {first}"));
        }
        let mut statements = parsed.query.statements.into_iter().map(|s| s.kind);
        let (Some(StatementKind::Let { value, .. }), None) = (statements.next(), statements.next()) else {
            return Err(format!("{name}: this is not the text of one function"));
        };
        let ExprKind::Function(function) = &value.kind else {
            return Err(format!("{name}: this is not the text of a function"));
        };
        if self.0.insert(name.to_owned(), (**function).clone()).is_some() {
            return Err(format!("the function {name} is there twice"));
        }
        Ok(())
    }
}

/// The commands of a file: each begins with a dot at the start of a line.
fn commands(text: &str) -> Vec<&str> {
    let begins = |line: &str| {
        let line = line.to_ascii_lowercase();
        [".create", ".alter"].iter().any(|word| line.starts_with(word)) && line.contains("function")
    };
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect()
}

/// `.create-or-alter function with (folder = "x") Name (a: long) { … }`: the name, and what follows it.
fn named_function(command: &str) -> Result<(&str, &str), String> {
    let broken = || "this is no `.create-or-alter function Name(…) {…}`".to_owned();
    let (_, mut rest) = command.split_once("function").ok_or_else(broken)?;
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("ifnotexists") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("with").map(str::trim_start).filter(|r| r.starts_with('(')) {
            rest = after_parenthesis(after).ok_or_else(broken)?;
        } else {
            break;
        }
    }
    let open = rest.find('(').ok_or_else(broken)?;
    let (name, function) = rest.split_at(open);
    Ok((name.trim().trim_start_matches("['").trim_end_matches("']"), function.trim_end()))
}

/// What follows the parenthesis that closes the first one, texts within passed over.
fn after_parenthesis(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return text.get(i + 1..);
                }
            }
            (None, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::StoredFunctions;

    #[test]
    fn a_command_names_its_function() {
        let mut functions = StoredFunctions::default();
        let text = ".create-or-alter function with (folder = \"a)\", docstring = 'x') Plus(a: long, b: long = 2) {\n a + b\n}\n\n.create function Two() { 2 }";
        functions.add("file", text).unwrap();
        assert_eq!(functions.get("Plus").unwrap().parameters.len(), 2);
        assert!(functions.get("Two").is_some());
        assert!(functions.get("file").is_none());
    }

    #[test]
    fn a_query_is_a_function_of_the_files_name() {
        let mut functions = StoredFunctions::default();
        functions.add("Recent", "let n = 5;\nT | take n // few\n").unwrap();
        assert!(functions.get("Recent").is_some());
        assert!(functions.add("Recent", "T").is_err());
        assert!(functions.add("not a name", "T").is_err());
        assert!(functions.add("Broken", "T | where (").is_err());
    }
}
