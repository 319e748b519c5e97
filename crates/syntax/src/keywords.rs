//! Which words are names.

/// Words that the grammar needs for itself: operators, types, and the beginnings of clauses. As a name such a word
/// stands in brackets: `['where']`. All other keywords are names wherever a name is expected.
const RESERVED: [&str; 72] = [
    "and",
    "as",
    "asc",
    "between",
    "boolean",
    "by",
    "byte",
    "char",
    "contains",
    "contains_cs",
    "containscs",
    "datatable",
    "date",
    "datetime",
    "decimal",
    "desc",
    "double",
    "dynamic",
    "endswith",
    "endswith_cs",
    "external_data",
    "externaldata",
    "find",
    "float",
    "has",
    "has_all",
    "has_any",
    "has_cs",
    "hasprefix",
    "hasprefix_cs",
    "hassuffix",
    "hassuffix_cs",
    "in",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "invoke",
    "like",
    "likecs",
    "long",
    "materialize",
    "notcontains",
    "notcontainscs",
    "notlike",
    "notlikecs",
    "of",
    "or",
    "print",
    "project",
    "real",
    "sample",
    "search",
    "set",
    "single",
    "startswith",
    "startswith_cs",
    "string",
    "time",
    "timespan",
    "to",
    "toscalar",
    "totable",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "ulong",
    "union",
    "where",
];

/// Reserved words that may still be given to a column or a variable: `print by = 1`.
const MAY_BE_GIVEN: [&str; 19] = [
    "as",
    "by",
    "contains",
    "datatable",
    "externaldata",
    "find",
    "has",
    "in",
    "invoke",
    "materialize",
    "of",
    "print",
    "sample",
    "search",
    "set",
    "to",
    "toscalar",
    "totable",
    "where",
];

/// Reserved words that are functions where a `(` follows.
const FUNCTIONS: [&str; 3] = ["materialize", "toscalar", "totable"];

pub fn is_reserved(word: &str) -> bool {
    word.contains('-') || RESERVED.binary_search(&word).is_ok()
}

pub fn may_be_given(word: &str) -> bool {
    !is_reserved(word) || MAY_BE_GIVEN.contains(&word)
}

pub fn is_callable(word: &str) -> bool {
    !is_reserved(word) || FUNCTIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted_for_its_search() {
        assert!(super::RESERVED.is_sorted());
    }
}
