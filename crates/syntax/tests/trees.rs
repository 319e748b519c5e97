//! The trees of representative texts.

use crate::outline::outline;
use lurcher_syntax::parse;

#[track_caller]
fn check(text: &str, expected: &str) {
    let parsed = parse(text);
    assert_eq!(parsed.diagnostics, [], "{text}");
    assert_eq!(outline(&parsed.query), expected, "{text}");
    assert_eq!(parsed.query.clone(), parsed.query, "{text}");
}

#[test]
fn literals() {
    check("print 12, 0xff, 1.5, 1e3, true, TRUE", "<print 12, 255, 1.5, 1000.0, true, true>");
    check(
        "print 1d, 24hrs, 1.5h, timespan(15 seconds)",
        "<print timespan:1d, timespan:24hrs, timespan:1.5h, timespan:15 seconds>",
    );
    check("print int(5), long(-1), real(+inf), decimal(1.5), bool(1)", "<print int:5, -1, inf, decimal:1.5, true>");
    check(
        "print datetime(2017 - 08 - 01), datetime('2015-01-01'), datetime()",
        "<print datetime:2017 - 08 - 01, datetime:2015-01-01, datetime:>",
    );
    check("print long(null), dynamic(null), guid(null)", "<print null:long, null:dynamic, null:guid>");
    check("print guid(74BE27DE-1E4E-49D9-B579-FE0B331D3642)", "<print guid:74be27de-1e4e-49d9-b579-fe0b331d3642>");
    check(
        "print dynamic( {\"a\": [1, -2.5, 'x'], // why\n \"b\": datetime(2020-01-01)} )",
        "<print dynamic:{\"a\": [1, -2.5, 'x'], // why\n \"b\": datetime(2020-01-01)}>",
    );
    check("print -9223372036854775808, -5", "<print -9223372036854775808, (Minus 5)>");
}

#[test]
fn strings() {
    check(
        r#"print 'a' "b" // joined
        @'c''d\e'"#,
        r#"<print "abc'd\\e">"#,
    );
    check("print 'a''b', h'x', H@\"y\", ```a\nb```", "<print \"ab\", h\"x\", h\"y\", \"a\\nb\">");
}

#[test]
fn names_and_paths() {
    check("T | extend x = a.b*2, y=c*d", "T | extend x = (a.b * 2), y = (c * d)");
    check(
        "T | project ['a b'], [\"c\"], a.b.c, a[\"x\"], a[0].b, a.['x'], a.[i]",
        "T | project ['a b'], ['c'], a.b.c, a[\"x\"], a[0].b, a.x, a[i]",
    );
    check("cluster('c').database('d').T | count", "cluster(\"c\").database(\"d\").T | count");
    check(
        "print count = 1, by = 2, print = 3 | project count, id, range, kind",
        "<print count = 1, by = 2, print = 3> | project count, id, range, kind",
    );
    check("T | where 3com == 1 and _x1 == 2 and größe > 3", "T | where (((3com == 1) and (_x1 == 2)) and (größe > 3))");
}

#[test]
fn precedence() {
    check("print a or b and c == d + e * -f", "<print (a or (b and (c == (d + (e * (Minus f))))))>");
    check("print a - b - c / d % e", "<print ((a - b) - ((c / d) % e))>");
    check("print a has 'x' + b, a < b == c < d", "<print ((a Has \"x\") + b), ((a < b) == (c < d))>");
    check("print not(a) and (b or c)", "<print (not(a) and (b or c))>");
    check(
        "print count() * 2, a <> b, a =~ b, a !~ b",
        "<print (count() * 2), (a != b), (a EqualTilde b), (a NotEqualTilde b)>",
    );
}

#[test]
fn text_operators() {
    check(
        "T | where a !has 'x' and b matches regex 'y' and c !startswith_cs 'z'",
        "T | where (((a NotHas \"x\") and (b MatchesRegex \"y\")) and (c NotStartsWithCs \"z\"))",
    );
    check("T | where * has 'x' or * == 1", "T | where ((* Has \"x\") or (* == 1))");
    check(
        "T | where a contains_cs 'x' and a notcontains 'y'",
        "T | where ((a ContainsCs \"x\") and (a NotContains \"y\"))",
    );
}

#[test]
fn lists_and_ranges() {
    check("T | where a in (1, 2) and b !in~ ('x')", "T | where ((a In [1, 2]) and (b NotInTilde [\"x\"]))");
    check(
        "T | where a in~ (U | project b) and c has_any ('x', 'y')",
        "T | where ((a InTilde [U | project b]) and (c HasAny [\"x\", \"y\"]))",
    );
    check(
        "T | where a between (1 .. 5) and b !between(ago(1d)..now())",
        "T | where ((a between 1 .. 5) and (b !between ago(timespan:1d) .. now()))",
    );
    check("T | where a between (1..5)", "T | where (a between 1 .. 5)");
}

