//! How much the parser takes on. Texts come from anyone, so everything that could grow has an end.

/// The longest text, in bytes. Tokens and tree take up to some fifty times that in memory.
pub const MAX_TEXT_BYTES: usize = 4 << 20;

/// How deep brackets and subqueries may nest. Each level costs stack, and a thread may have only two MiB.
pub const MAX_DEPTH: u32 = 200;

/// How many terms may stand in a row (`a or b or …`, `a.b.c…`): later stages walk down such a row.
pub const MAX_CHAIN: usize = 20_000;

/// How often the parser may stumble over one token before it gives the text up: it must never stand still.
pub const MAX_STUMBLES: u32 = 10_000;

/// How many findings are listed; a text that is not KQL at all has no more to say.
pub const MAX_DIAGNOSTICS: usize = 100;
