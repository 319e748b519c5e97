use crate::lint::check::{Check, Example, Level, Run};

pub const CHECK: Check = Check {
    code: "LNT050",
    name: "allowance-unused",
    level: Level::Warning,
    finds: "`// lurcher: allow …` or `lint:` where nothing is found any more, or without a reason.",
    why: "It would hide the next finding, which nobody has looked at.",
    remedy: "Take it out, or write why the finding is meant so.",
    found: Example::new(&[(
        "r.kql",
        "EmailEvents // lurcher: allow LNT010 one mail is enough\n| where Timestamp > ago(1d)",
    )]),
    not_found: Example::new(&[(
        "r.kql",
        "EmailEvents | where Timestamp > ago(1d)\n// lurcher: allow LNT010 one mail is enough\n| join EmailUrlInfo on NetworkMessageId",
    )]),
    run: Run::Allowances,
};
