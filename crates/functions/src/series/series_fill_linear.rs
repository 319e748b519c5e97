use super::missing::Missing;
use super::number::{Number, number, write_number};
use crate::dynamic::items::{answers, array, encoded, write_array};
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Value;
use lurcher_types::describe::{Description, Example, Naming, Nulls};
use lurcher_types::dynamic::write_list;

pub const SERIES_FILL_LINEAR: Function = Function {
    description: &Description {
        name: "series_fill_linear",
        signatures: &[
            "(series: array, [missing_value_placeholder: number], [fill_edges: bool], [constant_value: number]) -> dynamic",
        ],
        naming: Naming::FirstArgument,
        nulls: Nulls::Kernel,
        summary: "Puts the points of a straight line in place of missing values, and the nearest value at the ends.",
        examples: &[
            Example {
                expression: "series_fill_linear(dynamic([1.0, null, 2.0, null]))",
                equals: "dynamic([1.0,1.5,2.0,2.0])",
            },
            Example {
                expression: "series_fill_linear(dynamic([1, null, 4, null]), double(null), false)",
                equals: "dynamic([1,2,4,null])",
            },
            Example {
                expression: "series_fill_linear(dynamic([null, null]), int(null), true, 7)",
                equals: "dynamic([7,7])",
            },
        ],
        page: "series-fill-linear-function",
        ..Description::SCALAR
    },
    kernel: fill,
};

fn fill(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let elements = array(call.args.first()?, row)?;
        let missing = Missing::read(call, 1, row);
        if elements.iter().all(|e| missing.is(e)) {
            let value = call.args.get(3).map_or("0.0".into(), |column| encoded(column, row));
            write_array(out, elements.iter().map(|_| value.as_ref()));
            return Some(());
        }
        let edges = !matches!(call.args.get(2).map(|column| column.value(row)), Some(Value::Bool(false)));
        let known: Vec<Option<Number>> =
            elements.iter().map(|e| if missing.is(e) { None } else { number(e) }).collect();
        let filled = interpolate(&known, edges);
        let parts = elements.iter().zip(filled);
        write_list(out, parts, |out, (element, filled)| match filled {
            Some(number) if missing.is(element) => write_number(out, Some(number)),
            _ => out.push_str(element),
        });
        Some(())
    })
}

/// A series of whole numbers stays one: what lies between is cut to a whole number.
fn interpolate(known: &[Option<Number>], edges: bool) -> Vec<Option<Number>> {
    let whole = known.iter().flatten().all(|n| n.is_whole());
    let mut filled = known.to_vec();
    let places: Vec<(usize, Number)> = known.iter().enumerate().filter_map(|(i, n)| Some((i, (*n)?))).collect();
    for pair in places.windows(2) {
        let [(from, start), (to, end)] = pair else { continue };
        let step = (end.real() - start.real()) / (to - from) as f64;
        for (distance, slot) in filled.iter_mut().take(*to).skip(from + 1).enumerate() {
            let value = start.real() + step * (distance + 1) as f64;
            *slot = Some(if whole { Number::Long(value as i64) } else { Number::Real(value) });
        }
    }
    if let (true, Some((first, start)), Some((last, end))) = (edges, places.first(), places.last()) {
        filled.iter_mut().take(*first).for_each(|slot| *slot = Some(*start));
        filled.iter_mut().skip(last + 1).for_each(|slot| *slot = Some(*end));
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamic::testing::gives;

    #[test]
    fn lines_between_known_values() {
        let f = &SERIES_FILL_LINEAR;
        gives(f, &["[null,10,null,null,4,null]"], "[10,10,8,6,4,4]");
        gives(f, &["[5,null,8]"], "[5,6,8]");
        gives(f, &["[8,null,5.0]"], "[8,6.5,5.0]");
        gives(f, &["[1,0,3]", "0"], "[1,2,3]");
        gives(f, &["[null,null]"], "[0.0,0.0]");
        gives(f, &["[]"], "[]");
        gives(f, &["null"], "null");
    }
}
