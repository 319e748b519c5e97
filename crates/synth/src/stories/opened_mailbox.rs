//! An account gives another one the right to read a mailbox.

use crate::company::DOMAIN;

use super::{Stage, Teller};

pub const TELLER: Teller =
    Teller { name: "mailbox opened", hunt: "mailbox-opened-to-another-account", min_days: 7, tell };

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let (admin, owner) = (stage.person(14), stage.person(0));
    let reader = format!("svc-backup@{DOMAIN}");
    let time = stage.between_hours_ago(90, 70);
    let parameters = vec![
        ("Identity", owner.address.clone()),
        ("User", reader.clone()),
        ("AccessRights", "FullAccess".to_string()),
        ("InheritanceType", "All".to_string()),
    ];
    let setting = stage.setting(time, &admin, "Add-MailboxPermission", parameters);
    stage.settings.push(setting);
    let what = format!("{} lets a service account read the mailbox of {}.", admin.address, owner.address);
    (reader, what)
}
