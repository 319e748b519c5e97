//! Splits JSON documents into records without holding the document: arrays, one object after the other,
//! `{"records": […]}` and `{"tables": [{"columns": […], "rows": […]}]}`.

mod tokens;

use std::io::{self, BufRead};
use std::sync::Arc;

use serde::Deserialize;

/// One record as JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The byte it begins at.
    pub offset: u64,
    pub text: Vec<u8>,
    /// The columns, if the record is a row of a table rather than an object.
    pub columns: Option<Arc<Vec<String>>>,
}

/// Why reading stops before the end.
#[derive(Debug)]
pub enum JsonError {
    Io(io::Error),
    Broken {
        offset: u64,
        expected: &'static str,
    },
    TooLong {
        offset: u64,
    },
    /// Another table than the answer itself.
    OtherTable {
        name: String,
    },
    Stopped,
}

impl From<io::Error> for JsonError {
    fn from(e: io::Error) -> JsonError {
        JsonError::Io(e)
    }
}

/// Takes records; says whether to go on.
pub type Emit<'e> = dyn FnMut(Element) -> bool + 'e;

pub struct JsonReader<R> {
    reader: R,
    offset: u64,
    limit: usize,
}

impl<R: BufRead> JsonReader<R> {
    pub fn new(reader: R, limit: usize) -> JsonReader<R> {
        JsonReader { reader, offset: 0, limit }
    }

    /// Every record of every document of the file.
    pub fn read(&mut self, emit: &mut Emit<'_>) -> Result<(), JsonError> {
        loop {
            match self.peek_token()? {
                None => return Ok(()),
                Some(b'[') => self.elements(None, emit)?,
                Some(b'{') => self.document(emit)?,
                Some(_) => return Err(self.broken("an object or an array")),
            }
        }
    }

    fn document(&mut self, emit: &mut Emit<'_>) -> Result<(), JsonError> {
        let offset = self.offset;
        self.bump()?;
        let mut text = vec![b'{'];
        if self.peek_token()? == Some(b'}') {
            self.bump()?;
            return Ok(());
        }
        self.value(&mut text)?;
        self.expect(b':', "a colon")?;
        let holds_array = self.peek_token()? == Some(b'[');
        match text.get(1..) {
            Some(b"\"records\"") if holds_array => {
                self.elements(None, emit)?;
                self.skip_members()
            }
            Some(b"\"tables\"" | b"\"Tables\"") if holds_array => {
                self.tables(emit)?;
                self.skip_members()
            }
            _ => {
                text.push(b':');
                self.rest_of_object(&mut text, offset)?;
                self.emit(Element { offset, text, columns: None }, emit)
            }
        }
    }

    fn emit(&self, element: Element, emit: &mut Emit<'_>) -> Result<(), JsonError> {
        if emit(element) { Ok(()) } else { Err(JsonError::Stopped) }
    }

    fn elements(&mut self, columns: Option<&Arc<Vec<String>>>, emit: &mut Emit<'_>) -> Result<(), JsonError> {
        self.array(&mut |reader| {
            let mut text = Vec::new();
            let offset = reader.offset;
            reader.value(&mut text)?;
            reader.emit(Element { offset, text, columns: columns.cloned() }, emit)
        })
    }

    /// Calls `element` at the start of each element of the array that begins here.
    fn array(&mut self, element: &mut dyn FnMut(&mut Self) -> Result<(), JsonError>) -> Result<(), JsonError> {
        self.bump()?;
        if self.peek_token()? == Some(b']') {
            self.bump()?;
            return Ok(());
        }
        loop {
            self.peek_token()?;
            element(self)?;
            match self.peek_token()? {
                Some(b',') => self.bump()?,
                Some(b']') => return self.bump(),
                _ => return Err(self.broken("a comma or the end of the array")),
            }
        }
    }

    fn tables(&mut self, emit: &mut Emit<'_>) -> Result<(), JsonError> {
        let mut first = true;
        let mut other = None;
        self.array(&mut |reader| {
            let name = reader.table(first, emit)?;
            if !first && other.is_none() {
                other = Some(name);
            }
            first = false;
            Ok(())
        })?;
        match other {
            Some(name) => Err(JsonError::OtherTable { name }),
            None => Ok(()),
        }
    }

