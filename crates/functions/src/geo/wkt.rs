//! Well-known text, such as `POLYGON ((0 0, 2 0, 2 2, 0 0))`, as GeoJSON.

use super::shape::write_pair;
use crate::KernelError;

/// How deep collections may nest.
const MAX_DEPTH: usize = 64;

/// Appends the GeoJSON of a text; nothing if it is none of the shapes that GeoJSON has.
pub fn convert(text: &str, out: &mut String) -> Result<Option<()>, KernelError> {
    let mut reader = Reader { rest: text };
    let read = reader.geometry(out, 0)?;
    Ok(read.filter(|()| reader.rest.trim().is_empty()))
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn geometry(&mut self, out: &mut String, depth: usize) -> Result<Option<()>, KernelError> {
        let name = self.word().to_ascii_uppercase();
        let (kind, levels) = match name.as_str() {
            "POINT" => ("Point", 0),
            "LINESTRING" => ("LineString", 1),
            "POLYGON" => ("Polygon", 2),
            "MULTIPOINT" => ("MultiPoint", 1),
            "MULTILINESTRING" => ("MultiLineString", 2),
            "MULTIPOLYGON" => ("MultiPolygon", 3),
            "GEOMETRYCOLLECTION" if depth < MAX_DEPTH => return self.collection(out, depth),
            _ => return Ok(None),
        };
        let before = self.rest;
        match self.word().to_ascii_uppercase().as_str() {
            "" => self.rest = before,
            "Z" | "M" | "ZM" | "EMPTY" => {
                return Err(KernelError::unbuilt(format!(
                    "{name} with heights or measures, or empty, is not supported in well-known text"
                )));
            }
            _ => return Ok(None),
        }
        out.push_str(&format!("{{\"type\":\"{kind}\",\"coordinates\":"));
        let read = match levels {
            0 => self.open().and_then(|()| self.pair(out)).and_then(|()| self.close()),
            _ => self.level(out, levels, kind == "MultiPoint"),
        };
        out.push('}');
        Ok(read)
    }

    fn collection(&mut self, out: &mut String, depth: usize) -> Result<Option<()>, KernelError> {
        out.push_str("{\"type\":\"GeometryCollection\",\"geometries\":[");
        if self.open().is_none() {
            return Ok(None);
        }
        loop {
            if self.geometry(out, depth + 1)?.is_none() {
                return Ok(None);
            }
            if !self.comma() {
                break;
            }
            out.push(',');
        }
        out.push_str("]}");
        Ok(self.close())
    }

    /// A list of lists, down to pairs. The points of a MultiPoint may stand in parentheses.
    fn level(&mut self, out: &mut String, levels: usize, loose: bool) -> Option<()> {
        self.open()?;
        out.push('[');
        loop {
            if levels > 1 {
                self.level(out, levels - 1, false)?;
            } else if loose && self.open().is_some() {
                self.pair(out)?;
                self.close()?;
            } else {
                self.pair(out)?;
            }
            if !self.comma() {
                break;
            }
            out.push(',');
        }
        out.push(']');
        self.close()
    }

    fn pair(&mut self, out: &mut String) -> Option<()> {
        let (x, y) = (self.number()?, self.number()?);
        write_pair(out, x, y);
        Some(())
    }

    fn number(&mut self) -> Option<f64> {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(end)?;
        self.rest = rest;
        number.parse::<f64>().ok().filter(|x| x.is_finite())
    }

    fn word(&mut self) -> &'a str {
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        self.rest = rest;
        word
    }

    fn open(&mut self) -> Option<()> {
        self.sign('(')
    }

    fn close(&mut self) -> Option<()> {
        self.sign(')')
    }

    fn comma(&mut self) -> bool {
        self.sign(',').is_some()
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(sign)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::convert;

    fn of(text: &str) -> Option<String> {
        let mut out = String::new();
        convert(text, &mut out).unwrap().map(|()| out)
    }

    #[test]
    fn shapes() {
        assert_eq!(of("point(1 2)").unwrap(), r#"{"type":"Point","coordinates":[1.0,2.0]}"#);
        assert_eq!(of("MULTIPOINT ((1 1), (2 2))").unwrap(), of("MULTIPOINT (1 1, 2 2)").unwrap());
        assert_eq!(
            of("GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (2 2, 3 3))").unwrap(),
            concat!(
                r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1.0,1.0]},"#,
                r#"{"type":"LineString","coordinates":[[2.0,2.0],[3.0,3.0]]}]}"#
            )
        );
        for bad in ["", "LINESTRING", "POINT (1)", "POINT (1 2", "POINT (1 2))", "POINT (a b)", "CIRCLE (1 2)", "é"] {
            assert_eq!(of(bad), None, "{bad}");
        }
        assert!(convert("POINT Z (1 2 3)", &mut String::new()).is_err());
        assert_eq!(of(&"GEOMETRYCOLLECTION (".repeat(100_000)), None);
    }
}
