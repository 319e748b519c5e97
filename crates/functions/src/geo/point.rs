//! Points on a unit sphere, and the great circles between them.
//!
//! Kusto measures on a sphere whose radius is [`EARTH_RADIUS`] metres. Differences of near vectors are taken before products, so
//! that small shapes keep their precision.

use std::ops::{Add, Mul, Neg, Sub};

/// The radius of the sphere, in metres.
pub const EARTH_RADIUS: f64 = 6_371_010.0;

/// A vector of three; a point is one of length 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub z: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64, z: f64) -> Point {
        Point { x, y, z }
    }

    /// The point at a longitude and a latitude in degrees.
    pub fn at(longitude: f64, latitude: f64) -> Point {
        let (lng, lat) = (radians(longitude), radians(latitude));
        Point::new(lng.cos() * lat.cos(), lng.sin() * lat.cos(), lat.sin())
    }

    /// The same where both lie in their range.
    pub fn valid(longitude: f64, latitude: f64) -> Option<Point> {
        (longitude.abs() <= 180.0 && latitude.abs() <= 90.0).then(|| Point::at(longitude, latitude))
    }

    pub fn longitude(self) -> f64 {
        degrees(self.y.atan2(self.x))
    }

    pub fn latitude(self) -> f64 {
        degrees(self.z.atan2((self.x * self.x + self.y * self.y).sqrt()))
    }

    pub fn dot(self, b: Point) -> f64 {
        self.x * b.x + self.y * b.y + self.z * b.z
    }

    pub fn cross(self, b: Point) -> Point {
        Point::new(self.y * b.z - self.z * b.y, self.z * b.x - self.x * b.z, self.x * b.y - self.y * b.x)
    }

    pub fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The vector of length 1 in the same direction; the null vector stays.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { self }
    }

    /// The angle between two points, in radians.
    pub fn angle(self, b: Point) -> f64 {
        self.cross(b).length().atan2(self.dot(b))
    }

    /// The distance between two points, in metres.
    pub fn metres(self, b: Point) -> f64 {
        self.angle(b) * EARTH_RADIUS
    }

    /// The direction of `b` as seen from here, clockwise from north, in radians between -π and π.
    pub fn bearing(self, b: Point) -> f64 {
        let east = Point::new(-self.y, self.x, 0.0);
        // At a pole every direction is north or south; the meridian of longitude 0 stands for it.
        let east = if east.length() == 0.0 { Point::new(0.0, 1.0, 0.0) } else { east.unit() };
        b.dot(east).atan2(b.dot(self.cross(east)))
    }

    /// The point reached from here along the great circle towards `direction`, a unit vector at a right angle.
    pub fn along(self, direction: Point, angle: f64) -> Point {
        (self * angle.cos() + direction * angle.sin()).unit()
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, b: Point) -> Point {
        Point::new(self.x + b.x, self.y + b.y, self.z + b.z)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, b: Point) -> Point {
        Point::new(self.x - b.x, self.y - b.y, self.z - b.z)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, k: f64) -> Point {
        Point::new(self.x * k, self.y * k, self.z * k)
    }
}

impl Neg for Point {
    type Output = Point;
    fn neg(self) -> Point {
        self * -1.0
    }
}

pub fn radians(degrees: f64) -> f64 {
    (std::f64::consts::PI / 180.0) * degrees
}

pub fn degrees(radians: f64) -> f64 {
    (180.0 / std::f64::consts::PI) * radians
}

/// The normal of the great circle from `a` to `b`, of length 1; it points to the left.
pub fn normal(a: Point, b: Point) -> Point {
    (b + a).cross(b - a).unit()
}

/// The point of an edge that divides it in this proportion.
pub fn interpolate(a: Point, b: Point, fraction: f64) -> Point {
    match fraction {
        0.0 => a,
        1.0 => b,
        _ => a.along(normal(a, b).cross(a).unit(), a.angle(b) * fraction),
    }
}

/// The point of an edge that is nearest to `p`.
pub fn nearest(p: Point, a: Point, b: Point) -> Point {
    let n = normal(a, b);
    let foot = (p - n * p.dot(n)).unit();
    let between = n.cross(a).dot(foot) > 0.0 && n.cross(b).dot(foot) < 0.0;
    if between {
        foot
    } else if p.angle(a) <= p.angle(b) {
        a
    } else {
        b
    }
}

/// The angle over which `a` to `b` turns around `p`, to the left positive.
pub fn turn_around(p: Point, a: Point, b: Point) -> f64 {
    let (u, v) = (a - p * a.dot(p), b - p * b.dot(p));
    p.dot((a - p).cross(b - p)).atan2(u.dot(v))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_equator() {
        let (a, b) = (Point::at(0.0, 0.0), Point::at(90.0, 0.0));
        assert!((a.angle(b) - std::f64::consts::FRAC_PI_2).abs() < 1e-15);
        assert!((interpolate(a, b, 0.5).longitude() - 45.0).abs() < 1e-12);
        assert!((a.bearing(b) - std::f64::consts::FRAC_PI_2).abs() < 1e-15);
        assert!(nearest(Point::at(30.0, 10.0), a, b).metres(Point::at(30.0, 0.0)) < 1e-6);
        assert_eq!(nearest(Point::at(-30.0, 10.0), a, b), a);
        assert_eq!(Point::valid(181.0, 0.0), None);
        assert_eq!(Point::valid(f64::NAN, 0.0), None);
    }
}
