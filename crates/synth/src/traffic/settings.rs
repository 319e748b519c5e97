//! What people and administrators change about mailboxes on an ordinary day.

use lurcher_types::time::TICKS_PER_HOUR;

use crate::company::{Company, DOMAIN, PROJECTS};
use crate::random::Random;
use crate::setting::Setting;

use super::stamp;

/// One change at any moment of the hour that begins at `hour`.
pub fn setting(company: &Company, random: &mut Random, hour: i64) -> Setting {
    let time = stamp(hour + random.between(0, TICKS_PER_HOUR));
    let by = random.pick_favoured(&company.people).clone();
    let project = random.pick(&PROJECTS).to_string();
    let (operation, parameters) = match random.below(10) {
        // A folder for each project, as tidy people have it.
        0..5 => ("New-InboxRule", vec![("Name", project.clone()), ("SubjectContainsWords", project.clone())]),
        5..7 => ("Set-InboxRule", vec![("Identity", project.clone()), ("Enabled", "False".to_string())]),
        7..9 => ("Set-Mailbox", vec![("Identity", by.address.clone()), ("Languages", "en-GB".to_string())]),
        _ => (
            "Add-MailboxFolderPermission",
            vec![
                ("Identity", format!("{}:\\Calendar", by.address)),
                ("User", format!("rooms@{DOMAIN}")),
                ("AccessRights", "Reviewer".to_string()),
            ],
        ),
    };
    let mut parameters = parameters;
    if operation == "New-InboxRule" {
        parameters.push(("MoveToFolder", project));
    }
    let ip = format!("203.0.113.{}", 1 + random.below(250));
    Setting { time, id: random.wide(), ip, country: by.country, by, operation, parameters }
}
