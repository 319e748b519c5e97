//! `_GetWatchlist("name")` over a watchlist that is at hand as a table.

use crate::binder::Binder;
use crate::bound::*;
use crate::error::*;
use crate::scope::{Env, Row};
use lurcher_syntax::ast;
use lurcher_types::Value;

/// How the name of a watchlist's table begins; the watchlist's own name and `')` follow.
pub const WATCHLIST_TABLE: &str = "_GetWatchlist('";

impl Binder<'_> {
    /// The watchlist's rows; nothing where it is not at hand, and the function is then one without text.
    pub fn watchlist(&mut self, name: &ast::Name, arguments: &[ast::Argument], env: &Env) -> Result<Option<Rel>> {
        let (true, Some(alias)) = (name.text == "_GetWatchlist", arguments.first()) else { return Ok(None) };
        let alias = self.scalar(&alias.value, env, Row::NONE)?;
        let Some(Value::String(alias)) = alias.as_literal() else { return Ok(None) };
        let Some(rel) = self.catalog_table(&format!("{WATCHLIST_TABLE}{alias}')"), name.span)? else {
            return Ok(None);
        };
        match arguments.get(1) {
            Some(keys) => {
                let message = "`_GetWatchlist` with keys is not supported yet: filter SearchKey behind it";
                unsupported(UNSUPPORTED_FUNCTION, keys.value.span, message)
            }
            None => Ok(Some(rel)),
        }
    }
}
