//! Raw mail: one file per mail that a mailbox holds. What went to quarantine is in no mailbox and is left out.

use std::fs;
use std::io;
use std::path::Path;

use crate::message::Outcome;
use crate::plan::Plan;

use super::rfc5322;

pub fn write(plan: &Plan, out: &Path) -> io::Result<Vec<(&'static str, u64)>> {
    let folder = out.join("mail");
    fs::create_dir_all(&folder)?;
    let mut count = 0u64;
    for hour in 0..plan.hours() {
        for message in plan.messages(hour).iter().filter(|m| m.outcome != Outcome::Quarantine) {
            count += 1;
            fs::write(folder.join(format!("{count:09}.eml")), rfc5322::raw(message))?;
        }
    }
    Ok(vec![("mail", count)])
}
