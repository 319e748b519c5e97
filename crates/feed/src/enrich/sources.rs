//! The tables that a rule needs: what they need themselves, and where their columns are described.

/// A word on a table that is known; none for any other.
pub fn notes(table: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(name, _, _)| *name == table).map(|(_, notes, _)| *notes)
}

/// Sentinel's connector that brings the table, where that is known.
pub fn connector(table: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(name, _, _)| *name == table).map(|(_, _, connector)| *connector)
}

/// The page that describes a table's columns; none where no address is known for sure.
pub fn documentation(table: &str) -> Option<String> {
    documentation_of(table, KNOWN.iter().any(|(name, _, _)| *name == table))
}

/// The same where the caller knows whether it is one of Defender's tables.
pub fn documentation_of(table: &str, is_defender: bool) -> Option<String> {
    let is_name = !table.is_empty() && table.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let lower = table.to_ascii_lowercase();
    match (is_name, is_defender) {
        (false, _) => None,
        (true, true) => Some(format!("https://learn.microsoft.com/defender-xdr/advanced-hunting-{lower}-table")),
        (true, false) if lower.ends_with("_cl") => None,
        (true, false) => Some(format!("https://learn.microsoft.com/azure/azure-monitor/reference/tables/{lower}")),
    }
}

const DEFENDER: &str = "Microsoft Defender XDR";

/// Defender's tables that mail hunts read most: what must be switched on for them to have rows.
const KNOWN: &[(&str, &str, &str)] = &[
    ("EmailEvents", "One row for each mail and recipient; needs Defender for Office 365.", DEFENDER),
    ("EmailAttachmentInfo", "One row for each file of a mail; mail without files has none.", DEFENDER),
    ("EmailUrlInfo", "One row for each address in a mail; addresses in files only where they were opened.", DEFENDER),
    ("EmailPostDeliveryEvents", "What was done to mail after delivery, such as zero-hour purges.", DEFENDER),
    ("UrlClickEvents", "Clicks through Safe Links; needs Safe Links to be on for mail, Teams and Office.", DEFENDER),
    ("CloudAppEvents", "What people and apps did; needs the app connectors of Defender for Cloud Apps.", DEFENDER),
    ("MessageEvents", "Messages in Teams; needs Defender for Office 365 with Teams protection.", DEFENDER),
    ("MessagePostDeliveryEvents", "What was done to Teams messages after delivery.", DEFENDER),
    ("MessageUrlInfo", "One row for each address in a Teams message.", DEFENDER),
    ("IdentityInfo", "Accounts as Entra ID and Defender for Identity know them.", DEFENDER),
    ("IdentityLogonEvents", "Sign-ins that Defender for Identity and Cloud Apps saw.", DEFENDER),
    ("EntraIdSignInEvents", "Sign-ins to Entra ID; needs a P2 licence.", DEFENDER),
    ("AADSignInEventsBeta", "Sign-ins to Entra ID under an older name of the table; needs a P2 licence.", DEFENDER),
    ("AlertInfo", "Alerts of all Defender products, without what they are about.", DEFENDER),
    ("AlertEvidence", "What alerts are about: files, mails, accounts, devices.", DEFENDER),
    ("DeviceEvents", "Many kinds of events on devices; needs Defender for Endpoint.", DEFENDER),
    ("DeviceFileEvents", "Files that were made, changed or moved; needs Defender for Endpoint.", DEFENDER),
    ("DeviceNetworkEvents", "Connections of devices; needs Defender for Endpoint.", DEFENDER),
    ("DeviceProcessEvents", "Processes that were started; needs Defender for Endpoint.", DEFENDER),
    ("DeviceLogonEvents", "Sign-ins to devices; needs Defender for Endpoint.", DEFENDER),
    ("DeviceInfo", "Devices as Defender for Endpoint knows them.", DEFENDER),
    ("CampaignInfo", "Campaigns that Defender for Office 365 put together.", DEFENDER),
    ("FileMaliciousContentInfo", "Harmful files in SharePoint, OneDrive and Teams.", DEFENDER),
];
