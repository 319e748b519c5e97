use super::Word;

#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    Word::new("+", "a + b", "The sum; a datetime and a timespan give a datetime.")
        .shown("print x = datetime(2026-01-15) + 1d", "print x = datetime(2026-01-16)")
        .page("numerical-operators"),
    Word::new("-", "a - b", "The difference; two datetimes give a timespan.")
        .shown("print x = datetime(2026-01-15) - datetime(2026-01-14)", "print x = 1d")
        .page("numerical-operators"),
    Word::new("*", "a * b", "The product; longs wrap around.")
        .shown("print x = 6 * 7", "print x = 42")
        .page("numerical-operators"),
    Word::new("/", "a / b", "The quotient; of whole numbers it is cut toward zero, and by zero it is null.")
        .shown("print x = 7 / 2", "print x = 3")
        .page("numerical-operators"),
    Word::new("%", "a % b", "The remainder, which is never negative.")
        .shown("print x = -7 % 3", "print x = 2")
        .page("numerical-operators"),
    Word::new("unary -", "-a", "The opposite.")
        .shown("print x = -(2 + 3)", "print x = -5")
        .page("numerical-operators"),
    Word::new("unary +", "+a", "The number itself.")
        .shown("print x = +5", "print x = 5")
        .page("numerical-operators"),
    Word::new("<", "a < b", "Less; null beside a null, and not for texts: `strcmp` compares them.")
        .shown("print x = 2 < 3", "print x = true")
        .page("numerical-operators"),
    Word::new("<=", "a <= b", "Less or equal.")
        .shown("print x = 3 <= 3", "print x = true")
        .page("numerical-operators"),
    Word::new(">", "a > b", "Greater.")
        .shown("print x = 2 > 3", "print x = false")
        .page("numerical-operators"),
    Word::new(">=", "a >= b", "Greater or equal.")
        .shown("print x = datetime(2026-01-15) >= datetime(2026-01-14)", "print x = true")
        .page("numerical-operators"),
    Word::new("==", "a == b", "Equal, in the same case; false beside one null, null beside two.")
        .shown(r#"print x = "Ann" == "ann""#, "print x = false")
        .page("equals-cs-operator"),
    Word::new("!=", "a != b", "Not equal; true beside one null.")
        .also(&["<>"])
        .shown("print x = int(null) != 1", "print x = true")
        .page("not-equals-cs-operator"),
    Word::new("=~", "a =~ b", "Equal texts, ignoring case.")
        .shown(r#"print x = "Ann" =~ "ANN""#, "print x = true")
        .page("equals-operator"),
    Word::new("!~", "a !~ b", "Different texts, ignoring case.")
        .shown(r#"print x = "Ann" !~ "ANN""#, "print x = false")
        .page("not-equals-operator"),
    Word::new("and", "a and b", "Both are true; false beside anything is false.")
        .shown("print x = bool(null) and false", "print x = false")
        .page("logical-operators"),
    Word::new("or", "a or b", "One is true; true beside anything is true.")
        .shown("print x = bool(null) or true", "print x = true")
        .page("logical-operators"),
    Word::new("between", "x between (a .. b)", "Within bounds, both included; a timespan as the second bound counts from the first.")
        .shown("print x = datetime(2026-01-15) between (datetime(2026-01-10) .. 5d)", "print x = true")
        .page("between-operator"),
    Word::new("!between", "x !between (a .. b)", "Outside of the bounds.")
        .shown("print x = 5 !between (1 .. 5)", "print x = false")
        .page("not-between-operator"),
    Word::new("in", "x in (a, b, …)  x in (table)", "Equal to one of the values, or to one of the first column of a table; never null.")
        .shown(r#"print x = "b" in ("a", "b")"#, "print x = true")
        .page("in-cs-operator"),
    Word::new("in~", "x in~ (a, b, …)", "As `in`, ignoring case.")
        .shown(r#"print x = "B" in~ ("a", "b")"#, "print x = true")
        .page("in-operator"),
    Word::new("!in", "x !in (a, b, …)", "Equal to none of the values.")
        .shown(r#"print x = "B" !in ("a", "b")"#, "print x = true")
        .page("not-in-cs-operator"),
    Word::new("!in~", "x !in~ (a, b, …)", "As `!in`, ignoring case.")
        .shown(r#"print x = "B" !in~ ("a", "b")"#, "print x = false")
        .page("not-in-operator"),
    Word::new("contains", r#"text contains "…""#, "The text holds the other anywhere; case is ignored.")
        .shown(r#"print x = "Contoso Mail" contains "so ma""#, "print x = true")
        .page("contains-operator"),
    Word::new("contains_cs", r#"text contains_cs "…""#, "The text holds the other anywhere, in the same case.")
        .shown(r#"print x = "Contoso Mail" contains_cs "so ma""#, "print x = false")
        .page("contains-cs-operator"),
    Word::new("!contains", r#"text !contains "…""#, "Not `contains`.")
        .shown(r#"print x = "Contoso Mail" !contains "so ma""#, "print x = false")
        .page("not-contains-operator"),
    Word::new("!contains_cs", r#"text !contains_cs "…""#, "Not `contains_cs`.")
        .shown(r#"print x = "Contoso Mail" !contains_cs "so ma""#, "print x = true")
        .page("not-contains-cs-operator"),
    Word::new("startswith", r#"text startswith "…""#, "The text begins with the other; case is ignored.")
        .shown(r#"print x = "Contoso" startswith "con""#, "print x = true")
        .page("startswith-operator"),
    Word::new("startswith_cs", r#"text startswith_cs "…""#, "The text begins with the other, in the same case.")
        .shown(r#"print x = "Contoso" startswith_cs "con""#, "print x = false")
        .page("startswith-cs-operator"),
    Word::new("!startswith", r#"text !startswith "…""#, "Not `startswith`.")
        .shown(r#"print x = "Contoso" !startswith "con""#, "print x = false")
        .page("not-startswith-operator"),
    Word::new("!startswith_cs", r#"text !startswith_cs "…""#, "Not `startswith_cs`.")
        .shown(r#"print x = "Contoso" !startswith_cs "con""#, "print x = true")
        .page("not-startswith-cs-operator"),
    Word::new("endswith", r#"text endswith "…""#, "The text ends with the other; case is ignored.")
        .shown(r#"print x = "Contoso" endswith "SO""#, "print x = true")
        .page("endswith-operator"),
    Word::new("endswith_cs", r#"text endswith_cs "…""#, "The text ends with the other, in the same case.")
        .shown(r#"print x = "Contoso" endswith_cs "SO""#, "print x = false")
        .page("endswith-cs-operator"),
    Word::new("!endswith", r#"text !endswith "…""#, "Not `endswith`.")
        .shown(r#"print x = "Contoso" !endswith "SO""#, "print x = false")
        .page("not-endswith-operator"),
    Word::new("!endswith_cs", r#"text !endswith_cs "…""#, "Not `endswith_cs`.")
        .shown(r#"print x = "Contoso" !endswith_cs "SO""#, "print x = true")
        .page("not-endswith-cs-operator"),
    Word::new("has", r#"text has "…""#, "The text holds the other as whole terms, which are runs of letters and digits; case is ignored.")
        .shown(r#"print x = "urgent: invoice" has "INVOICE""#, "print x = true")
        .page("has-operator"),
    Word::new("has_cs", r#"text has_cs "…""#, "The text holds the other as whole terms, which are runs of letters and digits, in the same case.")
        .shown(r#"print x = "urgent: invoice" has_cs "INVOICE""#, "print x = false")
        .page("has-cs-operator"),
    Word::new("!has", r#"text !has "…""#, "Not `has`.")
        .shown(r#"print x = "urgent: invoice" !has "INVOICE""#, "print x = false")
        .page("not-has-operator"),
    Word::new("!has_cs", r#"text !has_cs "…""#, "Not `has_cs`.")
        .shown(r#"print x = "urgent: invoice" !has_cs "INVOICE""#, "print x = true")
        .page("not-has-cs-operator"),
    Word::new("hasprefix", r#"text hasprefix "…""#, "A term of the text begins with the other; case is ignored.")
        .shown(r#"print x = "urgent: invoice" hasprefix "INV""#, "print x = true")
        .page("hasprefix-operator"),
    Word::new("hasprefix_cs", r#"text hasprefix_cs "…""#, "A term of the text begins with the other, in the same case.")
        .shown(r#"print x = "urgent: invoice" hasprefix_cs "INV""#, "print x = false")
        .page("hasprefix-cs-operator"),
    Word::new("!hasprefix", r#"text !hasprefix "…""#, "Not `hasprefix`.")
        .shown(r#"print x = "urgent: invoice" !hasprefix "INV""#, "print x = false")
        .page("not-hasprefix-operator"),
    Word::new("!hasprefix_cs", r#"text !hasprefix_cs "…""#, "Not `hasprefix_cs`.")
        .shown(r#"print x = "urgent: invoice" !hasprefix_cs "INV""#, "print x = true")
        .page("not-hasprefix-cs-operator"),
    Word::new("hassuffix", r#"text hassuffix "…""#, "A term of the text ends with the other; case is ignored.")
        .shown(r#"print x = "urgent: invoice" hassuffix "VOICE""#, "print x = true")
        .page("hassuffix-operator"),
    Word::new("hassuffix_cs", r#"text hassuffix_cs "…""#, "A term of the text ends with the other, in the same case.")
        .shown(r#"print x = "urgent: invoice" hassuffix_cs "VOICE""#, "print x = false")
        .page("hassuffix-cs-operator"),
    Word::new("!hassuffix", r#"text !hassuffix "…""#, "Not `hassuffix`.")
        .shown(r#"print x = "urgent: invoice" !hassuffix "VOICE""#, "print x = false")
        .page("not-hassuffix-operator"),
    Word::new("!hassuffix_cs", r#"text !hassuffix_cs "…""#, "Not `hassuffix_cs`.")
        .shown(r#"print x = "urgent: invoice" !hassuffix_cs "VOICE""#, "print x = true")
        .page("not-hassuffix-cs-operator"),
    Word::new("has_any", r#"text has_any ("…", …)"#, "The text has one of them as whole terms; case is ignored.")
        .shown(r#"print x = "pay the invoice" has_any ("wire", "INVOICE")"#, "print x = true")
        .page("has-any-operator"),
    Word::new("has_all", r#"text has_all ("…", …)"#, "The text has all of them as whole terms; case is ignored.")
        .shown(r#"print x = "pay the invoice" has_all ("pay", "INVOICE")"#, "print x = true")
        .page("has-all-operator"),
    Word::new("matches regex", r#"text matches regex @"…""#, "The regular expression, which is a constant, matches somewhere in the text.")
        .shown(r#"print x = "order 4711" matches regex @"\d{4}""#, "print x = true")
        .page("regex-operator"),
    Word::new("like", r#"text like "…""#, "An old comparison with a pattern, which Kusto does not document.")
        .shown(r#"print x = "abc" like "a*""#, "print x = true"),
    Word::new("like_cs", r#"text likecs "…""#, "An old comparison with a pattern, which Kusto does not document.")
        .also(&["likecs"])
        .shown(r#"print x = "abc" likecs "a*""#, "print x = true"),
    Word::new("!like", r#"text notlike "…""#, "An old comparison with a pattern, which Kusto does not document.")
        .also(&["notlike"])
        .shown(r#"print x = "abc" notlike "a*""#, "print x = false"),
    Word::new("!like_cs", r#"text notlikecs "…""#, "An old comparison with a pattern, which Kusto does not document.")
        .also(&["notlikecs"])
        .shown(r#"print x = "abc" notlikecs "a*""#, "print x = false"),
    Word::new("[] element access", r#"array[0]  bag["key"]  array[-1]"#, "An element of an array, counted from 0 or from the end with a minus, or the value of a key; null where there is none.")
        .also(&["[]", "element access"])
        .shown("print x = dynamic([10, 20, 30])[-1]", "print x = dynamic(30)")
        .page("scalar-data-types/dynamic"),
    Word::new(". path", "bag.key.key", "The value of a key of a bag; null where there is none.")
        .also(&["."])
        .shown(r#"print x = dynamic({"a": {"b": 5}}).a.b"#, "print x = dynamic(5)")
        .page("scalar-data-types/dynamic"),
    Word::new("=> brackets ['name']", "['a name']", "A name that is not plain, in brackets and quotes.")
        .also(&["['name']", "brackets"])
        .shown("print ['a name'] = 5 | project x = ['a name'] + 1", "print x = 6"),
    Word::new(": (search term)", r#"column: "term""#, "In `search`: the column has the term.")
        .also(&[":"])
        .shown(r#"datatable (k: string, n: long) ["urgent invoice", 1, "lunch", 2] | search k: "invoice" | project n"#, "datatable (n: long) [1]")
        .page("search-operator"),
];
