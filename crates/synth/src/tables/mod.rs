//! Defender's tables as columns over the mail model: each column is a name, a type and a function of a row.

mod attachments;
mod cell;
mod chat_links;
mod chat_removals;
mod chats;
mod clicks;
mod events;
mod headers;
mod purges;
pub mod service;
mod settings;
mod urls;

pub use attachments::{AttachmentRow, attachment_columns};
pub use cell::{Cell, Column};
pub use chat_links::{ChatLinkRow, chat_link_columns};
pub use chat_removals::{ChatRemovalRow, chat_removal_columns};
pub use chats::{ChatRow, chat_columns};
pub use clicks::{ClickRow, click_columns};
pub use events::{MailRow, addressed, copied, internet_message_id, mail_columns, sender_ip, spam_confidence};
pub use headers::{HeaderRow, header_columns};
pub use purges::{PurgeRow, purge_columns};
pub use settings::{SettingRow, setting_columns};
pub use urls::{UrlRow, url_columns};
