"""Expressions in both languages: each maker gives the KQL and the SQL that means the same.

Where the languages differ by definition, the SQL says what KQL means, and a comment says why.
"""

NUMBER, REAL, TEXT, TIME, BOOL = "number", "real", "text", "time", "bool"
COLUMNS = {NUMBER: ["n", "m", "id"], REAL: ["x", "y"], TEXT: ["s", "u"], TIME: ["t", "v"], BOOL: ["b"]}


def quoted(text):
    return "'" + text + "'"


def leaf(chance, kind):
    if chance.random() < 0.75:
        column = chance.choice(COLUMNS[kind])
        return column, column
    if kind == NUMBER:
        n = chance.choice([0, 1, 2, 7, 100])
        return str(n), f"{n}::BIGINT"
    if kind == REAL:
        r = chance.choice(["0.5", "2.25", "10.0"])
        return r, f"{r}::DOUBLE"
    if kind == TEXT:
        t = quoted(chance.choice(["a", "red", "x", "", "fox"]))
        return t, t
    if kind == TIME:
        return "datetime(2024-01-01 12:00:00)", "TIMESTAMP '2024-01-01 12:00:00'"
    b = chance.choice(["true", "false"])
    return b, b


def make(chance, kind, depth):
    if depth == 0 or chance.random() < 0.2:
        return leaf(chance, kind)
    return chance.choice(MAKERS[kind])(chance, depth - 1)


def unary(kind, kql, sql):
    """`#` stands for the argument."""

    def maker(chance, depth):
        a, b = make(chance, kind, depth)
        return kql.replace("#", a), sql.replace("#", f"({b})")

    return maker


def binary(first, second, kql, sql):
    """`#1` and `#2` stand for the arguments."""

    def maker(chance, depth):
        a, b = make(chance, first, depth), make(chance, second, depth)
        return (kql.replace("#1", a[0]).replace("#2", b[0]), sql.replace("#1", f"({a[1]})").replace("#2", f"({b[1]})"))

    return maker


def same_kind(chance, depth):
    kind = chance.choice([NUMBER, REAL, TEXT, TIME])
    return kind, make(chance, kind, depth), make(chance, kind, depth)


def equality(operator):
    def maker(chance, depth):
        _, a, b = same_kind(chance, depth)
        # Null with null is null, null with a value is unequal.
        same = f"CASE WHEN ({a[1]}) IS NULL AND ({b[1]}) IS NULL THEN NULL ELSE ({a[1]}) IS NOT DISTINCT FROM ({b[1]}) END"
        return f"({a[0]} {operator} {b[0]})", same if operator == "==" else f"(NOT {same})"

    return maker


def order(chance, depth):
    _, a, b = same_kind(chance, depth)
    # KQL does not order texts against texts other than by compare functions; numbers and times only.
    kind = chance.choice([NUMBER, REAL, TIME])
    a, b = make(chance, kind, depth), make(chance, kind, depth)
    operator = chance.choice(["<", "<=", ">", ">="])
    return f"({a[0]} {operator} {b[0]})", f"(({a[1]}) {operator} ({b[1]}))"


def membership(chance, depth):
    kind = chance.choice([NUMBER, TEXT])
    a = make(chance, kind, depth)
    items = ", ".join(["1", "2", "17"] if kind == NUMBER else ["'a'", "'red'", "''"])
    # `in` is never null.
    return f"({a[0]} in ({items}))", f"coalesce(({a[1]}) IN ({items}), false)"


def between(chance, depth):
    a = make(chance, NUMBER, depth)
    return f"({a[0]} between (0 .. 10))", f"(({a[1]}) BETWEEN 0 AND 10)"


def text_test(kql, sql):
    def maker(chance, depth):
        a = make(chance, TEXT, depth)
        needle = chance.choice(["a", "red", "RED", "fox", "b,"])
        return f"({a[0]} {kql} {quoted(needle)})", sql.replace("#1", f"({a[1]})").replace("#2", quoted(needle))

    return maker


def regex(chance, depth):
    a = make(chance, TEXT, depth)
    pattern = chance.choice(["^[a-z]+$", "r.d", "[0-9]+", "(a|b),", "^$", "(?i)FOX"])
    return f"({a[0]} matches regex {quoted(pattern)})", f"regexp_matches({a[1]}, {quoted(pattern)})"


def choice(kind):
    def maker(chance, depth):
        condition, a, b = make(chance, BOOL, depth), make(chance, kind, depth), make(chance, kind, depth)
        return f"iff({condition[0]}, {a[0]}, {b[0]})", f"CASE WHEN {condition[1]} THEN {a[1]} ELSE {b[1]} END"

    return maker


def first_value(kind):
    def maker(chance, depth):
        a, b = make(chance, kind, depth), make(chance, kind, depth)
        return f"coalesce({a[0]}, {b[0]})", f"coalesce({a[1]}, {b[1]})"

    return maker


def text_of(sql):
    """A KQL text is never null."""
    return f"coalesce({sql}, '')"


