use super::patterns::{self, Patterns, Target};
use crate::dynamic::items::answers;
use crate::string::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_columnar::Column;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Stability};
use lurcher_types::dynamic::{self, Kind, write_string};
use std::collections::HashMap;

pub const PARSE_USER_AGENT: Function = Function {
    description: &Description {
        name: "parse_user_agent",
        signatures: &["(user_agent: string|dynamic, [look_for: string|array]) -> dynamic"],
        // Not folded: what it answers depends on a file, and whether there is one is known when the query runs.
        stability: Stability::PerQuery,
        summary: "Browser, operating system and device that a user agent names, as far as they are asked for.",
        page: "parse-user-agent-function",
        deviation: Some(
            "It reads the patterns given with --user-agents, the regexes.yaml of the project uap-core, and is refused without: \
             the service has patterns of its own date. What no pattern fits has the family Other, as that project says. \
             The parts stand in the order browser, os, device; another word to look for is refused.",
        ),
        ..Description::SCALAR
    },
    kernel: parse_user_agent,
};

fn parse_user_agent(call: &Call) -> Result<ArrayRef, KernelError> {
    let Some(patterns) = patterns::patterns() else {
        return Err(KernelError::unbuilt(
            "parse_user_agent() needs patterns of user agents, which are not shipped: \
             give the regexes.yaml of the project uap-core with --user-agents FILE",
        ));
    };
    parse(call, patterns)
}

fn parse(call: &Call, patterns: &Patterns) -> Result<ArrayRef, KernelError> {
    let (Some(agent), Some(look_for)) = (call.args.first(), call.args.get(1)) else {
        return Err(KernelError::new(format!("parse_user_agent() must be told what to look for: {CHOICE}")));
    };
    let agents = Texts::of(agent);
    let rows = if look_for.constant { call.rows.min(1) } else { call.rows };
    let wanted = (0..rows).map(|row| targets(look_for, row)).collect::<Result<Vec<_>, _>>()?;
    // Few user agents make many rows, and each asks a thousand patterns.
    let mut known: HashMap<(String, Target), String> = HashMap::new();
    answers(call, |row, out| {
        let text = agents.text(row);
        for target in wanted.get(look_for.index(row))? {
            out.push(if out.is_empty() { '{' } else { ',' });
            let part =
                known.entry((text.clone().into_owned(), *target)).or_insert_with(|| part(patterns, *target, &text));
            out.push_str(part);
        }
        out.push('}');
        Some(())
    })
}

const CHOICE: &str = "\"browser\", \"os\", \"device\", or an array of them";

/// What is looked for, in the order of the answer, each once.
fn targets(look_for: &Column, row: usize) -> Result<Vec<Target>, KernelError> {
    let words: Vec<String> = match look_for.kql_type {
        Type::Dynamic => match look_for.dynamics().get(row) {
            Some(encoded) if dynamic::kind(encoded) == Kind::Array => {
                dynamic::elements(encoded).map(|word| dynamic::to_text(word).into_owned()).collect()
            }
            encoded => vec![encoded.map(dynamic::to_text).unwrap_or_default().into_owned()],
        },
        _ => vec![Texts::of(look_for).text(row).into_owned()],
    };
    let known = |word: &String| Target::ALL.iter().any(|target| target.word() == word);
    if words.is_empty() {
        return Err(KernelError::new(format!("parse_user_agent() looks for nothing: name {CHOICE}")));
    }
    if let Some(unknown) = words.iter().find(|word| !known(word)) {
        return Err(KernelError::new(format!("parse_user_agent() looks for {CHOICE}, not for \"{unknown}\"")));
    }
    Ok(Target::ALL.into_iter().filter(|target| words.iter().any(|word| word == target.word())).collect())
}

