//! Functions of places on Earth: points, lines and polygons as GeoJSON, and the cells of geohash, H3 and S2.
//!
//! `point` has the geometry of the sphere, `shape` reads and writes GeoJSON, `planar` lays shapes over each other.

use crate::Function;

mod answers;
pub(crate) mod arguments;
mod buffer;
mod common;
mod cover;
mod degrees;
mod densify;
mod geohash;
mod h3cell;
mod lines;
pub(crate) mod measure;
mod planar;
pub(crate) mod point;
mod s2cell;
pub(crate) mod shape;
mod simplify;
mod wkt;

mod geo_angle;
mod geo_azimuth;
mod geo_closest_point_on_line;
mod geo_closest_point_on_polygon;
mod geo_distance_2points;
mod geo_distance_point_to_line;
mod geo_distance_point_to_polygon;
mod geo_from_wkt;
mod geo_geohash_neighbors;
mod geo_geohash_to_central_point;
mod geo_geohash_to_polygon;
mod geo_h3cell_children;
mod geo_h3cell_level;
mod geo_h3cell_neighbors;
mod geo_h3cell_parent;
mod geo_h3cell_rings;
mod geo_h3cell_to_central_point;
mod geo_h3cell_to_polygon;
mod geo_intersection_2lines;
mod geo_intersection_2polygons;
mod geo_intersection_line_with_polygon;
mod geo_intersects_2lines;
mod geo_intersects_2polygons;
mod geo_intersects_line_with_polygon;
mod geo_line_buffer;
mod geo_line_centroid;
mod geo_line_densify;
mod geo_line_interpolate_point;
mod geo_line_length;
mod geo_line_locate_point;
mod geo_line_simplify;
mod geo_line_to_s2cells;
mod geo_point_buffer;
mod geo_point_in_circle;
mod geo_point_in_polygon;
mod geo_point_to_geohash;
mod geo_point_to_h3cell;
mod geo_point_to_s2cell;
mod geo_polygon_area;
mod geo_polygon_buffer;
mod geo_polygon_centroid;
mod geo_polygon_densify;
mod geo_polygon_perimeter;
mod geo_polygon_simplify;
mod geo_polygon_to_h3cells;
mod geo_polygon_to_s2cells;
mod geo_s2cell_neighbors;
mod geo_s2cell_to_central_point;
mod geo_s2cell_to_polygon;
mod geo_simplify_polygons_array;
mod geo_union_lines_array;
mod geo_union_polygons_array;

#[cfg(test)]
mod hostile;

pub static FUNCTIONS: &[Function] = &[
    geo_angle::GEO_ANGLE,
    geo_azimuth::GEO_AZIMUTH,
    geo_closest_point_on_line::GEO_CLOSEST_POINT_ON_LINE,
    geo_closest_point_on_polygon::GEO_CLOSEST_POINT_ON_POLYGON,
    geo_distance_2points::GEO_DISTANCE_2POINTS,
    geo_distance_point_to_line::GEO_DISTANCE_POINT_TO_LINE,
    geo_distance_point_to_polygon::GEO_DISTANCE_POINT_TO_POLYGON,
    geo_from_wkt::GEO_FROM_WKT,
    geo_geohash_neighbors::GEO_GEOHASH_NEIGHBORS,
    geo_geohash_to_central_point::GEO_GEOHASH_TO_CENTRAL_POINT,
    geo_geohash_to_polygon::GEO_GEOHASH_TO_POLYGON,
    geo_h3cell_children::GEO_H3CELL_CHILDREN,
    geo_h3cell_level::GEO_H3CELL_LEVEL,
    geo_h3cell_neighbors::GEO_H3CELL_NEIGHBORS,
    geo_h3cell_parent::GEO_H3CELL_PARENT,
    geo_h3cell_rings::GEO_H3CELL_RINGS,
    geo_h3cell_to_central_point::GEO_H3CELL_TO_CENTRAL_POINT,
    geo_h3cell_to_polygon::GEO_H3CELL_TO_POLYGON,
    geo_intersection_2lines::GEO_INTERSECTION_2LINES,
    geo_intersection_2polygons::GEO_INTERSECTION_2POLYGONS,
    geo_intersection_line_with_polygon::GEO_INTERSECTION_LINE_WITH_POLYGON,
    geo_intersects_2lines::GEO_INTERSECTS_2LINES,
    geo_intersects_2polygons::GEO_INTERSECTS_2POLYGONS,
    geo_intersects_line_with_polygon::GEO_INTERSECTS_LINE_WITH_POLYGON,
    geo_line_buffer::GEO_LINE_BUFFER,
    geo_line_centroid::GEO_LINE_CENTROID,
    geo_line_densify::GEO_LINE_DENSIFY,
    geo_line_interpolate_point::GEO_LINE_INTERPOLATE_POINT,
    geo_line_length::GEO_LINE_LENGTH,
    geo_line_locate_point::GEO_LINE_LOCATE_POINT,
    geo_line_simplify::GEO_LINE_SIMPLIFY,
    geo_line_to_s2cells::GEO_LINE_TO_S2CELLS,
    geo_point_buffer::GEO_POINT_BUFFER,
    geo_point_in_circle::GEO_POINT_IN_CIRCLE,
    geo_point_in_polygon::GEO_POINT_IN_POLYGON,
    geo_point_to_geohash::GEO_POINT_TO_GEOHASH,
    geo_point_to_h3cell::GEO_POINT_TO_H3CELL,
    geo_point_to_s2cell::GEO_POINT_TO_S2CELL,
    geo_polygon_area::GEO_POLYGON_AREA,
    geo_polygon_buffer::GEO_POLYGON_BUFFER,
    geo_polygon_centroid::GEO_POLYGON_CENTROID,
    geo_polygon_densify::GEO_POLYGON_DENSIFY,
    geo_polygon_perimeter::GEO_POLYGON_PERIMETER,
    geo_polygon_simplify::GEO_POLYGON_SIMPLIFY,
    geo_polygon_to_h3cells::GEO_POLYGON_TO_H3CELLS,
    geo_polygon_to_s2cells::GEO_POLYGON_TO_S2CELLS,
    geo_s2cell_neighbors::GEO_S2CELL_NEIGHBORS,
    geo_s2cell_to_central_point::GEO_S2CELL_TO_CENTRAL_POINT,
    geo_s2cell_to_polygon::GEO_S2CELL_TO_POLYGON,
    geo_simplify_polygons_array::GEO_SIMPLIFY_POLYGONS_ARRAY,
    geo_union_lines_array::GEO_UNION_LINES_ARRAY,
    geo_union_polygons_array::GEO_UNION_POLYGONS_ARRAY,
];
