//! What becomes of a hunt.

#[derive(Debug)]
pub enum Outcome {
    Ran {
        rows: usize,
    },
    /// It does not bind here, or a part of it is not built.
    Refused(String),
    /// It failed while it ran.
    Failed(String),
    Late,
    Panicked(String),
    /// The answer is not of the form that was bound.
    Unsound(String),
}

impl Outcome {
    /// The same for hunts that end for the same reason.
    pub fn cause(&self) -> String {
        match self {
            Outcome::Ran { .. } => "ran".to_owned(),
            Outcome::Refused(why) => format!("refused: {}", general(why)),
            Outcome::Failed(why) => format!("failed: {}", general(why)),
            Outcome::Late => "took too long".to_owned(),
            Outcome::Panicked(why) => format!("panic: {}", general(why)),
            Outcome::Unsound(why) => format!("unsound: {}", general(why)),
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Outcome::Ran { .. } => "ran",
            Outcome::Refused(_) => "refused",
            Outcome::Failed(_) => "failed while running",
            Outcome::Late => "took too long",
            Outcome::Panicked(_) => "panicked",
            Outcome::Unsound(_) => "not of the bound form",
        }
    }
}

/// A message without the names in it.
fn general(why: &str) -> String {
    let parts = why.split('`').enumerate().map(|(n, part)| if n % 2 == 1 && part.len() > 25 { "…" } else { part });
    parts.collect::<Vec<_>>().join("`").chars().take(150).collect()
}
