use super::Word;

#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    Word::new("let", "let name = expression;  let f = (a: long, T: (*)) { … };", "Gives a name to a scalar, a table or a function; it holds for the statements behind it.")
        .shown("let twice = (n: long) { n * 2 }; print d = twice(21)", "print d = 42")
        .page("let-statement"),
    Word::new("set", "set option;  set option = value;", "Sets an option of the query; `lurcher operators set` and the name of an option tell what it does here.")
        .shown("set query_now = datetime(2026-01-15); print t = now()", "print t = datetime(2026-01-15)")
        .page("set-statement"),
    Word::new("declare query_parameters", "declare query_parameters(name: type = default, …);", "Values that whoever runs the query gives, here with `--param name=value`.")
        .also(&["query_parameters"])
        .shown("declare query_parameters(least: long = 5); print x = least", "print x = 5")
        .page("query-parameters-statement"),
    Word::new("declare pattern", "declare pattern name = (a: string) { (\"x\") = { … }; };", "Expressions that are chosen by constant texts.")
        .also(&["pattern"])
        .shown(r#"declare pattern p = (a: string) { ("x") = { print n = 1 }; ("y") = { print n = 2 }; }; p("y")"#, "print n = 2")
        .page("pattern-statement"),
    Word::new("alias", "alias database name = cluster(\"…\").database(\"…\");", "Gives a name to another database.")
        .also(&["alias database"])
        .shown(r#"alias database d = cluster("c").database("d"); print n = 1"#, "print n = 1")
        .page("alias-statement"),
    Word::new("restrict", "restrict access to (table, …);", "Hides all other tables from the statements behind it.")
        .also(&["restrict access"])
        .shown("let T = view () { print n = 1 }; restrict access to (T); T", "print n = 1")
        .page("restrict-statement"),
    Word::new("tabular expression", "source | operator | operator …", "Rows from a source, through operators from left to right; the result of the query.")
        .shown("range n from 1 to 3 step 1 | where n > 1 | count", "print Count = 2")
        .page("tabular-expression-statements"),
    Word::new("batches", "expression; expression; …", "Several tabular expressions give several tables, in order.")
        .shown("print a = 1; print b = 2", "print a = 1; print b = 2")
        .page("batches"),
];
