use crate::lint::check::{Check, Example, Level, Run};
use crate::lint::finding::Draft;
use crate::lint::subject::Subject;
use lurcher_syntax::ast::OperatorKind;

pub const CHECK: Check = Check {
    code: "LNT016",
    name: "deprecated-name",
    level: Level::Warning,
    finds: "Functions, operators, tables and columns under names that were given up.",
    why: "An old name may be gone tomorrow, and some mean less than the new one: `mvexpand`, `makeset` and `makelist` stop at 128 values.",
    remedy: "Use the new name, and see that the result is still what you mean.",
    found: Example::new(&[("r.kql", "EmailEvents | summarize makeset(Subject) by SenderFromAddress")]),
    not_found: Example::new(&[("r.kql", "EmailEvents | summarize make_set(Subject) by SenderFromAddress")]),
    run: Run::Rule(run),
};

/// Functions, and whether the new name gives the same answer with the same arguments.
const FUNCTIONS: &[(&str, &str, bool)] = &[
    ("makeset", "make_set", false),
    ("makelist", "make_list", false),
    ("makeset_if", "make_set_if", false),
    ("makelist_if", "make_list_if", false),
    ("any", "take_any", false),
    ("anyif", "take_anyif", false),
    ("argmax", "arg_max", false),
    ("argmin", "arg_min", false),
    ("make_dictionary", "make_bag", false),
    ("replace", "replace_regex", false),
    ("parsejson", "parse_json", true),
    ("base64_decodestring", "base64_decode_tostring", true),
    ("base64_encodestring", "base64_encode_tostring", true),
    ("pack", "bag_pack", true),
    ("pack_dictionary", "bag_pack", true),
    ("notempty", "isnotempty", true),
    ("notnull", "isnotnull", true),
];

const TABLES: &[(&str, &str)] = &[
    ("AADSignInEventsBeta", "EntraIdSignInEvents"),
    ("AADSpnSignInEventsBeta", "EntraIdSpnSignInEvents"),
    ("AppFileEvents", "CloudAppEvents"),
    ("AlertEvents", "AlertInfo and AlertEvidence"),
    ("MiscEvents", "DeviceEvents"),
    ("ProcessCreationEvents", "DeviceProcessEvents"),
    ("NetworkCommunicationEvents", "DeviceNetworkEvents"),
    ("FileCreationEvents", "DeviceFileEvents"),
    ("RegistryEvents", "DeviceRegistryEvents"),
    ("LogonEvents", "DeviceLogonEvents"),
    ("ImageLoadEvents", "DeviceImageLoadEvents"),
    ("MachineInfo", "DeviceInfo"),
    ("MachineNetworkInfo", "DeviceNetworkInfo"),
];

const COLUMNS: &[(&str, &str)] = &[
    ("PhishFilterVerdict", "ThreatTypes"),
    ("MalwareFilterVerdict", "ThreatTypes"),
    ("PhishDetectionMethod", "DetectionMethods"),
    ("MalwareDetectionMethod", "DetectionMethods"),
    ("FinalEmailAction", "EmailAction"),
    ("FinalEmailActionPolicy", "EmailActionPolicy"),
    ("FinalEmailActionPolicyGuid", "EmailActionPolicyGuid"),
];

fn run(subject: &Subject) -> Vec<Draft> {
    let own: Vec<&str> = subject.tree.lets.iter().map(|(name, _)| name.text.as_str()).collect();
    let mut drafts = Vec::new();
    for call in subject.tree.calls().filter(|call| !own.contains(&call.name.text.as_str())) {
        let found = FUNCTIONS.iter().find(|(old, _, _)| *old == call.name.text);
        if let Some((old, new, same)) = found {
            let draft = Draft::at(call.name.span, format!("`{old}` is an old name of `{new}`"));
            drafts.push(match *old {
                _ if *same => draft.safe_fix(call.name.span, *new),
                "replace" => draft.help("it takes the text first: `replace_regex(text, pattern, with)`"),
                _ => draft,
            });
        }
    }
    for operator in &subject.tree.operators {
        if matches!(&operator.kind, OperatorKind::MvExpand(expand) if expand.legacy) {
            let message = "`mvexpand` is the old operator, which stops at 128 values of a row";
            drafts.push(Draft::at(operator.keyword, message).help("write `mv-expand`"));
        }
    }
    for name in subject.tree.names().filter(|name| !own.contains(&name.text.as_str())) {
        let found = TABLES.iter().chain(COLUMNS).find(|(old, _)| *old == name.text);
        if let Some((old, new)) = found {
            drafts.push(Draft::at(name.span, format!("`{old}` was given up for {new}")));
        }
    }
    drafts
}
