//! What must hold for any texts, whichever groups are found.

use super::*;
use proptest::prelude::*;

fn column(texts: &[String]) -> Column {
    let values: Vec<Value> = texts.iter().cloned().map(Value::String).collect();
    Column::new(Type::String, array_of(Type::String, &values))
}

/// Pattern, count, representative.
fn reduced(texts: &[String], threshold: f64, characters: Option<&str>) -> Vec<(String, u64, String)> {
    let separators = characters.map_or(Separators::NotAlphanumeric, Separators::given);
    let column = column(texts);
    let texts = Texts::new(&column, texts.len()).unwrap();
    let found = groups(&texts, &separators, threshold).unwrap();
    found.into_iter().map(|g| (g.pattern, g.count, g.representative.to_owned())).collect()
}

/// Whether a text is what a pattern says, `*` standing for any characters.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

fn row(pattern: &str, count: u64, representative: &str) -> (String, u64, String) {
    (pattern.to_owned(), count, representative.to_owned())
}

fn texts(of: &[&str]) -> Vec<String> {
    of.iter().map(|s| (*s).to_owned()).collect()
}

#[test]
fn a_smaller_threshold_makes_fewer_groups() {
    // Ten texts, of 91 to 100 rows each.
    let rows: Vec<String> = (0..10).flat_map(|x| vec![format!("NodeQ{x}"); 91 + x]).collect();
    assert_eq!(reduced(&rows, 0.001, Some("Q")), [row("Node*", 955, "NodeQ9")]);
    let many = reduced(&rows, 0.9, Some("Q"));
    assert_eq!(many.len(), 9);
    assert_eq!(many[0], row("Node*", 183, "NodeQ1"), "the two smallest are one");
    assert!(many.iter().all(|(pattern, ..)| pattern == "Node*"));
    assert_eq!(many.iter().map(|(_, count, _)| count).sum::<u64>(), 955);
}

#[test]
fn rare_texts_of_one_pattern_share_a_group() {
    let rows: Vec<String> = (0..1_000).map(|x| format!("host-{x} is up")).collect();
    assert_eq!(reduced(&rows, 0.1, None), [row("host-* is up", 1_000, "host-0 is up")]);
}

#[test]
fn texts_of_one_rare_term_are_others() {
    let rows: Vec<String> = (1..=10).map(|x| format!("barQ{x}")).collect();
    assert_eq!(reduced(&rows, 0.1, None), [row("others", 10, "")]);
    assert_eq!(reduced(&rows, 0.1, Some("Q")), [row("bar*", 10, "barQ1")]);
}

#[test]
fn patterns_keep_what_all_texts_have() {
    let rows = texts(&[
        "user ann signed in from 10.0.0.1",
        "user bob signed in from 10.0.0.2",
        "user cid signed in from 10.0.7.1",
        "disk full",
        "disk full",
    ]);
    assert_eq!(
        reduced(&rows, 0.4, None),
        [row("user * signed in from 10.0.*", 3, "user ann signed in from 10.0.0.1"), row("disk full", 2, "disk full")]
    );
    // Texts of different lengths, and of different separators.
    assert_eq!(reduced(&texts(&["San Juan Bautista", "San Jose"]), 0.1, None), [row("San *", 2, "San Jose")]);
    assert_eq!(reduced(&texts(&["San", "San Jose"]), 0.1, None), [row("San*", 2, "San")]);
    assert_eq!(reduced(&texts(&["a-b!", "a_b!"]), 0.1, None), [row("a*b!", 2, "a-b!")]);
    assert_eq!(reduced(&texts(&["1 -on- 2", "3 -on- 4"]), 0.1, None), [row("* -on- *", 2, "1 -on- 2")]);
}

#[test]
fn one_text_is_its_own_pattern() {
    assert_eq!(reduced(&texts(&["(a) b."]), 0.1, None), [row("(a) b.", 1, "(a) b.")]);
    assert_eq!(reduced(&texts(&["", ""]), 0.1, None), [row("others", 2, "")]);
    assert_eq!(reduced(&[], 0.1, None), []);
}

