//! Which rules of the packs run, and with which values.

use crate::arguments::Choice;
use crate::failure::Failure;
use crate::output::terminal::printable;
use lurcher_rules::{About, Rule, Severity, load_pack};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A rule that is to run.
#[derive(Clone)]
pub struct Planned {
    pub rule: Rule,
    /// Which of the packs it is of.
    pub pack: usize,
    pub about: Arc<About>,
    /// The values that were chosen for it.
    pub parameters: Vec<(String, Value)>,
}

/// The rules of some packs, and what is wrong with the packs.
#[derive(Default)]
pub struct Plan {
    pub rules: Vec<Planned>,
    pub problems: Vec<String>,
    /// A part of a pack could not be read.
    pub is_broken: bool,
}

impl Plan {
    pub fn read(packs: &[PathBuf], choice: &Choice) -> Result<Plan, Failure> {
        let mut plan = Plan::default();
        for (pack_number, path) in packs.iter().enumerate() {
            let pack = load_pack(path);
            let about = Arc::new(pack.about);
            let planned = |rule| Planned { rule, pack: pack_number, about: about.clone(), parameters: Vec::new() };
            plan.rules.extend(pack.rules.into_iter().map(planned));
            plan.is_broken |= pack.problems.iter().any(|p| !p.code.is_warning());
            plan.problems.extend(pack.problems.iter().map(|p| p.to_string()));
        }
        if plan.rules.is_empty() {
            plan.problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
            return Err(Failure::plain("the packs hold no rule that could be read"));
        }
        let wanted = Wanted::of(choice)?;
        if let Some(absent) = choice.rules.iter().find(|name| !plan.rules.iter().any(|p| is_called(&p.rule, name))) {
            return Err(Failure::plain(format!("--rule {absent}: the packs hold no rule of this id, name or file")));
        }
        plan.rules.retain(|p| wanted.is(&p.rule, &p.about));
        if plan.rules.is_empty() {
            return Err(Failure::plain(
                "no rule of the packs is what --rule, --severity, --tag, --technique and --tactic ask for",
            ));
        }
        // What is said of one rule goes before what is said of all.
        let is_of_one = |text: &String| text.split('=').next().is_some_and(|target| target.contains('.'));
        let (of_one, of_all): (Vec<_>, Vec<_>) = choice.parameters.iter().partition(|text| is_of_one(text));
        of_all.into_iter().chain(of_one).try_for_each(|text| plan.choose(text))?;
        Ok(plan)
    }

    /// The only rule of a file, or the one of this name in a folder, with values for its parameters.
    pub fn one(pack: &Path, name: Option<&str>, parameters: &[String]) -> Result<Planned, Failure> {
        let choice = Choice {
            rules: name.map(str::to_owned).into_iter().collect(),
            parameters: parameters.to_vec(),
            ..Choice::default()
        };
        let plan = Plan::read(&[pack.to_owned()], &choice)?;
        plan.problems.iter().for_each(|p| eprintln!("pack: {}", printable(p)));
        match <[Planned; 1]>::try_from(plan.rules) {
            Ok([one]) => Ok(one),
            Err(rules) => Err(Failure::plain(format!("{} rules are there; --rule NAME says which", rules.len()))),
        }
    }

    /// Gives a value to the rules that have the parameter; a value that nobody takes is a mistake.
    fn choose(&mut self, text: &str) -> Result<(), Failure> {
        let wrong = |why: &str| Failure::plain(format!("--param {text}: {why}"));
        let (target, value) = text.split_once('=').ok_or_else(|| wrong("NAME=VALUE or RULE.NAME=VALUE is wanted"))?;
        let (rule, name) = target.rsplit_once('.').map_or((None, target), |(rule, name)| (Some(rule), name));
        let mut taken = false;
        for planned in self.rules.iter_mut().filter(|p| rule.is_none_or(|r| is_called(&p.rule, r))) {
            if planned.rule.overlay.parameters.iter().any(|own| own.name == name) {
                planned.parameters.retain(|(known, _)| known != name);
                planned.parameters.push((name.to_owned(), Value::from(value)));
                taken = true;
            }
        }
        if taken {
            Ok(())
        } else {
            Err(wrong("no rule that runs has this parameter; `parameters` in the overlay of a rule declares it"))
        }
    }
}

/// What the command line asks for.
struct Wanted<'a> {
    choice: &'a Choice,
    severity: Option<Severity>,
}

impl Wanted<'_> {
    fn of(choice: &Choice) -> Result<Wanted<'_>, Failure> {
        let severity = choice.severity.as_deref().map(|name| {
            let unknown = || Failure::plain(format!("--severity {name}: informational, low, medium or high is wanted"));
            Severity::from_name(name).ok_or_else(unknown)
        });
        Ok(Wanted { choice, severity: severity.transpose()? })
    }

    fn is(&self, rule: &Rule, about: &About) -> bool {
        let any = |wanted: &[String], is: &dyn Fn(&str) -> bool| wanted.is_empty() || wanted.iter().any(|w| is(w));
        let same = |own: &str, wanted: &str| own.eq_ignore_ascii_case(wanted);
        let has_tag =
            |tag: &str| rule.all_tags().iter().any(|own| same(own, tag)) || about.tags.iter().any(|own| same(own, tag));
        any(&self.choice.rules, &|name| is_called(rule, name))
            && self.severity.is_none_or(|least| rule.severity().is_some_and(|own| own >= least))
            && any(&self.choice.tags, &has_tag)
            && any(&self.choice.techniques, &|t| rule.techniques().iter().any(|own| is_technique(own, t)))
            && any(&self.choice.tactics, &|t| rule.tactics().iter().any(|own| same(&plain(own), &plain(t))))
    }
}

/// Its id, its name, its path in the pack, or its file's name with or without the ending.
pub fn is_called(rule: &Rule, name: &str) -> bool {
    let file = rule.path.rsplit('/').next().unwrap_or(&rule.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    [rule.id.as_str(), &rule.name, &rule.path, file, stem].iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// `T1566` means `T1566.002` too.
fn is_technique(own: &str, wanted: &str) -> bool {
    let (own, wanted) = (own.to_ascii_uppercase(), wanted.to_ascii_uppercase());
    own == wanted || own.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('.'))
}

/// `Initial Access`, `initial-access` and `InitialAccess` are one tactic.
fn plain(tactic: &str) -> String {
    tactic.chars().filter(|c| c.is_ascii_alphanumeric()).collect()
}