    /// The rows of a table if they are `wanted`; returns its name.
    fn table(&mut self, wanted: bool, emit: &mut Emit<'_>) -> Result<String, JsonError> {
        if self.peek_token()? != Some(b'{') {
            return Err(self.broken("a table"));
        }
        self.bump()?;
        let mut name = String::new();
        let mut columns = None;
        if self.peek_token()? == Some(b'}') {
            self.bump()?;
            return Ok(name);
        }
        loop {
            let mut key = Vec::new();
            self.value(&mut key)?;
            self.expect(b':', "a colon")?;
            let holds_array = self.peek_token()? == Some(b'[');
            match (key.as_slice(), &columns) {
                (b"\"rows\"" | b"\"Rows\"", Some(columns)) if holds_array && wanted => {
                    self.elements(Some(columns), emit)?;
                }
                (b"\"rows\"" | b"\"Rows\"", None) if wanted => return Err(self.broken("columns before the rows")),
                (key, _) => {
                    let mut value = Vec::new();
                    match key {
                        b"\"rows\"" | b"\"Rows\"" if holds_array => self.array(&mut |r| r.value(&mut Vec::new()))?,
                        _ => self.value(&mut value)?,
                    }
                    match key {
                        b"\"columns\"" | b"\"Columns\"" => columns = Some(Arc::new(self.column_names(&value)?)),
                        b"\"name\"" | b"\"TableName\"" => name = serde_json::from_slice(&value).unwrap_or_default(),
                        _ => {}
                    }
                }
            }
            match self.peek_token()? {
                Some(b',') => {
                    self.bump()?;
                    self.peek_token()?;
                }
                Some(b'}') => {
                    self.bump()?;
                    return Ok(name);
                }
                _ => return Err(self.broken("a comma or the end of the table")),
            }
        }
    }

    fn column_names(&self, value: &[u8]) -> Result<Vec<String>, JsonError> {
        #[derive(Deserialize)]
        struct Named {
            #[serde(alias = "ColumnName", alias = "Name")]
            name: String,
        }
        let named: Result<Vec<Named>, _> = serde_json::from_slice(value);
        named.map(|all| all.into_iter().map(|n| n.name).collect()).map_err(|_| self.broken("columns with names"))
    }

    /// Reads over the members that are left of an object.
    fn skip_members(&mut self) -> Result<(), JsonError> {
        loop {
            match self.peek_token()? {
                Some(b'}') => return self.bump(),
                Some(b',') => {
                    self.bump()?;
                    self.peek_token()?;
                    self.value(&mut Vec::new())?;
                    self.expect(b':', "a colon")?;
                    self.peek_token()?;
                    self.value(&mut Vec::new())?;
                }
                _ => return Err(self.broken("a comma or the end of the object")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<String>, Result<(), JsonError>) {
        let mut found = Vec::new();
        let result = JsonReader::new(text.as_bytes(), 1000).read(&mut |e| {
            let columns = e.columns.map(|c| c.join(",")).unwrap_or_default();
            found.push(columns + &String::from_utf8_lossy(&e.text));
            true
        });
        (found, result)
    }

    #[test]
    fn every_shape_gives_its_records() {
        assert_eq!(read(" [ {\"a\": [1,\"]\"]} , {}]").0, ["{\"a\": [1,\"]\"]}", "{}"]);
        assert_eq!(read("{\"a\":\"}\\\"\"}\n{\"b\":{}}").0, ["{\"a\":\"}\\\"\"}", "{\"b\":{}}"]);
        assert_eq!(read("{\"records\":[{\"a\":1},{\"a\":2}],\"x\":3}").0, ["{\"a\":1}", "{\"a\":2}"]);
        let tables = "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"A\",\"type\":\"int\"}],\"rows\":[[1],[2]]}]}";
        assert_eq!(read(tables).0, ["A[1]", "A[2]"]);
    }

    #[test]
    fn broken_ends_are_errors() {
        for text in ["[{\"a\":1}", "[{\"a\":1},", "{\"a\":", "{\"a\":\"x", "x", "[1 2]", "{\"records\":[1]"] {
            assert!(read(text).1.is_err(), "{text}");
        }
    }
}
