//! One more operator behind a query. Each function gives the text that follows the pipe.

use super::columns::{Col, Scope, written};
use super::expressions::{AGGREGATES, SCALARS, SEVERAL, WINDOWS, any_call, any_type, anything, expression};
use super::values::literal;
use lurcher_functions::entries;
use lurcher_testkit::Chance;
use lurcher_types::Type;
use lurcher_types::describe::{Kind, Support};

type Make = fn(&Scope, &mut Chance) -> String;

/// Every operator; common ones stand here more than once.
const OPERATORS: &[Make] = &[
    filter,
    filter,
    filter,
    extend,
    several,
    extend,
    extend,
    extend,
    project,
    project,
    summarize,
    summarize,
    summarize,
    sort,
    sort,
    windowed,
    windowed,
    take,
    top,
    distinct,
    count,
    columns,
    columns,
    join,
    join,
    join,
    lookup,
    union,
    union,
    mv_expand,
    mv_expand,
    mv_apply,
    make_series,
    parse,
    parse,
    parse_kv,
    top_nested,
    top_hitters,
    scan,
    scan,
    partition,
    partition,
    graph,
    graph,
    shortest_paths,
    evaluate,
    evaluate,
    fork,
    facet,
    search,
    sample,
    getschema,
    small,
    in_table,
    sketches,
    find,
    reduce,
    invoke,
];

pub fn operator(scope: &Scope, chance: &mut Chance) -> String {
    OPERATORS[chance.below(OPERATORS.len())](scope, chance)
}

/// A table of the catalog, a small table in the query, or one made of nothing.
pub fn source(chance: &mut Chance) -> String {
    match chance.below(8) {
        0 => format!(
            "range r from {} to {} step {}",
            chance.pick(&["0", "-3", "1.5"]),
            chance.pick(&["5", "2"]),
            chance.pick(&["1", "2", "0.5"])
        ),
        1 => format!("print {}", chance.list(1, 3, |c| anything(&Scope::default(), 2, c))),
        2 => datatable(chance),
        3 => "union withsource=w T, U".to_owned(),
        4 | 5 => "U".to_owned(),
        _ => "T".to_owned(),
    }
}

fn datatable(chance: &mut Chance) -> String {
    let types: Vec<Type> = (0..1 + chance.below(4)).map(|_| any_type(chance)).collect();
    let schema: Vec<String> = types.iter().enumerate().map(|(i, t)| format!("c{i}: {}", t.name())).collect();
    let rows = chance.below(5);
    let cells: Vec<String> = (0..rows).flat_map(|_| types.clone()).map(|t| literal(t, chance)).collect();
    format!("datatable({})[{}]", schema.join(", "), cells.join(", "))
}

fn filter(s: &Scope, c: &mut Chance) -> String {
    format!("where {}", expression(Type::Bool, s, 3, c))
}

fn extend(s: &Scope, c: &mut Chance) -> String {
    let name = format!("e{}", c.below(9));
    format!("extend {name} = {}", anything(s, 3, c))
}

/// A call that gives several columns.
fn several(s: &Scope, c: &mut Chance) -> String {
    format!("extend {}", any_call(&SEVERAL, s, 1, c))
}

fn project(s: &Scope, c: &mut Chance) -> String {
    let kept = s.some(4, c);
    format!("project {kept}, {}", c.list(1, 2, |c| format!("p{} = {}", c.below(99), anything(s, 2, c))))
}

fn aggregate(s: &Scope, c: &mut Chance) -> String {
    let call = any_call(&AGGREGATES, s, 1, c);
    if c.one_in(6) { format!("a{} = tostring({call})", c.below(9)) } else { call }
}

fn key(s: &Scope, c: &mut Chance) -> String {
    match c.below(4) {
        0 => format!(
            "bin({}, {})",
            s.of(Type::Datetime, c).unwrap_or("datetime(2024-05-01)".into()),
            c.pick(&["1d", "1h", "7d", "1tick"])
        ),
        1 => format!("k{} = {}", c.below(9), anything(s, 1, c)),
        _ => s.name(c),
    }
}

fn summarize(s: &Scope, c: &mut Chance) -> String {
    let calls = c.list(1, 3, |c| aggregate(s, c));
    if c.one_in(3) {
        format!("summarize {calls}")
    } else {
        format!("summarize {calls} by {}", c.list(1, 2, |c| key(s, c)))
    }
}

