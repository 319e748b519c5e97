//! A chart as SVG, to stand inside a page. The library escapes texts; `of_strangers` in the tests holds it to that.

use super::axis::number;
use super::{Chart, Kind};
use plotters::coord::Shift;
use plotters::element::Pie;
use plotters::prelude::*;
use std::error::Error;

const SIZE: (u32, u32) = (960, 420);
/// Half of the last label of an axis stands behind the drawing.
const LAST_LABEL: u32 = 48;
const LABEL: (&str, i32) = ("sans-serif", 15);
const COLOURS: [RGBColor; 12] = [
    RGBColor(31, 119, 180),
    RGBColor(214, 39, 40),
    RGBColor(44, 160, 44),
    RGBColor(255, 127, 14),
    RGBColor(148, 103, 189),
    RGBColor(140, 86, 75),
    RGBColor(227, 119, 194),
    RGBColor(127, 127, 127),
    RGBColor(188, 189, 34),
    RGBColor(23, 190, 207),
    RGBColor(57, 59, 121),
    RGBColor(173, 73, 74),
];

type Drawn = Result<(), Box<dyn Error>>;
type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The drawing, or a sentence in its place if the library refuses the numbers.
pub fn svg(chart: &Chart) -> String {
    let mut text = String::new();
    let height = match chart.kind {
        Kind::Bar => (60 + 24 * (chart.axis.len() * chart.series.len()) as u32).clamp(160, 2400),
        _ => SIZE.1,
    };
    let drawn = draw(chart, &mut text, (SIZE.0, height));
    match drawn {
        Ok(()) => text,
        Err(_) => "<p class=\"note\">These numbers cannot be drawn.</p>".to_owned(),
    }
}

fn draw(chart: &Chart, text: &mut String, size: (u32, u32)) -> Drawn {
    let root = SVGBackend::with_string(text, size).into_drawing_area();
    root.fill(&WHITE)?;
    let area = if chart.title.is_empty() { root.clone() } else { root.titled(&chart.title, ("sans-serif", 18))? };
    match chart.kind {
        Kind::Line | Kind::Area | Kind::Scatter => over_axis(chart, &area)?,
        Kind::Column => columns(chart, &area)?,
        Kind::Bar => bars(chart, &area)?,
        Kind::Pie => pie(chart, &area)?,
    }
    root.present()?;
    Ok(())
}

fn colour(series: usize) -> RGBColor {
    COLOURS.get(series % COLOURS.len()).copied().unwrap_or(BLACK)
}

/// From 0, or below, to a little above the highest.
fn value_range(chart: &Chart) -> std::ops::Range<f64> {
    let values = || chart.series.iter().flat_map(|s| &s.values).flatten().copied();
    let low = values().fold(0.0, f64::min);
    let high = values().fold(0.0, f64::max);
    let high = if high <= low { low + 1.0 } else { high };
    low * 1.05..high * 1.05
}

fn over_axis(chart: &Chart, area: &Area<'_>) -> Drawn {
    let places = chart.axis.coordinates();
    let (first, last) = (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(1.0));
    let last = if last <= first { first + 1.0 } else { last };
    let mut context = ChartBuilder::on(area)
        .margin(12)
        .margin_right(LAST_LABEL)
        .x_label_area_size(36)
        .y_label_area_size(64)
        .build_cartesian_2d(first..last, value_range(chart))?;
    context
        .configure_mesh()
        .max_light_lines(0)
        .x_labels(8)
        .x_label_formatter(&|x| chart.axis.tick(*x))
        .y_label_formatter(&|y| number(*y))
        .label_style(LABEL)
        .draw()?;
    for (i, series) in chart.series.iter().enumerate() {
        let points = || places.iter().zip(&series.values).filter_map(|(x, y)| Some((*x, (*y)?)));
        let colour = colour(i);
        let drawn = match chart.kind {
            Kind::Scatter => context.draw_series(points().map(|p| Circle::new(p, 3, colour.filled())))?,
            Kind::Area => context.draw_series(AreaSeries::new(points(), 0.0, colour.mix(0.25)).border_style(colour))?,
            _ => context.draw_series(LineSeries::new(points(), colour.stroke_width(2)))?,
        };
        drawn.label(&series.name).legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], colour.filled()));
    }
    legend(chart, &mut context)
}

fn columns(chart: &Chart, area: &Area<'_>) -> Drawn {
    let count = chart.axis.len();
    let mut context = ChartBuilder::on(area)
        .margin(12)
        .margin_right(LAST_LABEL)
        .x_label_area_size(36)
        .y_label_area_size(64)
        .build_cartesian_2d(-0.5..count as f64 - 0.5, value_range(chart))?;
    context
        .configure_mesh()
        .disable_x_mesh()
        .max_light_lines(0)
        .x_labels(count.clamp(2, 12))
        .x_label_formatter(&|x| crate::output::terminal::fit(&category(chart, *x), 14))
        .y_label_formatter(&|y| number(*y))
        .label_style(LABEL)
        .draw()?;
    for (i, series) in chart.series.iter().enumerate() {
        let colour = colour(i);
        let bars = boxes(chart, i, series)
            .map(|(from, to, value)| Rectangle::new([(from, 0.0), (to, value)], colour.filled()));
        let drawn = context.draw_series(bars)?;
        drawn.label(&series.name).legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], colour.filled()));
    }
    legend(chart, &mut context)
}

