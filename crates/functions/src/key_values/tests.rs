use super::*;

fn pairs(keys: &[&str], options: Options, text: &str) -> Result<Vec<String>, String> {
    let wanted = keys.iter().map(|k| ((*k).to_owned(), Type::String)).collect();
    let parser = KeyValues::new(wanted, options).map_err(|e| e.to_string())?;
    let found = parser.find(text).map_err(|e| e.to_string())?;
    Ok(found.into_iter().map(|f| f.unwrap_or_default().into_owned()).collect())
}

fn delimited(pair: &str, kv: &str) -> Options {
    Options { delimiters: Some((pair.to_owned(), kv.to_owned())), ..Options::default() }
}

#[test]
fn pieces_without_a_key_are_passed_over() {
    assert_eq!(pairs(&["a", "b", "c"], delimited(" ", "="), "a=1 x y b= c=3 a=4").unwrap(), ["1", "", "3"]);
    assert_eq!(pairs(&["a b", "c"], delimited(",", ":"), "  a b : x y , c:z").unwrap(), ["x y", "z"]);
}

#[test]
fn greedy_values_go_on_to_the_next_key() {
    let greedy = Options { greedy: true, ..delimited(" ", "=") };
    assert_eq!(pairs(&["a", "b"], greedy.clone(), "a=1 2 3 b=4 5").unwrap(), ["1 2 3", "4 5"]);
    let quoted = Options { quotes: vec![('"', '"')], ..greedy };
    assert_eq!(pairs(&["a", "b c"], quoted, "a=1 2 \"b c\"=4").unwrap(), ["1 2", "4"]);
}

#[test]
fn quotes_hold_delimiters() {
    let options = Options { quotes: vec![('(', ')'), ('"', '"')], escapes: vec!['\\'], ..delimited(" ", "=") };
    let text = r#"a=(1 2) (b c)="x \"y\"" d=(open"#;
    assert_eq!(pairs(&["a", "b c", "d"], options, text).unwrap(), ["1 2", r#"x "y""#, "(open"]);
}

#[test]
fn words_go_in_pairs_without_delimiters() {
    let quoted = Options { quotes: vec![('\'', '\'')], ..Options::default() };
    assert_eq!(pairs(&["Host", "Say"], quoted, "[a b] Host:n1, Say: 'it is'").unwrap(), ["n1", "it is"]);
    assert!(pairs(&["Host"], Options::default(), "x Host:n1").is_err());
}

#[test]
fn a_regex_has_two_groups() {
    let regex = |r: &str| Options { regex: Some(r.to_owned()), ..Options::default() };
    assert_eq!(pairs(&["a", "b"], regex(r"(\w+)->(\w+)"), "a->1; b->2").unwrap(), ["1", "2"]);
    assert!(pairs(&["a"], regex(r"(\w+)"), "").is_err());
}

#[test]
fn hostile_texts_take_one_pass() {
    let options = Options { quotes: vec![('(', ')')], greedy: true, ..delimited(",", "=") };
    for text in [",".repeat(200_000), "=".repeat(200_000), "(=,".repeat(100_000), "(,".repeat(100_000)] {
        pairs(&["a"], options.clone(), &text).unwrap();
        pairs(&["a"], Options { delimiters: None, greedy: false, ..options.clone() }, &text).unwrap();
    }
}
