//! Shapes as GeoJSON: read with Kusto's rules of validity, and written as it writes them.

use super::point::{Point, turn_around};
use super::{degrees, planar};
use crate::KernelError;
use lurcher_types::dynamic::{Kind, elements, kind, members, string_content, write_list};

/// A line: two points or more.
pub type Line = Vec<Point>;

/// The boundary of a shell or of a hole; the first point does not come again. What it encloses lies on its left.
pub type Ring = Vec<Point>;

/// A shell and its holes; a hole runs clockwise.
pub type Polygon = Vec<Ring>;

/// The lines of a LineString or MultiLineString; nothing if it is not valid.
pub fn lines(text: &str) -> Option<Vec<Line>> {
    let (kind, coordinates) = parts(text)?;
    let lines: Vec<Line> = match kind.as_str() {
        "linestring" => vec![line(coordinates)?],
        "multilinestring" => list(coordinates)?.map(line).collect::<Option<_>>()?,
        _ => return None,
    };
    (!lines.is_empty()).then_some(lines)
}

/// The polygons of a Polygon or MultiPolygon; nothing if it is not valid.
pub fn polygons(text: &str) -> Option<Vec<Polygon>> {
    let (kind, coordinates) = parts(text)?;
    let polygons: Vec<Polygon> = match kind.as_str() {
        "polygon" => vec![polygon(coordinates)?],
        "multipolygon" => list(coordinates)?.map(polygon).collect::<Option<_>>()?,
        _ => return None,
    };
    (!polygons.is_empty()).then_some(polygons)
}

/// The type, in lower case, and the coordinates of a GeoJSON geometry.
pub fn parts(text: &str) -> Option<(String, &str)> {
    if kind(text) != Kind::Bag {
        return None;
    }
    let (mut name, mut coordinates) = (None, None);
    for (key, value) in members(text) {
        match key {
            "\"type\"" => name = Some(string_content(value).to_ascii_lowercase()),
            "\"coordinates\"" => coordinates = Some(value),
            _ => {}
        }
    }
    Some((name?, coordinates?))
}

/// The elements of an array.
pub fn list(text: &str) -> Option<impl Iterator<Item = &str>> {
    (kind(text) == Kind::Array).then(|| elements(text))
}

/// What `read` finds in the shapes of an array; nothing if it is empty, or one of them is not valid.
pub fn each<T>(text: &str, read: impl Fn(&str) -> Option<Vec<T>>) -> Option<Vec<T>> {
    let shapes: Vec<Vec<T>> = list(text)?.map(read).collect::<Option<_>>()?;
    (!shapes.is_empty()).then(|| shapes.into_iter().flatten().collect())
}

/// A longitude and a latitude as they are written.
pub fn pair(text: &str) -> Option<(f64, f64)> {
    let mut numbers = list(text)?;
    let mut number = || numbers.next().filter(|n| kind(n).is_number())?.parse::<f64>().ok();
    Some((number()?, number()?))
}

fn point(text: &str) -> Option<Point> {
    let (longitude, latitude) = pair(text)?;
    Point::valid(longitude, latitude)
}

fn line(text: &str) -> Option<Line> {
    let mut points: Line = list(text)?.map(point).collect::<Option<_>>()?;
    points.dedup();
    (points.len() >= 2 && points.windows(2).all(|edge| matches!(edge, [a, b] if *a != -*b))).then_some(points)
}

fn polygon(text: &str) -> Option<Polygon> {
    let mut rings: Polygon = list(text)?.map(ring).collect::<Option<_>>()?;
    // A hole has its polygon on its left too, which is outside of it.
    rings.iter_mut().skip(1).for_each(|hole| hole.reverse());
    (!rings.is_empty() && !planar::rings_cross(&rings)).then_some(rings)
}

/// A closed chain of at least three different points, that encloses the smaller side.
fn ring(text: &str) -> Option<Ring> {
    let mut points: Ring = list(text)?.map(point).collect::<Option<_>>()?;
    let last = points.pop()?;
    if points.first() != Some(&last) || points.len() < 3 {
        return None;
    }
    let mut sorted: Vec<_> = points.iter().map(|p| (p.x.to_bits(), p.y.to_bits(), p.z.to_bits())).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        return None;
    }
    if signed_area(&points) < 0.0 {
        points.reverse();
    }
    Some(points)
}

/// The edges of a ring, with the one that closes it.
pub fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The area of a ring on the unit sphere, negative if it runs clockwise.
pub fn signed_area(ring: &[Point]) -> f64 {
    let Some(&o) = ring.first() else { return 0.0 };
    let triangle =
        |(a, b): (Point, Point)| 2.0 * o.dot((a - o).cross(b - o)).atan2(1.0 + o.dot(a) + a.dot(b) + b.dot(o));
    edges(ring).map(triangle).sum()
}

/// Whether a polygon contains a point.
pub fn contains(polygon: &[Ring], p: Point) -> bool {
    let turns: f64 = polygon.iter().flat_map(|ring| edges(ring)).map(|(a, b)| turn_around(p, a, b)).sum();
    turns > std::f64::consts::PI
}

