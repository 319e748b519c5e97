//! Running `lurcher`, and small mail to run it on.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {} {}", self.out, self.err))
    }

    /// Ended as documented, and without a panic.
    pub fn with_code(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked") && !self.err.contains("a fault inside"), "{}", self.err);
        self
    }
}

pub fn lurcher(arguments: &[&str]) -> Ran {
    lurcher_reading(arguments, "")
}

pub fn lurcher_reading(arguments: &[&str], input: &str) -> Ran {
    ran(arguments, input, &[])
}

/// With these variables in its environment.
pub fn lurcher_with(arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    ran(arguments, "", environment)
}

fn ran(arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lurcher"));
    command.envs(environment.iter().copied());
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who is refused early does not read to the end.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder that is deleted at the end of a test.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path: PathBuf = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    pub fn exists(&self, name: &str) -> bool {
        Path::new(&self.path(name)).exists()
    }
}

/// Three mails of January 2026, as an export has them.
pub const EVENTS: &str = "\
Timestamp,NetworkMessageId,SenderFromAddress,SenderFromDomain,RecipientEmailAddress,Subject,EmailDirection,DeliveryAction,ThreatTypes
2026-01-10T08:00:00Z,m1,ann@contoso.example,contoso.example,bo@northwind.example,\"Lunch, today\",Inbound,Delivered,
2026-01-11T09:30:00Z,m2,eve@evil.example,evil.example,bo@northwind.example,<b>Pay</b> \u{202e}me,Inbound,Delivered,Phish
2026-01-12T10:00:00Z,m3,eve@evil.example,evil.example,cy@northwind.example,=1+1,Inbound,Blocked,\"Phish, Spam\"
";

pub const MAIL: &str = "\
Received: from mx.contoso.example (mx.contoso.example [192.0.2.7]) by in.northwind.example; Mon, 12 Jan 2026 09:00:00 +0000
From: Ann <ann@contoso.example>
To: Bo <bo@northwind.example>
Subject: Hello
Message-ID: <1@contoso.example>
Date: Mon, 12 Jan 2026 09:00:00 +0000
Content-Type: text/plain

See https://contoso.example/offer
";

/// The export in a folder, with its path.
pub fn events() -> (Folder, String) {
    let folder = Folder::new();
    let path = folder.write("EmailEvents.csv", EVENTS);
    (folder, path)
}
