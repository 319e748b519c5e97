//! What happens after and beside mail: purges, clicks, Teams, changes of mailboxes. It is the same for every format.

use std::io;
use std::path::Path;

use crate::chat::Chat;
use crate::message::Message;
use crate::plan::Plan;
use crate::tables::service::Logged;
use crate::tables::{self, ChatLinkRow, ChatRemovalRow, ChatRow, ClickRow, PurgeRow, SettingRow};

use super::sheet::Sheet;

/// Mail that [`write`] has something to tell of.
pub fn has_later(message: &Message) -> bool {
    message.purge.is_some() || message.released.is_some() || !message.clicks.is_empty()
}

/// A table's name and its number of rows.
type Rows = (&'static str, u64);

/// `later` is the mail of which [`has_later`] holds. Its purges and clicks happen hours after it: they are sorted as a
/// whole.
pub fn write<S: Sheet>(plan: &Plan, out: &Path, later: &[Message]) -> io::Result<Vec<Rows>> {
    let tenant = plan.company.tenant.as_str();
    let mut written = Vec::new();
    let (chats, mut teams) = write_chats::<S>(plan, out)?;
    let purges = later.iter().flat_map(|m| PurgeRow::of(m, tenant));
    written.push(write_sorted::<S, _>(out, &tables::purge_columns(), purges.collect())?);
    let clicks = later.iter().flat_map(|m| ClickRow::of(m, tenant));
    let clicks = clicks.chain(chats.iter().flat_map(|c| ClickRow::of_chat(c, tenant)));
    written.push(write_sorted::<S, _>(out, &tables::click_columns(), clicks.collect())?);
    written.append(&mut teams);
    let removals = chats.iter().filter_map(|c| ChatRemovalRow::of(c, tenant));
    written.push(write_sorted::<S, _>(out, &tables::chat_removal_columns(), removals.collect())?);
    written.push(write_settings::<S>(plan, out)?);
    Ok(written)
}

fn write_sorted<S: Sheet, R: Logged>(out: &Path, columns: &[tables::Column<R>], mut rows: Vec<R>) -> io::Result<Rows> {
    rows.sort_by_key(|r| (r.time(), r.row_id()));
    let mut sheet = S::create(out, R::TABLE, columns)?;
    sheet.rows(columns, rows.into_iter())?;
    sheet.finish()
}

/// Gives the chats of which there is more to tell.
fn write_chats<S: Sheet>(plan: &Plan, out: &Path) -> io::Result<(Vec<Chat>, Vec<Rows>)> {
    let tenant = plan.company.tenant.as_str();
    let mut events = S::create(out, ChatRow::TABLE, &tables::chat_columns())?;
    let mut links = S::create(out, ChatLinkRow::TABLE, &tables::chat_link_columns())?;
    let mut later = Vec::new();
    for hour in 0..plan.hours() {
        let chats = plan.chats(hour);
        events.rows(&tables::chat_columns(), chats.iter().map(|chat| ChatRow { chat, tenant }))?;
        links.rows(&tables::chat_link_columns(), chats.iter().flat_map(|c| ChatLinkRow::of(c, tenant)))?;
        later.extend(chats.into_iter().filter(|c| c.removed.is_some() || !c.clicks.is_empty()));
    }
    Ok((later, vec![events.finish()?, links.finish()?]))
}

fn write_settings<S: Sheet>(plan: &Plan, out: &Path) -> io::Result<Rows> {
    let tenant = plan.company.tenant.as_str();
    let mut sheet = S::create(out, SettingRow::TABLE, &tables::setting_columns())?;
    for hour in 0..plan.hours() {
        let settings = plan.settings(hour);
        sheet.rows(&tables::setting_columns(), settings.iter().map(|setting| SettingRow { setting, tenant }))?;
    }
    sheet.finish()
}
