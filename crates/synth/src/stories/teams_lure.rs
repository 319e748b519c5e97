//! An outsider's link in Teams is opened by several before it is taken back.

use lurcher_types::time::TICKS_PER_MINUTE;

use crate::message::Click;

use super::{Stage, Teller, link};

pub const TELLER: Teller = Teller { name: "lure in Teams", hunt: "teams-links-removed-later", min_days: 3, tell };

const SENDER: &str = "events@team-lounge.example";
const HOST: &str = "vote.team-lounge.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Office Events", SENDER);
    let everybody: Vec<_> = (0..6).map(|number| stage.person(2 + number * 4)).collect();
    let time = stage.between_hours_ago(12, 10);
    let mut chat = stage.chat(time, &sender, everybody.clone());
    // Beside the lure stands a site that everybody uses.
    chat.links = vec![link(&format!("https://{HOST}/summer")), link("https://www.office.com/calendar")];
    chat.removed = Some(150 * TICKS_PER_MINUTE);
    for (number, by) in everybody.into_iter().take(4).enumerate() {
        let after = (10 + 7 * number as i64) * TICKS_PER_MINUTE;
        chat.clicks.push(Click { after, by, link: 0, action: "ClickAllowed", through: false });
    }
    stage.chats.push(chat);
    stage.also("teams-stranger-writes-to-many", SENDER);
    stage.also("new-link-domain-clicked-by-several", HOST);
    (HOST.to_string(), "A stranger posts a link to six people; four open it before it is taken back.".to_string())
}
