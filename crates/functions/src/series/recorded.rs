//! Answers of the real engine whose input is random, but stands beside the answer. They are no part of the project:
//! without them this test only says so.

use super::*;
use crate::dynamic::testing::try_answer;
use lurcher_types::{Type, Value, dynamic};

fn cells(page: &str) -> Option<Vec<String>> {
    rows(page)?.into_iter().next()
}

fn rows(page: &str) -> Option<Vec<Vec<String>>> {
    let shared = std::env::var("LURCHER_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let text = std::fs::read_to_string(format!("{shared}/conformance/engine.jsonl")).ok()?;
    let line = text.lines().find(|line| line.contains(&format!("\"emu:{page}\"")))?;
    let case: serde_json::Value = serde_json::from_str(line).ok()?;
    let row = |row: &serde_json::Value| -> Option<Vec<String>> {
        row.as_array()?.iter().map(|cell| dynamic::from_json(&cell.to_string())).collect()
    };
    case["expected"]["rows"].as_array()?.iter().map(row).collect()
}

fn reals(array: &str) -> Vec<f64> {
    dynamic::elements(array).filter_map(|e| number::number(e).map(number::Number::real)).collect()
}

#[track_caller]
fn near(found: &str, wanted: &str, what: &str) {
    let (found, wanted) = (reals(found), reals(wanted));
    assert_eq!(found.len(), wanted.len(), "{what}");
    for (i, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
        assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3), "{what}, {i}: {found} is not {wanted}");
    }
}

fn columns(function: &crate::Function, args: Vec<Value>) -> Vec<String> {
    match try_answer(function, Type::Dynamic, &args) {
        Ok(Value::Dynamic(text)) => dynamic::elements(&text).map(str::to_owned).collect(),
        other => panic!("{}: {other:?}", function.description.name),
    }
}

#[test]
fn anomalies_forecasts_and_outliers_as_recorded() {
    let dynamic = |text: &String| Value::Dynamic(text.clone());
    for (page, extra) in [
        ("series-decompose-anomalies-function-00", vec![]),
        ("series-decompose-anomalies-function-01", vec![]),
        ("series-decompose-anomalies-function-02", vec![1.5]),
        ("series-decompose-anomalies-function-03", vec![2.5]),
    ] {
        let Some(cells) = cells(page) else {
            println!("skipped: no recorded answers");
            return;
        };
        let mut args = vec![dynamic(&cells[1])];
        for threshold in &extra {
            args.extend([Value::Real(*threshold), Value::Long(-1), Value::String("linefit".to_owned())]);
        }
        let found = columns(&series_decompose_anomalies::SERIES_DECOMPOSE_ANOMALIES, args);
        // Some of the recorded flags were multiplied by ten for a chart.
        let flags: Vec<f64> = reals(&cells[2]).iter().map(|f| f.signum() * f64::from(u8::from(*f != 0.0))).collect();
        assert_eq!(reals(&found[0]), flags, "{page}");
        near(&found[1], &cells[3], page);
        near(&found[2], &cells[4], page);
    }
    let Some(cells) = cells("series-decompose-forecast-function-00") else { return };
    let args = vec![dynamic(&cells[0]), Value::Long(168)];
    let found = columns(&series_decompose::SERIES_DECOMPOSE_FORECAST, args);
    near(&found[0], &cells[2], "forecast");
}

#[test]
fn outliers_as_recorded() {
    let Some(cells) = cells("series-outliers-function-00") else {
        println!("skipped: no recorded answers");
        return;
    };
    let args = [Value::Dynamic(cells[1].clone())];
    match try_answer(&series_outliers::SERIES_OUTLIERS, Type::Dynamic, &args) {
        Ok(Value::Dynamic(found)) => near(&found, &cells[2], "outliers"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn seasons_and_lines_as_recorded() {
    for (page, period) in [("series-seasonal-function-00", -1), ("series-seasonal-function-01", 3)] {
        let Some(rows) = rows(page) else {
            println!("skipped: no recorded answers");
            return;
        };
        for row in rows {
            let args = [Value::Dynamic(row[0].clone()), Value::Long(period)];
            match try_answer(&series_seasonal::SERIES_SEASONAL, Type::Dynamic, &args) {
                Ok(Value::Dynamic(found)) => near(&found, &row[1], page),
                other => panic!("{row:?}: {other:?}"),
            }
        }
    }
    let Some(cells) = cells("series-fit-line-function-00") else { return };
    let found = columns(&series_fit_line::SERIES_FIT_LINE, vec![Value::Dynamic(cells[2].clone())]);
    for (i, found) in found.iter().enumerate() {
        let wanted = &cells[3 + i];
        match wanted.starts_with('[') {
            true => near(found, wanted, "series_fit_line"),
            false => near(&format!("[{found}]"), &format!("[{wanted}]"), "series_fit_line"),
        }
    }
    let Some(cells) = self::cells("series-fit-2lines-function-00") else { return };
    let found = columns(&series_fit_2lines::SERIES_FIT_2LINES, vec![Value::Dynamic(cells[2].clone())]);
    near(&found[4], &cells[4], "series_fit_2lines");
}
