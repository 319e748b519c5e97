use crate::Function;

pub static FUNCTIONS: &[Function] = &[];
