//! Name resolution and typing: tree to bound program
