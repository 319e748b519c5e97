//! Statements, and what a pipeline may begin with.

use super::Form;

pub const FORMS: &[Form] = &[
    Form { what: "let x = scalar", query: "let x = 5; print x" },
    Form { what: "let T = table", query: "let T = range n from 1 to 2 step 1; T | count" },
    Form { what: "let f = (a: long) { … }", query: "let f = (a: long, b: long = 2) { a + b }; print f(1)" },
    Form { what: "let f = (T: (*)) { … }", query: "let f = (T: (*)) { T | count }; f(range n from 1 to 2 step 1)" },
    Form { what: "let f = view () { … }", query: "let f = view () { print 1 }; f" },
    Form { what: "set option", query: "set notruncation; print 1" },
    Form { what: "declare query_parameters", query: "declare query_parameters(a: long = 5); print a" },
    Form { what: "declare pattern", query: r#"declare pattern p = (a: string) { ("x") = { print 1 }; }; p("x")"# },
    Form { what: "alias database", query: r#"alias database d = cluster("c").database("d"); print 1"# },
    Form { what: "restrict access", query: "let T = print n = 1; restrict access to (T); T" },
    Form { what: "several results", query: "print 1; print 2" },
    Form { what: "datatable", query: "datatable (n: long) [1, 2]" },
    Form { what: "externaldata", query: r#"externaldata (s: string) ["https://example.com/a.csv"]"# },
    Form { what: "toscalar", query: "print toscalar(range n from 1 to 3 step 1 | count)" },
    Form { what: "materialize", query: "let T = materialize(range n from 1 to 3 step 1); T | count" },
    Form { what: "x in (table)", query: "print n = 1 | where n in (range n from 1 to 3 step 1)" },
    Form { what: r#"database("d").T"#, query: r#"database("d").EmailEvents | count"# },
    Form { what: r#"cluster("c").database("d").T"#, query: r#"cluster("c").database("d").EmailEvents | count"# },
    Form { what: r#"table("T")"#, query: r#"table("EmailEvents") | count"# },
];
