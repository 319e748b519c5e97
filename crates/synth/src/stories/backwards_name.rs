//! A program whose name is turned, so that it seems to end like a document.

use crate::company;

use super::{Stage, Teller};

pub const TELLER: Teller = Teller { name: "turned file name", hunt: "file-name-written-backwards", min_days: 7, tell };

const ADDRESS: &str = "orders@crate-trade.example";

fn tell(stage: &mut Stage<'_>) -> (String, String) {
    let sender = stage.stranger("Crate Trade", ADDRESS);
    // Shown as `order_exe.pdf`.
    let name = "order_\u{202e}fdp.exe".to_string();
    let file = company::file(&mut stage.random, name, "exe", 48_000, "");
    for number in 0..3 {
        let time = stage.between_hours_ago(140, 100);
        let mut mail = stage.inbound(time, &sender, &stage.person(2 + number * 9), "Order for confirmation");
        mail.attachments.push(file.clone());
        mail.first_contact = true;
        stage.messages.push(mail);
    }
    (ADDRESS.to_string(), "Three people get a program whose name seems to end in .pdf.".to_string())
}
