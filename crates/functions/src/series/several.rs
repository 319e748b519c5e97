//! Answers of several columns: one array, of which the binder makes a column each.

use super::number::write_reals;
use lurcher_types::dynamic::{Dynamic, write_list, write_string};

/// One value of such an answer.
pub enum Part<'a> {
    Real(f64),
    Long(i64),
    Series(&'a [f64]),
    Flags(&'a [i64]),
}

impl Part<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Part::Real(x) => Dynamic::Real(*x).encode_into(out),
            Part::Long(n) => Dynamic::Long(*n).encode_into(out),
            Part::Series(reals) => write_reals(out, reals),
            Part::Flags(flags) => write_list(out, *flags, |out, n| Dynamic::Long(*n).encode_into(out)),
        }
    }
}

/// The columns as an array.
pub fn write_columns(out: &mut String, parts: &[Part]) {
    write_list(out, parts, |out, part| part.write(out));
}

/// The same as a bag.
pub fn write_bag(out: &mut String, parts: &[(&str, Part)]) {
    out.push('{');
    for (i, (key, part)) in parts.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(out, key);
        out.push(':');
        part.write(out);
    }
    out.push('}');
}