/// Kusto cuts shapes at the date line, in a way that is not known in full.
pub fn refuse_date_line(parts: &[Vec<Point>], closed: bool) -> Result<(), KernelError> {
    let crosses = |a: &Point, b: &Point| (a.longitude() - b.longitude()).abs() > 180.0;
    let part_crosses = |part: &Vec<Point>| {
        let closing = part.first().zip(part.last()).filter(|_| closed);
        closing.is_some_and(|(a, b)| crosses(a, b))
            || part.windows(2).any(|edge| matches!(edge, [a, b] if crosses(a, b)))
    };
    if parts.iter().any(part_crosses) {
        return Err(KernelError::unbuilt("shapes across the date line cannot be given as an answer yet"));
    }
    Ok(())
}

/// Appends a point as `[longitude,latitude]`.
pub fn write_point(out: &mut String, p: Point) {
    write_pair(out, p.longitude(), p.latitude());
}

/// Appends two numbers as `[a,b]`.
pub fn write_pair(out: &mut String, a: f64, b: f64) {
    out.push('[');
    degrees::write(out, a);
    out.push(',');
    degrees::write(out, b);
    out.push(']');
}

fn write_geometry(out: &mut String, name: &str, coordinates: impl FnOnce(&mut String)) {
    out.push_str("{\"type\":\"");
    out.push_str(name);
    out.push_str("\",\"coordinates\":");
    coordinates(out);
    out.push('}');
}

pub fn write_point_geometry(out: &mut String, p: Point) {
    write_geometry(out, "Point", |out| write_point(out, p));
}

fn write_line(out: &mut String, line: &Line) {
    write_list(out, line, |out, p| write_point(out, *p));
}

fn write_ring(out: &mut String, ring: &Ring) {
    write_list(out, ring.iter().chain(ring.first()), |out, p| write_point(out, *p));
}

/// Appends a LineString, or a MultiLineString if there are several.
pub fn write_lines(out: &mut String, lines: &[Line]) {
    match lines {
        [line] => write_geometry(out, "LineString", |out| write_line(out, line)),
        _ => write_geometry(out, "MultiLineString", |out| write_list(out, lines, write_line)),
    }
}

/// Appends a Polygon, or a MultiPolygon if there are several.
pub fn write_polygons(out: &mut String, polygons: &[Polygon]) {
    let write = |out: &mut String, polygon: &Polygon| write_list(out, polygon, write_ring);
    match polygons {
        [polygon] => write_geometry(out, "Polygon", |out| write(out, polygon)),
        _ => write_geometry(out, "MultiPolygon", |out| write_list(out, polygons, write)),
    }
}

/// Appends what several kinds of shape have in common: a shape by itself, or a GeometryCollection.
pub fn write_common(out: &mut String, points: &[Point], lines: &[Line], polygons: &[Polygon]) {
    let mut shapes: Vec<String> = Vec::new();
    let mut shape = |write: &dyn Fn(&mut String)| {
        let mut text = String::new();
        write(&mut text);
        shapes.push(text);
    };
    points.iter().for_each(|p| shape(&|out| write_point_geometry(out, *p)));
    if !lines.is_empty() {
        shape(&|out| write_lines(out, lines));
    }
    if !polygons.is_empty() {
        shape(&|out| write_polygons(out, polygons));
    }
    if let [only] = shapes.as_slice() {
        out.push_str(only);
        return;
    }
    out.push_str("{\"type\":\"GeometryCollection\",\"geometries\":");
    write_list(out, shapes, |out, text| out.push_str(&text));
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_is_turned_to_have_its_inside_on_the_left() {
        let square = r#"{"type":"Polygon","coordinates":[[[0,0],[0,10],[10,10],[10,0],[0,0]]]}"#;
        let read = polygons(square).unwrap();
        assert!(contains(&read[0], Point::at(5.0, 5.0)));
        assert!(!contains(&read[0], Point::at(15.0, 5.0)));
        assert!(!contains(&read[0], Point::at(-175.0, -5.0)));
        let mut text = String::new();
        write_polygons(&mut text, &[vec![vec![Point::at(0.0, 0.0), Point::at(90.0, 0.0), Point::at(0.0, 90.0)]]]);
        assert!(text.starts_with(r#"{"type":"Polygon","coordinates":[[[0.0,0.0],[90.0,0.0],"#), "{text}");
    }

    #[test]
    fn a_hole_is_outside() {
        let ring =
            r#"{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]}"#;
        let read = polygons(ring).unwrap();
        assert!(!contains(&read[0], Point::at(5.0, 5.0)));
        assert!(contains(&read[0], Point::at(2.0, 5.0)));
    }

    #[test]
    fn bad_shapes_are_none() {
        for bad in [
            "null",
            "[]",
            r#"{"type":"Polygon"}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[10,10],[10,10],[0,0]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,1],[1,1],[0,0]]]}"#,
            r#"{"type":"Point","coordinates":[0,0]}"#,
        ] {
            assert_eq!(polygons(bad), None, "{bad}");
        }
        for bad in
            [r#"{"type":"LineString","coordinates":[[1,1]]}"#, r#"{"type":"LineString","coordinates":[[1,1],[1,"a"]]}"#]
        {
            assert_eq!(lines(bad), None, "{bad}");
        }
    }
}
