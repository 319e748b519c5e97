//! YAML text to nodes with places, within limits. Anchors and aliases are refused: a rule needs none, a YAML bomb does.

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError};

use crate::limits::{MAX_YAML_DEPTH, MAX_YAML_DOCUMENTS, MAX_YAML_NODES};
use crate::node::{Kind, Node, Style};
use crate::{Place, Problem, ProblemCode};

/// What is wrong, to become a [`crate::Problem`] once the path is known.
#[derive(Debug)]
pub struct YamlError {
    pub place: Place,
    pub code: ProblemCode,
    pub message: String,
}

impl YamlError {
    pub fn in_file(self, path: &str) -> Problem {
        Problem { path: path.to_owned(), place: Some(self.place), code: self.code, message: self.message }
    }
}

/// The documents of a file; empty ones are left out.
pub fn documents(text: &str) -> Result<Vec<Node>, YamlError> {
    let mut builder = Builder { documents: Vec::new(), open: Vec::new(), nodes: 0 };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|e| explain(text, &e))?;
        builder.event(event, &span.start)?;
    }
    Ok(builder.documents)
}

/// A list or mapping whose end has not come yet.
enum Open {
    List(Place, Vec<Node>),
    Mapping(Place, Vec<(String, Node)>, Option<(String, Place)>),
}

struct Builder {
    documents: Vec<Node>,
    open: Vec<Open>,
    nodes: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, at: &Marker) -> Result<(), YamlError> {
        let place = place(at);
        match event {
            Event::Alias(_) => return Err(anchors_refused(place)),
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _)
                if anchor != 0 =>
            {
                return Err(anchors_refused(place));
            }
            Event::Scalar(text, style, _, _) => {
                let place = if style == ScalarStyle::Literal { literal_start(&text, place) } else { place };
                let kind = Kind::Scalar { text: text.into_owned(), style: own_style(style) };
                self.add(Node { place, key: None, kind })?;
            }
            Event::SequenceStart(..) => self.push(Open::List(place, Vec::new()))?,
            Event::MappingStart(..) => self.push(Open::Mapping(place, Vec::new(), None))?,
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(place, items)) => self.add(Node { place, key: None, kind: Kind::List(items) })?,
                Some(Open::Mapping(place, entries, _)) => {
                    self.add(Node { place, key: None, kind: Kind::Mapping(entries) })?
                }
                None => {}
            },
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn push(&mut self, open: Open) -> Result<(), YamlError> {
        if self.open.len() >= MAX_YAML_DEPTH {
            let (Open::List(place, _) | Open::Mapping(place, ..)) = open;
            let message = format!("nested deeper than {MAX_YAML_DEPTH} levels (limit MAX_YAML_DEPTH)");
            return Err(YamlError { place, code: ProblemCode::Limit, message });
        }
        self.open.push(open);
        Ok(())
    }

    fn add(&mut self, node: Node) -> Result<(), YamlError> {
        self.nodes += 1;
        if self.nodes > MAX_YAML_NODES {
            let message = format!("more than {MAX_YAML_NODES} values (limit MAX_YAML_NODES)");
            return Err(YamlError { place: node.place, code: ProblemCode::Limit, message });
        }
        match self.open.last_mut() {
            None if node.is_null() => {}
            None if self.documents.len() >= MAX_YAML_DOCUMENTS => {
                let message = format!("more than {MAX_YAML_DOCUMENTS} documents (limit MAX_YAML_DOCUMENTS)");
                return Err(YamlError { place: node.place, code: ProblemCode::Limit, message });
            }
            None => self.documents.push(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Mapping(_, entries, key)) => match key.take() {
                Some((key, place)) => entries.push((key, Node { key: Some(place), ..node })),
                None => *key = Some(new_key(entries, node)?),
            },
        }
        Ok(())
    }
}

fn new_key(entries: &[(String, Node)], node: Node) -> Result<(String, Place), YamlError> {
    let place = node.place;
    let Kind::Scalar { text: key, .. } = node.kind else {
        let message = "a key must be a text, not a list or mapping".to_string();
        return Err(YamlError { place, code: ProblemCode::Yaml, message });
    };
    if let Some((_, first)) = entries.iter().find(|(k, _)| *k == key) {
        let line = first.key.unwrap_or(first.place).line;
        let message = format!("key `{key}` stands here for the second time; the first is at line {line}");
        return Err(YamlError { place, code: ProblemCode::DuplicateKey, message });
    }
    Ok((key, place))
}

/// The parser puts a block text at its first line that is not blank; blank ones before it belong to it too.
fn literal_start(text: &str, place: Place) -> Place {
    let blank = text.bytes().take_while(|b| *b == b'\n').count();
    Place { line: place.line.saturating_sub(blank).max(1), column: place.column }
}

fn own_style(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}

fn place(at: &Marker) -> Place {
    Place { line: at.line(), column: at.col() + 1 }
}

fn anchors_refused(place: Place) -> YamlError {
    let message = "anchors and aliases are not accepted in a rule: write the value out".to_string();
    YamlError { place, code: ProblemCode::Yaml, message }
}

/// Adds to the parser's words the two mistakes that authors really make.
fn explain(text: &str, error: &ScanError) -> YamlError {
    let place = place(error.marker());
    let above = text.lines().take(place.line.saturating_sub(1)).filter(|l| !l.trim().is_empty());
    let block = above.filter(|l| l.trim_end().ends_with(['|', '>']) && !l.starts_with([' ', '\t'])).last();
    let line = text.lines().nth(place.line.saturating_sub(1)).unwrap_or_default();
    let hint = match block {
        Some(key) if !line.starts_with([' ', '\t']) => {
            format!("; the text of `{}` must be indented below it", key.trim_end())
        }
        _ if line.starts_with('\t') => "; YAML indents with spaces, not with tabs".to_string(),
        _ => String::new(),
    };
    let code = if error.info().contains("recursion limit") { ProblemCode::Limit } else { ProblemCode::Yaml };
    YamlError { place, code, message: format!("not YAML: {}{hint}", error.info()) }
}