#[test]
fn calls() {
    check(
        "T | extend f(*), g(a, n = 1), toscalar(U | count), h()",
        "T | extend f(*), g(a, n=1), toscalar(U | count), h()",
    );
    check("let x = materialize(union A, B | take 1); x", "let x = materialize(<union A, B> | take 1); x");
    check("print toscalar kind=nooptimization (T | take 1)", "<print toscalar(T | take 1)>");
    check("print typeof(long), typeof(a:long, *)", "<print typeof(long), typeof(a:long, *:)>");
}

#[test]
fn sources() {
    check("range x from 1 to 10 step 1", "<range x 1 10 1>");
    check("T | where a == range(1, 2)", "T | where (a == range(1, 2))");
    check(
        "union withsource=S isfuzzy=true A, B*, (C | take 1), database('d').E*",
        "<union {withsource=S} {isfuzzy=true} A, wild:B*, (C | take 1), database(\"d\").E*>",
    );
    check("search in (A, B*) 'x' and c:'y'", "<search [A, wild:B*] (\"x\" and (c Search \"y\"))>");
    check("search * | take 1", "<search [] *> | take 1");
    check("search kind=case_sensitive * and a == 1", "<search {kind=case_sensitive} [] (* and (a == 1))>");
    check(
        "find withsource=S in (A, B*) where a == 1 project a:long, b, pack(*)",
        "<find {withsource=S} [A, wild:B*] (a == 1) project [a:long, b, pack:pack]>",
    );
    check("find 'x'", "<find [] \"x\" project []>");
    check("evaluate f(1) : (*, a:long)", "<evaluate f(1) : (true; a:long)>");
    check(
        "datatable (a:long, b:string) [1, 'x', -2, \"y\",]",
        "datatable(a:long, b:string)[1, \"x\", (Minus 2), \"y\"]",
    );
    check(
        "externaldata(a:string)[h@'u'] with (format='csv', ignoreFirstRecord=true)",
        "externaldata(a:string)[h\"u\"]with(format = \"csv\", ignoreFirstRecord = true)",
    );
}

#[test]
fn statements() {
    check(
        "let f = (x:long, T:(*), U:(a:string), d:real=1.5) { let y = x; T | where a == y; }; f(1, T)",
        "let f = (x:long, T:(*), U:(a:string), d:real = 1.5) {let y = x; T | where (a == y)}; f(1, T)",
    );
    check("let v = view () { T }; let w = () { 1 }; v", "let v = view () {T}; let w = () {1}; v");
    check(
        "set notruncation; set query_now = datetime(2024-01-01); T;",
        "set notruncation; set query_now = datetime:2024-01-01; T",
    );
    check("declare query_parameters(a:long = 5, b:string); T", "parameters(a:long = 5, b:string); T");
    check(
        "declare pattern p = (a:string)[b:string] { ('x').['y'] = { T }; }; p('x').y",
        "pattern p(a:string)[b:string] {(\"x\").\"y\" {T}}; p(\"x\").y",
    );
    check(
        "alias database d = cluster('c').database('e'); restrict access to (T, a*, database('d').*); T",
        "alias d = cluster(\"c\").database(\"e\"); restrict(T, wild:a*, database(\"d\").*); T",
    );
    check("T | count; U | count", "T | count; U | count");
    check(
        "let g = entity_group [database('a'), database('b')]; macro-expand g as X (X.T | count)",
        "let g = list[database(\"a\"), database(\"b\")]; <macro-expand g as X {X.T | count}>",
    );
}

#[test]
fn columns() {
    check("T | project a, b = c, ['d e'] = f + 1", "T | project a, b = c, d e = (f + 1)");
    check("T | extend (a, b) = f(x)", "T | extend (a, b) = f(x)");
    check(
        "T | project-away a, b*, *c | project-keep * | project-rename x = y",
        "T | project-away a, wild:b*, wild:*c | project-keep wild:* | project-rename x = y",
    );
    check(
        "T | project-reorder b, a* asc, * granny-desc",
        "T | project-reorder b Unstated, wild:a* Asc, wild:* GrannyDesc",
    );
    check("T | distinct * | distinct a, b", "T | distinct * | distinct a, b");
}

#[test]
fn aggregation() {
    check(
        "T | summarize a = count(), make_set(b) by c, bin(t, 1d)",
        "T | summarize a = count(), make_set(b) by c, bin(t, timespan:1d)",
    );
    check("T | summarize by a", "T | summarize  by a");
    check(
        "T | summarize hint.strategy=shuffle count() by a | count",
        "T | summarize {hint.strategy=shuffle} count() by a | count",
    );
    check("T | summarize count() by t bin=1h", "T | summarize {bin=timespan:1h} count() by t");
    check(
        "T | make-series n = count() default=0 on t from a to b step 1d by c",
        "T | make-series n = count() default 0 on t from a to b step timespan:1d by [c]",
    );
    check("T | make-series avg(x) on t in range(1, 2, 3)", "T | make-series avg(x) on t in (1, 2, 3) by []");
    check(
        "T | top-nested 3 of a with others='o' by sum(x), top-nested of b by max(y)",
        "T | top-nested 3 of a others \"o\" by sum(x), top-nested of b by max(y)",
    );
    check("T | top-hitters 5 of a by b", "T | top-hitters 5 of a by b");
    check("T | count as N", "T | count as N");
}

