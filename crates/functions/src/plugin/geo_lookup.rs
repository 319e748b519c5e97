//! `geo_line_lookup` and `geo_polygon_lookup`: each row with the rows of a table whose shape is at its place.

use super::ip_lookup::picked;
use super::{PLUGIN, Plugin, PluginRun, Rows, Setup, argument, check_rows};
use crate::KernelError;
use crate::geo::arguments::read;
use crate::geo::measure::{contains_any, nearest_on_lines, nearest_on_polygons};
use crate::geo::point::Point;
use crate::geo::shape::{Line, Polygon, lines, polygons};
use lurcher_types::Value;
use lurcher_types::describe::Description;

pub const GEO_LINE_LOOKUP: Plugin = Plugin {
    description: &Description {
        name: "geo_line_lookup",
        signatures: &[
            "(LookupTable: table, LookupLineKey: bag, SourceLongitude: column scalar, SourceLatitude: column scalar, \
             radius: literal real, [return_unmatched: literal bool], [lookup_area_radius: literal real], \
             [return_lookup_key: literal bool]) -> own",
        ],
        summary: "Rows with those of a table whose line is within so many metres.",
        page: "geo-line-lookup-plugin",
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    start: |setup| start(setup, |text| Ok(read(text, lines)?.map(Shape::Lines))),
};

pub const GEO_POLYGON_LOOKUP: Plugin = Plugin {
    description: &Description {
        name: "geo_polygon_lookup",
        signatures: &[
            "(LookupTable: table, LookupPolygonKey: bag, SourceLongitude: column scalar, SourceLatitude: column scalar, \
             [radius: literal real], [return_unmatched: literal bool], [lookup_area_radius: literal real], \
             [return_lookup_key: literal bool]) -> own",
        ],
        summary: "Rows with those of a table whose polygon holds their place, or is within so many metres.",
        page: "geo-polygon-lookup-plugin",
        ..PLUGIN
    },
    whole: false,
    ordered: false,
    start: |setup| start(setup, |text| Ok(read(text, polygons)?.map(Shape::Polygons))),
};

enum Shape {
    Lines(Vec<Line>),
    Polygons(Vec<Polygon>),
}

/// A lookup row's shape, and a circle around it that tells most places apart at once.
struct Area {
    row: u32,
    shape: Shape,
    centre: Point,
    /// An angle; nothing for a shape that is too large for a circle.
    radius: Option<f64>,
}

impl Area {
    fn new(row: u32, shape: Shape) -> Area {
        let points: Vec<Point> = match &shape {
            Shape::Lines(lines) => lines.iter().flatten().copied().collect(),
            Shape::Polygons(polygons) => polygons.iter().flatten().flatten().copied().collect(),
        };
        let sum = points.iter().fold(Point::new(0.0, 0.0, 0.0), |sum, p| sum + *p);
        let centre = sum.unit();
        let radius = points.iter().map(|p| centre.angle(*p)).fold(0.0, f64::max);
        // Edges between points of a circle smaller than a hemisphere stay in it.
        let small = sum.length() > 1e-6 && radius < 1.5;
        Area { row, shape, centre, radius: small.then_some(radius + 1e-9) }
    }

    /// Whether a place belongs to the shape; with a radius, whether it is no farther away.
    fn matches(&self, p: Point, radius: Option<f64>) -> bool {
        if let Some(own) = self.radius
            && self.centre.angle(p) > own + radius.unwrap_or(0.0) / crate::geo::point::EARTH_RADIUS
        {
            return false;
        }
        let nearest = match (&self.shape, radius) {
            (Shape::Polygons(polygons), None) => return contains_any(polygons, p),
            (Shape::Polygons(polygons), Some(_)) => nearest_on_polygons(p, polygons),
            (Shape::Lines(lines), _) => nearest_on_lines(p, lines),
        };
        nearest.is_some_and(|q| p.metres(q) <= radius.unwrap_or(0.0))
    }
}

/// Arguments: longitude and latitude. Lookup: the shape, then the columns to show. Constants: the radius or null, and whether
/// unmatched rows stay.
fn start(setup: &Setup, shape: fn(&str) -> Result<Option<Shape>, KernelError>) -> Result<Box<PluginRun>, KernelError> {
    let radius = match setup.constants.first() {
        Some(Value::Real(radius)) if *radius >= 0.0 => Some(*radius),
        Some(Value::Null(_)) => None,
        _ => return Err(KernelError::new("the radius must be a number that is not below zero")),
    };
    let keep_unmatched = setup.flag(1);
    let shapes = argument(&setup.lookup, 0)?;
    let shown = setup.lookup.get(1..).unwrap_or_default().to_vec();
    let mut areas: Vec<Area> = Vec::new();
    for row in 0..shapes.array.len() {
        // What is no valid shape is nowhere.
        if let Some(shape) = shapes.dynamics().get(row).map(shape).transpose()?.flatten() {
            areas.push(Area::new(row as u32, shape));
        }
    }
    Ok(Box::new(move |args, rows| {
        let (longitudes, latitudes) = (argument(args, 0)?, argument(args, 1)?);
        let mut sources: Vec<u32> = Vec::new();
        let mut found: Vec<Option<u32>> = Vec::new();
        for row in 0..rows {
            let place = longitudes.real(row).zip(latitudes.real(row)).and_then(|(lng, lat)| Point::valid(lng, lat));
            let before = found.len();
            if let Some(place) = place {
                found.extend(areas.iter().filter(|area| area.matches(place, radius)).map(|area| Some(area.row)));
            }
            if found.len() == before && keep_unmatched {
                found.push(None);
            }
            sources.resize(found.len(), row as u32);
            check_rows(found.len())?;
        }
        let columns = shown.iter().map(|c| picked(c, &found)).collect::<Result<Vec<_>, _>>()?;
        Ok(Rows { rows: sources.len(), take: Some(sources), columns })
    }))
}
