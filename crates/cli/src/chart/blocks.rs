//! A chart made of characters.

use super::axis::number;
use super::{Chart, Kind, Series};
use crate::output::terminal::{Style, pad, width};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const FULL: char = '█';
/// Where nothing else bounds the drawing.
const DEFAULT_WIDTH: usize = 100;
const MAX_NAME: usize = 32;

pub fn blocks(chart: &Chart, style: Style) -> String {
    let columns = style.width.unwrap_or(DEFAULT_WIDTH).clamp(40, 200);
    let mut out = String::new();
    if !chart.title.is_empty() {
        out.push_str(&format!("{}\n", style.bold(&chart.title)));
    }
    match chart.kind {
        Kind::Line | Kind::Area | Kind::Scatter => out.push_str(&over_axis(chart, columns, style)),
        Kind::Column | Kind::Bar | Kind::Pie => out.push_str(&bars(chart, columns)),
    }
    for note in &chart.notes {
        out.push_str(&format!("{}\n", style.faint(note)));
    }
    out
}

/// A lying bar per place and series; for a pie with its share.
fn bars(chart: &Chart, columns: usize) -> String {
    let single = chart.series.len() == 1;
    let mut rows: Vec<(String, f64)> = Vec::new();
    for place in 0..chart.axis.len() {
        for series in &chart.series {
            let Some(value) = series.values.get(place).copied().flatten() else { continue };
            let label = chart.axis.label(place);
            rows.push((if single { label } else { format!("{label} · {}", series.name) }, value));
        }
    }
    let total: f64 = rows.iter().map(|(_, v)| v.max(0.0)).sum();
    let most = rows.iter().map(|(_, v)| v.abs()).fold(0.0, f64::max);
    let names = rows.iter().map(|(n, _)| width(n)).max().unwrap_or(0).min(MAX_NAME);
    let room = columns.saturating_sub(names + 22).max(10);
    let mut out = String::new();
    for (name, value) in rows {
        let length = if most > 0.0 { (value.abs() / most * room as f64 * 8.0).round() as usize } else { 0 };
        let mut bar: String = FULL.to_string().repeat(length / 8);
        bar.extend(["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"].get(length % 8).copied());
        let share = match chart.kind {
            Kind::Pie if total > 0.0 => format!(" ({:.1} %)", value.max(0.0) / total * 100.0),
            _ => String::new(),
        };
        out.push_str(&format!("{}  {bar} {}{share}\n", pad(&name, names, false), number(value)));
    }
    out
}

/// Standing bars over time or numbers, a band of them per series, all on one scale.
fn over_axis(chart: &Chart, columns: usize, style: Style) -> String {
    let names = chart.series.iter().map(|s| width(&s.name)).max().unwrap_or(0).min(MAX_NAME);
    let most = chart.series.iter().flat_map(|s| &s.values).flatten().copied().fold(0.0, f64::max);
    let scale = width(&number(most));
    let room = columns.saturating_sub(names + scale + 5).max(10);
    let height = match chart.series.len() {
        1 => 8,
        2..=3 => 4,
        _ => 2,
    };
    let slots = Slots::of(chart, room);
    let mut out = String::new();
    for series in &chart.series {
        let drawn = band(series, &slots, height, most);
        for (line, text) in drawn.iter().enumerate() {
            let name = if line == 0 { series.name.as_str() } else { "" };
            let mark = match line {
                0 => number(most),
                _ if line + 1 == height => "0".to_owned(),
                _ => String::new(),
            };
            out.push_str(&format!("{}  {} │{text}\n", pad(name, names, false), pad(&mark, scale, true)));
        }
    }
    let (from, to) = (chart.axis.label(0), chart.axis.label(chart.axis.len().saturating_sub(1)));
    let shown = slots.count * slots.wide;
    let gap = shown.saturating_sub(width(&from) + width(&to)).max(3);
    let ends = format!("{}{from}{}{to}", " ".repeat(names + scale + 4), " ".repeat(gap));
    out.push_str(&format!("{}\n", style.faint(&ends)));
    if chart.series.iter().flat_map(|s| &s.values).flatten().any(|v| *v < 0.0) {
        out.push_str(&format!("{}\n", style.faint("values below 0 are drawn as 0; --format html shows them")));
    }
    out
}

/// How many characters stand for how much of the axis: places keep their distances, so that a gap is seen as one.
struct Slots {
    of_place: Vec<usize>,
    count: usize,
    /// Characters per slot.
    wide: usize,
}

impl Slots {
    fn of(chart: &Chart, room: usize) -> Slots {
        let places = chart.axis.coordinates();
        let (first, last) = (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(0.0));
        let gaps = places.iter().zip(places.iter().skip(1)).map(|(a, b)| b - a).filter(|gap| *gap > 0.0);
        let smallest = gaps.fold(f64::INFINITY, f64::min);
        // As many slots as the closest places ask for, and never more than there is room.
        let wanted = ((last - first) / smallest).round();
        let count = if wanted.is_finite() { (wanted as usize).saturating_add(1).min(room) } else { 1 };
        let scale = if last > first { (count - 1) as f64 / (last - first) } else { 0.0 };
        let slot = |place: &f64| (((place - first) * scale).round() as usize).min(count - 1);
        Slots { of_place: places.iter().map(slot).collect(), count, wide: room / count }
    }
}

/// Lines from top to bottom. Where several places share a slot, the highest is shown.
fn band(series: &Series, slots: &Slots, height: usize, most: f64) -> Vec<String> {
    let mut levels = vec![0; slots.count];
    for (value, slot) in series.values.iter().zip(&slots.of_place) {
        let value = value.unwrap_or(0.0);
        if let Some(level) = levels.get_mut(*slot).filter(|_| value > 0.0 && most > 0.0) {
            *level = (*level).max(((value / most * (height * 8) as f64).round() as usize).max(1));
        }
    }
    (0..height)
        .map(|line| {
            let floor = (height - 1 - line) * 8;
            let block = |level: &usize| match level.saturating_sub(floor) {
                0 => ' ',
                over => BLOCKS.get(over - 1).copied().unwrap_or(FULL),
            };
            let line: String = levels.iter().map(block).flat_map(|c| std::iter::repeat_n(c, slots.wide)).collect();
            line.trim_end().to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Axis, Chart, Kind, Series};
    use super::{Style, blocks};

    const PLAIN: Style = Style { width: Some(60), colours: false };

    fn line(numbers: Vec<f64>, values: Vec<Option<f64>>) -> String {
        let series = vec![Series { name: "n".to_owned(), values }];
        let axis = Axis::Numbers(numbers);
        blocks(&Chart { kind: Kind::Line, title: String::new(), axis, series, notes: Vec::new() }, PLAIN)
    }

    #[test]
    fn a_gap_is_seen_as_one() {
        let text = line(vec![1.0, 2.0, 4.0], vec![Some(8.0); 3]);
        let top: String = text.lines().next().unwrap().chars().skip_while(|c| *c != '│').skip(1).collect();
        let quarter = top.chars().count() / 4;
        assert_eq!(top, format!("{}{}{}", "█".repeat(2 * quarter), " ".repeat(quarter), "█".repeat(quarter)));
    }

    #[test]
    fn odd_values_are_drawn_somehow() {
        for numbers in [vec![], vec![0.0], vec![0.0, 1e-300], vec![-1e300, 0.0, 1e300], vec![5.0, 6.0, 1e12]] {
            for value in [None, Some(0.0), Some(-5.0), Some(1e300)] {
                line(numbers.clone(), vec![value; numbers.len()]);
            }
        }
    }
}