#[test]
fn joins() {
    check(
        "T | join kind=inner hint.remote=left (U | where x) on a, $left.b == $right.c",
        "T | join {kind=inner} {hint.remote=left} (U | where x) on a, ($left.b == $right.c)",
    );
    check("T | join U on a | lookup kind=leftouter V on b", "T | join U on a | lookup {kind=leftouter} V on b");
    check("T | union kind=inner U, V", "T | union {kind=inner} U, V");
}

#[test]
fn order() {
    check(
        "T | sort by a desc nulls last, b | order by c asc",
        "T | sort a Desc Last, b Unstated Unstated | sort c Asc Unstated",
    );
    check("T | top 5 by x nulls first | take 3 | limit 2", "T | top 5 by x Unstated First | take 3 | take 2");
    check("T | sample 5 | sample-distinct 3 of a", "T | sample 5 | sample-distinct 3 of a");
    check(
        "T | reduce by a with threshold=0.2, characters='-'",
        "T | reduce a with threshold = 0.2, characters = \"-\"",
    );
}

#[test]
fn expansion() {
    check(
        "T | mv-expand kind=array a, b = c to typeof(string) limit 5",
        "T | mv-expand {kind=array} a, b = c to string limit 5",
    );
    check("T | mvexpand a", "T | mv-expand a");
    check(
        "T | mv-apply e = a to typeof(long) on (where e > 1 | summarize sum(e))",
        "T | mv-apply e = a to long on (where (e > 1) | summarize sum(e))",
    );
}

#[test]
fn parsing() {
    check(
        "T | parse kind=regex flags=Ui x with * 'a' b:long * \"c\" d",
        "T | parse {kind=regex} {flags=Ui} x with * \"a\" b:long * \"c\" d",
    );
    check("T | parse-where x with a 'y' *", "T | parse-where x with a \"y\" *");
    check(
        "T | parse-kv x as (a:string, b:long) with (pair_delimiter=',', kv_delimiter='=')",
        "T | parse-kv x as (a:string, b:long) with (pair_delimiter = \",\", kv_delimiter = \"=\")",
    );
}

#[test]
fn subqueries() {
    check(
        "T | partition hint.strategy=native by a (top 1 by b | take 1)",
        "T | partition {hint.strategy=native} a (top 1 by b Unstated Unstated | take 1)",
    );
    check("T | partition by a { U | take 1 }", "T | partition a {U | take 1}");
    check("T | fork x = (where a | take 1) (count)", "T | fork x(<where a> | take 1) (<count>)");
    check("T | facet by a, b with (where c)", "T | facet a, b with <where c>");
    check(
        "T | invoke f(1) | as X | serialize n = row_number() | getschema | consume",
        "T | invoke f(1) | as X | serialize n = row_number() | getschema | consume",
    );
    check(
        "T | evaluate hint.distribution=per_node bag_unpack(a, 'p_')",
        "T | evaluate {hint.distribution=per_node} bag_unpack(a, \"p_\")",
    );
    check(
        "T | scan with_match_id=m declare (n:long = 0) with (step s1 output=last: a > 1 => n = s1.n + 1; step s2: b;)",
        "T | scan {with_match_id=m} (n:long = 0) {s1[last]: (a > 1) => n = (s1.n + 1); s2[]: b => }",
    );
}

#[test]
fn charts() {
    check(
        "T | render timechart with (title='x', ycolumns=a, b, xcolumn=c)",
        "T | render timechart title=[\"x\"] ycolumns=[a, b] xcolumn=[c]",
    );
    check(
        "T | render columnchart kind=stacked title='x' by a, b",
        "T | render columnchart kind=[stacked] title=[\"x\"] by=[a, b]",
    );
    check("T | render table", "T | render table");
}

#[test]
fn graphs() {
    check("E | make-graph s --> t with N on id, M on k", "E | make-graph (s)-Forward:-(t) [N, id, M, k] []");
    check(
        "g | graph-match cycles=none (a)-[e*1..3]->(b)<-[f]-(c), (b)--(d) where a.x == 1 project a.y",
        "g | graph-match {cycles=none} (a)-Forward:e*1..3-(b)-Backward:f-(c), (b)-Any:-(d) [] where (a.x == 1) [a.y]",
    );
    check(
        "g | graph-to-table nodes as N with_node_id=i, edges",
        "g | graph-to-table {with_node_id=i}  [] [N = nodes, edges]",
    );
    check(
        "g | graph-mark-components kind=weak with_component_id=c",
        "g | graph-mark-components {kind=weak} {with_component_id=c}  [] []",
    );
}

#[test]
fn comments_and_blanks_mean_nothing() {
    check("// first\nT // second\n| where a // | where b\n\t| take 1\u{200b}", "T | where a | take 1");
    check("", "");
}
