//! `dynamic`: one encoding, and the tree over it.
