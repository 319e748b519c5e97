//! Words that lay a text out. A word missing here costs a nicer layout, never a right one.

/// Whether an operator may have this name. Only operators have hyphens.
pub fn is_operator(word: &str) -> bool {
    word.contains('-') || lurcher_syntax::is_operator(word)
}

/// Operators whose arguments stand one a line where one line is too short for all.
pub fn takes_list(operator: &str) -> bool {
    matches!(
        operator,
        "distinct"
            | "extend"
            | "make-series"
            | "mv-expand"
            | "mvexpand"
            | "print"
            | "project"
            | "project-away"
            | "project-by-names"
            | "project-keep"
            | "project-rename"
            | "project-reorder"
            | "serialize"
            | "summarize"
            | "top-nested"
            | "union"
    )
}

/// The words that begin an operator's clauses.
pub fn clauses(operator: &str) -> &'static [&'static str] {
    match operator {
        "summarize" | "sort" | "order" | "top" | "facet" => &["by"],
        "make-series" => &["on", "by"],
        "join" | "lookup" | "mv-apply" | "mvapply" => &["on"],
        "find" => &["where", "project", "project-away", "project-smart"],
        _ => &[],
    }
}

/// Operators whose clauses may begin a line.
pub fn breaks_before_clauses(operator: &str) -> bool {
    matches!(operator, "summarize" | "make-series" | "find")
}

/// Operators that take names with `*` in them, where `a*` is no product.
pub fn takes_patterns(operator: &str) -> bool {
    operator.starts_with("project-") || matches!(operator, "union" | "find" | "search" | "macro-expand" | "restrict")
}

/// Operators with paths through a graph, where `-[e]->` is no arithmetic.
pub fn takes_paths(operator: &str) -> bool {
    matches!(operator, "graph-match" | "graph-shortest-paths" | "make-graph")
}

/// The names before an operator's arguments: `kind=inner`.
pub fn is_parameter(name: &str) -> bool {
    matches!(
        name,
        "kind"
            | "withsource"
            | "with_source"
            | "isfuzzy"
            | "best_effort"
            | "flags"
            | "datascope"
            | "bagexpansion"
            | "with_itemindex"
            | "with_match_id"
            | "with_step_name"
            | "cycles"
            | "output"
    )
}

/// Operators that have such parameters; elsewhere `kind = x` gives a column its name.
pub fn takes_parameters(operator: &str) -> bool {
    matches!(
        operator,
        "join"
            | "lookup"
            | "union"
            | "mv-expand"
            | "mvexpand"
            | "mv-apply"
            | "mvapply"
            | "parse"
            | "parse-where"
            | "make-series"
            | "find"
            | "search"
            | "scan"
            | "reduce"
            | "render"
            | "graph-match"
            | "graph-mark-components"
            | "graph-shortest-paths"
    )
}

/// Words behind which an expression begins: a `(` is no call there, a `-` no subtraction, a `[` no index.
pub fn expects_expression(word: &str) -> bool {
    is_operator_word(word)
        || matches!(word, "where" | "project" | "print" | "union" | "search" | "find" | "by" | "return" | "to")
}

/// Operators spelled as words.
fn is_operator_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "in"
            | "between"
            | "contains"
            | "contains_cs"
            | "containscs"
            | "endswith"
            | "endswith_cs"
            | "has"
            | "has_all"
            | "has_any"
            | "has_cs"
            | "hasprefix"
            | "hasprefix_cs"
            | "hassuffix"
            | "hassuffix_cs"
            | "like"
            | "likecs"
            | "notcontains"
            | "notcontainscs"
            | "notlike"
            | "notlikecs"
            | "regex"
            | "startswith"
            | "startswith_cs"
    )
}

/// Words that may be either a name or the beginning of a clause. Whoever wrote them knows.
pub fn may_expect_expression(word: &str) -> bool {
    begins_clause(word) || matches!(word, "let" | "set") || is_operator(word)
}

/// The ones of them that are no operators; no function is called so.
pub fn begins_clause(word: &str) -> bool {
    matches!(word, "as" | "default" | "from" | "id" | "limit" | "of" | "on" | "step" | "with" | "access" | "declare")
}
