//! The matrix as a layer of MITRE's ATT&CK Navigator, in version 4.5 of its format.

use super::{Coverage, Mapped, State};
use crate::attack::COPYRIGHT;
use serde_json::{Value, json};

/// The format of the layer, and the first Navigator that reads it.
const LAYER: &str = "4.5";
const NAVIGATOR: &str = "4.9.0";

/// Rules named in the comment of one technique; their number is always told.
const SHOWN_RULES: usize = 20;

impl Coverage<'_> {
    /// A layer that holds what has a rule; everything else stays as the Navigator draws it.
    pub fn navigator_layer(&self, name: &str) -> Value {
        let mut versions = json!({"navigator": NAVIGATOR, "layer": LAYER});
        // The Navigator knows whole releases: `18`, not `18.1`.
        let major: String = self.attack.version.chars().take_while(char::is_ascii_digit).collect();
        if !major.is_empty() {
            versions["attack"] = Value::from(major);
        }
        let shown: Vec<State> = State::ALL.into_iter().filter(|s| *s != State::None).collect();
        let legend = |state: &State| json!({"label": state.name(), "color": state.color()});
        json!({
            "name": name,
            "versions": versions,
            "domain": "enterprise-attack",
            "description": format!("{}. {COPYRIGHT}", self.summary()),
            "sorting": 0,
            "layout": {"layout": "side", "showName": true, "showID": true, "expandedSubtechniques": "annotated"},
            "hideDisabled": false,
            "techniques": self.annotations(),
            "gradient": {
                "colors": [State::None.color(), State::Tested.color(), State::Covered.color()],
                "minValue": State::None.score(),
                "maxValue": State::Covered.score(),
            },
            "legendItems": shown.iter().map(legend).collect::<Vec<_>>(),
            "metadata": [
                {"name": "ATT&CK", "value": self.attack.label()},
                {"name": "rules", "value": self.rules.len().to_string()},
            ],
            "showTacticRowBackground": false,
            "selectTechniquesAcrossTactics": false,
            "selectSubtechniquesWithParent": false,
            "selectVisibleTechniques": false,
        })
    }

    fn annotations(&self) -> Vec<Value> {
        let mut annotations = Vec::new();
        for (position, tactic) in self.attack.tactics.iter().enumerate() {
            for technique in self.column(position) {
                let rules: Vec<&Mapped> = self.cell(position, &technique.id).collect();
                if rules.is_empty() {
                    continue;
                }
                let state = self.cell_state(position, &technique.id);
                annotations.push(json!({
                    "techniqueID": technique.id,
                    "tactic": tactic.short_name,
                    "score": state.score(),
                    "color": state.color(),
                    "comment": comment(state, &rules),
                    "enabled": true,
                    "metadata": metadata(state, &rules),
                    "links": [{"label": technique.id, "url": technique.url()}],
                }));
            }
        }
        annotations
    }
}

fn comment(state: State, rules: &[&Mapped]) -> String {
    let mut lines = vec![format!("{}: {}", state.name(), state.meaning())];
    for mapped in rules.iter().take(SHOWN_RULES) {
        lines.push(format!("{} {}", mapped.state.state().mark(), mapped.rule.name));
    }
    if rules.len() > SHOWN_RULES {
        lines.push(format!("and {} more rules", rules.len() - SHOWN_RULES));
    }
    lines.join("\n")
}

fn metadata(state: State, rules: &[&Mapped]) -> Vec<Value> {
    let mut metadata = vec![
        json!({"name": "state", "value": state.name()}),
        json!({"name": "rules", "value": rules.len().to_string()}),
    ];
    let ids = rules.iter().take(SHOWN_RULES).map(|m| json!({"name": "rule", "value": m.rule.id}));
    metadata.extend(ids);
    metadata
}
