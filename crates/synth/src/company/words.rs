//! Lists of made-up names.

/// Names for the company's own people; nobody outside has one of these last names.
pub const OUR_LAST: [&str; 40] = [
    "Keller",
    "Lindqvist",
    "Moreau",
    "Okafor",
    "Petrov",
    "Quintana",
    "Rossi",
    "Schäfer",
    "Tanaka",
    "Ueda",
    "Varga",
    "Weiss",
    "Xenakis",
    "Yilmaz",
    "Zeman",
    "Andersen",
    "Bianchi",
    "Castro",
    "Dubois",
    "Eriksen",
    "Farkas",
    "García",
    "Horvat",
    "Ivanova",
    "Jansen",
    "Kowalski",
    "Larsen",
    "Müller",
    "Nagy",
    "Olsen",
    "Pereira",
    "Ruiz",
    "Sato",
    "Toth",
    "Urban",
    "Visser",
    "Wagner",
    "Young",
    "Zimmer",
    "Berg",
];
pub const OTHER_LAST: [&str; 30] = [
    "Abbott", "Bramley", "Carver", "Dalton", "Easton", "Fairley", "Garner", "Hadley", "Irving", "Jessop", "Kirby",
    "Lockhart", "Mercer", "Norwood", "Oakley", "Preston", "Quigley", "Radford", "Sewell", "Thorne", "Upton", "Vance",
    "Whitlock", "Yardley", "Ashby", "Brandt", "Cullen", "Denham", "Elmore", "Finch",
];
pub const FIRST: [&str; 40] = [
    "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Katja", "Lukas", "Marta",
    "Nils", "Olga", "Paul", "Rosa", "Simon", "Tilda", "Viktor", "Wanda", "Yusuf", "Zoë", "Amir", "Bianca", "Carlos",
    "Daria", "Emil", "Fatima", "Georg", "Hanna", "Igor", "Julia", "Karl", "Lena", "Mika", "Nora", "Oskar", "Petra",
    "Rémi",
];
pub const NOUNS: [&str; 30] = [
    "anchor", "birch", "copper", "delta", "ember", "falcon", "granite", "heron", "iron", "juniper", "kestrel",
    "lantern", "maple", "nimbus", "orchid", "pioneer", "quarry", "river", "summit", "timber", "umber", "velvet",
    "willow", "yarrow", "zephyr", "beacon", "cedar", "dune", "elm", "fjord",
];
pub const TRADES: [&str; 16] = [
    "logistics",
    "foods",
    "tools",
    "press",
    "systems",
    "legal",
    "energy",
    "marine",
    "paper",
    "glass",
    "print",
    "audit",
    "travel",
    "pharma",
    "steel",
    "textiles",
];
pub const BAIT: [&str; 16] = [
    "prize", "deal", "loan", "crypto", "pills", "casino", "bonus", "parcel", "gift", "miracle", "cheap", "refund",
    "winner", "dating", "secret", "instant",
];
/// Country and language; the first ones are the most frequent.
pub const COUNTRIES: [(&str, &str); 12] = [
    ("US", "en"),
    ("DE", "de"),
    ("GB", "en"),
    ("FR", "fr"),
    ("NL", "nl"),
    ("ES", "es"),
    ("PL", "pl"),
    ("SE", "sv"),
    ("IT", "it"),
    ("BR", "pt"),
    ("JP", "ja"),
    ("TR", "tr"),
];
pub const PROJECTS: [&str; 20] = [
    "quarterly forecast",
    "warehouse move",
    "contract draft",
    "audit questions",
    "site visit",
    "delivery schedule",
    "price list",
    "trade fair",
    "onboarding",
    "safety briefing",
    "travel plans",
    "board papers",
    "budget review",
    "maintenance window",
    "purchase order",
    "customs papers",
    "shift roster",
    "translation",
    "staff survey",
    "service desk",
];
pub const SERVICES: [(&str, &str); 12] = [
    ("Ticket Desk", "noreply@ticketdesk.example"),
    ("Build Bot", "builds@pipelines.example"),
    ("Meeting Room", "rooms@calendarhub.example"),
    ("Payroll Portal", "notify@payrollportal.example"),
    ("Parcel Track", "status@parceltrack.example"),
    ("Cloud Bills", "billing@cloudbills.example"),
    ("Travel Booker", "itinerary@travelbooker.example"),
    ("Sign Here", "documents@signhere.example"),
    ("Learn More", "courses@learnmore.example"),
    ("Code Forge", "notifications@codeforge.example"),
    ("Status Page", "alerts@statuspage.example"),
    ("Expense Easy", "reports@expenseeasy.example"),
];
/// Genuine senders of Microsoft.
pub const MICROSOFT: [(&str, &str); 4] = [
    ("Microsoft account team", "account-security-noreply@accountprotection.microsoft.com"),
    ("Microsoft 365 Message Center", "o365mc@microsoft.com"),
    ("Microsoft Azure", "azure-noreply@microsoft.com"),
    ("Microsoft Security", "msonlineservicesteam@microsoftonline.com"),
];

/// Letters as they stand in addresses.
pub fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ä' | 'á' | 'à' => 'a',
            'ë' | 'é' | 'è' => 'e',
            'í' => 'i',
            'ö' | 'ó' => 'o',
            'ü' | 'ú' => 'u',
            other => other,
        })
        .collect()
}
