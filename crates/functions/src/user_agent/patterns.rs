//! The patterns of user agents: one file for the whole process, because it is the machine's knowledge and not a query's.
//!
//! A file is uap-core's `regexes.yaml`: three lists of patterns, for browsers, operating systems and devices. The first
//! pattern that fits answers; `yaml` reads the file, `template` fills in what a pattern caught.

use super::template::Template;
use super::yaml;
use crate::KernelError;
use regex::RegexBuilder;
use regex_filtered::{Builder, Options, Regexes};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// The largest file that is taken. The project's own has a fifth of a MiB.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// The most patterns in a file. The project's own has 1,200.
pub const MAX_PATTERNS: usize = 10_000;

/// The largest compiled pattern, as everywhere: the project's own has some of 5 MiB.
pub const MAX_PROGRAM_SIZE: usize = crate::string::regex_cache::MAX_PROGRAM_SIZE;

/// What all compiled patterns may take together.
pub const MAX_PROGRAMS_SIZE: usize = 1 << 30;

static PATTERNS: OnceLock<Patterns> = OnceLock::new();

/// Gives the process its patterns: the text of a `regexes.yaml`. Only the first one counts.
pub fn set_patterns(text: &str) -> Result<(), KernelError> {
    let patterns = Patterns::read(text)?;
    // Other patterns would change the answers of queries that are running.
    let _ = PATTERNS.set(patterns);
    Ok(())
}

pub fn patterns() -> Option<&'static Patterns> {
    PATTERNS.get()
}

/// What can be looked for in a user agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    Browser,
    OperatingSystem,
    Device,
}

impl Target {
    pub const ALL: [Target; 3] = [Target::Browser, Target::OperatingSystem, Target::Device];

    /// The word that a query looks for.
    pub fn word(self) -> &'static str {
        match self {
            Target::Browser => "browser",
            Target::OperatingSystem => "os",
            Target::Device => "device",
        }
    }

    /// The key in the answer.
    pub fn key(self) -> &'static str {
        match self {
            Target::Browser => "Browser",
            Target::OperatingSystem => "OperatingSystem",
            Target::Device => "Device",
        }
    }

    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Target::Browser => &["Family", "MajorVersion", "MinorVersion", "Patch"],
            Target::OperatingSystem => &["Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor"],
            Target::Device => &["Family", "Brand", "Model"],
        }
    }

    /// The list in the file.
    fn list(self) -> &'static str {
        match self {
            Target::Browser => "user_agent_parsers",
            Target::OperatingSystem => "os_parsers",
            Target::Device => "device_parsers",
        }
    }

    /// The key of each field's replacement in the file, and the group that is the field where there is none.
    fn replacements(self) -> &'static [(&'static str, Option<usize>)] {
        match self {
            Target::Browser => &[
                ("family_replacement", Some(1)),
                ("v1_replacement", Some(2)),
                ("v2_replacement", Some(3)),
                ("v3_replacement", Some(4)),
            ],
            Target::OperatingSystem => &[
                ("os_replacement", Some(1)),
                ("os_v1_replacement", Some(2)),
                ("os_v2_replacement", Some(3)),
                ("os_v3_replacement", Some(4)),
                ("os_v4_replacement", Some(5)),
            ],
            Target::Device => {
                &[("device_replacement", Some(1)), ("brand_replacement", None), ("model_replacement", Some(1))]
            }
        }
    }
}

/// The three lists of a file.
pub struct Patterns {
    lists: [List; 3],
}

impl Patterns {
    /// Reads a file, within the limits above.
    pub fn read(text: &str) -> Result<Patterns, KernelError> {
        if text.len() > MAX_FILE_BYTES {
            let message = format!("patterns of user agents may have {MAX_FILE_BYTES} bytes (limit MAX_FILE_BYTES)");
            return Err(KernelError::new(message));
        }
        let mut file = yaml::lists(text)?;
        let mut left = MAX_PROGRAMS_SIZE;
        let mut list = |target: Target| {
            let missing =
                || KernelError::new(format!("there is no list `{}`, so this is no regexes.yaml", target.list()));
            List::of(target, &file.remove(target.list()).ok_or_else(missing)?, &mut left)
        };
        let [browser, system, device] = Target::ALL;
        Ok(Patterns { lists: [list(browser)?, list(system)?, list(device)?] })
    }

    pub fn of(&self, target: Target) -> &List {
        let [browser, system, device] = &self.lists;
        match target {
            Target::Browser => browser,
            Target::OperatingSystem => system,
            Target::Device => device,
        }
    }
}

/// The patterns for one target, and what each makes of the groups it caught.
pub struct List {
    target: Target,
    patterns: Regexes,
    templates: Vec<Vec<Template>>,
}

