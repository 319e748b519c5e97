//! A YAML document with Sentinel's keys to a rule.

use crate::node::{Kind, Node, Style};
use crate::rule::{Connector, EntityMapping, FieldMapping, Place, Rule, Severity, Trigger, TriggerOperator};
use crate::{Interval, Problem, ProblemCode, attack};

/// The keys that have a field of their own; the rest goes into [`Rule::other`].
const KNOWN: [&str; 20] = [
    "id",
    "name",
    "description",
    "severity",
    "tactics",
    "relevantTechniques",
    "requiredDataConnectors",
    "query",
    "queryFrequency",
    "queryPeriod",
    "triggerOperator",
    "triggerThreshold",
    "entityMappings",
    "tags",
    "version",
    "kind",
    "status",
    "hypothesis",
    "confidence",
    "derivedFrom",
];

/// The rule, with warnings; or why it is refused.
pub fn read(path: &str, document: &Node) -> Result<(Rule, Vec<Problem>), Problem> {
    let reader = Reader { path, document };
    let Kind::Mapping(entries) = &document.kind else {
        return Err(reader.refuse(document, ProblemCode::Value, "a rule must be a mapping of keys to values"));
    };
    let query = reader.query()?;
    let mut warnings = Vec::new();
    let id = match reader.text("id")? {
        Some(id) => id,
        None => {
            let message = "the rule has no `id`; its path stands for it";
            warnings.push(reader.refuse(document, ProblemCode::NoId, message));
            path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_string()
        }
    };
    let rule = Rule {
        path: path.to_string(),
        id,
        name: reader.text("name")?.ok_or_else(|| reader.missing("name"))?,
        description: reader.text("description")?.unwrap_or_default(),
        severity: reader.severity()?,
        tactics: reader.texts("tactics")?,
        techniques: reader.texts("relevantTechniques")?,
        connectors: reader.connectors()?,
        query: query.text,
        query_start: Some(query.start),
        query_is_literal: query.literal,
        query_frequency: reader.interval("queryFrequency")?,
        query_period: reader.interval("queryPeriod")?,
        trigger: reader.trigger()?,
        entity_mappings: reader.entities()?,
        tags: reader.tags()?,
        version: reader.text("version")?,
        kind: reader.text("kind")?,
        status: reader.text("status")?,
        hypothesis: reader.text("hypothesis")?,
        confidence: reader.text("confidence")?,
        derived_from: reader.text("derivedFrom")?,
        other: entries
            .iter()
            .filter(|(key, _)| !KNOWN.contains(&key.as_str()))
            .map(|(key, node)| (key.clone(), node.to_json()))
            .collect(),
    };
    warnings.extend(reader.attack_warnings(&rule));
    Ok((rule, warnings))
}

struct Query {
    text: String,
    start: Place,
    literal: bool,
}

struct Reader<'a> {
    path: &'a str,
    document: &'a Node,
}

