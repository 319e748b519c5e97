"""Whole queries in both languages, made by chance. Each maker gives a name, the KQL, the SQL and whether the order counts."""

from pairs import BOOL, NUMBER, REAL, TEXT, TIME, make

# Kinds that a column of the answer may have.
KINDS = [NUMBER, REAL, TEXT, TIME, BOOL]


def shown(kind, sql):
    """An answer's column: a KQL text is never null."""
    return f"coalesce({sql}, '')" if kind == TEXT else sql


def scalar(chance):
    made = [(kind, *make(chance, kind, 3)) for kind in chance.choices(KINDS, k=3)]
    kql = ", ".join(f"c{i} = {k}" for i, (_, k, _) in enumerate(made))
    sql = ", ".join(shown(kind, q) for kind, _, q in made)
    return "scalar", f"T | project id, {kql}", f"SELECT id, {sql} FROM T", False


def filtered(chance):
    kql, sql = make(chance, BOOL, 3)
    return "where", f"T | where {kql} | project id", f"SELECT id FROM T WHERE {sql}", False


AGGREGATES = [
    ("count()", "count(*)"),
    ("countif(#b)", "count(*) FILTER (WHERE #b)"),
    # No value at all: the sum is 0, the mean is NaN.
    ("sum(#n)", "coalesce(sum(#n), 0)::BIGINT"),
    ("sum(#x)", "coalesce(sum(#x), 0)"),
    ("sumif(#n, #b)", "coalesce(sum(#n) FILTER (WHERE #b), 0)::BIGINT"),
    ("avg(#x)", "coalesce(avg(#x), 'nan'::DOUBLE)"),
    ("avg(#n)", "coalesce(avg(#n), 'nan'::DOUBLE)"),
    ("min(#n)", "min(#n)"),
    ("max(#x)", "max(#x)"),
    ("min(#t)", "min(#t)"),
    ("max(#t)", "max(#t)"),
    ("maxif(#n, #b)", "max(#n) FILTER (WHERE #b)"),
    # KQL's spread of one value is 0, and that of none too.
    ("stdev(#x)", "coalesce(stddev_samp(#x), 0)"),
    # A variance is rounded to ten digits behind the point.
    ("variance(#x)", "round(coalesce(var_samp(#x), 0), 10)"),
    ("stdevp(#x)", "coalesce(stddev_pop(#x), 0)"),
    ("variancep(#x)", "round(coalesce(var_pop(#x), 0), 10)"),
    ("count_distinct(s)", "count(DISTINCT s)"),
    ("array_length(make_set(#n))", "count(DISTINCT #n)"),
    ("array_length(make_list(#n))", "count(#n)"),
    # The nearest rank, which is a value of the column.
    ("percentile(#n, 50)", "quantile_disc(#n, 0.5)"),
    ("percentile(#n, 100)", "max(#n)"),
    ("binary_all_or(#n)", "bit_or(#n)"),
    ("binary_all_and(#n)", "bit_and(#n)"),
    ("binary_all_xor(#n)", "bit_xor(#n)"),
]


def filled(chance, kql, sql):
    for mark, kind in [("#n", NUMBER), ("#x", REAL), ("#t", TIME), ("#b", BOOL)]:
        if mark in kql:
            a, b = make(chance, kind, 1)
            kql, sql = kql.replace(mark, a), sql.replace(mark, f"({b})")
    return kql, sql


def summarized(chance):
    calls = [filled(chance, *pair) for pair in chance.sample(AGGREGATES, 3)]
    kql = ", ".join(f"a{i} = {k}" for i, (k, _) in enumerate(calls))
    sql = ", ".join(q for _, q in calls)
    if chance.random() < 0.3:
        return "summarize", f"T | summarize {kql}", f"SELECT {sql} FROM T", False
    kind = chance.choice([NUMBER, TEXT, BOOL, TIME])
    a, b = make(chance, kind, 1)
    return "summarize by", f"T | summarize {kql} by k = {a}", f"SELECT {b} AS k, {sql} FROM T GROUP BY 1", False