/// Sketches are columns of their own, which other calls read.
fn sketches(s: &Scope, c: &mut Chance) -> String {
    let (a, b) = (s.name(c), s.name(c));
    let read = "extend dcount_hll(h), percentile_tdigest(t, 50)";
    format!(
        "summarize h = hll({a}), t = tdigest({b}) by {} | {read} | summarize hll_merge(h), tdigest_merge(t)",
        key(s, c)
    )
}

fn ordering(s: &Scope, c: &mut Chance) -> String {
    let term = if c.one_in(3) { anything(s, 1, c) } else { s.name(c) };
    format!("{term} {} {}", c.pick(&["asc", "desc", ""]), c.pick(&["", "", "nulls first", "nulls last"]))
}

fn sort(s: &Scope, c: &mut Chance) -> String {
    format!("sort by {}", c.list(1, 3, |c| ordering(s, c)))
}

/// Sorted by every column that has an order, so that rows have one.
fn in_total_order(s: &Scope) -> String {
    let sortable = s.0.iter().filter(|c| c.kql_type != Type::Dynamic);
    let by = sortable.map(|c| format!("{} asc", written(&c.name))).chain(
        s.0.iter().filter(|c| c.kql_type == Type::Dynamic).map(|c| format!("tostring({}) asc", written(&c.name))),
    );
    format!("sort by {}", by.collect::<Vec<_>>().join(", "))
}

fn windowed(s: &Scope, c: &mut Chance) -> String {
    let calls = c.list(1, 2, |c| format!("w{} = {}", c.below(9), any_call(&WINDOWS, s, 1, c)));
    format!("{} | {} {calls}", in_total_order(s), c.pick(&["extend", "serialize"]))
}

fn take(s: &Scope, c: &mut Chance) -> String {
    format!("{} | take {}", in_total_order(s), c.pick(&["0", "1", "3", "100"]))
}

fn top(s: &Scope, c: &mut Chance) -> String {
    format!("top {} by {}", c.pick(&["0", "1", "3", "100"]), ordering(s, c))
}

fn distinct(s: &Scope, c: &mut Chance) -> String {
    if c.one_in(3) { "distinct *".to_owned() } else { format!("distinct {}", s.some(3, c)) }
}

fn count(_: &Scope, _: &mut Chance) -> String {
    "count".to_owned()
}

fn columns(s: &Scope, c: &mut Chance) -> String {
    match c.below(6) {
        0 => format!("project-away {}", s.some(2, c)),
        1 => format!("project-keep {}", s.some(4, c)),
        2 => format!("project-rename z{} = {}", c.below(99), s.name(c)),
        3 => format!("project-reorder {}", c.pick(&["* asc", "* desc", "* granny-asc", "s, *"])),
        4 => format!("project-reorder {}", s.some(2, c)),
        _ => "project-away d*".to_owned(),
    }
}

const KINDS: [&str; 9] =
    ["", "inner", "innerunique", "leftouter", "rightouter", "fullouter", "leftsemi", "rightsemi", "leftanti"];

fn join(s: &Scope, c: &mut Chance) -> String {
    let kind = c.pick(&[&KINDS[..], &["rightanti"]].concat());
    let kind = if kind.is_empty() { String::new() } else { format!("kind={kind} ") };
    let hint = c.pick(&["", "", "hint.strategy=broadcast ", "hint.strategy=shuffle "]);
    match c.below(3) {
        0 => format!("join {kind}{hint}(T | project i, l, s, other = r) on {}", c.pick(&["l", "s", "i, s", "l, i"])),
        1 => {
            let left = s.any(c).unwrap_or(Col { name: "l".into(), kql_type: Type::Long });
            let right = c.pick(&["b", "i", "l", "r", "m", "s", "t", "p", "g"]);
            format!("join {kind}{hint}U on $left.{} == $right.{right}", written(&left.name))
        }
        _ => {
            let n = s.name(c);
            format!(
                "as A{} | join {kind}{hint}(U | extend {n} = {}) on {n}",
                c.below(9),
                anything(&columns_of_u(), 1, c)
            )
        }
    }
}

fn columns_of_u() -> Scope {
    Scope(super::tables::COLUMNS.iter().map(|(name, t)| Col { name: (*name).to_owned(), kql_type: *t }).collect())
}

