//! What a model may draft for a rule, where its overlay is silent: the hunt hypothesis, and false-positive scenarios each with
//! an exclusion that runs. Nothing here talks to a model: [`question`] says what it is asked, [`answer`] reads what it said,
//! and [`keep`] keeps of it only what can be checked and was found right, each piece for itself.

mod answer;
mod chat;
mod file;
mod keep;
mod known;
pub mod limits;
mod predicate;
mod prose;
mod question;
mod width;

pub use answer::{Proposal, Scenario, answer};
pub use chat::{body, content};
pub use file::{Mark, read, write};
pub use keep::{Dropped, Grounds, Kept, keep};
pub use known::Known;
pub use question::{Wanted, fingerprint, question};

#[cfg(test)]
mod tests;