def picked(chance):
    # The id breaks no tie, it is what is asked for; the greatest id has no rival.
    kql = "T | where isnotempty(s) | summarize arg_max(id, n, u) by s"
    sql = "SELECT s, max(id), arg_max(struct_pack(n := n), id).n, arg_max(u, id) FROM T WHERE s <> '' GROUP BY s"
    return "arg_max", kql, sql, False


KEYS = ["n", "s", "b", "t", "x"]


def joined(chance):
    kind = chance.choice(["inner", "leftouter", "rightouter", "fullouter", "leftsemi", "rightsemi", "leftanti", "rightanti"])
    keys = chance.sample(KEYS, chance.choice([1, 1, 2]))
    left = f"T | project id, n, x, s, t, b"
    right = f"U | project jd = id, u, m, {', '.join(keys)}"
    # Null keys meet null keys.
    on = " AND ".join(f"l.{k} IS NOT DISTINCT FROM r.{k}" for k in keys)
    kql = f"{left} | join kind={kind} ({right}) on {', '.join(keys)}"
    own = ["id", "n", "x", "s", "t", "b"]
    other = ["jd", "u", "m"]
    text = lambda side, c: f"coalesce({side}.{c}, '')" if c in ("s", "u") else f"{side}.{c}"
    lefts, rights = ", ".join(text("l", c) for c in own), ", ".join(text("r", c) for c in other)
    tables = "(SELECT id, n, x, s, t, b FROM T) l", "(SELECT id AS jd, u, m, n, x, s, t, b FROM U) r"
    if kind in ("inner", "leftouter", "rightouter", "fullouter"):
        word = {"inner": "JOIN", "leftouter": "LEFT JOIN", "rightouter": "RIGHT JOIN", "fullouter": "FULL JOIN"}[kind]
        sql = f"SELECT {lefts}, {rights} FROM {tables[0]} {word} {tables[1]} ON {on}"
        return f"join {kind}", f"{kql} | project {', '.join(own + other)}", sql, False
    exists = "EXISTS" if kind.endswith("semi") else "NOT EXISTS"
    if kind.startswith("left"):
        sql = f"SELECT {lefts} FROM {tables[0]} WHERE {exists} (SELECT 1 FROM {tables[1]} WHERE {on})"
        return f"join {kind}", f"{kql} | project {', '.join(own)}", sql, False
    sql = f"SELECT {rights} FROM {tables[1]} WHERE {exists} (SELECT 1 FROM {tables[0]} WHERE {on})"
    return f"join {kind}", f"{kql} | project {', '.join(other)}", sql, False


def unique(chance):
    # One row of each key on the left: which one is open, so its other columns are not asked for.
    key = chance.choice(["n", "s", "b"])
    kql = f"T | project {key} | join kind=innerunique (U | project {key}, jd = id) on {key} | project {key}, jd"
    sql = f"SELECT l.{key}, r.id FROM (SELECT DISTINCT {key} FROM T) l JOIN U r ON l.{key} IS NOT DISTINCT FROM r.{key}"
    return "join innerunique", kql, sql, False


def looked_up(chance):
    key = chance.choice(["n", "s"])
    kql = f"T | project id, {key} | lookup (U | summarize c = count(), w = max(m) by {key}) on {key}"
    sql = f"SELECT T.id, T.{key}, r.c, r.w FROM T LEFT JOIN (SELECT {key}, count(*) c, max(m) w FROM U GROUP BY 1) r ON T.{key} IS NOT DISTINCT FROM r.{key}"
    return "lookup", kql, sql, False


def sorted_rows(chance):
    kind = chance.choice([NUMBER, REAL, TIME, TEXT, BOOL])
    a, b = make(chance, kind, 1)
    way, nulls = chance.choice(["asc", "desc"]), chance.choice(["first", "last"])
    kql = f"T | sort by {a} {way} nulls {nulls}, id asc | project id"
    sql = f"SELECT id FROM T ORDER BY {b} {way} NULLS {nulls}, id ASC"
    if chance.random() < 0.5:
        count = chance.choice([0, 1, 3, 10])
        return "sort, take", f"{kql} | take {count}", f"{sql} LIMIT {count}", True
    return "sort", kql, sql, True


