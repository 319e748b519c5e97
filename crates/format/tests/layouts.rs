//! What layouts look like.

use lurcher_format::{Refusal, format};

/// Is the text, made loose, laid out as it stands here?
fn assert_layout(loose: &str, expected: &str) {
    let expected = expected.trim_start_matches('\n');
    assert_eq!(format(loose).unwrap(), expected);
}

#[test]
fn one_pipe_a_line() {
    assert_layout("T|where a==1|take 5", "T\n| where a == 1\n| take 5\n");
    assert_layout(
        "let a=ago( 1d ) ;let b=T|where t>a;\n\n\n\nb|join kind = inner(U|project k)on k|count",
        "
let a = ago(1d);
let b = T
    | where t > a;

b
| join kind=inner (
    U
    | project k
) on k
| count
",
    );
}

#[test]
fn functions() {
    assert_layout(
        "let f=(a:long,b:string=\"x\"){T|where n==a};let g=view(){T};f(-1)",
        "
let f = (a: long, b: string = \"x\") {
    T
    | where n == a
};
let g = view() { T };
f(-1)
",
    );
}

#[test]
fn long_lists_and_conditions() {
    let long = "a_rather_long_name_of_a_column";
    assert_layout(
        &format!(
            "T|where {long}==1 and {long}!=2 or {long} has 'x'|project {long},b={long}*2,{long}|summarize n=count(),m=max({long}) by {long},bin(t,1h)|extend x=f({long},{long},g({long}))"
        ),
        "
T
| where a_rather_long_name_of_a_column == 1 and a_rather_long_name_of_a_column != 2
    or a_rather_long_name_of_a_column has 'x'
| project
    a_rather_long_name_of_a_column,
    b = a_rather_long_name_of_a_column * 2,
    a_rather_long_name_of_a_column
| summarize
    n = count(),
    m = max(a_rather_long_name_of_a_column)
    by a_rather_long_name_of_a_column, bin(t, 1h)
| extend x = f(
    a_rather_long_name_of_a_column,
    a_rather_long_name_of_a_column,
    g(a_rather_long_name_of_a_column)
)
",
    );
}

#[test]
fn comments_keep_their_place() {
    assert_layout(
        "// first\nT // the table\n// next\n|where a==1 // one\n  and // two\n b==2\n|project a, // x\n b // y\n // z\n",
        "
// first
T // the table
// next
| where a == 1 // one
    and // two
        b == 2
| project
    a, // x
    b // y
// z
",
    );
    assert_layout("// alone", "// alone\n");
    assert_layout("T|where f(a // x\n// z\n)", "T\n| where f(\n    a // x\n    // z\n)\n");
}

#[test]
fn signs_and_brackets() {
    assert_layout(
        "print a=-1,b=x -1,c=(1-2)*- 3,d=d [ 'k' ] . c[0],e=dynamic ( { \"a\":[1 ,-2] } ),f=t between(1..2),g=a in(1,2)",
        "
print
    a = -1,
    b = x - 1,
    c = (1 - 2) * -3,
    d = d['k'].c[0],
    e = dynamic({\"a\": [1, -2]}),
    f = t between (1 .. 2),
    g = a in (1, 2)
",
    );
    assert_layout(
        "union A*,*_b|project-away x*,*y|extend z=a*b",
        "union A*, *_b\n| project-away x*, *y\n| extend z = a * b\n",
    );
    assert_layout("T|where {Filter}|take 5", "T\n| where {Filter}\n| take 5\n");
}

#[test]
fn rows_of_a_table() {
    assert_layout(
        "datatable(a:long,b:string)[1,'a text that is a little longer than short',2,'a text that is longer, and longer still',]",
        "
datatable(a: long, b: string) [
    1, 'a text that is a little longer than short',
    2, 'a text that is longer, and longer still',
]
",
    );
}

#[test]
fn line_ends_and_marks_are_kept() {
    assert_layout("T|take 5\r\n", "T\r\n| take 5\r\n");
    assert_layout("\u{feff}T|take 5", "\u{feff}T\n| take 5\n");
    assert_layout("print ```a\r\n  b```,1", "print ```a\r\n  b```, 1\r\n");
}

#[test]
fn what_is_no_query_is_refused() {
    for text in ["T | where", "T | take 5)", ".show tables", "#x\nT", "print \"x"] {
        assert!(matches!(format(text), Err(Refusal::Syntax(_))), "{text}");
    }
}

/// Each of the names would stand on a line of its own, far to the right.
#[test]
fn what_would_grow_beyond_the_limit_is_refused() {
    let text = format!("print {}{}{}", "f(".repeat(40), vec!["a"; 50_000].join(","), ")".repeat(40));
    assert_eq!(format(&text), Err(Refusal::TooLong));
}

/// A thread's usual stack is enough for what nests as deep as the parser allows.
#[test]
fn deep_and_long_texts() {
    let work = std::thread::Builder::new().stack_size(2 << 20).spawn(|| {
        for (open, close) in [("(", ")"), ("f(1, ", ")"), ("a[", "]"), ("toscalar(T | where ", ")"), ("(1 or ", ")")] {
            let deep = |n: usize| format!("print {}1{}", open.repeat(n), close.repeat(n));
            let most = (1..=210).rev().find(|n| format(&deep(*n)).is_ok()).unwrap();
            assert!(most > 20, "{open}");
        }
        let long = format!("T | where {}", vec!["a == 1"; 10_000].join(" or "));
        assert_eq!(format(&long).unwrap().lines().count(), 10_001);
        let list = format!("T | where a in ({})", vec!["12345"; 50_000].join(","));
        assert!(format(&list).unwrap().lines().all(|line| line.len() <= lurcher_format::MAX_WIDTH));
    });
    work.unwrap().join().unwrap();
}

/// Found by chance: a star in a pattern belongs to what stands beside it, whatever the text means.
#[test]
fn a_star_of_a_name_stays_with_it() {
    for text in [
        "[*1]",
        "[*a, *b*]",
        "f(*x)",
        "[J*];",
        "[a*b]",
        "[a*b*c] | take 1",
        "[a$*]",
        "[granny-asc*]",
        "[\npartition**];",
    ] {
        assert!(!matches!(format(text), Err(Refusal::Unsafe)), "{text}");
    }
}
