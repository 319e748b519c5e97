//! `rolling_percentile`: percentiles over windows of bins, each found in a tree of counts as the window slides.

use super::groups::groups;
use super::{PLUGIN, Plugin, PluginRun, Setup, argument, columns};
use crate::KernelError;
use crate::aggregate::percentage::Percentage;
use crate::aggregate::sorted_keys::to_key;
use lurcher_columnar::Column;
use lurcher_types::describe::Description;
use lurcher_types::{Type, Value};
use std::collections::BTreeMap;

pub const ROLLING_PERCENTILE: Plugin = Plugin {
    description: &Description {
        name: "rolling_percentile",
        signatures: &["(ValueColumn: column summable, Percentile: const number, IndexColumn: column summable, \
             BinSize: summable, BinsPerWindow: const integer, [Dimension: column not_dynamic]...) -> own"],
        summary: "For each bin of a column, a percentile of the values in the window of bins that ends with it.",
        page: "rolling-percentile-plugin",
        deviation: Some(
            "Exact, where the service estimates. Only bins that have rows are shown; a window counts bins and not rows of \
             the answer.",
        ),
        ..PLUGIN
    },
    whole: true,
    ordered: false,
    start: rolling,
};

/// Arguments: the value, the index, then the dimensions. Constants: the percentage, the size of a bin, how many a window has.
fn rolling(setup: &Setup) -> Result<Box<PluginRun>, KernelError> {
    let lacking = || KernelError::new("the plugin lacks an argument");
    let percentage = setup.constants.first().and_then(Percentage::new);
    let percentage = percentage.ok_or_else(|| KernelError::new("a percentile must be a number between 0 and 100"))?;
    let size = Size::new(setup.constants.get(1).ok_or_else(lacking)?)?;
    let length = setup.whole_number(2)?;
    if length < 1 {
        return Err(KernelError::new("a window has at least one bin"));
    }
    let outputs = setup.outputs.clone();
    Ok(Box::new(move |args, rows| {
        let (values, index) = (argument(args, 0)?, argument(args, 1)?);
        let dimensions = groups(args.get(2..).unwrap_or_default(), rows);
        let mut members: Vec<BTreeMap<i64, Vec<usize>>> = vec![BTreeMap::new(); dimensions.values.len()];
        for (row, group) in dimensions.of_row.iter().enumerate() {
            if let (Some(bin), Some(bins)) = (size.bin(index, row)?, members.get_mut(*group)) {
                bins.entry(bin).or_default().push(row);
            }
        }
        let mut table: Vec<Vec<Value>> = Vec::new();
        for (of_group, bins) in dimensions.values.iter().zip(&members) {
            for (bin, row) in percentiles(values, bins, &percentage, length) {
                let mut out = vec![size.start(bin, index.kql_type)];
                out.extend(of_group.iter().cloned());
                out.push(row.map_or(Value::Null(values.kql_type), |row| values.value(row)));
                table.push(out);
            }
        }
        Ok(columns(&outputs, &table))
    }))
}

/// How wide a bin is.
#[derive(Clone, Copy)]
enum Size {
    Whole(i64),
    Real(f64),
}

impl Size {
    fn new(value: &Value) -> Result<Size, KernelError> {
        match value {
            Value::Int(v) if *v > 0 => Ok(Size::Whole(i64::from(*v))),
            Value::Long(v) | Value::Timespan(v) if *v > 0 => Ok(Size::Whole(*v)),
            Value::Real(v) if *v > 0.0 && v.is_finite() => Ok(Size::Real(*v)),
            _ => Err(KernelError::new("the size of a bin must be above zero")),
        }
    }

    /// The number of the bin that holds this row; nothing where there is no index.
    fn bin(self, index: &Column, row: usize) -> Result<Option<i64>, KernelError> {
        match self {
            Size::Whole(size) if index.kql_type != Type::Real => {
                Ok(index.longs().get(row).map(|at| at.div_euclid(size)))
            }
            Size::Whole(_) | Size::Real(_) => {
                let Some(at) = index.real(row).filter(|at| at.is_finite()) else { return Ok(None) };
                let bin = (at / self.as_real()).floor();
                // Beyond, bins are no longer told apart.
                if bin.abs() > 9_007_199_254_740_992.0 {
                    return Err(KernelError::new("the bins are too small for the numbers they hold"));
                }
                Ok(Some(bin as i64))
            }
        }
    }

    /// Where a bin begins.
    fn start(self, bin: i64, t: Type) -> Value {
        let at = match self {
            Size::Whole(size) => bin.saturating_mul(size),
            Size::Real(_) => 0,
        };
        match t {
            Type::Datetime => Value::Datetime(at),
            Type::Timespan => Value::Timespan(at),
            Type::Int => i32::try_from(at).map_or(Value::Null(Type::Int), Value::Int),
            Type::Real => Value::Real(bin as f64 * self.as_real()),
            _ => Value::Long(at),
        }
    }