fn lookup(_: &Scope, c: &mut Chance) -> String {
    format!(
        "lookup {}(U | summarize x = count() by s, i) on {}",
        c.pick(&["", "kind=inner ", "kind=leftouter "]),
        c.pick(&["s", "i", "s, i"])
    )
}

fn union(s: &Scope, c: &mut Chance) -> String {
    let leg = match c.below(4) {
        0 => "T".to_owned(),
        1 => format!("(U | project {} = l)", s.name(c)),
        2 => format!("(U | where {})", expression(Type::Bool, &columns_of_u(), 2, c)),
        _ => format!("({})", datatable(c)),
    };
    format!(
        "union {}{}{leg}",
        c.pick(&["", "kind=inner ", "kind=outer "]),
        c.pick(&["", "withsource=src ", "isfuzzy=true "])
    )
}

fn mv_expand(s: &Scope, c: &mut Chance) -> String {
    let d = s.of(Type::Dynamic, c).unwrap_or("range(1, 3)".into());
    let to = c.pick(&["", "", " to typeof(long)", " to typeof(string)", " to typeof(real)", " to typeof(datetime)"]);
    let before = c.pick(&["", "", "kind=array ", "bagexpansion=array ", "with_itemindex=ix "]);
    let limit = c.pick(&["", "", " limit 2", " limit 0"]);
    match c.below(3) {
        0 => format!("mv-expand {before}{d}{to}{limit}"),
        1 => format!("mv-expand {before}x = {}{to}{limit}", expression(Type::Dynamic, s, 2, c)),
        _ => format!("mv-expand {before}{d}, y = {}{limit}", expression(Type::Dynamic, s, 1, c)),
    }
}

fn mv_apply(s: &Scope, c: &mut Chance) -> String {
    let d = expression(Type::Dynamic, s, 1, c);
    let to = c.pick(&["", " to typeof(long)", " to typeof(string)", " to typeof(real)"]);
    let inner = Scope([s.0.clone(), vec![Col { name: "v".into(), kql_type: Type::Dynamic }]].concat());
    let body = match c.below(4) {
        0 => format!("where {}", expression(Type::Bool, &inner, 2, c)),
        1 => format!("summarize {}", c.list(1, 2, |c| aggregate(&inner, c))),
        2 => "sort by tostring(v) asc | take 1".to_owned(),
        _ => extend(&inner, c),
    };
    format!("mv-apply {}v = {d}{to} on ({body})", c.pick(&["", "with_itemindex=ix "]))
}

fn make_series(s: &Scope, c: &mut Chance) -> String {
    let on = s.of(Type::Datetime, c).unwrap_or("t".into());
    let by = if c.one_in(2) { format!(" by {}", s.some(2, c)) } else { String::new() };
    let range = match c.below(4) {
        0 => " step 1d".to_owned(),
        1 => " in range(datetime(2024-05-01), datetime(2024-05-04), 12h)".to_owned(),
        _ => format!(
            " from datetime(2024-05-01) to datetime(2024-05-06) step {}",
            c.pick(&["1d", "7h", "0s", "-1d", "1000d"])
        ),
    };
    let numbers = s.of(Type::Long, c).unwrap_or("1".into());
    let call = c.pick(&["count()", "sum(#)", "avg(#)", "min(#)", "max(#)", "dcount(#)"]).replace('#', &numbers);
    format!(
        "make-series {}v = {call}{} on {on}{range}{by}",
        c.pick(&["", "kind=nonempty "]),
        c.pick(&["", " default=0", " default=-1.5"])
    )
}

fn parse(s: &Scope, c: &mut Chance) -> String {
    let text = s.of(Type::String, c).unwrap_or_else(|| format!("tostring({})", s.name(c)));
    let kind = c.pick(&["", "kind=simple ", "kind=relaxed ", "kind=regex ", "kind=regex flags=Ui "]);
    let operator = c.pick(&["parse", "parse", "parse-where"]);
    let pattern = c.pick(&[
        "'r' a1 ' ' a2",
        "* 'e' x1: long *",
        "a1: string ',' a2 ';' *",
        "* '=' v1: real",
        "'' a1",
        "* 'a' * 'b' *",
        "a1: long",
        "* ' ' a1: datetime",
        "'[a-z]+' a1 'x?' *",
        "a1 '(' *",
    ]);
    format!("{operator} {kind}{text} with {pattern}")
}

