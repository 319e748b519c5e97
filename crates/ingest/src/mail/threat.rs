//! The verdict: `CAT:` of the antispam report, the spam level `SCL` and the phish level `PCL`.

use serde_json::{Map, Value, json};

use super::headers::Headers;
use super::headers::antispam_report::Pairs;

/// What the filters thought, as far as the headers prove it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Threat {
    pub scl: Option<i64>,
    pub pcl: Option<i64>,
    malware: Option<Verdict>,
    phish: Option<Verdict>,
    spam: Option<Verdict>,
}

/// How a threat was found, and how sure the filter was; empty where no header says.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Verdict {
    method: &'static str,
    confidence: &'static str,
}

impl Threat {
    pub fn find(headers: &Headers<'_>, report: &Pairs) -> Threat {
        let number = |name: &str| headers.value(name).and_then(|v| v.parse().ok());
        let scl = number("X-MS-Exchange-Organization-SCL").or_else(|| report.number("SCL"));
        let pcl = number("X-MS-Exchange-Organization-PCL").or_else(|| report.number("PCL"));
        let mut threat = Threat { scl, pcl, ..Threat::default() };
        threat.category(&report.get("CAT").unwrap_or("").to_ascii_uppercase());
        // A rule or a block list may set the level before any filter has looked.
        let skipped = report.get("SFV").is_some_and(|v| matches!(v.to_ascii_uppercase().as_str(), "SKS" | "SKB"));
        if let Some(scl @ 5..=9) = scl {
            let spam = threat
                .spam
                .get_or_insert(Verdict { method: if skipped { "" } else { "General filter" }, confidence: "" });
            if scl >= 7 {
                spam.confidence = "High";
            } else if spam.confidence.is_empty() {
                spam.confidence = "Normal";
            }
        }
        if let Some(4..=8) = pcl {
            threat.phish.get_or_insert(Verdict { method: "General filter", confidence: "" });
        }
        threat
    }

    fn category(&mut self, category: &str) {
        let found = |method, confidence| Some(Verdict { method, confidence });
        match category {
            "SPM" | "OSPM" => self.spam = found("General filter", "Normal"),
            "HSPM" => self.spam = found("General filter", "High"),
            "BULK" => self.spam = found("Bulk", ""),
            "PHSH" => self.phish = found("General filter", "Normal"),
            "HPHSH" | "HPHISH" => self.phish = found("General filter", "High"),
            "SPOOF" => self.phish = found("Spoof external domain", ""),
            "INTOS" => self.phish = found("Spoof intra-org", ""),
            "UIMP" => self.phish = found("Impersonation user", ""),
            "DIMP" => self.phish = found("Impersonation domain", ""),
            "BIMP" => self.phish = found("Impersonation brand", ""),
            "GIMP" => self.phish = found("Mailbox intelligence impersonation", ""),
            "MALW" | "AMP" => self.malware = found("Antimalware protection", ""),
            "FTBP" => self.malware = found("File type block", ""),
            "SAP" => self.malware = found("File detonation", ""),
            _ => {}
        }
    }

    fn verdicts(&self) -> impl Iterator<Item = (&'static str, Verdict)> {
        [("Malware", self.malware), ("Phish", self.phish), ("Spam", self.spam)]
            .into_iter()
            .filter_map(|(name, verdict)| Some((name, verdict?)))
    }

    /// `Phish, Spam`; empty where there is none.
    pub fn types(&self) -> String {
        self.verdicts().map(|(name, _)| name).collect::<Vec<_>>().join(", ")
    }

    pub fn methods(&self) -> Option<Value> {
        let methods = self.verdicts().filter(|(_, v)| !v.method.is_empty());
        bag(methods.map(|(name, v)| (name, json!([v.method]))))
    }

    pub fn confidence(&self) -> Option<Value> {
        let levels = self.verdicts().filter(|(_, v)| !v.confidence.is_empty());
        bag(levels.map(|(name, v)| (name, json!(v.confidence))))
    }
}

fn bag(members: impl Iterator<Item = (&'static str, Value)>) -> Option<Value> {
    let bag: Map<String, Value> = members.map(|(k, v)| (k.to_owned(), v)).collect();
    (!bag.is_empty()).then_some(Value::Object(bag))
}
