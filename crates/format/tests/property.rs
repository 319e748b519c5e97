//! What holds for every text: the same tokens and comments, and laying out twice is laying out once.

use lurcher_format::{Refusal, format};
use lurcher_syntax::{Stage, TokenKind, parse, tokens};
use proptest::prelude::*;

/// Checks a text, and says whether it was laid out.
pub fn check(text: &str) -> bool {
    let good = !parse(text).diagnostics.iter().any(|d| d.stage == Stage::Syntax);
    let formatted = match format(text) {
        Ok(formatted) => formatted,
        Err(Refusal::Syntax(_)) => {
            assert!(!good, "{text}");
            return false;
        }
        Err(Refusal::TooLong | Refusal::Unsafe) => panic!("not the same query:\n{text}"),
    };
    assert!(good, "{text}");
    assert_eq!(shown(text), shown(&formatted), "{text}");
    assert_eq!(meaning(text), meaning(&formatted), "\n{text}\n=>\n{formatted}");
    assert_eq!(format(&formatted).as_deref(), Ok(formatted.as_str()), "twice:\n{text}");
    true
}

/// All that is not white space.
fn shown(text: &str) -> Vec<(TokenKind, &str)> {
    let all = tokens(text).into_iter().filter(|t| t.kind != TokenKind::Whitespace);
    all.map(|t| (t.kind, t.span.of(text))).collect()
}

/// The tree without its places, and without the blanks that `dynamic(…)` keeps.
fn meaning(text: &str) -> String {
    let tree = format!("{:?}", parse(text).query);
    let mut kept = String::with_capacity(tree.len());
    let mut rest = tree.as_str();
    while let Some(at) = rest.find("Span { start: ") {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find('}').unwrap() + 1..];
    }
    kept.push_str(rest);
    without_blanks_in_dynamic(&kept)
}

fn without_blanks_in_dynamic(tree: &str) -> String {
    let mut kept = String::new();
    let mut parts = tree.split("Dynamic(\"");
    kept.push_str(parts.next().unwrap());
    for part in parts {
        let end =
            part.match_indices("\")").find(|(at, _)| !part[..*at].ends_with('\\')).map_or(part.len(), |(at, _)| at);
        let held: String = part[..end].replace("\\n", " ").replace("\\r", " ").replace("\\t", " ");
        kept.push_str("Dynamic(\"");
        kept.extend(held.split_whitespace());
        kept.push_str(&part[end..]);
    }
    kept
}

/// Pieces of KQL that often make a query together.
const STARTS: [&str; 9] = [
    "T",
    "let x = 5; T",
    "let f = (a: long, b: string = \"x\") { T | where n == a };\nf(1)",
    "union A*, (B | take 1)",
    "print a = -1, b=dynamic({\"a\":[1,2 , -3]})",
    "range x from 1 to 5 step 1",
    "datatable(a: long, b: string)[1,'x',2,'y',]",
    "search in (A*, B) \"x\" and c:\"y\"",
    "find in (T) where a == 1 project a, b",
];

const OPERATORS: [&str; 30] = [
    "where a==1 and b!=2 or c has 'x'",
    "where a in (1,2,3) // kept",
    "where t between (ago(1d) .. now())",
    "where {Filter}",
    "where a !in~ ('x', \"y\")\n// on its own line\n",
    "extend x = a -b, y=-1, z = iff(a>1, 'x' , \"y\")",
    "extend ['a b'] = d['k'].c[0]",
    "project a, b = c*2, d",
    "project-away a*, *_b",
    "project-reorder a* asc, *",
    "summarize count(), n=dcount(x) by bin(t,1h), b",
    "summarize by a, // first\n b",
    "join kind = inner hint.strategy = shuffle (U | where x > 1) on $left.a==$right.b, c",
    "lookup (V) on k",
    "sort by a desc nulls last, b asc",
    "top 5 by a",
    "mv-expand kind=array x to typeof(long) limit 5",
    "mv-apply e = d on (where e.x == 1 | take 1)",
    "mv-apply e = d on (\n  take 1\n)",
    "parse kind=regex s with * 'a' b:long \"c\" d *",
    "make-series n = count() default=0 on t from ago(7d) to now() step 1d by a",
    "render timechart with (title='x', ycolumns = a, b)",
    "evaluate bag_unpack(d)",
    "invoke f(1)",
    "partition hint.strategy=native by a (top 1 by b)",
    "scan with (step s: a > 1 => n = 1; step u: true;)",
    "fork (take 1) x = (count)",
    "make-graph a --> b with N on k",
    "graph-match (a)-[e*1..3]->(b)<--(c) where a.x == 1 project a.n, b.n",
    "top-nested 3 of a by count(), top-nested of b by max(c)",
];

fn blanks() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["", " ", "\n", "  \t", "\n\n\n", " // c\n", "\n// c\n", "\r\n"][..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_the_same_query(
        start in prop::sample::select(&STARTS[..]),
        operators in prop::collection::vec((prop::sample::select(&OPERATORS[..]), blanks(), blanks()), 0..5),
        end in blanks(),
    ) {
        let pipes = operators.iter().map(|(operator, before, after)| format!("{before}|{after}{operator}\n"));
        check(&format!("{start}{}{end}", pipes.collect::<String>()));
    }

    /// Blanks and comments between any two tokens.
    #[test]
    fn any_blanks_between_tokens(
        start in prop::sample::select(&STARTS[..]),
        operator in prop::sample::select(&OPERATORS[..]),
        gaps in prop::collection::vec(blanks(), 60),
    ) {
        let text = format!("{start}\n| {operator}\n| take 5");
        let mut gaps = gaps.iter().cycle();
        let mut loose = String::new();
        for token in tokens(&text) {
            match token.kind {
                TokenKind::Whitespace => loose.push(' '),
                // A comment goes to its line's end.
                TokenKind::Comment => {
                    loose.push_str(token.span.of(&text));
                    loose.push('\n');
                    continue;
                }
                _ => loose.push_str(token.span.of(&text)),
            }
            loose.push_str(gaps.next().unwrap());
        }
        check(&loose);
    }

    #[test]
    fn any_characters(text in "\\PC{0,100}") {
        check(&text);
    }
}