fn parse_kv(s: &Scope, c: &mut Chance) -> String {
    let text = s.of(Type::String, c).unwrap_or("'k=v'".into());
    let with = c.pick(&[
        "with (pair_delimiter=',', kv_delimiter='=')",
        "with (pair_delimiter=' ', kv_delimiter='=', quote='\"')",
        "with (pair_delimiter=';', kv_delimiter=':', greedy=true)",
        "with (regex=@'(\\w+)=(\\w*)')",
        "",
    ]);
    format!("parse-kv {text} as (k: string, kl: long, kt: datetime) {with}")
}

fn top_nested(s: &Scope, c: &mut Chance) -> String {
    let level = |c: &mut Chance| {
        let others = c.pick(&["", "", " with others = 'rest'"]);
        let many = c.pick(&["1 ", "2 ", "", "100 "]);
        format!("top-nested {many}of {}{others} by {}", s.name(c), c.pick(&["count()", "max(1)", "dcount(1)"]))
    };
    c.list(1, 3, level)
}

fn top_hitters(s: &Scope, c: &mut Chance) -> String {
    format!("top-hitters {} of {}", c.pick(&["1", "3"]), s.name(c))
}

fn scan(s: &Scope, c: &mut Chance) -> String {
    let with = c.pick(&["", "with_match_id=m "]);
    let by = if c.one_in(3) { format!("partition by {} ", s.name(c)) } else { String::new() };
    let (first, second) = (expression(Type::Bool, s, 1, c), expression(Type::Bool, s, 1, c));
    let number = s.of(Type::Long, c).unwrap_or("1".into());
    let out = c.pick(&["", "output=none ", "output=last ", "output=all "]);
    format!(
        "{} | scan {with}{by}declare (n: long = 0, x: string) with (step a {out}: {first} => n = {number} + a.n, x = strcat(a.x, 'x'); step b: {second} and a.n > 0 => n = a.n;)",
        in_total_order(s)
    )
}

fn partition(s: &Scope, c: &mut Chance) -> String {
    let hint = c.pick(&["", "hint.strategy=native ", "hint.strategy=shuffle ", "hint.strategy=legacy "]);
    let body = match c.below(6) {
        0 => sort(s, c),
        1 => top(s, c),
        2 => summarize(s, c),
        3 => windowed(s, c),
        4 => join(s, c),
        _ => format!("{} | {}", filter(s, c), extend(s, c)),
    };
    format!("partition {hint}by {} ({body})", s.name(c))
}

fn graph(s: &Scope, c: &mut Chance) -> String {
    let (from, to) = (s.name(c), s.name(c));
    let pattern = c.pick(&[
        "(n)-[e]->(m) project n.id, m.id",
        "(n)<-[e]-(m) where n.id != m.id project a = n.id",
        "(n)-[e*1..3]->(m) project n.id, x = map(e, 1)",
        "(n)-[e]-(m)-[f]-(o) project n.id, o.id",
        "(n)-[e1]->(m), (m)-[e2]->(o) project n.id, o.id",
        "(n)-[e*0..2]-(m) project n.id, array_length(e)",
    ]);
    let cycles = c.pick(&["", "cycles=none ", "cycles=all ", "cycles=unique_edges "]);
    let make = format!("make-graph {from} --> {to} with_node_id=id");
    match c.below(6) {
        0 => format!("{make} | graph-to-table {}", c.pick(&["nodes", "edges", "nodes with_node_id=h"])),
        1 => format!(
            "{make} | graph-mark-components {}| graph-to-table nodes",
            c.pick(&["", "kind=strong ", "with_component_id=cc "])
        ),
        2 => format!("{make} | graph-where-nodes isnotempty(id) | graph-to-table edges"),
        3 => format!("{make} | graph-where-edges {} | graph-to-table nodes", expression(Type::Bool, s, 1, c)),
        _ => format!("{make} | graph-match {cycles}{pattern}"),
    }
}

fn shortest_paths(s: &Scope, c: &mut Chance) -> String {
    let output = c.pick(&["", "output=all ", "output=any "]);
    format!(
        "make-graph {} --> {} with_node_id=id | graph-shortest-paths {output}(n)-[e*1..4]->(m) project n.id, m.id",
        s.name(c),
        s.name(c)
    )
}

