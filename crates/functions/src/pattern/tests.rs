use super::literals::Literals;
use super::regexes::Regexes;
use super::{Mode, Part, Pattern, PatternError};
use lurcher_columnar::{Column, array_of, value_at};
use lurcher_testkit::Chance;
use lurcher_types::{Type, Value, time};

/// `*`, `'text'`, `name` and `name:type`, with two blanks or more between them.
fn parts(pattern: &str) -> Vec<Part> {
    pattern
        .split("  ")
        .filter(|p| !p.is_empty())
        .map(|p| match p.strip_prefix('\'').and_then(|p| p.strip_suffix('\'')) {
            _ if p == "*" => Part::Skip,
            Some(text) => Part::Text(text.to_owned()),
            None => {
                let (name, t) = p.split_once(':').unwrap_or((p, "string"));
                Part::Column { name: name.to_owned(), kql_type: Type::from_name(t).unwrap() }
            }
        })
        .collect()
}

fn compiled(pattern: &str, mode: Mode, flags: &str) -> Result<Pattern, PatternError> {
    Pattern::compile(&parts(pattern), mode, flags)
}

fn run(pattern: &str, mode: Mode, flags: &str, text: &str) -> Option<Vec<Value>> {
    compiled(pattern, mode, flags).unwrap().apply(text)
}

fn simple(pattern: &str, text: &str) -> Option<Vec<Value>> {
    run(pattern, Mode::Simple, "", text)
}

fn regex(pattern: &str, flags: &str, text: &str) -> Option<Vec<Value>> {
    run(pattern, Mode::Regex, flags, text)
}

