use super::*;

fn embedded() -> &'static Attack {
    Attack::embedded()
}

#[test]
fn every_line_of_the_table_is_read() {
    let lines = include_str!("../../data/attack/enterprise.tsv").lines();
    let of = |kind: &str| lines.clone().filter(|line| line.starts_with(kind)).count();
    assert_eq!((of("tactic\t"), of("technique\t")), (embedded().tactics.len(), embedded().techniques().count()));
    assert!(embedded().version.split('.').all(|part| part.parse::<u32>().is_ok()), "{}", embedded().version);
    assert!(embedded().techniques().count() > 800);
}

#[test]
fn ids_are_well_formed_parents_exist_and_living_techniques_have_tactics() {
    let living = |id: &str| embedded().technique(id).is_some_and(Technique::is_living);
    for technique in embedded().techniques() {
        let id = &technique.id;
        assert!(is_well_formed(id) && !technique.name.trim().is_empty(), "{id}");
        assert!(technique.tactics.iter().all(|t| *t < embedded().tactics.len()), "{id}");
        if technique.is_living() {
            assert!(!technique.tactics.is_empty(), "{id} has no tactic");
            assert!(technique.parent().is_none_or(living), "{id} has no living parent");
        }
    }
}

#[test]
fn forward_maps_end_at_a_living_id() {
    let mut moved = 0;
    for technique in embedded().techniques() {
        match (&technique.standing, embedded().find(&technique.id)) {
            (Standing::Living, Found::Living(found)) => assert_eq!(found, technique),
            (Standing::RevokedBy(_), Found::Replaced { retired, by }) => {
                assert!(retired == technique && by.is_living(), "{}", technique.id);
                moved += 1;
            }
            (Standing::Deprecated, Found::Gone(found)) => assert_eq!(found, technique),
            (standing, found) => panic!("{}: {standing:?} and {found:?}", technique.id),
        }
    }
    assert!(moved > 100, "{moved}");
}

#[test]
fn tactics_stand_in_the_order_of_the_matrix_and_are_found_by_any_of_their_names() {
    let names: Vec<String> = embedded().tactics.iter().map(Tactic::rule_name).collect();
    let position = |name: &str| names.iter().position(|n| n == name).unwrap();
    assert!(position("Reconnaissance") < position("InitialAccess") && position("Exfiltration") < position("Impact"));
    for (at, tactic) in embedded().tactics.iter().enumerate() {
        for name in [&tactic.id, &tactic.short_name, &tactic.name, &tactic.rule_name()] {
            assert_eq!(embedded().tactic(name), Some(at), "{name}");
        }
    }
    for other in ["InhibitResponseFunction", "ImpairProcessControl", "PreAttack", "Evasion"] {
        assert!(embedded().is_tactic(other) && embedded().tactic(other).is_none(), "{other}");
    }
    assert!(!embedded().is_tactic("Social Engineering") && !embedded().is_tactic(""));
}

fn doubts(tactics: &[&str], techniques: &[&str]) -> Vec<String> {
    let owned = |names: &[&str]| names.iter().map(|n| n.to_string()).collect::<Vec<_>>();
    embedded().doubts(&owned(tactics), &owned(techniques)).into_iter().map(|d| d.message).collect()
}

#[test]
fn doubts_are_exact() {
    assert!(doubts(&["InitialAccess"], &["T1566", "T1566.002", "T0865"]).is_empty());
    assert!(doubts(&["InitialAccess", "Impact"], &["T1566"]).is_empty(), "a tactic may stand alone");
    assert!(doubts(&[], &["T1566"]).is_empty());
    for (tactic, technique, words) in [
        ("InitialAccess", "T15", "is no technique: an id such as"),
        ("InitialAccess", "T9999", "`T9999` is no technique of ATT&CK Enterprise 18.1"),
        ("Execution", "T1086", "`T1086` (PowerShell) is retired in ATT&CK Enterprise 18.1; T1059.001 (PowerShell) has"),
        ("CommandAndControl", "T1043", "nothing has taken its place"),
        (
            "InitialAccess",
            "T1114",
            "`T1114` (Email Collection) is a technique of Collection, and the rule names Initial",
        ),
        ("Phishing", "T1566", "`Phishing` is no tactic of ATT&CK Enterprise 18.1"),
    ] {
        let found = doubts(&[tactic], &[technique]);
        assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
    }
}

