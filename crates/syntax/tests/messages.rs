//! What the parser says about broken texts: code, the text that it points at, message.

use lurcher_syntax::parse;

fn says(text: &str) -> String {
    let one = |d: &lurcher_syntax::Diagnostic| format!("{} at <{}>: {}", d.code, d.span.of(text), d.message);
    parse(text).diagnostics.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn broken_texts_get_one_clear_message() {
    for (text, expected) in [
        ("T | where", "LUR001 at <>: found the end of the query, expected an expression"),
        ("T | wehre a", "LUR008 at <wehre>: `wehre` is no tabular operator such as `where` or `summarize`"),
        ("T where a", "LUR001 at <where>: found `where`, expected `|`, `;` or an operator"),
        ("T | where a == 'x", "LUR002 at <'x>: the string is not closed: its line ends before a '"),
        (r"T | where a == '\d'", r#"LUR003 at <'\d'>: `\d` is no escape: \n \r \t \\ \' \" and \uXXXX are"#),
        (
            "print int(2147483648)",
            "LUR004 at <int(2147483648)>: `2147483648` does not fit an int, which ends at 2147483647",
        ),
        ("print guid(5)", "LUR005 at <guid(5)>: `5` is no guid"),
        ("T | where a § b", "LUR006 at <§>: KQL has no use for the character `§`"),
        ("T | where f(a, b", "LUR007 at <(>: the `(` is not closed: no `)` follows"),
        (".show tables", "LUR009 at <.>: a text that starts with `.` is a management command, no query"),
        ("T | extend b = where", "LUR010 at <where>: found the keyword `where`, expected an expression"),
        (
            "T | join (U)",
            "LUR012 at <>: `join` needs an `on` and the columns to compare, but found the end of the query",
        ),
        ("T | where a = true", "LUR013 at <a>: `a = …` gives a name to the condition and compares nothing"),
        ("T | take 5 let x = 1", "LUR001 at <let>: found `let`, expected `;` before the next statement"),
        ("T | summarize count() by", "LUR001 at <>: found the end of the query, expected an expression"),
        ("T | extend a = 1,", "LUR001 at <>: found the end of the query, expected an expression"),
        (
            "print 74be27de-1e4e-49d9-b579-fe0b331d3642",
            "LUR005 at <74be27de-1e4e-49d9-b579-fe0b331d3642>: a guid stands in `guid(…)`, or in quotes as a string",
        ),
        ("print dynamic({a: 1})", "LUR001 at <a>: found `a`, expected a property's name in quotes"),
    ] {
        assert_eq!(says(text), expected, "{text}");
    }
}

#[test]
fn advice_comes_along() {
    let parsed = parse("T | extend b = where");
    assert_eq!(parsed.diagnostics[0].help.as_deref(), Some("as a name it is written ['where']"));
}

/// What somebody meant is said where the words around the place tell it.
#[test]
fn advice_goes_by_the_words_around() {
    for (text, advice) in [
        ("T | where a == 1)", "no bracket is open here"),
        ("T | where (a == 1) and b)", "no bracket is open here"),
        ("T | WHERE a", "KQL tells small letters from capitals: this word is written small"),
        ("T | where a == 1 AND b", "KQL tells small letters from capitals: this word is written small"),
        ("T | where a && b", "`and` joins two conditions"),
        ("T || count", "one `|` stands between two operators; `or` joins two conditions"),
        ("T | where !(a)", "`not(…)` turns a condition round; `!=`, `!has` and `!in` are operators"),
        ("T | where not a == 1", "`not` is a function: `not(…)`"),
        ("T | where a == “x”", "these are the quotes of a word processor: a string stands between \" or between '"),
        (
            "T | where a is null",
            "isnull(x) and isnotnull(x) ask for a missing value, isempty(x) and isnotempty(x) for texts too",
        ),
        ("T | where a > ago(1 day)", "a timespan is written in one word: `1d`, `2h`, `30m`, `10s`, `100ms`"),
        ("T | sort by a descending", "it is written `desc`"),
        ("T | join U on $left.a = $right.b", "two values are compared with `==`"),
        ("T | extend 5 = x", "left of `=` stands a name; one that is not plain is written ['a name']"),
        ("T | count by a", "`summarize count() by …` counts in groups"),
        ("T | summarize by a count()", "aggregates stand before `by`: `summarize count() by Subject`"),
        ("T where a", "an operator stands behind a `|`"),
        ("T | let x = 1", "this is a statement: it stands before the query, and `;` ends it"),
        ("let x = 5 print x", "`;` ends a statement"),
        ("let = 5; print 1", "a `let` has a name: `let name = …;`"),
        ("let f = (a) { a }; print f(1)", "a parameter has a type: `(a: long) { … }`"),
        ("T | summarize count(), by a", "no `,` stands before `by`"),
        ("T | where has 'x'", "this operator stands between two values, as in `Subject has \"invoice\"`"),
        ("T | join kind inner U on a", "a kind is given with `=`: `kind=inner`"),
        ("T | where `a` == 1", "a name that is not plain is written ['a name']"),
        ("T | top 5 by a, b", "`top` goes by one expression; `sort by a, b | take 5` goes by several"),
        ("T | project a as b", "a column gets a name with `=`: `name = expression`"),
        (
            "T | where a not in (1)",
            "`!` makes an operator's opposite, as in `!in` and `!has`; not(…) that of a condition",
        ),
        ("let f() = { 1 }; print f()", "parameters stand behind the `=`: `let f = (a: long) { … }`"),
        ("let f = () { 1 } print f()", "`;` ends a statement"),
        ("T | stats count by a", "in KQL this is `summarize … by …`"),
        ("T | left join U on a", "in KQL this is `join kind=inner`, `kind=leftouter` or another kind"),
        ("SELECT * FROM T", "this looks like SQL: KQL begins with a table, as in `EmailEvents | where … | project …`"),
    ] {
        assert_eq!(parse(text).diagnostics[0].help.as_deref(), Some(advice), "{text}");
    }
    assert_eq!(parse("T | project a b").diagnostics[0].help, None);
}