impl Reader<'_> {
    fn query(&self) -> Result<Query, Problem> {
        let node = self.value("query").ok_or_else(|| self.missing("query"))?;
        let text = self.scalar("query", node)?;
        if text.trim().is_empty() {
            return Err(self.refuse(node, ProblemCode::Missing, "`query` is empty"));
        }
        let style = match &node.kind {
            Kind::Scalar { style, .. } => *style,
            _ => Style::Plain,
        };
        // An opening quote is not part of the query.
        let column = node.place.column + usize::from(style == Style::Quoted);
        let start = Place { line: node.place.line, column };
        let one_plain_line = style == Style::Plain && !text.contains('\n');
        Ok(Query { text, start, literal: style == Style::Literal || one_plain_line })
    }

    fn severity(&self) -> Result<Option<Severity>, Problem> {
        let Some(node) = self.value("severity") else { return Ok(None) };
        let text = self.scalar("severity", node)?;
        Severity::from_name(&text).map(Some).ok_or_else(|| {
            let allowed = "Informational, Low, Medium or High";
            self.refuse(node, ProblemCode::Value, format!("severity `{text}` is not {allowed}"))
        })
    }

    fn interval(&self, key: &str) -> Result<Option<Interval>, Problem> {
        let Some(node) = self.value(key) else { return Ok(None) };
        let text = self.scalar(key, node)?;
        Interval::parse(&text).map(Some).ok_or_else(|| {
            let message = format!("`{key}` is `{text}`, which is no duration such as 5m, 1h, 14d or PT5M");
            self.refuse(node, ProblemCode::Value, message)
        })
    }

    fn trigger(&self) -> Result<Option<Trigger>, Problem> {
        let (operator, threshold) = match (self.value("triggerOperator"), self.value("triggerThreshold")) {
            (None, None) => return Ok(None),
            (Some(operator), Some(threshold)) => (operator, threshold),
            (Some(_), None) => return Err(self.missing("triggerThreshold")),
            (None, Some(_)) => return Err(self.missing("triggerOperator")),
        };
        let name = self.scalar("triggerOperator", operator)?;
        let number = self.scalar("triggerThreshold", threshold)?;
        Ok(Some(Trigger {
            operator: match name.to_ascii_lowercase().as_str() {
                "gt" | "greaterthan" => TriggerOperator::GreaterThan,
                "lt" | "lessthan" => TriggerOperator::LessThan,
                "eq" | "equal" => TriggerOperator::Equal,
                "ne" | "notequal" => TriggerOperator::NotEqual,
                _ => {
                    let message = format!("triggerOperator `{name}` is not gt, lt, eq or ne");
                    return Err(self.refuse(operator, ProblemCode::Value, message));
                }
            },
            threshold: number.parse().map_err(|_| {
                let message = format!("triggerThreshold `{number}` is not a whole number");
                self.refuse(threshold, ProblemCode::Value, message)
            })?,
        }))
    }

    fn connectors(&self) -> Result<Vec<Connector>, Problem> {
        let of_one = |node: &Node| {
            let id = match node.get("connectorId") {
                Some(id) => self.scalar("connectorId", id)?,
                None => return Err(self.refuse(node, ProblemCode::Missing, "a data connector has no `connectorId`")),
            };
            let data_types = node.get("dataTypes").map(|n| self.texts_of("dataTypes", n)).transpose()?;
            Ok(Connector { id, data_types: data_types.unwrap_or_default() })
        };
        self.items("requiredDataConnectors")?.iter().map(of_one).collect()
    }

    fn entities(&self) -> Result<Vec<EntityMapping>, Problem> {
        let field = |node: &Node| match (node.get("identifier"), node.get("columnName")) {
            (Some(identifier), Some(column)) => Ok(FieldMapping {
                identifier: self.scalar("identifier", identifier)?,
                column: self.scalar("columnName", column)?,
            }),
            _ => Err(self.refuse(node, ProblemCode::Missing, "a field mapping needs `identifier` and `columnName`")),
        };
        let of_one = |node: &Node| match (node.get("entityType"), node.get("fieldMappings").map(|n| &n.kind)) {
            (Some(entity_type), Some(Kind::List(fields))) => Ok(EntityMapping {
                entity_type: self.scalar("entityType", entity_type)?,
                fields: fields.iter().map(field).collect::<Result<_, _>>()?,
            }),
            _ => {
                Err(self.refuse(node, ProblemCode::Missing, "an entity mapping needs `entityType` and `fieldMappings`"))
            }
        };
        self.items("entityMappings")?.iter().map(of_one).collect()
    }

    /// Tags are texts, or small mappings such as `SchemaVersion: 0.1`, which become `SchemaVersion: 0.1`.
    fn tags(&self) -> Result<Vec<String>, Problem> {
        let Some(node) = self.value("tags") else { return Ok(Vec::new()) };
        let items = match &node.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut tags = Vec::new();
        for item in items {
            match &item.kind {
                Kind::Mapping(entries) => {
                    for (key, value) in entries {
                        tags.push(format!("{key}: {}", self.scalar(key, value)?));
                    }
                }
                _ => tags.push(self.scalar("tags", item)?),
            }
        }
        Ok(tags)
    }

    fn attack_warnings(&self, rule: &Rule) -> Vec<Problem> {
        let tactics = rule.tactics.iter().filter(|t| !attack::is_tactic(t)).map(|t| ("tactics", "tactic", t));
        let techniques = rule.techniques.iter().filter(|t| !attack::is_technique(t));
        let techniques = techniques.map(|t| ("relevantTechniques", "technique", t));
        let unknown = tactics.chain(techniques).map(|(key, what, name)| {
            let node = self.document.get(key).unwrap_or(self.document);
            self.refuse(node, ProblemCode::Attack, format!("`{name}` is not an ATT&CK {what}"))
        });
        unknown.collect()
    }

    /// A text that is there and not blank.
    fn text(&self, key: &str) -> Result<Option<String>, Problem> {
        let Some(node) = self.value(key) else { return Ok(None) };
        let text = self.scalar(key, node)?;
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_string()))
    }

    fn texts(&self, key: &str) -> Result<Vec<String>, Problem> {
        self.value(key).map_or(Ok(Vec::new()), |node| self.texts_of(key, node))
    }

    /// A list of texts; a single text is a list of one.
    fn texts_of(&self, key: &str, node: &Node) -> Result<Vec<String>, Problem> {
        match &node.kind {
            Kind::List(items) => items.iter().filter(|n| !n.is_null()).map(|n| self.scalar(key, n)).collect(),
            _ if node.is_null() => Ok(Vec::new()),
            _ => Ok(vec![self.scalar(key, node)?]),
        }
    }

    fn items(&self, key: &str) -> Result<&[Node], Problem> {
        match self.value(key).map(|node| (node, &node.kind)) {
            None => Ok(&[]),
            Some((_, Kind::List(items))) => Ok(items),
            Some((node, _)) => {
                let message = format!("`{key}` must be a list, but is {}", node.kind_name());
                Err(self.refuse(node, ProblemCode::Value, message))
            }
        }
    }

    fn scalar(&self, key: &str, node: &Node) -> Result<String, Problem> {
        match &node.kind {
            Kind::Scalar { text, .. } => Ok(text.clone()),
            _ => {
                let message = format!("`{key}` must be a text, but is {}", node.kind_name());
                Err(self.refuse(node, ProblemCode::Value, message))
            }
        }
    }

    /// The value of a key; a null is as good as none.
    fn value(&self, key: &str) -> Option<&Node> {
        self.document.get(key).filter(|n| !n.is_null())
    }

    fn missing(&self, key: &str) -> Problem {
        self.refuse(self.document, ProblemCode::Missing, format!("the rule has no `{key}`"))
    }

    fn refuse(&self, node: &Node, code: ProblemCode, message: impl Into<String>) -> Problem {
        Problem { path: self.path.to_string(), place: Some(node.place), code, message: message.into() }
    }
}