def sorted_by_default(chance):
    # Without words: descending, nulls last; ascending, nulls first.
    column = chance.choice(["n", "x", "t"])
    if chance.random() < 0.5:
        return "sort, nulls by default", f"T | sort by {column}, id asc | project id", f"SELECT id FROM T ORDER BY {column} DESC NULLS LAST, id", True
    return "sort, nulls by default", f"T | sort by {column} asc, id asc | project id", f"SELECT id FROM T ORDER BY {column} ASC NULLS FIRST, id", True


def distinct(chance):
    columns = ", ".join(chance.sample(["n", "m", "s", "u", "b", "x"], 2))
    return "distinct", f"T | distinct {columns}", f"SELECT DISTINCT {columns} FROM T", False


def union(chance):
    kql, sql = make(chance, BOOL, 2)
    both = "SELECT id, s, n FROM T UNION ALL SELECT id, s, NULL FROM U"
    kql = f"union (T | project id, s, n), (U | where {kql} | project id, s)"
    return "union", kql, f"{both} WHERE {sql}", False


def window(chance):
    by = chance.choice(["n", "x", "t"])
    order = f"ORDER BY {by} ASC NULLS FIRST, id"
    # Nulls add nothing to a running sum.
    columns = [
        ("row_number()", f"row_number() OVER ({order})"),
        ("row_cumsum(id)", f"(sum(id) OVER ({order} ROWS UNBOUNDED PRECEDING))::BIGINT"),
        ("prev(id)", f"lag(id) OVER ({order})"),
        ("prev(s)", f"coalesce(lag(s) OVER ({order}), '')"),
        ("next(n)", f"lead(n) OVER ({order})"),
        ("next(id, 2)", f"lead(id, 2) OVER ({order})"),
        ("prev(id, 1, -1)", f"lag(id, 1, -1) OVER ({order})"),
    ]
    chosen = chance.sample(columns, 3)
    kql = ", ".join(f"w{i} = {k}" for i, (k, _) in enumerate(chosen))
    sql = ", ".join(q for _, q in chosen)
    return "windows", f"T | sort by {by} asc, id asc | extend {kql} | project id, w0, w1, w2", f"SELECT id, {sql} FROM T {order}", True


def expanded(chance):
    kql = "T | extend p = split(u, ',') | mv-expand p to typeof(string) | project id, p"
    return "mv-expand", kql, "SELECT id, unnest(string_split(u, ',')) FROM T", False


def series(chance):
    kql = "T | make-series kind=nonempty c = count() on t from datetime(2023-12-25) to datetime(2024-01-05) step 1d | mv-expand c to typeof(long), t to typeof(datetime) | project t, c"
    sql = """SELECT d.generate_series, (SELECT count(*) FROM T WHERE date_trunc('day', t) = d.generate_series)
             FROM generate_series(TIMESTAMP '2023-12-25', TIMESTAMP '2024-01-04', INTERVAL 1 DAY) d"""
    return "make-series", kql, sql, False


def counted(chance):
    kql, sql = make(chance, BOOL, 3)
    return "count", f"T | where {kql} | count", f"SELECT count(*) FROM T WHERE {sql}", False


def top(chance):
    # `top` goes by one column; the values themselves say which rows came first.
    column, way = chance.choice(["n", "x", "t"]), chance.choice(["desc", "asc"])
    nulls = chance.choice(["first", "last"])
    sql = f"SELECT {column} FROM T ORDER BY {column} {way} NULLS {nulls} LIMIT 5"
    return "top", f"T | top 5 by {column} {way} nulls {nulls} | project {column}", sql, True


MAKERS = [scalar] * 8 + [filtered] * 3 + [summarized] * 6 + [joined] * 6 + [
    picked, unique, looked_up, sorted_rows, sorted_rows, sorted_by_default, distinct, union, window, window, expanded, series, counted, top,
]
