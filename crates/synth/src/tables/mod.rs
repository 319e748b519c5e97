//! Defender's tables as columns over the mail model: each column is a name, a type and a function of a row.

mod attachments;
mod cell;
mod clicks;
mod events;
mod headers;
mod purges;
pub mod service;
mod urls;

pub use attachments::{AttachmentRow, attachment_columns};
pub use cell::{Cell, Column};
pub use clicks::{ClickRow, click_columns};
pub use events::{MailRow, addressed, copied, internet_message_id, mail_columns, sender_ip, spam_confidence};
pub use headers::{HeaderRow, header_columns};
pub use purges::{PurgeRow, purge_columns};
pub use urls::{UrlRow, url_columns};
