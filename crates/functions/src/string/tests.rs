//! Measured answers of functions that have no tests of their own, and what holds for all of them.

use super::FUNCTIONS;
use super::testing::{answer, answer_of_constants, counts, dynamic, gives, holds, says, text, try_answer};
use crate::Function;
use lurcher_types::describe::{Accept, Naming, Signature};
use lurcher_types::{Type, Value};

fn f(name: &str) -> &'static Function {
    FUNCTIONS.iter().find(|f| f.description.name == name).expect(name)
}

#[test]
fn every_description_is_whole() {
    for function in FUNCTIONS.iter().chain(crate::operator::FUNCTIONS) {
        let d = function.description;
        assert!(d.signatures.iter().all(|s| Signature::parse(s).is_ok()), "{}", d.name);
        assert!(!d.examples.is_empty() && !d.summary.is_empty() && !d.page.is_empty(), "{}", d.name);
    }
}

#[test]
fn lengths_count_code_points_and_bytes() {
    assert_eq!(counts(f("strlen"), &[text("⒦⒰⒮⒯⒪")]), Some(5));
    assert_eq!(counts(f("string_size"), &[text("⒦⒰⒮⒯⒪")]), Some(15));
    assert_eq!(counts(f("strlen"), &[dynamic(r#""ab""#)]), Some(2));
    assert_eq!(counts(f("strlen"), &[Value::Null(Type::Dynamic)]), None);
}

#[test]
fn texts_are_joined() {
    let (null, one) = (Value::Null(Type::Long), Value::Long(1));
    assert_eq!(says(f("strcat"), &[text("a"), one.clone(), Value::Bool(true), dynamic("[1,2]")]), "a1True[1,2]");
    assert_eq!(says(f("strcat"), &[text("a"), null.clone(), text("b")]), "ab");
    assert_eq!(says(f("strcat_delim"), &[text("-"), text("a"), null, text("b")]), "a--b");
    assert!(try_answer(f("strcat"), Type::String, &vec![one; 65]).is_err());
}

#[test]
fn texts_are_compared_by_code_point() {
    for (left, right, expected) in [("ABC", "ABC", 0), ("abc", "ABC", 1), ("ABC", "abc", -1), ("abcde", "abc", 1)] {
        assert_eq!(counts(f("strcmp"), &[text(left), text(right)]), Some(expected));
    }
}

#[test]
fn scalars_are_read_as_texts() {
    assert_eq!(says(f("reverse"), &[Value::Real(123.45)]), "54.321");
    assert_eq!(says(f("reverse"), &[Value::Timespan(3 * 36_000_000_000)]), "00:00:30");
    assert_eq!(says(f("strrep"), &[Value::Long(123), Value::Long(3), text(".")]), "123.123.123");
    assert_eq!(says(f("toupper"), &[dynamic(r#""ab""#)]), "AB");
    assert_eq!(says(f("tolower"), &[Value::Bool(true)]), "true");
    assert_eq!(gives(f("split"), &[Value::Real(1.5), text(".")]), r#"["1","5"]"#);
}

#[test]
fn case_changes_character_by_character() {
    assert_eq!(says(f("tolower"), &[text("ΣΑΣ É İ")]), "σασ é i");
    assert_eq!(says(f("toupper"), &[text("straße é")]), "STRAßE É");
}

#[test]
fn matches_are_counted() {
    let count = |source: &str, search: &str| counts(f("countof"), &[text(source), text(search)]);
    assert_eq!(count("aaaa", "aa"), Some(3));
    assert_eq!(count("ababa", "ab"), Some(2));
    assert_eq!(count("abc", ""), Some(0));
    assert_eq!(count("", "a"), Some(0));
    let regex = |source: &str, search: &str| {
        answer_of_constants(f("countof"), Type::Long, &[text(source), text(search), text("regex")])
    };
    assert_eq!(regex("aaaa", "aa"), Ok(Value::Long(2)));
    assert_eq!(regex("abcabc", "a.c"), Ok(Value::Long(2)));
    assert!(try_answer(f("countof"), Type::Long, &[text("a"), text("a"), text("Regex")]).is_err());
}

#[test]
fn positions_of_regular_expressions() {
    let at = |source: &str, regex: &str, numbers: &[i64]| {
        let mut values = vec![text(source), text(regex)];
        values.extend(numbers.iter().map(|n| Value::Long(*n)));
        counts(f("indexof_regex"), &values)
    };
    assert_eq!(at("abcabc", "a.c", &[]), Some(0));
    assert_eq!(at("abcabcdefg", "a.c", &[0, 9, 2]), Some(3));
    assert_eq!(at("abcabc", "a.c", &[1, -1, 2]), Some(-1));
    assert_eq!(at("ababaa", "a.a", &[0, -1, 2]), Some(-1));
    assert_eq!(at("abcabc", "a|ab", &[-1]), None);
    assert_eq!(at("éab", "x*", &[0, -1, 4]), Some(3));
}

#[test]
fn characters_are_translated() {
    for (from, to, source, expected) in
        [("abc", "x", "abc", "xxx"), ("abc", "", "ab", ""), ("krasp", "otsku", "spark", "kusto")]
    {
        assert_eq!(says(f("translate"), &[text(from), text(to), text(source)]), expected);
    }
}

#[test]
fn the_first_item_of_an_array_is_found() {
    let first = |source: &str, items: &str| counts(f("has_any_index"), &[text(source), dynamic(items)]);
    assert_eq!(first("this is an example", r#"["this","example"]"#), Some(0));
    assert_eq!(first("this is an example", r#"["not","example"]"#), Some(1));
    assert_eq!(first("this is an example", r#"["not","found"]"#), Some(-1));
    assert_eq!(first("Example number 2", "[1,2,3]"), Some(1));
    assert_eq!(first("this", "[]"), Some(-1));
    assert_eq!(first("this", r#"[null,"this"]"#), Some(1));
}

#[test]
fn urls_are_escaped_in_lower_case() {
    assert_eq!(says(f("url_encode"), &[text("You are here/ü")]), "You+are+here%2f%c3%bc");
    assert_eq!(says(f("url_encode_component"), &[text("a b.c:")]), "a%20b.c%3a");
    assert_eq!(says(f("url_decode"), &[text("a%3a%2Fb+c%20d%c3%bc")]), "a:/b c dü");
    assert_eq!(says(f("url_decode"), &[text("100% %zz %f%41")]), "100% %zz %fA");
    assert_eq!(says(f("url_decode"), &[text("%ff")]), "\u{fffd}");
}

#[test]
fn base64_is_strict_about_padding_and_text() {
    assert_eq!(says(f("base64_encode_tostring"), &[text("Kusto")]), "S3VzdG8=");
    assert_eq!(says(f("base64_decode_tostring"), &[text("S3VzdG8=")]), "Kusto");
    assert_eq!(says(f("base64_decode_tostring"), &[text("U3RyaW5n0KHR0tGA0L7Rh9C60LA=")]), "");
    assert_eq!(gives(f("base64_decode_toarray"), &[text("S3VzdG8=")]), "[75,117,115,116,111]");
    assert_eq!(gives(f("base64_decode_toarray"), &[text("S3VzdG8")]), "null");
}

#[test]
fn queries_become_bags() {
    let expected = r#"{"Query Parameters":{"k1":"v1","k2":["a","b"]}}"#;
    assert_eq!(gives(f("parse_urlquery"), &[text("k2=a&k1=v1&k2=b&x=&=y&z")]), expected);
    assert_eq!(gives(f("parse_urlquery"), &[text("")]), r#"{"Query Parameters":{}}"#);
}

#[test]
fn code_points_come_and_go() {
    assert_eq!(gives(f("unicode_codepoints_from_string"), &[text("⒦K")]), "[9382,75]");
    let mixed = [dynamic("[75,117]"), Value::Long(115), Value::Int(10), Value::Null(Type::Long), Value::Long(-1)];
    assert_eq!(says(f("unicode_codepoints_to_string"), &mixed), "Kus\n");
}

#[test]
fn sizes_are_rounded_in_their_unit() {
    let of = |size: i64, digits: i64| says(f("format_bytes"), &[Value::Long(size), Value::Long(digits)]);
    assert_eq!(of(564, 0), "564 Bytes");
    assert_eq!(of(10332, 1), "10.1 KB");
    assert_eq!(of(20010332, 0), "19 MB");
    assert_eq!(of(20010332, 2), "19.08 MB");
    assert_eq!(of(i64::MAX, 0), "8 EB");
    let forced = [Value::Long(20010332), Value::Long(0), text("KB")];
    assert_eq!(says(f("format_bytes"), &forced), "19541 KB");
    assert!(try_answer(f("format_bytes"), Type::String, &[Value::Long(1), Value::Long(0), text("kb")]).is_err());
    assert!(try_answer(f("format_bytes"), Type::String, &[Value::Long(1), Value::Long(16)]).is_err());
}

#[test]
fn domains_are_encoded_label_by_label() {
    assert_eq!(says(f("punycode_domain_from_string"), &[text("xn--Ge-mia.Bulg.edu")]), "Gáe.Bulg.edu");
    assert_eq!(
        says(f("punycode_domain_from_string"), &[text("xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com")]),
        "Rúyì.Jīngū.Bàng.com"
    );
    assert_eq!(says(f("punycode_domain_to_string"), &[text("Gáe.Bulg.edu")]), "xn--Ge-mia.Bulg.edu");
}

#[test]
fn plain_tests_of_texts() {
    assert!(holds(f("isascii"), &[text("some string")]) && !holds(f("isascii"), &[text("é")]));
    assert!(holds(f("isutf8"), &[text("é")]));
    assert_eq!(says(f("regex_quote"), &[text("(so$me.Te^xt)")]), r"\(so\$me\.Te\^xt\)");
    assert_eq!(says(f("replace_string"), &[text("aaa"), text("aa"), text("b")]), "ba");
    assert_eq!(says(f("replace_string"), &[text("aaa"), text(""), text("b")]), "aaa");
    let version = answer(f("parse_version"), Type::Decimal, &[text("0.0.0.5")]);
    assert_eq!(version, Value::Decimal(lurcher_types::Decimal { mantissa: 5, scale: 0 }));
}

#[test]
fn some_functions_take_strings_only() {
    for name in ["countof", "extract", "replace_string", "trim", "url_encode"] {
        let signatures = f(name).description.signatures.iter().map(|s| Signature::parse(s).unwrap());
        let mut parameters = signatures.flat_map(|s| s.parameters);
        assert!(parameters.any(|p| p.accept == Accept::Text), "{name}");
        assert!(
            !f(name).description.signatures.iter().any(|s| s.contains("dynamic") || s.contains("scalar")),
            "{name}"
        );
    }
}

#[test]
fn automatic_names_follow_the_first_argument_or_the_function() {
    for (name, naming) in [
        ("strlen", Naming::Prefix("strlen")),
        ("string_size", Naming::Prefix("string_size")),
        ("split", Naming::FirstArgument),
        ("parse_csv", Naming::FirstArgument),
        ("format_bytes", Naming::FirstArgument),
        ("substring", Naming::Positional),
    ] {
        assert_eq!(f(name).description.naming, naming, "{name}");
    }
}