    fn as_real(self) -> f64 {
        match self {
            Size::Whole(size) => size as f64,
            Size::Real(size) => size,
        }
    }
}

/// For each bin, the row that holds the percentile of its window.
fn percentiles(
    values: &Column,
    bins: &BTreeMap<i64, Vec<usize>>,
    percentage: &Percentage,
    length: i64,
) -> Vec<(i64, Option<usize>)> {
    let mut sorted: Vec<(i64, usize)> =
        bins.values().flatten().filter_map(|row| Some((to_key(values, *row)?, *row))).collect();
    sorted.sort_unstable();
    // The place of each row among all values.
    let mut places: Vec<(usize, usize)> = sorted.iter().enumerate().map(|(place, (_, row))| (*row, place)).collect();
    places.sort_unstable();
    let place = |row: usize| {
        places.binary_search_by_key(&row, |(row, _)| *row).ok().and_then(|i| places.get(i)).map(|(_, place)| *place)
    };
    let mut counts = Counts::new(sorted.len());
    let mut leaving = bins.iter().peekable();
    bins.iter()
        .map(|(bin, rows)| {
            rows.iter().filter_map(|row| place(*row)).for_each(|p| counts.add(p, 1));
            while let Some((_, rows)) =
                leaving.next_if(|(old, _)| i128::from(**old) <= i128::from(*bin) - i128::from(length))
            {
                rows.iter().filter_map(|row| place(*row)).for_each(|p| counts.add(p, -1));
            }
            let rank = percentage.rank(counts.total as i128);
            let found = (counts.total > 0).then(|| counts.at_rank(rank as i64)).and_then(|p| sorted.get(p));
            (*bin, found.map(|(_, row)| *row))
        })
        .collect()
}

/// How many values stand at each place, as a Fenwick tree: finding the place of a rank takes the logarithm of their number.
struct Counts {
    tree: Vec<i64>,
    total: i64,
}

impl Counts {
    fn new(places: usize) -> Counts {
        Counts { tree: vec![0; places + 1], total: 0 }
    }

    fn add(&mut self, place: usize, count: i64) {
        self.total += count;
        let mut node = place + 1;
        while let Some(sum) = self.tree.get_mut(node) {
            *sum += count;
            node += node & node.wrapping_neg();
        }
    }

    /// The first place up to which there are as many values as this.
    fn at_rank(&self, rank: i64) -> usize {
        let (mut place, mut left) = (0, rank);
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            if let Some(sum) = self.tree.get(place + step).filter(|sum| **sum < left) {
                place += step;
                left -= sum;
            }
            step /= 2;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lurcher_columnar::array_of;
    use proptest::prelude::*;

    fn column(values: &[Option<i64>]) -> Column {
        let value = |v: &Option<i64>| v.map_or(Value::Null(Type::Long), Value::Long);
        Column::new(Type::Long, array_of(Type::Long, &values.iter().map(value).collect::<Vec<_>>()))
    }

    proptest! {
        /// The window's values, sorted anew for each bin, have the same percentile.
        #[test]
        fn a_window_is_what_its_bins_hold(
            rows in proptest::collection::vec((proptest::option::of(-9i64..9), 0i64..12), 0..40),
            percentage in 0i64..=100,
            length in 1i64..5,
        ) {
            let values = column(&rows.iter().map(|(v, _)| *v).collect::<Vec<_>>());
            let mut bins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
            rows.iter().enumerate().for_each(|(row, (_, bin))| bins.entry(*bin).or_default().push(row));
            let percentage = Percentage::new(&Value::Long(percentage)).unwrap();
            for (bin, found) in percentiles(&values, &bins, &percentage, length) {
                let inside = rows.iter().filter(|(_, b)| *b <= bin && *b > bin - length);
                let mut window: Vec<i64> = inside.filter_map(|(v, _)| *v).collect();
                window.sort_unstable();
                let rank = percentage.rank(window.len() as i128) as usize;
                let wanted = window.get(rank - 1).copied();
                prop_assert_eq!(found.and_then(|row| rows[row].0), wanted);
            }
        }
    }

    #[test]
    fn bins_that_cannot_be_told_apart_are_refused() {
        let x = Column::new(Type::Real, array_of(Type::Real, &[Value::Real(1e300), Value::Real(f64::NAN)]));
        let size = Size::new(&Value::Real(1e-3)).unwrap();
        assert!(size.bin(&x, 0).is_err());
        assert_eq!(size.bin(&x, 1).unwrap(), None);
        assert!(Size::new(&Value::Real(f64::INFINITY)).is_err());
        assert!(Size::new(&Value::Timespan(-1)).is_err());
    }
}