fn bars(chart: &Chart, area: &Area<'_>) -> Drawn {
    let count = chart.axis.len();
    // The first place stands at the top.
    let mut context = ChartBuilder::on(area)
        .margin(12)
        .margin_right(LAST_LABEL)
        .x_label_area_size(36)
        .y_label_area_size(230)
        .build_cartesian_2d(value_range(chart), (count as f64 - 0.5)..-0.5)?;
    context
        .configure_mesh()
        .disable_y_mesh()
        .max_light_lines(0)
        .y_labels(2 * count.clamp(1, 60))
        .x_label_formatter(&|x| number(*x))
        .y_label_formatter(&|y| crate::output::terminal::fit(&category(chart, *y), 34))
        .label_style(LABEL)
        .draw()?;
    for (i, series) in chart.series.iter().enumerate() {
        let colour = colour(i);
        let bars = boxes(chart, i, series)
            .map(|(from, to, value)| Rectangle::new([(0.0, from), (value, to)], colour.filled()));
        let drawn = context.draw_series(bars)?;
        drawn.label(&series.name).legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 12, y + 5)], colour.filled()));
    }
    legend(chart, &mut context)
}

/// Where the bars of a series lie: each place has room for one bar of every series.
fn boxes<'a>(chart: &Chart, i: usize, series: &'a super::Series) -> impl Iterator<Item = (f64, f64, f64)> + 'a {
    let width = 0.8 / chart.series.len().max(1) as f64;
    let values = series.values.iter().enumerate().filter_map(|(place, value)| Some((place, (*value)?)));
    values.map(move |(place, value)| {
        let from = place as f64 - 0.4 + width * i as f64;
        (from, from + width, value)
    })
}

/// The place at a coordinate: places stand at whole ones.
fn category(chart: &Chart, coordinate: f64) -> String {
    match (coordinate - coordinate.round()).abs() < 0.01 && coordinate > -0.1 {
        true => chart.axis.label(coordinate.round() as usize),
        false => String::new(),
    }
}

fn legend<'a, X, Y>(chart: &Chart, context: &mut ChartContext<'a, SVGBackend<'a>, Cartesian2d<X, Y>>) -> Drawn
where
    X: Ranged<ValueType = f64> + plotters::coord::ranged1d::ValueFormatter<f64>,
    Y: Ranged<ValueType = f64> + plotters::coord::ranged1d::ValueFormatter<f64>,
{
    if chart.series.len() > 1 {
        context
            .configure_series_labels()
            .label_font(LABEL)
            .position(SeriesLabelPosition::UpperLeft)
            .background_style(WHITE.mix(0.85))
            .border_style(BLACK.mix(0.2))
            .draw()?;
    }
    Ok(())
}

fn pie(chart: &Chart, area: &Area<'_>) -> Drawn {
    let Some(series) = chart.series.first() else { return Ok(()) };
    let slices: Vec<(String, f64)> = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(place, value)| Some((chart.axis.label(place), (*value).filter(|v| *v > 0.0)?)))
        .collect();
    let sizes: Vec<f64> = slices.iter().map(|s| s.1).collect();
    let labels: Vec<String> = slices.into_iter().map(|(label, value)| format!("{label}: {}", number(value))).collect();
    let colours: Vec<RGBColor> = (0..sizes.len()).map(colour).collect();
    let centre = (SIZE.0 as i32 / 2, SIZE.1 as i32 / 2);
    let mut drawing = Pie::new(&centre, &130.0, &sizes, &colours, &labels);
    drawing.start_angle(-90.0);
    drawing.label_style(("sans-serif", 15).into_font().color(&BLACK));
    area.draw(&drawing)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Axis, Chart, Kind, Series};
    use super::svg;

    /// Names come from strangers' mail and end in a page.
    fn of_strangers(kind: Kind, axis: Axis) -> String {
        let values = vec![Some(3.0), None, Some(-1.5)];
        let series = ["<script>alert(1)</script>", "\"><img src=x>"]
            .map(|n| Series { name: n.to_owned(), values: values.clone() });
        svg(&Chart { kind, title: "<b>&".to_owned(), axis, series: series.into(), notes: Vec::new() })
    }

    #[test]
    fn every_kind_is_drawn_and_escaped() {
        let labels = || Axis::Labels(["<i>a</i>", "b", "c"].map(str::to_owned).into());
        for kind in [Kind::Line, Kind::Area, Kind::Scatter, Kind::Column, Kind::Bar, Kind::Pie] {
            for axis in [labels(), Axis::Numbers(vec![1.0, 2.0, 3.5]), Axis::Times(vec![0, 1_000_000, 864_000_000_000])]
            {
                let text = of_strangers(kind, axis);
                assert!(text.contains("<svg"), "{kind:?}");
                for markup in ["<script", "<img", "<b>", "<i>"] {
                    assert!(!text.contains(markup), "{kind:?}: {text}");
                }
            }
        }
    }

    #[test]
    fn one_place_or_equal_values_are_drawn() {
        for kind in [Kind::Line, Kind::Column, Kind::Bar, Kind::Pie, Kind::Area] {
            for value in [0.0, 5.0, 1e300, -1e300] {
                let series = vec![Series { name: "n".to_owned(), values: vec![Some(value)] }];
                svg(&Chart { kind, title: String::new(), axis: Axis::Times(vec![5]), series, notes: Vec::new() });
            }
        }
    }
}
