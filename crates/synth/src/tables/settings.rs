//! CloudAppEvents: changes of mailboxes, as Exchange's audit log tells Defender.

use lurcher_types::Type;
use lurcher_types::time::format_datetime;
use serde_json::json;

use crate::setting::Setting;

use super::events::report_id;
use super::service::{self, Logged, mixed};
use super::{Cell, Column};

/// Exchange Online's number among the apps of Defender.
const EXCHANGE_ONLINE: i32 = 20893;

pub struct SettingRow<'m> {
    pub setting: &'m Setting,
    pub tenant: &'m str,
}

impl Logged for SettingRow<'_> {
    const TABLE: &'static str = "CloudAppEvents";

    fn time(&self) -> i64 {
        self.setting.time
    }

    fn row_id(&self) -> u128 {
        mixed(self.setting.id, 0x800)
    }

    fn tenant(&self) -> &str {
        self.tenant
    }
}

/// In the order of the schema.
pub fn setting_columns<'m>() -> Vec<Column<SettingRow<'m>>> {
    use Type::{Bool, Dynamic, Int, String};
    let own = Column::<SettingRow<'m>>::new;
    let service = service::column::<SettingRow<'m>>;
    service::ended(vec![
        service("Timestamp"),
        own("ActionType", String, |r| r.setting.operation.into()),
        own("Application", String, |_| "Microsoft Exchange Online".into()),
        own("ApplicationId", Int, |_| Cell::Int(EXCHANGE_ONLINE)),
        own("AppInstanceId", Int, |_| Cell::Int(0)),
        own("AccountObjectId", String, |r| r.setting.by.object_id.as_str().into()),
        own("AccountId", String, |r| r.setting.by.object_id.as_str().into()),
        own("AccountDisplayName", String, |r| r.setting.by.name.as_str().into()),
        own("IsAdminOperation", Bool, |_| Cell::Bool(false)),
        own("DeviceType", String, |_| "Desktop".into()),
        own("OSPlatform", String, |_| "Windows 11".into()),
        own("IPAddress", String, |r| r.setting.ip.as_str().into()),
        own("IsAnonymousProxy", Bool, |_| Cell::Bool(false)),
        own("CountryCode", String, |r| r.setting.country.into()),
        own("City", String, |_| "".into()),
        own("Isp", String, |_| "".into()),
        own("UserAgent", String, |_| "".into()),
        own("ActivityType", String, |_| "Run".into()),
        own("ActivityObjects", Dynamic, |r| Cell::Dynamic(activity_objects(r.setting))),
        own("ObjectName", String, |r| r.setting.by.address.as_str().into()),
        own("ObjectType", String, |_| "Task".into()),
        own("ObjectId", String, |_| "".into()),
        own("ReportId", String, |r| report_id(r.setting.id, r.row_id(), 0).into()),
        own("AccountType", String, |_| "Regular".into()),
        own("IsExternalUser", Bool, |_| Cell::Bool(false)),
        own("IsImpersonated", Bool, |_| Cell::Bool(false)),
        own("IPTags", Dynamic, |_| Cell::Dynamic("[]".to_string())),
        own("IPCategory", String, |_| "".into()),
        own("UserAgentTags", Dynamic, |_| Cell::Dynamic("[]".to_string())),
        own("RawEventData", Dynamic, |r| Cell::Dynamic(raw_event(r.setting))),
        own("AdditionalFields", Dynamic, |_| Cell::Dynamic("{}".to_string())),
        own("LastSeenForUser", Dynamic, |_| Cell::Dynamic("{}".to_string())),
        own("UncommonForUser", Dynamic, |_| Cell::Dynamic("[]".to_string())),
        own("AuditSource", String, |_| "Defender for Cloud Apps app connector".into()),
        own("SessionData", Dynamic, |_| Cell::Dynamic("{}".to_string())),
        own("OAuthAppId", String, |_| "".into()),
        service("_BilledSize"),
        service("_IsBillable"),
        own("ISP", String, |_| "".into()),
        service("SourceSystem"),
        service("TenantId"),
        service("TimeGenerated"),
        service("Type"),
    ])
}

fn parameters(setting: &Setting) -> serde_json::Value {
    setting.parameters.iter().map(|(name, value)| json!({ "Name": name, "Value": value })).collect()
}

fn activity_objects(setting: &Setting) -> String {
    let values = setting.parameters.iter();
    let objects: serde_json::Value =
        values.map(|(name, value)| json!({ "Type": "Parameter", "Name": name, "Value": value })).collect();
    objects.to_string()
}

fn raw_event(setting: &Setting) -> String {
    json!({
        "CreationTime": format_datetime(setting.time),
        "Operation": setting.operation,
        "Workload": "Exchange",
        "UserId": setting.by.address,
        "ClientIP": setting.ip,
        "ResultStatus": "True",
        "Parameters": parameters(setting),
    })
    .to_string()
}
