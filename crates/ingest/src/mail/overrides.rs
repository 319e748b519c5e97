//! What an administrator or the user allowed or blocked, from the filter's verdict `SFV`.

use super::headers::antispam_report::Pairs;

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Overrides {
    pub org_level: &'static str,
    pub user_level: &'static str,
}

pub fn find(report: &Pairs) -> Overrides {
    match report.get("SFV").unwrap_or("").to_ascii_uppercase().as_str() {
        "SKA" => Overrides { org_level: "Allow", user_level: "" },
        "SKB" => Overrides { org_level: "Block", user_level: "" },
        "SFE" => Overrides { org_level: "", user_level: "Allow" },
        "BLK" => Overrides { org_level: "", user_level: "Block" },
        _ => Overrides::default(),
    }
}
