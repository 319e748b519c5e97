use super::line::{self, Line};
use super::number::finite;
use super::several::{Part, write_columns};
use crate::dynamic::items::answers;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::Type;
use lurcher_types::describe::{Description, Example, Naming, Nulls, Output};
use lurcher_types::dynamic::write_string;

pub const SERIES_FIT_2LINES: Function = Function {
    description: &Description {
        name: "series_fit_2lines",
        signatures: &["(series: array) -> dynamic"],
        naming: Naming::Own,
        nulls: Nulls::Kernel,
        outputs: &[
            Output::new("rsquare", Type::Real),
            Output::new("split_idx", Type::Long),
            Output::new("variance", Type::Real),
            Output::new("rvariance", Type::Real),
            Output::new("line_fit", Type::Dynamic),
            Output::new("right_rsquare", Type::Real),
            Output::new("right_slope", Type::Real),
            Output::new("right_interception", Type::Real),
            Output::new("right_variance", Type::Real),
            Output::new("right_rvariance", Type::Real),
            Output::new("left_rsquare", Type::Real),
            Output::new("left_slope", Type::Real),
            Output::new("left_interception", Type::Real),
            Output::new("left_variance", Type::Real),
            Output::new("left_rvariance", Type::Real),
        ],
        summary: "The two straight lines, one behind the other, that are nearest to a series: fifteen columns.",
        examples: &[Example { expression: "series_fit_2lines(dynamic([1, 2, 3, 9, 7, 5]))", equals: "1.0" }],
        page: "series-fit-2lines-function",
        ..Description::SCALAR
    },
    kernel: columns,
};

pub const SERIES_FIT_2LINES_DYNAMIC: Function = Function {
    description: &Description {
        name: "series_fit_2lines_dynamic",
        signatures: &["(series: array) -> dynamic"],
        nulls: Nulls::Kernel,
        summary: "The two straight lines, one behind the other, that are nearest to a series, as a bag.",
        examples: &[Example {
            expression: "tolong(series_fit_2lines_dynamic(dynamic([1, 2, 3, 9, 7, 5])).split_idx)",
            equals: "3",
        }],
        page: "series-fit-2lines-dynamic-function",
        ..Description::SCALAR
    },
    kernel: bag,
};

struct TwoLines {
    rsquare: f64,
    split: usize,
    variance: f64,
    rvariance: f64,
    fit: Vec<f64>,
    left: Line,
    right: Line,
}

impl TwoLines {
    /// Each side has two points at least; of equally good splits the first is taken.
    fn of(series: &[f64]) -> Option<TwoLines> {
        let (before, behind) = (squares_before(series), squares_before(&reversed(series)));
        let cost = |split: usize| Some(before.get(split)? + behind.get(series.len() - split)?);
        let mut best: Option<(usize, f64)> = None;
        for split in 2..(series.len() + 1).saturating_sub(2) {
            let cost = cost(split)?;
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((split, cost));
            }
        }
        let (split, _) = best?;
        let (left, right) = series.split_at_checked(split)?;
        let (left, right) = (Line::of(left)?, Line::of(right)?);
        let fit: Vec<f64> = left.fit.iter().chain(&right.fit).copied().collect();
        let (variance, rvariance) = (line::variance(series), line::residual_variance(series, &fit));
        let rsquare = line::rsquare(variance, rvariance);
        Some(TwoLines { rsquare, split, variance, rvariance, fit, left, right })
    }

    fn parts(&self) -> [Part<'_>; 5] {
        [
            Part::Real(self.rsquare),
            Part::Long(self.split as i64),
            Part::Real(self.variance),
            Part::Real(self.rvariance),
            Part::Series(&self.fit),
        ]
    }
}

fn reversed(series: &[f64]) -> Vec<f64> {
    series.iter().rev().copied().collect()
}

/// For each number of points from the front, how far they are from their line (the sum of squares), in one pass.
fn squares_before(series: &[f64]) -> Vec<f64> {
    let (mut n, mut mean_x, mut mean_y) = (0.0, 0.0, 0.0);
    let (mut squares_x, mut squares_y, mut products) = (0.0, 0.0, 0.0);
    let mut costs = vec![0.0];
    for y in series {
        let x = n;
        n += 1.0;
        let (from_x, from_y) = (x - mean_x, y - mean_y);
        mean_x += from_x / n;
        mean_y += from_y / n;
        squares_x += from_x * (x - mean_x);
        squares_y += from_y * (y - mean_y);
        products += from_x * (y - mean_y);
        costs.push(if squares_x > 0.0 { squares_y - products * products / squares_x } else { 0.0 });
    }
    costs
}

fn side(line: &Line) -> [(&'static str, f64); 5] {
    [
        ("rsquare", line.rsquare),
        ("slope", line.slope),
        ("interception", line.interception),
        ("variance", line.variance),
        ("rvariance", line.rvariance),
    ]
}

fn columns(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let lines = TwoLines::of(&finite(call.args.first()?, row)?)?;
        let sides = side(&lines.right).into_iter().chain(side(&lines.left));
        let parts: Vec<Part> = lines.parts().into_iter().chain(sides.map(|(_, x)| Part::Real(x))).collect();
        write_columns(out, &parts);
        Some(())
    })
}

fn bag(call: &Call) -> Result<ArrayRef, KernelError> {
    answers(call, |row, out| {
        let lines = TwoLines::of(&finite(call.args.first()?, row)?)?;
        let keys = ["rsquare", "split_idx", "variance", "rvariance", "line_fit"];
        let own: Vec<(&str, Part)> = keys.into_iter().zip(lines.parts()).collect();
        super::several::write_bag(out, &own);
        // The bags of the two sides stand inside the same bag.
        out.pop();
        for (key, line) in [("right", &lines.right), ("left", &lines.left)] {
            out.push(',');
            write_string(out, key);
            out.push(':');
            super::several::write_bag(out, &side(line).map(|(key, x)| (key, Part::Real(x))));
        }
        out.push('}');
        Some(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_perfect_lines() {
        let lines = TwoLines::of(&[0.0, 1.0, 2.0, 3.0, 9.0, 7.0, 5.0]).unwrap();
        assert_eq!((lines.split, lines.rsquare), (4, 1.0));
        assert_eq!((lines.left.slope, lines.right.slope, lines.right.interception), (1.0, -2.0, 11.0));
        assert!(TwoLines::of(&[1.0, 2.0, 3.0]).is_none());
        assert!(TwoLines::of(&[]).is_none());
    }
}