MAKERS = {
    NUMBER: [
        binary(NUMBER, NUMBER, "(#1 + #2)", "(#1 + #2)"),
        binary(NUMBER, NUMBER, "(#1 - #2)", "(#1 - #2)"),
        unary(NUMBER, "(# * 3)", "(# * 3)"),
        # Division of whole numbers is cut towards zero; by zero it is null.
        binary(NUMBER, NUMBER, "(#1 / #2)", "CASE WHEN #2 = 0 THEN NULL ELSE trunc(#1::DOUBLE / #2)::BIGINT END"),
        unary(NUMBER, "abs(#)", "abs(#)"),
        # The sign of null is 0.
        unary(NUMBER, "tolong(sign(#))", "coalesce(sign(#), 0)::BIGINT"),
        unary(NUMBER, "bin(#, 5)", "(floor(# / 5.0)::BIGINT * 5)"),
        binary(NUMBER, NUMBER, "binary_and(#1, #2)", "(#1 & #2)"),
        binary(NUMBER, NUMBER, "binary_or(#1, #2)", "(#1 | #2)"),
        binary(NUMBER, NUMBER, "binary_xor(#1, #2)", "xor(#1, #2)"),
        unary(NUMBER, "binary_not(#)", "(~ #)"),
        unary(NUMBER, "bitset_count_ones(#)", "bit_count(#)::BIGINT"),
        unary(TEXT, "strlen(#)", "length(#)"),
        unary(TEXT, "string_size(#)", "strlen(#)"),
        unary(TEXT, "indexof(#, 'e')", "(strpos(#, 'e') - 1)"),
        unary(TEXT, "countof(#, 'a')", "(length(#) - length(replace(#, 'a', '')))"),
        unary(TEXT, "array_length(split(#, ','))", "len(string_split(#, ','))"),
        unary(TIME, "getyear(#)", "extract(year FROM #)"),
        unary(TIME, "monthofyear(#)", "extract(month FROM #)"),
        unary(TIME, "dayofmonth(#)", "extract(day FROM #)"),
        unary(TIME, "dayofyear(#)", "extract(doy FROM #)"),
        unary(TIME, "hourofday(#)", "extract(hour FROM #)"),
        unary(TIME, "week_of_year(#)", "extract(week FROM #)"),
        unary(TIME, "datetime_part('minute', #)", "extract(minute FROM #)"),
        unary(TIME, "datetime_part('quarter', #)", "extract(quarter FROM #)"),
        unary(TIME, "tolong(dayofweek(#) / 1d)", "extract(dow FROM #)"),
        binary(TIME, TIME, "datetime_diff('day', #1, #2)", "date_diff('day', #2, #1)"),
        binary(TIME, TIME, "datetime_diff('month', #1, #2)", "date_diff('month', #2, #1)"),
        binary(TIME, TIME, "datetime_diff('hour', #1, #2)", "date_diff('hour', #2, #1)"),
        binary(TIME, TIME, "tolong((#1 - #2) / 1s)", "trunc(date_diff('millisecond', #2, #1) / 1000.0)::BIGINT"),
        binary(TEXT, TEXT, "strcmp(#1, #2)", "CASE WHEN #1 < #2 THEN -1 WHEN #1 > #2 THEN 1 ELSE 0 END::BIGINT"),
        unary(BOOL, "tolong(#)", "#::BIGINT"),
        unary(REAL, "tolong(#)", "trunc(#)::BIGINT"),
        choice(NUMBER),
        first_value(NUMBER),
    ],
    REAL: [
        binary(REAL, REAL, "(#1 + #2)", "(#1 + #2)"),
        binary(REAL, REAL, "(#1 - #2)", "(#1 - #2)"),
        binary(REAL, NUMBER, "(#1 * #2)", "(#1 * #2)"),
        unary(REAL, "(# / 4.0)", "(# / 4.0)"),
        unary(REAL, "abs(#)", "abs(#)"),
        unary(REAL, "floor(#, 1)", "floor(#)"),
        unary(REAL, "ceiling(#)", "ceil(#)"),
        unary(REAL, "bin(#, 0.5)", "(floor(# / 0.5) * 0.5)"),
        unary(REAL, "sqrt(abs(#))", "sqrt(abs(#))"),
        unary(REAL, "exp(# / 100)", "exp(# / 100)"),
        unary(REAL, "log(abs(#) + 1)", "ln(abs(#) + 1)"),
        unary(REAL, "log10(abs(#) + 1)", "log10(abs(#) + 1)"),
        unary(REAL, "log2(abs(#) + 1)", "log2(abs(#) + 1)"),
        unary(REAL, "pow(abs(#), 1.5)", "pow(abs(#), 1.5)"),
        unary(REAL, "sin(#)", "sin(#)"),
        unary(REAL, "cos(#)", "cos(#)"),
        unary(REAL, "atan(#)", "atan(#)"),
        binary(REAL, REAL, "atan2(#1, #2)", "atan2(#1, #2)"),
        unary(REAL, "radians(#)", "radians(#)"),
        unary(REAL, "degrees(#)", "degrees(#)"),
        unary(NUMBER, "toreal(#)", "#::DOUBLE"),
        choice(REAL),
        first_value(REAL),
    ],
    TEXT: [
        binary(TEXT, TEXT, "strcat(#1, '-', #2)", "concat(#1, '-', #2)"),
        binary(TEXT, NUMBER, "strcat(#1, #2)", "concat(#1, #2)"),
        unary(TEXT, "toupper(#)", "upper(#)"),
        unary(TEXT, "tolower(#)", "lower(#)"),
        unary(TEXT, "substring(#, 1, 2)", "substring(#, 2, 2)"),
        unary(TEXT, "substring(#, 2)", "substring(#, 3)"),
        unary(TEXT, "replace_string(#, 'red', 'X')", "replace(#, 'red', 'X')"),
        unary(TEXT, "replace_regex(#, '[aeiou]+', '_')", "regexp_replace(#, '[aeiou]+', '_', 'g')"),
        unary(TEXT, r"replace_regex(#, @'(\w)x', @'<\1>')", r"regexp_replace(#, '(\w)x', '<\1>', 'g')"),
        unary(TEXT, "extract('([a-z]+) ([a-z]+)', 2, #)", "regexp_extract(#, '([a-z]+) ([a-z]+)', 2)"),
        unary(TEXT, "extract('[0-9]+', 0, #)", "regexp_extract(#, '[0-9]+', 0)"),
        unary(TEXT, "trim('a+', #)", "regexp_replace(regexp_replace(#, '^(a+)', ''), '(a+)$', '')"),
        unary(TEXT, "trim_start('[a-z]', #)", "regexp_replace(#, '^[a-z]', '')"),
        unary(TEXT, "reverse(#)", "reverse(#)"),
        unary(TEXT, "strrep(#, 3)", "repeat(#, 3)"),
        unary(TEXT, "tostring(split(#, ',')[1])", text_of("string_split(#, ',')[2]")),
        # The hash of an empty text is empty.
        unary(TEXT, "hash_md5(#)", "CASE WHEN # = '' THEN '' ELSE md5(#) END"),
        unary(TEXT, "hash_sha256(#)", "CASE WHEN # = '' THEN '' ELSE sha256(#) END"),
        unary(TEXT, "base64_encode_tostring(#)", "base64(encode(#))"),
        unary(NUMBER, "tostring(#)", text_of("#::VARCHAR")),
        unary(TIME, "format_datetime(#, 'yyyy-MM-dd HH:mm:ss')", text_of("strftime(#, '%Y-%m-%d %H:%M:%S')")),
        unary(NUMBER, "tohex(binary_and(#, 255))", text_of("lower(to_hex(# & 255))")),
        choice(TEXT),
    ],
    TIME: [
        unary(TIME, "(# + 36h)", "(# + INTERVAL 36 HOUR)"),
        unary(TIME, "(# - 15m)", "(# - INTERVAL 15 MINUTE)"),
        unary(TIME, "bin(#, 1h)", "date_trunc('hour', #)"),
        unary(TIME, "startofday(#)", "date_trunc('day', #)::TIMESTAMP"),
        unary(TIME, "startofmonth(#)", "date_trunc('month', #)::TIMESTAMP"),
        unary(TIME, "startofyear(#)", "date_trunc('year', #)::TIMESTAMP"),
        # KQL's weeks begin on Sunday.
        unary(TIME, "startofweek(#)", "(date_trunc('week', # + INTERVAL 1 DAY) - INTERVAL 1 DAY)::TIMESTAMP"),
        unary(TIME, "datetime_add('month', 1, #)", "(# + INTERVAL 1 MONTH)"),
        unary(TIME, "datetime_add('year', -1, #)", "(# - INTERVAL 1 YEAR)"),
        unary(TIME, "todatetime(tostring(#))", "#"),
        choice(TIME),
        first_value(TIME),
    ],
    BOOL: [
        equality("=="),
        equality("!="),
        order,
        order,
        membership,
        between,
        regex,
        binary(BOOL, BOOL, "(#1 and #2)", "(#1 AND #2)"),
        binary(BOOL, BOOL, "(#1 or #2)", "(#1 OR #2)"),
        unary(BOOL, "not(#)", "(NOT #)"),
        unary(NUMBER, "isnull(#)", "(# IS NULL)"),
        unary(TIME, "isnotnull(#)", "(# IS NOT NULL)"),
        unary(TEXT, "isempty(#)", "(# = '')"),
        text_test("contains", "contains(lower(#1), lower(#2))"),
        text_test("contains_cs", "contains(#1, #2)"),
        text_test("!contains", "(NOT contains(lower(#1), lower(#2)))"),
        text_test("startswith", "starts_with(lower(#1), lower(#2))"),
        text_test("startswith_cs", "starts_with(#1, #2)"),
        text_test("endswith", "ends_with(lower(#1), lower(#2))"),
        text_test("endswith_cs", "ends_with(#1, #2)"),
        text_test("=~", "(lower(#1) = lower(#2))"),
        text_test("!~", "(lower(#1) <> lower(#2))"),
        # A term ends where letters and digits end.
        text_test("has", r"regexp_matches(#1, '(?i)(^|[^\p{L}\p{N}])' || regexp_escape(#2) || '($|[^\p{L}\p{N}])')"),
    ],
}