/// Two tactics, a technique that lives, one that was replaced twice over, one that was dropped.
const BUNDLE: &str = r#"{"type": "bundle", "objects": [
  {"type": "x-mitre-collection", "id": "c", "x_mitre_version": "99.1", "x_mitre_contents": [{"object_ref": "a"}]},
  {"type": "x-mitre-matrix", "id": "m", "tactic_refs": ["t2", "t1"],
   "external_references": [{"source_name": "mitre-attack", "external_id": "enterprise-attack"}]},
  {"type": "x-mitre-tactic", "id": "t1", "name": "Late", "x_mitre_shortname": "late",
   "external_references": [{"source_name": "mitre-attack", "external_id": "TA0002"}]},
  {"type": "x-mitre-tactic", "id": "t2", "name": "Early Doings", "x_mitre_shortname": "early-doings",
   "external_references": [{"source_name": "mitre-attack", "external_id": "TA0001"}]},
  {"type": "attack-pattern", "id": "a", "name": "New", "description": "long",
   "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "late"},
                         {"kill_chain_name": "mitre-attack", "phase_name": "early-doings"}],
   "external_references": [{"source_name": "capec", "external_id": "CAPEC-1"},
                           {"source_name": "mitre-attack", "external_id": "T1003"}]},
  {"type": "attack-pattern", "id": "b", "name": "Old", "revoked": true,
   "external_references": [{"source_name": "mitre-attack", "external_id": "T1002"}]},
  {"type": "attack-pattern", "id": "d", "name": "Older", "revoked": true,
   "external_references": [{"source_name": "mitre-attack", "external_id": "T1001"}]},
  {"type": "attack-pattern", "id": "e", "name": "Dropped", "x_mitre_deprecated": true,
   "external_references": [{"source_name": "mitre-attack", "external_id": "T1004"}]},
  {"type": "relationship", "id": "r", "relationship_type": "revoked-by", "source_ref": "b", "target_ref": "a"},
  {"type": "relationship", "id": "s", "relationship_type": "revoked-by", "source_ref": "d", "target_ref": "b"}
]}"#;

#[test]
fn a_bundle_takes_the_place_of_the_table() {
    let attack = Attack::from_stix(BUNDLE.as_bytes()).unwrap();
    assert_eq!(attack.label(), "ATT&CK Enterprise 99.1");
    assert_eq!(attack.tactics.iter().map(Tactic::rule_name).collect::<Vec<_>>(), ["EarlyDoings", "Late"]);
    assert_eq!(attack.technique("t1003").map(|t| t.tactics.as_slice()), Some([0, 1].as_slice()));
    let Found::Replaced { retired, by } = attack.find("T1001") else { panic!("{:?}", attack.find("T1001")) };
    assert_eq!((retired.name.as_str(), by.name.as_str()), ("Older", "New"));
    assert!(matches!(attack.find("T1004"), Found::Gone(_)) && attack.find("T1566") == Found::Unknown);
}

#[test]
fn a_wrong_bundle_is_refused_with_the_reason() {
    let circle = BUNDLE.replace(r#""source_ref": "b", "target_ref": "a""#, r#""source_ref": "b", "target_ref": "d""#);
    let many = format!(r#"{{"objects": [{}]}}"#, vec!["{}"; 2_000].join(","));
    let long = BUNDLE.replace(r#"["t2", "t1"]"#, &format!("[{}]", vec![r#""t1""#; 2_000].join(",")));
    for (bundle, words) in [
        ("[1]".to_owned(), "no STIX bundle"),
        (circle, "T1001 was moved in a circle, or more than 16 times (limit MAX_MOVES)"),
        (BUNDLE.replace("\"name\": \"Old\"", "\"description\": \"Old\""), "T1002 has no name"),
        (BUNDLE.replace("\"Older\"", &format!("\"{}\"", "x".repeat(5_000))), "T1001 has a name of 5000 bytes"),
        (BUNDLE.replace("99.1", &"9".repeat(300)), "the release has a name of 300 bytes (limit MAX_ATTACK_NAME_BYTES"),
        (many, "missing field `type`"),
        (long, "MAX_ATTACK_LIST"),
        (BUNDLE.replace("enterprise-attack", "ics-attack"), "no matrix `enterprise-attack`"),
        (BUNDLE.replace(r#"["t2", "t1"]"#, r#"["t3"]"#), "the matrix names t3"),
        (BUNDLE.replace("T1002", "T1001"), "T1001 is there twice"),
        (BUNDLE.replace("T1002", "T1"), "no ATT&CK id such as"),
    ] {
        let refused = Attack::from_stix(bundle.as_bytes()).unwrap_err();
        assert!(refused.contains(words), "{words}: {refused}");
    }
    assert!(
        Attack::load(std::path::Path::new("/nowhere/bundle.json")).unwrap_err().starts_with("/nowhere/bundle.json")
    );
}

/// Each name of the public rules is known, or the reader of the pack is told.
#[test]
fn public_rules_name_what_is_known_or_are_warned_of() {
    let shared = std::env::var_os("LURCHER_SHARED").map(std::path::PathBuf::from);
    let shared = shared.unwrap_or_else(|| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let folder = shared.join("rules/azure-sentinel-email");
    if !folder.exists() {
        println!("skipped: {} is not there", folder.display());
        return;
    }
    let pack = crate::load_pack(&folder);
    let (mut known, mut warned) = (0, 0);
    for rule in &pack.rules {
        let told = |name: &str| {
            let warning = |p: &&crate::Problem| p.code == crate::ProblemCode::Attack && p.path == rule.path;
            pack.problems.iter().filter(warning).any(|p| p.message.contains(&format!("`{name}`")))
        };
        for (name, is_known) in rule
            .tactics
            .iter()
            .map(|t| (t, embedded().is_tactic(t)))
            .chain(rule.techniques.iter().map(|t| (t, matches!(embedded().find(t), Found::Living(_)))))
        {
            assert!(is_known || told(name), "{}: {name}", rule.path);
            known += usize::from(is_known);
            warned += usize::from(!is_known);
        }
    }
    println!("{known} names known, {warned} warned of");
    assert!(known > 100 && warned > 0);
}
