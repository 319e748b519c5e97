use super::Word;

#[rustfmt::skip]
pub const WORDS: &[Word] = &[
    Word::new("inner", "T | join kind=inner (U) on key", "Every pair of rows with one key.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=inner (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n, w"#, "datatable (n: long, w: long) [1, 10, 2, 10]")
        .page("join-inner"),
    Word::new("fullouter", "T | join kind=fullouter (U) on key", "Every pair, and the rows of both sides that have none; the other side is null there.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=fullouter (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n, w"#, "datatable (n: long, w: long) [1, 10, 2, 10, 3, long(null), long(null), 20]")
        .page("join-fullouter"),
    Word::new("innerunique", "T | join kind=innerunique (U) on key", "As `inner`, with one left row for each key: the kind of a `join` that names none.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=innerunique (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n, w"#, "datatable (n: long, w: long) [1, 10]")
        .page("join-innerunique"),
    Word::new("leftanti", "T | join kind=leftanti (U) on key", "The left rows without a partner.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=leftanti (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n"#, "datatable (n: long) [3]")
        .page("join-leftanti"),
    Word::new("leftantisemi", "T | join kind=leftantisemi (U) on key", "The same as `leftanti`.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=leftantisemi (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n"#, "datatable (n: long) [3]")
        .page("join-leftanti"),
    Word::new("anti", "T | join kind=anti (U) on key", "The same as `leftanti`.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=anti (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n"#, "datatable (n: long) [3]")
        .page("join-leftanti"),
    Word::new("leftouter", "T | join kind=leftouter (U) on key", "Every pair, and the left rows without a partner.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=leftouter (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n, w"#, "datatable (n: long, w: long) [1, 10, 2, 10, 3, long(null)]")
        .page("join-leftouter"),
    Word::new("leftsemi", "T | join kind=leftsemi (U) on key", "The left rows that have a partner, each once.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=leftsemi (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n"#, "datatable (n: long) [1, 2]")
        .page("join-leftsemi"),
    Word::new("rightanti", "T | join kind=rightanti (U) on key", "The right rows without a partner.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=rightanti (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project w"#, "datatable (w: long) [20]")
        .page("join-rightanti"),
    Word::new("rightantisemi", "T | join kind=rightantisemi (U) on key", "The same as `rightanti`.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=rightantisemi (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project w"#, "datatable (w: long) [20]")
        .page("join-rightanti"),
    Word::new("rightouter", "T | join kind=rightouter (U) on key", "Every pair, and the right rows without a partner.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=rightouter (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project n, w"#, "datatable (n: long, w: long) [1, 10, 2, 10, long(null), 20]")
        .page("join-rightouter"),
    Word::new("rightsemi", "T | join kind=rightsemi (U) on key", "The right rows that have a partner, each once.")
        .shown(r#"datatable (k: string, n: long) ["a", 1, "a", 2, "b", 3] | join kind=rightsemi (datatable (k: string, w: long) ["a", 10, "c", 20]) on k | project w"#, "datatable (w: long) [10]")
        .page("join-rightsemi"),
];
