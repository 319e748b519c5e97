//! Functions of user agents. `patterns` keeps what tells them apart, `yaml` reads it, `template` fills in what a pattern caught.

use crate::Function;

mod parse_user_agent;
pub mod patterns;
mod template;
mod yaml;

pub static FUNCTIONS: &[Function] = &[parse_user_agent::PARSE_USER_AGENT];