fn evaluate(s: &Scope, c: &mut Chance) -> String {
    let d = s.of(Type::Dynamic, c).unwrap_or("d".into());
    let (n, t) = (s.name(c), s.of(Type::Datetime, c).unwrap_or("t".into()));
    match c.below(7) {
        0 => format!(
            "evaluate bag_unpack({d}{})",
            c.pick(&["", ", 'u_'", ", columnsConflict='replace_source'", ", '', 'keep_source'"])
        ),
        1 => format!("evaluate pivot({n}{})", c.pick(&["", ", count()", ", max(1)", ", sum(1), s"])),
        2 => "evaluate narrow()".to_owned(),
        3 => format!(
            "{} | evaluate rows_near({}, {})",
            in_total_order(s),
            expression(Type::Bool, s, 1, c),
            c.pick(&["0", "1", "100"])
        ),
        4 => format!("evaluate sliding_window_counts({n}, {t}, datetime(2024-05-01), datetime(2024-05-06), 2d, 1d)"),
        5 => format!("evaluate activity_counts_metrics({n}, {t}, datetime(2024-05-01), datetime(2024-05-06), 1d)"),
        _ => {
            let plugins: Vec<_> = entries()
                .iter()
                .filter(|e| matches!(e.support, Support::Built) && e.description.kind == Kind::Plugin)
                .collect();
            let plugin = plugins[c.below(plugins.len())].description;
            format!(
                "evaluate {}({})",
                plugin.name,
                c.list(0, 4, |c| if c.one_in(2) { s.name(c) } else { any_literal(c) })
            )
        }
    }
}

fn any_literal(c: &mut Chance) -> String {
    let t = any_type(c);
    literal(t, c)
}

fn fork(s: &Scope, c: &mut Chance) -> String {
    format!("fork ({}) ({})", filter(s, c), summarize(s, c))
}

fn facet(s: &Scope, c: &mut Chance) -> String {
    let with = if c.one_in(2) { format!(" with ({})", filter(s, c)) } else { String::new() };
    format!("facet by {}{with}", s.some(2, c))
}

fn search(s: &Scope, c: &mut Chance) -> String {
    let kind = c.pick(&["", "kind=case_sensitive "]);
    match c.below(4) {
        0 => format!("search {kind}'a'"),
        1 => format!("search {kind}{}: 'red'", s.name(c)),
        2 => "search 're*' and not('fox')".to_owned(),
        _ => format!("search {kind}'1' or {}", expression(Type::Bool, s, 1, c)),
    }
}

fn find(s: &Scope, c: &mut Chance) -> String {
    format!("as F{} | where {} | project-smart_ {}", c.below(9), expression(Type::Bool, s, 1, c), s.name(c))
        .replace("project-smart_", "project")
}

fn sample(s: &Scope, c: &mut Chance) -> String {
    if c.one_in(2) {
        format!("sample {}", c.pick(&["0", "100"]))
    } else {
        format!("sample-distinct 100 of {}", s.name(c))
    }
}

fn getschema(_: &Scope, _: &mut Chance) -> String {
    "getschema | project ColumnName, ColumnType".to_owned()
}

fn reduce(s: &Scope, c: &mut Chance) -> String {
    let kind = c.pick(&["", "kind=source "]);
    let options = c.pick(&["", " with threshold=0.01", " with characters=' '", " with threshold=0.9, characters=''"]);
    format!("reduce {kind}by {}{options}", s.of(Type::String, c).unwrap_or("s".into()))
}

fn invoke(s: &Scope, c: &mut Chance) -> String {
    format!("invoke same({})", expression(Type::Long, s, 1, c))
}

fn small(_: &Scope, c: &mut Chance) -> String {
    c.pick(&[
        "serialize",
        "as X",
        "consume | count",
        "render table",
        "project-by-names 's', 'l'",
        "where * has 'a'",
        "limit 1000",
    ])
    .to_owned()
}

fn in_table(s: &Scope, c: &mut Chance) -> String {
    let t = any_type(c);
    let column = s.of(t, c).unwrap_or_else(|| s.name(c));
    match c.below(3) {
        0 => format!("where {column} in ((U | project {}))", c.pick(&["l", "s", "i", "r", "t", "g"])),
        1 => format!("where {column} !in~ ((T | where l > 1 | distinct s))"),
        _ => format!("extend ts = toscalar(U | summarize {})", aggregate(&columns_of_u(), c)),
    }
}

/// Some scalar calls at once over no columns: they are folded while binding.
pub fn folded(c: &mut Chance) -> String {
    format!("print {}", c.list(1, 3, |c| any_call(&SCALARS, &Scope::default(), 2, c)))
}
