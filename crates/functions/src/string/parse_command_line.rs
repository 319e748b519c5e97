use super::encoded::{array, dynamics};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PARSE_COMMAND_LINE: Function = Function {
    description: &Description {
        name: "parse_command_line",
        signatures: &["(command: scalar, parser: string) -> dynamic"],
        summary: "The arguments of a Windows command line, as CommandLineToArgvW finds them.",
        examples: &[Example {
            expression: r#"parse_command_line('echo "hello world!"', 'windows')"#,
            equals: r#"dynamic(["echo", "hello world!"])"#,
        }],
        page: "parse-command-line-function",
        ..Description::SCALAR
    },
    kernel: parse_command_line,
};

fn parse_command_line(call: &Call) -> Result<ArrayRef, KernelError> {
    let parsers = call.args[1].strings();
    if (0..call.rows).any(|row| parsers.value(row) != "windows") {
        return Err(KernelError::new("parse_command_line() knows the parser 'windows' only"));
    }
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        array(out, arguments(&texts.text(row)));
        Some(())
    }))
}

fn arguments(command: &str) -> Vec<String> {
    if command.is_empty() {
        return Vec::new();
    }
    let (program, rest) = program(command);
    let mut arguments = vec![program.to_owned()];
    let mut current: Option<String> = None;
    let mut quoted = false;
    let mut characters = rest.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            ' ' | '\t' if !quoted => arguments.extend(current.take()),
            '\\' => {
                let mut count = 1;
                while characters.next_if_eq(&'\\').is_some() {
                    count += 1;
                }
                let argument = current.get_or_insert_default();
                // Backslashes mean something before a quote only: two make one, and an odd one makes the quote plain.
                let before_quote = characters.peek() == Some(&'"');
                argument.extend(std::iter::repeat_n('\\', if before_quote { count / 2 } else { count }));
                if before_quote && count % 2 == 1 {
                    characters.next();
                    argument.push('"');
                }
            }
            '"' => {
                let argument = current.get_or_insert_default();
                // Within quotes two quotes make a plain one and end the quotes; a third opens them again.
                if quoted && characters.next_if_eq(&'"').is_some() {
                    argument.push('"');
                    quoted = characters.next_if_eq(&'"').is_some();
                } else {
                    quoted = !quoted;
                }
            }
            c => current.get_or_insert_default().push(c),
        }
    }
    arguments.extend(current);
    arguments
}

/// The program's name and what follows it: in it, a backslash escapes nothing.
fn program(command: &str) -> (&str, &str) {
    match command.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => command.find([' ', '\t']).map_or((command, ""), |at| command.split_at(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::arguments;

    #[test]
    fn quotes_and_backslashes_follow_windows() {
        assert_eq!(arguments("echo \"hello world!\""), ["echo", "hello world!"]);
        assert_eq!(arguments(r#""C:\a b\x.exe" -p "c:\d\\" e\"f"#), [r"C:\a b\x.exe", "-p", r"c:\d\", "e\"f"]);
        assert_eq!(arguments(r#"x a\\b "" "a""b" c"#), ["x", r"a\\b", "", "a\"b c"]);
        assert_eq!(arguments("x \t y"), ["x", "y"]);
        assert_eq!(arguments(""), Vec::<String>::new());
    }
}
