//! Texts by the names of their columns.

use lurcher_types::text::format_guid;
use lurcher_types::time::format_datetime_wire;

use super::row::Row;
use super::text_columns::TEXTS;
use super::words::*;
use super::{bag, glob};
use crate::company::DOMAIN;
use crate::random::Random;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    TableName,
    Yes,
    Tenant,
    SharedId,
    OwnId,
    ObjectId,
    Sid,
    Sha1,
    Sha256,
    Md5,
    Upn,
    TargetUpn,
    OutsideMail,
    Person,
    Account,
    TargetAccount,
    DomainAccount,
    NtDomain,
    MailDomain,
    InsideIp,
    OutsideIp,
    Mac,
    Device,
    OtherDevice,
    DeviceId,
    Site,
    Url,
    Agent,
    Command,
    ParentCommand,
    Path,
    ParentPath,
    File,
    ParentFile,
    RegistryKey,
    Resource,
    ResourceGroup,
    Country,
    City,
    System,
    Action,
    Operation,
    Severity,
    Outcome,
    ResultCode,
    Protocol,
    Method,
    Direction,
    LogonType,
    Threat,
    Tactics,
    Version,
    Moment,
    Digits,
    Sentence,
    Name,
    Bag,
    BagList,
    Xml,
    Product,
    Word,
}

impl Text {
    pub fn of(name: &str) -> Text {
        glob::first(TEXTS, name).unwrap_or(Text::Word)
    }

    pub fn value(self, table: &str, row: &Row<'_>, random: &mut Random) -> String {
        let always = matches!(self, Text::TableName | Text::Yes | Text::Tenant | Text::OwnId);
        if !always && random.chance(40) {
            return String::new();
        }
        match self {
            Text::TableName => table.to_owned(),
            Text::Yes => "True".to_owned(),
            Text::Tenant => guid(row.world.tenant),
            Text::SharedId => guid(row.id(random)),
            Text::OwnId => guid(random.wide()),
            Text::ObjectId => guid(row.actor.object_id),
            Text::Sid => row.actor.sid.clone(),
            Text::Sha1 => row.program.sha1.clone(),
            Text::Sha256 => row.program.sha256.clone(),
            Text::Md5 => row.program.md5.clone(),
            Text::Upn => row.actor.upn.clone(),
            Text::TargetUpn => row.target.upn.clone(),
            Text::OutsideMail if random.chance(400) => row.actor.upn.clone(),
            Text::OutsideMail => format!("info{}@{}", row.place % 20, row.site),
            Text::Person => row.actor.name.clone(),
            Text::Account => row.actor.account.clone(),
            Text::TargetAccount => row.target.account.clone(),
            Text::DomainAccount => format!("NORTHHARBOR\\{}", row.actor.account),
            Text::NtDomain => random.pick(&["northharbor", "NORTHHARBOR", "NT AUTHORITY", DOMAIN]).to_string(),
            Text::MailDomain if random.chance(400) => DOMAIN.to_owned(),
            Text::MailDomain | Text::Site => row.site.to_owned(),
            Text::InsideIp if random.chance(300) => row.device.address.clone(),
            Text::InsideIp => row.inside.to_owned(),
            Text::OutsideIp => row.outside.to_owned(),
            Text::Mac => {
                format!("00-15-5D-{:02X}-{:02X}-{:02X}", row.place % 256, row.place / 7 % 256, row.place / 3 % 256)
            }
            Text::Device => row.device.name.clone(),
            Text::OtherDevice => row.other_device.name.clone(),
            Text::DeviceId => row.device.id.clone(),
            Text::Url => format!(
                "https://{}/{}",
                row.site,
                random.pick(&["", "login?u=1", "a/b.exe", "index.html", "x.php?id=%20q"])
            ),
            Text::Agent => random.pick_favoured(&AGENTS).to_string(),
            Text::Command => format!("{} {}", row.program.file, random.pick(&ARGUMENTS)),
            Text::ParentCommand => format!("\"{}\" {}", row.parent.file, random.pick(&ARGUMENTS)),
            Text::Path => format!("{}\\{}", row.program.folder, row.program.file),
            Text::ParentPath => format!("{}\\{}", row.parent.folder, row.parent.file),
            Text::File => row.program.file.to_owned(),
            Text::ParentFile => row.parent.file.to_owned(),
            Text::RegistryKey => random.pick(&REGISTRY_KEYS).to_string(),
            Text::Resource => format!(
                "/subscriptions/{}/resourcegroups/rg-{}/providers/microsoft.compute/virtualmachines/vm-{}",
                guid(row.world.tenant),
                row.place % 7,
                row.place % 40
            ),
            Text::ResourceGroup => format!("rg-{}", row.place % 7),
            Text::Country => place(row).1.to_owned(),
            Text::City => place(row).2.to_owned(),
            Text::System => SYSTEMS[row.place % SYSTEMS.len()].to_owned(),
            Text::Action => random.pick(actions(table)).to_string(),
            Text::Operation => random.pick(operations(table)).to_string(),
            Text::Severity => random.pick(&["High", "Medium", "Low", "Informational", "Error", "Warning"]).to_string(),
            Text::Outcome => random
                .pick_favoured(&[
                    "Success",
                    "success",
                    "Failure",
                    "failure",
                    "Blocked",
                    "Delivered",
                    "Active",
                    "New",
                    "Closed",
                    "Start",
                ])
                .to_string(),
            Text::ResultCode => random
                .pick_favoured(&["0", "200", "50126", "50053", "50074", "403", "404", "500140", "0xC000006A"])
                .to_string(),
            Text::Protocol => {
                random.pick(&["TCP", "UDP", "HTTPS", "Kerberos", "NTLM", "SMB", "0x17", "TLS 1.2"]).to_string()
            }
            Text::Method => random.pick(&["GET", "POST", "PUT", "DELETE", "Password", "PATCH"]).to_string(),
            Text::Direction => random.pick(&["Inbound", "Outbound", "Intra-org", "Unknown"]).to_string(),
            Text::LogonType => {
                random.pick(&["3", "10", "2", "5", "Network", "RemoteInteractive", "Interactive"]).to_string()
            }
            Text::Threat => random.pick(&THREATS).to_string(),
            Text::Tactics => random.pick(&TACTICS).to_string(),
            Text::Version => format!("{}.{}.{}", 1 + row.place % 12, row.place % 10, random.below(2_000)),
            Text::Moment => format_datetime_wire(row.time),
            Text::Digits => random.below(70_000).to_string(),
            Text::Sentence => random.pick(&SENTENCES).to_string(),
            Text::Name => random.pick(&NAMES).to_string(),
            Text::Bag => bag::bag(table, row, random).to_string(),
            Text::BagList => bag::changes(row, random).to_string(),
            Text::Xml => bag::xml(row),
            Text::Product => random
                .pick(&["Microsoft", "Palo Alto Networks", "Fortinet", "Cisco", "Azure", "Office 365", "MDATP"])
                .to_string(),
            Text::Word => random.pick(&WORDS).to_string(),
        }
    }
}

pub fn guid(bits: u128) -> String {
    format_guid(&bits.to_be_bytes())
}

pub fn place(row: &Row<'_>) -> (&'static str, &'static str, &'static str, f64, f64) {
    PLACES[row.place % PLACES.len()]
}
