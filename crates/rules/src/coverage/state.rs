//! How far a rule has come on its way to covering a technique.

/// What is known of a rule. Where nobody has looked, it is unknown, which is never good enough.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleState {
    pub tests: Tests,
    pub data: Data,
    pub ran: Ran,
    /// Why, where a word does not say it: `needs UrlClickEvents: no data`.
    pub why: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tests {
    /// All pass, and one of them shows that the rule finds what it should.
    Passing,
    /// All pass, but none of them must hit: a rule that never finds anything would pass them too.
    NeverHitting,
    Failing,
    /// The rule has none.
    None,
    /// Nobody has run them.
    #[default]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Data {
    /// Every table that the rule reads, and every column that it names, is there and filled.
    Full,
    /// Some are missing or empty.
    Degraded,
    /// No table that it reads has data.
    Missing,
    #[default]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ran {
    /// And could be judged.
    Yes,
    No,
    #[default]
    Unknown,
}

/// The state of a rule, and of a technique by its furthest rule; from nothing to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// No rule.
    None,
    /// Rules, but none whose tests pass.
    MappedOnly,
    /// Tests pass; no table that it reads has data.
    DataMissing,
    /// Tests pass; some table or column is missing or empty.
    Degraded,
    /// Tests pass; nobody has looked at the data.
    Tested,
    /// Tests pass and the data are there; the rule did not run, or could not be judged.
    NotRun,
    Covered,
}

impl RuleState {
    pub fn state(&self) -> State {
        match (self.tests, self.data, self.ran) {
            (Tests::Passing, Data::Full, Ran::Yes) => State::Covered,
            (Tests::Passing, Data::Full, _) => State::NotRun,
            (Tests::Passing, Data::Unknown, _) => State::Tested,
            (Tests::Passing, Data::Degraded, _) => State::Degraded,
            (Tests::Passing, Data::Missing, _) => State::DataMissing,
            _ => State::MappedOnly,
        }
    }

    /// What is missing for covering: everything, not only the first step.
    pub fn lacks(&self) -> Vec<String> {
        let tests = match self.tests {
            Tests::Passing => None,
            Tests::NeverHitting => Some("no test must hit"),
            Tests::Failing => Some("a test fails"),
            Tests::None => Some("no tests"),
            Tests::Unknown => Some("its tests were not run"),
        };
        let data = match self.data {
            Data::Full => None,
            Data::Degraded => Some("some of its data are missing or empty"),
            Data::Missing => Some("its data are missing"),
            Data::Unknown => Some("data unknown"),
        };
        let ran = match self.ran {
            Ran::Yes => None,
            Ran::No => Some("did not run, or could not be judged"),
            Ran::Unknown => Some("no run known"),
        };
        [tests, data, ran].into_iter().flatten().map(str::to_owned).chain(self.why.iter().cloned()).collect()
    }
}

impl State {
    /// From the best to the worst.
    pub const ALL: [State; 7] = [
        State::Covered,
        State::NotRun,
        State::Tested,
        State::Degraded,
        State::DataMissing,
        State::MappedOnly,
        State::None,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            State::Covered => "covered",
            State::NotRun => "not run",
            State::Tested => "tested",
            State::Degraded => "degraded",
            State::DataMissing => "data missing",
            State::MappedOnly => "mapped only",
            State::None => "none",
        }
    }

    /// One sign each, so that nobody has to tell colours apart.
    pub const fn mark(self) -> &'static str {
        match self {
            State::Covered => "●",
            State::NotRun => "◕",
            State::Tested => "◑",
            State::Degraded => "◔",
            State::DataMissing => "⊘",
            State::MappedOnly => "○",
            State::None => "·",
        }
    }

    pub const fn meaning(self) -> &'static str {
        match self {
            State::Covered => "a rule has passing tests and all its data, and it ran",
            State::NotRun => "a rule has passing tests and all its data; it did not run, or could not be judged",
            State::Tested => "a rule has passing tests; nobody has looked at its data",
            State::Degraded => "a rule has passing tests; some tables or columns that it needs are missing or empty",
            State::DataMissing => "a rule has passing tests; no table that it reads has data",
            State::MappedOnly => "a rule names it, and has no passing tests",
            State::None => "no rule names it",
        }
    }

    /// For a gradient: 0 is nothing, 100 covered.
    pub const fn score(self) -> u32 {
        match self {
            State::Covered => 100,
            State::NotRun => 75,
            State::Tested => 50,
            State::Degraded => 40,
            State::DataMissing => 25,
            State::MappedOnly => 10,
            State::None => 0,
        }
    }

    /// A colour that can be told from the others also where red and green look alike.
    pub const fn color(self) -> &'static str {
        match self {
            State::Covered => "#1a9850",
            State::NotRun => "#91cf60",
            State::Tested => "#d9ef8b",
            State::Degraded => "#fee08b",
            State::DataMissing => "#fdae61",
            State::MappedOnly => "#c7c7e2",
            State::None => "#ffffff",
        }
    }
}