#[test]
fn long_texts_without_an_end_of_common_terms_are_quick() {
    let long = |last: &str| format!("{}{last}", "ab ".repeat(200_000));
    let found = reduced(&[long("x y"), long("x z"), long("w")], 0.1, None);
    assert_eq!(found.iter().map(|(_, count, _)| count).sum::<u64>(), 3);
}

#[test]
fn too_many_terms_are_refused() {
    let column = column(&texts(&["a b", "c d e"]));
    let texts = Texts::new(&column, 2).unwrap();
    let frequent = |most| Frequent::new(&texts, &Separators::NotAlphanumeric, 0.1, most);
    assert!(frequent(5).is_ok());
    let refused = frequent(4).err().unwrap();
    assert!(refused.message.contains("more than 4 terms"), "{refused}");
}

proptest! {
    #[test]
    fn each_row_is_in_one_group_that_it_matches(
        rows in proptest::collection::vec("([ab]{1,2}[ -]{0,2}|é|x[0-9] ){0,5}", 0..40),
        threshold in 0.0..=1.0f64,
        characters in proptest::option::of("[ b-]{0,2}"),
    ) {
        let characters = characters.as_deref();
        let separators = characters.map_or(Separators::NotAlphanumeric, Separators::given);
        let column = column(&rows);
        let texts = Texts::new(&column, rows.len()).unwrap();
        let found = groups(&texts, &separators, threshold).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for group in &found {
            prop_assert!(group.texts.iter().all(|text| seen.insert(*text)), "a text is in two groups");
            prop_assert_eq!(group.texts.iter().map(|text| texts.count(*text)).sum::<u64>(), group.count);
            if group.pattern == OTHERS {
                prop_assert_eq!(group.representative, "");
                continue;
            }
            for text in &group.texts {
                prop_assert!(matches(&group.pattern, texts.text(*text)), "{} {}", group.pattern, texts.text(*text));
            }
            prop_assert!(group.texts.iter().any(|text| texts.text(*text) == group.representative));
            // Some term of each pattern is in so many rows.
            let places: Vec<Vec<&str>> = rows.iter()
                .map(|row| separators.terms(row).map(|term| &row[term]).collect())
                .collect();
            let own: Vec<&str> = separators.terms(group.representative).map(|t| &group.representative[t]).collect();
            let most = (0..own.len()).map(|i| places.iter().filter(|row| row.get(i) == Some(&own[i])).count()).max();
            prop_assert!(most.unwrap() as f64 / rows.len() as f64 >= threshold);
        }
        prop_assert_eq!(found.iter().map(|group| group.count).sum::<u64>(), rows.len() as u64);
        prop_assert_eq!(seen.len(), texts.texts.len());
    }

    #[test]
    fn the_order_of_rows_decides_nothing(
        rows in proptest::collection::vec("([ab]{1,2}[ -]){0,3}", 0..30),
        threshold in 0.0..=1.0f64,
    ) {
        let mut turned = rows.clone();
        turned.reverse();
        prop_assert_eq!(reduced(&rows, threshold, None), reduced(&turned, threshold, None));
    }

    #[test]
    fn each_kept_row_has_the_pattern_of_its_group(rows in proptest::collection::vec("[ab]( [ab]){0,2}", 1..30)) {
        let column = column(&rows);
        let texts = Texts::new(&column, rows.len()).unwrap();
        let found = groups(&texts, &Separators::NotAlphanumeric, 0.2).unwrap();
        let kept = source(&texts, &found).unwrap();
        let patterns = Column::new(Type::String, kept.columns[0].clone());
        for (i, text) in rows.iter().enumerate() {
            let group = found.iter().find(|g| g.texts.iter().any(|t| texts.text(*t) == text)).unwrap();
            prop_assert_eq!(patterns.strings().value(i), &group.pattern);
        }
    }
}