/// The member of the answer for one target. What is not known is empty.
fn part(patterns: &Patterns, target: Target, agent: &str) -> String {
    let mut out = String::new();
    write_string(&mut out, target.key());
    let found = patterns.of(target).find(agent);
    for (i, (key, value)) in target.fields().iter().zip(&found).enumerate() {
        out.push_str(if i == 0 { ":{" } else { "," });
        write_string(&mut out, key);
        out.push(':');
        write_string(&mut out, value);
    }
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Context;
    use crate::string::testing::{column, constant, dynamic, strings, text, try_answer};
    use lurcher_columnar::value_at;
    use lurcher_types::Value;

    /// Patterns of our own in the layout of uap-core.
    const PATTERNS: &str = r"
user_agent_parsers:
  - regex: '(Hound)/(\d+)\.(\d+)(?:\.(\d+)|)'
    family_replacement: '$1 Browser'
  - regex: '(Kennel)/(\d+)'
    v2_replacement: '7'
os_parsers:
  - regex: 'Meadow (\d+)(?:\.(\d+)|)'
    os_replacement: 'Meadow OS'
    os_v1_replacement: '$1'
    os_v2_replacement: '$2'
device_parsers:
  - regex: '; *(spaniel)([^;)]*)'
    regex_flag: 'i'
    device_replacement: 'Dog $1$2x'
    brand_replacement: 'Dog'
    model_replacement: '$2 '
";

    fn parsed(agents: &Column, look_for: &Value) -> Result<Vec<Value>, KernelError> {
        let patterns = Patterns::read(PATTERNS).unwrap();
        let args = [agents.clone(), constant(look_for)];
        let rows = agents.array.len();
        let call = Call { args: &args, rows, returns: Type::Dynamic, context: &Context { now: 0, seed: 0 } };
        let answer = column_of(parse(&call, &patterns)?);
        Ok((0..rows).map(|row| value_at(Type::Dynamic, answer.array.as_ref(), row)).collect())
    }

    fn column_of(array: ArrayRef) -> Column {
        Column::new(Type::Dynamic, array)
    }

    fn one(agent: &str, look_for: &Value) -> String {
        match parsed(&strings(&[agent]), look_for).unwrap().remove(0) {
            Value::Dynamic(encoded) => encoded,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_part_has_its_fields_and_what_is_missing_is_empty() {
        let agent = "Hound/3.1 (Meadow 9; Spaniel A5)";
        assert_eq!(
            one(agent, &text("browser")),
            r#"{"Browser":{"Family":"Hound Browser","MajorVersion":"3","MinorVersion":"1","Patch":""}}"#
        );
        let os = r#""OperatingSystem":{"Family":"Meadow OS","MajorVersion":"9","MinorVersion":"","Patch":"","PatchMinor":""}"#;
        assert_eq!(one(agent, &text("os")), format!("{{{os}}}"));
        let device = r#""Device":{"Family":"Dog Spaniel A5x","Brand":"Dog","Model":"A5"}"#;
        assert_eq!(one(agent, &dynamic(r#"["device","os","device"]"#)), format!("{{{os},{device}}}"));
    }

    #[test]
    fn what_no_pattern_fits_is_other() {
        let other = r#"{"Browser":{"Family":"Other","MajorVersion":"","MinorVersion":"","Patch":""}}"#;
        assert_eq!(one("curl", &text("browser")), other);
        assert_eq!(one("", &text("browser")), other);
        let fixed = r#"{"Browser":{"Family":"Kennel","MajorVersion":"4","MinorVersion":"7","Patch":""}}"#;
        let many = parsed(&strings(&["curl", "Kennel/4", "curl"]), &text("browser")).unwrap();
        assert_eq!(many, [dynamic(other), dynamic(fixed), dynamic(other)]);
    }

    #[test]
    fn other_words_to_look_for_are_refused() {
        for wrong in [text("Browser"), text(""), dynamic("[]"), dynamic(r#"["os","engine"]"#), dynamic("null")] {
            let refused = parsed(&strings(&["x"]), &wrong).unwrap_err();
            assert!(refused.message.contains(r#""browser", "os", "device""#), "{wrong:?}: {refused}");
        }
    }

    #[test]
    fn what_to_look_for_may_differ_by_row() {
        let patterns = Patterns::read(PATTERNS).unwrap();
        let args = [constant(&text("Meadow 1.2")), column(Type::String, &[text("os"), text("device")])];
        let call = Call { args: &args, rows: 2, returns: Type::Dynamic, context: &Context { now: 0, seed: 0 } };
        let answer = parse(&call, &patterns).unwrap();
        let at = |row| value_at(Type::Dynamic, answer.as_ref(), row).to_text();
        assert!(at(0).contains(r#""MinorVersion":"2""#), "{}", at(0));
        assert!(at(1).contains(r#""Device":{"Family":"Other""#), "{}", at(1));
    }

    #[test]
    fn without_patterns_it_says_how_to_give_them() {
        let refused = try_answer(&PARSE_USER_AGENT, Type::Dynamic, &[text("x"), text("os")]).unwrap_err();
        assert!(refused.message.contains("--user-agents"), "{refused}");
    }
}
