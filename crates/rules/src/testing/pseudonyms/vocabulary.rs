//! What is no secret: columns whose values a product chooses, and names that everybody has mail from.

/// Columns with words of the product's own. Every other text is somebody's.
const VOCABULARY: &[&str] = &[
    "Action",
    "ActionResult",
    "ActionTrigger",
    "ActionType",
    "Application",
    "AuthenticationDetails",
    "BulkComplaintLevel",
    "ConfidenceLevel",
    "DeliveryAction",
    "DeliveryLocation",
    "DetectionMethods",
    "DetectionTechnologies",
    "EmailAction",
    "EmailDirection",
    "EmailLanguage",
    "EventSource",
    "FileType",
    "LatestDeliveryAction",
    "LatestDeliveryLocation",
    "MessageType",
    "OfficeWorkload",
    "Operation",
    "OrgLevelAction",
    "RecordType",
    "ResultStatus",
    "SourceSystem",
    "ThreatTypes",
    "Type",
    "UrlLocation",
    "UserLevelAction",
    "UserType",
    "Workload",
];

/// Domains that tell nothing about who wrote.
const COMMON_DOMAINS: &[&str] = &[
    "aol.com",
    "gmail.com",
    "gmx.de",
    "google.com",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "microsoft.com",
    "microsoftonline.com",
    "msn.com",
    "office.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "sharepoint.com",
    "yahoo.com",
];

/// How names of files end.
const FILE_ENDINGS: &[&str] = &[
    "7z", "bat", "bin", "bmp", "cab", "chm", "cmd", "csv", "dll", "doc", "docm", "docx", "eml", "exe", "gif", "gz",
    "hta", "htm", "html", "ics", "img", "iso", "jar", "jpeg", "jpg", "js", "jse", "json", "lnk", "mht", "msg", "msi",
    "odt", "one", "pdf", "png", "ppt", "pptm", "pptx", "ps1", "rar", "rtf", "scr", "shtml", "svg", "tar", "tif", "txt",
    "url", "vbe", "vbs", "vhd", "vhdx", "wsf", "xht", "xhtml", "xla", "xls", "xlsb", "xlsm", "xlsx", "xml", "zip",
];

pub fn is_vocabulary(column: &str) -> bool {
    VOCABULARY.contains(&column)
}

pub fn is_common_domain(domain: &str) -> bool {
    COMMON_DOMAINS.iter().any(|common| common.eq_ignore_ascii_case(domain))
}

pub fn is_file_ending(ending: &str) -> bool {
    FILE_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}
