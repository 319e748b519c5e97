//! Property bags as cloud services log them.

use serde_json::{Value as Json, json};

use super::row::Row;
use super::text::{Text, guid};
use super::words::{ARGUMENTS, SYSTEMS, operations};
use crate::random::Random;

/// What stands in a column whose name says only that it holds more.
pub fn bag(table: &str, row: &Row<'_>, random: &mut Random) -> Json {
    json!({
        "Id": guid(row.id(random)),
        "Name": Text::Name.value(table, row, random),
        "Operation": random.pick(operations(table)),
        "UserId": row.actor.upn,
        "AccountName": row.actor.account,
        "ClientIP": row.outside,
        "IPAddress": row.outside,
        "FileName": row.program.file,
        "Command": random.pick(&ARGUMENTS),
        "Count": random.below(20),
        "Score": random.below(1_000) as f64 / 10.0,
        "IsAdmin": random.chance(200),
        "Nothing": Json::Null,
        "Tags": ["prod", "web"],
        "Parameters": [{"Name": "Identity", "Value": row.target.upn}, {"Name": "ForwardTo", "Value": format!("x@{}", row.site)}],
        "Actor": {"id": guid(row.actor.object_id), "displayName": row.actor.name, "ipAddress": row.outside},
        "statusCode": random.pick(&["OK", "Forbidden", "Created"]),
        "message": Text::Sentence.value(table, row, random),
    })
}

pub fn location(row: &Row<'_>) -> Json {
    let (country, code, city, latitude, longitude) = super::text::place(row);
    json!({
        "city": city, "state": city, "countryOrRegion": code, "country": country,
        "geoCoordinates": {"latitude": latitude, "longitude": longitude}
    })
}

pub fn device(row: &Row<'_>, random: &mut Random) -> Json {
    json!({
        "deviceId": if random.chance(400) { String::new() } else { guid(row.shared_id) },
        "displayName": row.device.name,
        "operatingSystem": SYSTEMS[row.place % SYSTEMS.len()],
        "browser": "Chrome 131.0.0",
        "isCompliant": random.chance(600),
        "isManaged": random.chance(600),
        "trustType": random.pick(&["", "Azure AD joined", "Hybrid Azure AD joined"]),
    })
}

pub fn initiator(row: &Row<'_>, random: &mut Random) -> Json {
    match random.chance(200) {
        true => json!({"app": {"displayName": "Directory Sync", "servicePrincipalId": guid(row.actor.object_id)}}),
        false => json!({"user": {
            "id": guid(row.actor.object_id), "displayName": row.actor.name, "userPrincipalName": row.actor.upn,
            "ipAddress": row.outside, "roles": []
        }}),
    }
}

/// The things that an operation changed, and how.
pub fn targets(row: &Row<'_>, random: &mut Random) -> Json {
    let one = |random: &mut Random| {
        json!({
            "id": guid(row.target.object_id), "displayName": row.target.name, "type": random.pick(&["User", "Group", "Role", "ServicePrincipal"]),
            "userPrincipalName": row.target.upn,
            "modifiedProperties": changes(row, random),
        })
    };
    Json::Array((0..1 + random.below(2)).map(|_| one(random)).collect())
}

pub fn changes(row: &Row<'_>, random: &mut Random) -> Json {
    let one = |random: &mut Random| {
        json!({
            "displayName": random.pick(&["Role.DisplayName", "KeyDescription", "AppRoles", "StrongAuthenticationMethod", "Included Updated Properties"]),
            "name": random.pick(&["Identity", "ForwardTo", "DeleteMessage", "SubjectContainsWords"]),
            "oldValue": "[]",
            "newValue": format!("\"{}\"", row.target.upn),
            "Value": row.target.upn,
        })
    };
    Json::Array((0..random.below(4)).map(|_| one(random)).collect())
}

pub fn pairs(row: &Row<'_>) -> Json {
    json!([{"key": "User-Agent", "value": "python-requests/2.32.3"}, {"key": "ipaddr", "value": row.outside}])
}

pub fn policies(random: &mut Random) -> Json {
    let one = |random: &mut Random| {
        json!({
            "id": guid(random.wide()), "displayName": random.pick(&["Require MFA", "Block legacy authentication"]),
            "result": random.pick(&["success", "failure", "notApplied", "reportOnlyFailure"]),
            "enforcedGrantControls": ["Mfa"], "conditionsSatisfied": 3,
        })
    };
    Json::Array((0..random.below(4)).map(|_| one(random)).collect())
}

/// What an alert is about.
pub fn entities(row: &Row<'_>) -> Json {
    json!([
        {"$id": "2", "Name": row.actor.account, "UPNSuffix": "northharbor.example", "AadUserId": guid(row.actor.object_id), "Type": "account"},
        {"$id": "3", "HostName": row.device.name, "OSFamily": "Windows", "Type": "host"},
        {"$id": "4", "Address": row.outside, "Type": "ip"},
        {"$id": "5", "Url": format!("https://{}/", row.site), "Type": "url"},
        {"$id": "6", "Algorithm": "SHA256", "Value": row.program.sha256, "Type": "filehash"}
    ])
}

pub fn status(random: &mut Random) -> Json {
    json!({
        "errorCode": random.pick_favoured(&[0, 50_126, 50_053, 50_074, 53_003]),
        "failureReason": random.pick(&["Other.", "Invalid username or password.", ""]),
        "additionalDetails": random.pick(&["", "MFA requirement satisfied by claim in the token", "MFA denied; user declined the authentication"]),
    })
}

/// The data of a Windows event.
pub fn xml(row: &Row<'_>) -> String {
    format!(
        "<EventData xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><Data Name=\"SubjectUserName\">{}</Data>\
         <Data Name=\"Image\">{}\\{}</Data><Data Name=\"Hashes\">SHA1={},SHA256={}</Data>\
         <Data Name=\"DestinationIp\">{}</Data></EventData>",
        row.actor.account, row.program.folder, row.program.file, row.program.sha1, row.program.sha256, row.outside
    )
}

/// The same as a bag, as newer tables have it.
pub fn event_data(row: &Row<'_>) -> Json {
    json!({
        "SubjectUserName": row.actor.account, "SubjectUserSid": row.actor.sid, "TargetUserName": row.target.account,
        "NewProcessName": format!("{}\\{}", row.program.folder, row.program.file), "IpAddress": row.outside,
        "CommandLine": row.program.file, "LogonType": "3", "Status": "0xc000006d", "WorkstationName": row.other_device.name,
        "ServiceName": "krbtgt", "TicketEncryptionType": "0x17",
    })
}
