use super::encoded::{bag, dynamics};
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};

pub const PARSE_PATH: Function = Function {
    description: &Description {
        name: "parse_path",
        signatures: &["(path: string|dynamic) -> dynamic"],
        summary: "The parts of a file path: seven fields, empty where the path lacks them.",
        examples: &[Example {
            expression: r#"parse_path(@'C:\temp\file.txt')"#,
            equals: r#"dynamic({"Scheme": "", "RootPath": "C:\\", "DirectoryPath": "C:\\temp", "DirectoryName": "temp", "Filename": "file.txt", "Extension": "txt", "AlternateDataStreamName": ""})"#,
        }],
        page: "parse-path-function",
        ..Description::SCALAR
    },
    kernel: parse_path,
};

fn parse_path(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        bag(out, parts(&texts.text(row)));
        Some(())
    }))
}

const SEPARATORS: [char; 2] = ['\\', '/'];

fn parts(text: &str) -> [(&'static str, &str); 7] {
    let (scheme, path) = text.split_once("://").unwrap_or(("", text));
    let root = match path.as_bytes() {
        [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic() => path.get(..3).unwrap_or(""),
        _ => "",
    };
    let (directory, file) = match path.rfind(SEPARATORS) {
        // A file right below the root has the root as its directory.
        Some(at) => (path.get(..at.max(root.len())).unwrap_or(""), path.get(at + 1..).unwrap_or("")),
        None => ("", path),
    };
    let (file, stream) = file.split_once(':').unwrap_or((file, ""));
    let below_root = directory.get(root.len()..).unwrap_or("");
    [
        ("Scheme", scheme),
        ("RootPath", root),
        ("DirectoryPath", directory),
        ("DirectoryName", below_root.rsplit(SEPARATORS).next().unwrap_or("")),
        ("Filename", file),
        ("Extension", file.rsplit_once('.').map_or("", |(_, extension)| extension)),
        ("AlternateDataStreamName", stream),
    ]
}

#[cfg(test)]
mod tests {
    fn parts(path: &str) -> [&str; 7] {
        super::parts(path).map(|(_, value)| value)
    }

    #[test]
    fn paths_come_apart() {
        assert_eq!(parts(r"C:\temp\a.txt"), ["", r"C:\", r"C:\temp", "temp", "a.txt", "txt", ""]);
        assert_eq!(parts(r"temp\a.txt"), ["", "", "temp", "temp", "a.txt", "txt", ""]);
        assert_eq!(parts("file://C:/temp/a.txt:x.exe"), ["file", "C:/", "C:/temp", "temp", "a.txt", "txt", "x.exe"]);
        assert_eq!(parts(r"\\srv\users\a.tar.gz"), ["", "", r"\\srv\users", "users", "a.tar.gz", "gz", ""]);
        assert_eq!(parts("/usr/lib/a"), ["", "", "/usr/lib", "lib", "a", "", ""]);
        assert_eq!(parts(""), [""; 7]);
    }
}