fn s(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn n(number: i64) -> Value {
    Value::Long(number)
}

const EVENT: &str =
    "Event: Release (name=Alpha, total=27, slice=15, lock=02/17/2016 08:40:01, done=02/17/2016 08:41:00)";

#[test]
fn simple_mode_takes_as_little_as_it_can_and_all_of_the_text() {
    assert_eq!(simple("'a'  v  'c'", "aXcYc"), Some(vec![s("XcY")]));
    assert_eq!(simple("'a'  v  'c'", "aXcYc\n"), None);
    assert_eq!(simple("'a'  v  'c'", "xaXc"), None);
    assert_eq!(simple("*  'a'  v  'c'  *", "xaXcYc"), Some(vec![s("X")]));
    assert_eq!(simple("*  'a'  v", "xa1a2"), Some(vec![s("1a2")]));
    assert_eq!(simple("v  '-'  w", "1-2-3"), Some(vec![s("1"), s("2-3")]));
    assert_eq!(simple("v", "all"), Some(vec![s("all")]));
    assert_eq!(simple("'a'", "a"), Some(vec![]));
    assert_eq!(simple("'a'", "ab"), None);
    assert_eq!(simple("'ab'  v  'bc'", "abc"), None);
    assert_eq!(simple("*  'é='  v  ';'  *", "ü é=ß\n2; x"), Some(vec![s("ß\n2")]));
    let when = time::parse_datetime("2016-02-17 08:41:00").map(Value::Datetime).unwrap();
    assert_eq!(
        simple(
            "*  'name='  name  ', total='  total:long  *  'slice='  slice:long  *  'done='  done:date  ')'  *",
            EVENT
        ),
        Some(vec![s("Alpha"), n(27), n(15), when])
    );
}

#[test]
fn one_failed_conversion_fails_the_row_in_simple_mode() {
    let text = "a=x;b=2;c=3";
    assert_eq!(simple("'a='  a:long  ';b='  b:long  ';'  *", text), None);
    assert_eq!(
        run("'a='  a:long  ';b='  b:long  ';'  *", Mode::Relaxed, "", text),
        Some(vec![Value::Null(Type::Long), n(2)])
    );
    assert_eq!(run("'z='  a:long  ';'  *", Mode::Relaxed, "", text), None);
    assert_eq!(simple("'a='  a:long  ';'", "a=;"), None, "an empty capture is no number");
    assert_eq!(simple("'a='  a:long", "a=1.5"), None);
    assert_eq!(simple("'a='  a:bool", "a=yes"), None);
}

#[test]
fn a_typed_column_before_a_star_has_a_shape() {
    assert_eq!(simple("*  'n='  v:long  *  'z'", "n=x n= -5;z"), Some(vec![n(-5)]));
    assert_eq!(simple("'n='  v:long  *  'm='  w:long  *", "n=27x m=3"), Some(vec![n(27), n(3)]));
    assert_eq!(simple("'n='  v:long", "n=27x"), None);
    assert_eq!(simple("'n='  v:real  *", "n=1e3abc"), Some(vec![Value::Real(1.0)]));
    assert_eq!(simple("'n='  v:real  *", "n=.5x"), Some(vec![Value::Real(0.5)]));
    assert_eq!(simple("'n='  v:bool  *", "n=True!"), Some(vec![Value::Bool(true)]));
    assert_eq!(simple("'n='  v:bool  *", "n=2!"), Some(vec![Value::Bool(true)]));
    let guid = "{74be27de-1e4e-49d9-b579-fe0b331d3642} x";
    assert!(simple("'g='  v:guid  *", &format!("g={guid}")).is_some());
    // A star at the end makes the shape optional.
    assert_eq!(simple("'n='  v:long  *", "n=x"), None);
    assert_eq!(run("'n='  v:long  *", Mode::Relaxed, "", "n=x"), Some(vec![Value::Null(Type::Long)]));
}

#[test]
fn regex_mode_is_unanchored_greedy_and_shaped() {
    assert_eq!(
        regex("*  'name='  v  ','  *", "", EVENT),
        Some(vec![s("Alpha, total=27, slice=15, lock=02/17/2016 08:40:01")])
    );
    assert_eq!(regex("*  'NAME='  v  ','  *", "Ui", EVENT), Some(vec![s("Alpha")]));
    assert_eq!(regex("*  'NAME='  v  ','  *", "", EVENT), None);
    assert_eq!(regex("'n='  v:long", "", "xn=27x"), Some(vec![n(27)]));
    assert_eq!(regex("'n='  v:bool", "", "n=1"), None);
    assert_eq!(regex("'n='  v:real", "", "n=.5"), None);
    assert_eq!(regex(r"'(a)(b)?='  v  '(;)'", "", "a=1;"), Some(vec![s("1")]));
    assert_eq!(regex("')'  v", "", "a)b"), Some(vec![s("b")]));
    assert_eq!(regex("'('  v", "", "a(b"), Some(vec![s("b")]));
    assert_eq!(regex("'x|y'  v  ';'", "", "y1;"), Some(vec![s("1")]));
    assert_eq!(regex("'a='  v  'b='  *", "s", "a=1\nb=2"), Some(vec![s("1\n")]));
    assert_eq!(regex("'a='  v  'b='  *", "", "a=1\nb=2"), None);
    let lock = time::parse_datetime("2016-02-17 08:40:01").map(Value::Datetime).unwrap();
    assert_eq!(
        regex("'lock='  v:datetime  '.*?done='  w  '\\)'", "", EVENT),
        Some(vec![lock, s("02/17/2016 08:41:00")])
    );
}

#[test]
fn regexes_between_columns() {
    let pattern = r"'(.*?)[a-zA-Z]*='  name  ', total=\s*\d+\s*.*?slice='  slice:long  '.*?(un)?lock='  lock  '.*?done='  done:date  '\)'";
    let done = time::parse_datetime("2016-02-17 08:41:00").map(Value::Datetime).unwrap();
    assert_eq!(regex(pattern, "", EVENT), Some(vec![s("Alpha"), n(15), s("02/17/2016 08:40:01, "), done]));
}

#[test]
fn any_pattern_and_text_is_survived() {
    let mut chance = Chance::new(4);
    let texts =
        ["", "a", "é", "(", ")", "[", "]", "\\", "a*", "(?i)", "(?P<n>x)", "|", "{1000}", "1", "true", ":", "\n", " "];
    for _ in 0..3_000 {
        let parts: Vec<Part> = (0..chance.below(6))
            .map(|_| match chance.below(3) {
                0 => Part::Skip,
                1 => Part::Text((0..chance.below(3)).map(|_| chance.pick(&texts)).collect()),
                _ => Part::Column { name: "c".to_owned(), kql_type: Type::ALL[chance.below(10)] },
            })
            .collect();
        let (mode, flags) =
            [(Mode::Simple, ""), (Mode::Relaxed, ""), (Mode::Regex, ""), (Mode::Regex, "isU")][chance.below(4)];
        let Ok(pattern) = Pattern::compile(&parts, mode, flags) else { continue };
        for _ in 0..5 {
            let text: String = (0..chance.below(8)).map(|_| chance.pick(&texts)).collect();
            let values = pattern.apply(&text);
            let types = |values: Vec<Value>| values.iter().map(Value::kql_type).collect::<Vec<_>>();
            let declared: Vec<Type> = pattern.columns().iter().map(|(_, t)| *t).collect();
            assert!(values.is_none_or(|v| types(v) == declared), "{parts:?} over {text}");
        }
    }
}

#[test]
fn patterns_that_are_refused() {
    for (pattern, mode, flags, code) in [
        ("''  v", Mode::Simple, "", "SEM0476"),
        ("*  v  'a'", Mode::Simple, "", "SEM0476"),
        ("'a'  v  w", Mode::Simple, "", "SEM0476"),
        ("'a'  v  *", Mode::Simple, "", "SEM0476"),
        ("'a'  v:dynamic  *", Mode::Relaxed, "", "SEM0476"),
        ("'a'  v", Mode::Simple, "i", "SEM0472"),
        ("'a'  v", Mode::Regex, "x", "SEM0472"),
        ("'(?=a)'  v", Mode::Regex, "", "SEM0476"),
        ("'a{5'  v  'b**{'", Mode::Regex, "", "SEM0476"),
        ("'((((a{1000}){1000}){1000}){1000})'  v", Mode::Regex, "", "SEM0476"),
        ("'a'  v:datetime", Mode::Regex, "", "SEM0476"),
        ("'a'  v:timespan  'b'", Mode::Regex, "U", "SEM0476"),
    ] {
        let found = compiled(pattern, mode, flags).map(|_| ()).map_err(|e| e.code);
        assert_eq!(found, Err(code), "{pattern}");
    }
}

#[test]
fn whole_columns() {
    let texts = [s("a=1;b=x"), s("nothing"), s("a=2;b=")];
    let column = Column::new(Type::String, array_of(Type::String, &texts));
    let (matched, columns) = compiled("'a='  a:long  ';b='  b", Mode::Simple, "").unwrap().apply_column(&column, 3);
    assert_eq!(matched.iter().collect::<Vec<_>>(), [Some(true), Some(false), Some(true)]);
    let values = |t: Type, i: usize| (0..3).map(|row| value_at(t, &columns[i], row)).collect::<Vec<_>>();
    assert_eq!(values(Type::Long, 0), [n(1), Value::Null(Type::Long), n(2)]);
    assert_eq!(values(Type::String, 1), [s("x"), s(""), s("")]);
}

#[test]
fn whole_columns_of_strings() {
    let column = Column::new(
        Type::Dynamic,
        array_of(Type::Dynamic, [&Value::Dynamic("\"a=1;b=\"".to_owned()), &Value::Null(Type::Dynamic)]),
    );
    let (matched, columns) = compiled("'a='  a  ';b='  b", Mode::Simple, "").unwrap().apply_column(&column, 2);
    assert_eq!(matched.iter().collect::<Vec<_>>(), [Some(true), Some(false)]);
    let texts: Vec<Value> = (0..2).map(|row| value_at(Type::String, &columns[0], row)).collect();
    assert_eq!(texts, [s("1"), s("")]);
}

/// The search by literals answers as the regular expression does.
#[test]
fn both_ways_of_matching_agree() {
    let patterns = [
        "'a'  v  'b'",
        "*  'a'  v  'b'  *",
        "*  'ab'  v",
        "'a'  v  'b'  *  'a'",
        "*  'a'  *  'b'",
        "*",
        "'a'  *",
        "*  'a'  v  'ab'  w",
    ];
    let alphabet = ['a', 'b', 'é'];
    let texts = (0..3usize.pow(7)).map(|code| {
        let length = code % 8;
        (0..length).map(|i| alphabet[code / 3usize.pow(i as u32) % 3]).collect::<String>()
    });
    let texts: Vec<String> = texts.collect();
    for pattern in patterns {
        let parts = super::joined(&parts(pattern));
        let (literals, regexes) = (Literals::new(&parts).unwrap(), Regexes::from_simple(&parts).unwrap());
        let (mut a, mut b) = (Vec::new(), Vec::new());
        for text in &texts {
            let matches = (literals.captures(text, &mut a), regexes.captures(text, &mut b));
            assert_eq!(matches.0, matches.1, "{pattern} over {text}");
            assert!(!matches.0 || a == b, "{pattern} over {text}: {a:?} {b:?}");
        }
    }
}