impl List {
    fn of(target: Target, entries: &[yaml::Entry], left: &mut usize) -> Result<List, KernelError> {
        let mut builder = Builder::new();
        let mut templates = Vec::with_capacity(entries.len());
        for entry in entries {
            let bad = |why: String| KernelError::new(format!("the pattern at line {}: {why}", entry.line));
            let pattern = entry.value("regex").ok_or_else(|| bad("there is no `regex`".to_owned()))?;
            let ignores_case = match entry.value("regex_flag") {
                None | Some("") => false,
                Some("i") => true,
                Some(other) => return Err(bad(format!("`regex_flag` is `{other}`, and `i` alone is known"))),
            };
            let size = program_size(pattern, ignores_case).map_err(bad)?;
            *left = left.checked_sub(size).ok_or_else(|| {
                bad(format!("all patterns together take more than {MAX_PROGRAMS_SIZE} bytes (limit MAX_PROGRAMS_SIZE)"))
            })?;
            let mut options = Options::new();
            options.case_insensitive(ignores_case);
            builder = undamaged(|| builder.push_opt(pattern, &options).map_err(|e| e.to_string())).map_err(bad)?;
            let template = |(key, group): &(&str, Option<usize>)| Template::new(entry.value(key), *group);
            templates.push(target.replacements().iter().map(template).collect());
        }
        let patterns = undamaged(|| builder.build().map_err(|e| e.to_string())).map_err(KernelError::new)?;
        Ok(List { target, patterns, templates })
    }

    /// The fields of the first pattern that fits; without one, the family `Other` alone.
    pub fn find(&self, agent: &str) -> Vec<String> {
        let found = self.patterns.matching(agent).next();
        let caught = found.and_then(|(at, pattern)| Some((pattern.captures(agent)?, self.templates.get(at)?)));
        match caught {
            Some((groups, templates)) => templates.iter().map(|template| template.fill(&groups)).collect(),
            None => {
                let fields = self.target.fields().iter().enumerate();
                fields.map(|(i, _)| if i == 0 { "Other".to_owned() } else { String::new() }).collect()
            }
        }
    }
}

/// What a compiled pattern takes, up to twice of it: the smallest limit that it keeps.
fn program_size(pattern: &str, ignores_case: bool) -> Result<usize, String> {
    let mut size = 32 << 10;
    loop {
        match RegexBuilder::new(pattern).case_insensitive(ignores_case).size_limit(size).build() {
            Ok(_) => return Ok(size),
            Err(regex::Error::CompiledTooBig(_)) if size < MAX_PROGRAM_SIZE => size = (2 * size).min(MAX_PROGRAM_SIZE),
            Err(regex::Error::CompiledTooBig(_)) => {
                return Err(format!("it compiles to more than {MAX_PROGRAM_SIZE} bytes (limit MAX_PROGRAM_SIZE)"));
            }
            Err(error) => {
                let text = error.to_string();
                return Err(text.lines().last().unwrap_or_default().trim().to_owned());
            }
        }
    }
}

/// The filter before the patterns panics over some that can never fit.
fn undamaged<T>(build: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(build)).unwrap_or_else(|_| Err("it cannot be prepared".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(browsers: &str) -> String {
        format!("user_agent_parsers:\n{browsers}\nos_parsers: []\ndevice_parsers: []\n")
    }

    fn refused(text: &str) -> String {
        Patterns::read(text).err().map(|e| e.message).unwrap_or_else(|| panic!("taken: {:.80}", text))
    }

    #[test]
    fn the_first_pattern_that_fits_answers() {
        let text = file("  - regex: 'b(c)'\n  - regex: '(a)b'\n  - regex: '(abc)'");
        let patterns = Patterns::read(&text).unwrap();
        assert_eq!(patterns.of(Target::Browser).find("abc"), ["c", "", "", ""]);
        assert_eq!(patterns.of(Target::Browser).find("abd"), ["a", "", "", ""]);
        assert_eq!(patterns.of(Target::OperatingSystem).find("abc"), ["Other", "", "", "", ""]);
    }

    #[test]
    fn counted_repetitions_are_counted() {
        let patterns = Patterns::read(&file("  - regex: '^x.{0,100}(y)'")).unwrap();
        let agent = |between: usize| format!("x{}y", "-".repeat(between));
        assert_eq!(patterns.of(Target::Browser).find(&agent(100))[0], "y");
        assert_eq!(patterns.of(Target::Browser).find(&agent(101))[0], "Other");
    }

    #[test]
    fn hostile_files_are_refused_by_name() {
        assert!(refused(&" ".repeat(MAX_FILE_BYTES + 1)).contains("MAX_FILE_BYTES"));
        assert!(refused(&file(r"  - regex: '((\w{100}){100}){100}'")).contains("MAX_PROGRAM_SIZE"));
        assert!(refused(&file("  - regex: '(a'")).contains("unclosed group"));
        assert!(refused(&file("  - regex: '(?!a)b'")).contains("look-around"));
        assert!(refused(&file("  - family_replacement: 'x'")).contains("no `regex`"));
        assert!(refused(&file("  - regex: 'x'\n    regex_flag: 'm'")).contains("regex_flag"));
        assert!(refused("user_agent_parsers: []").contains("os_parsers"));
        // A pattern that can never fit.
        let _ = Patterns::read(&file(r"  - regex: '[^\s\S]'"));
    }
}
