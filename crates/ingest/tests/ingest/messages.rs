//! Bodies: URLs, attachments, and messages within messages.

use crate::world::{World, mail};

const MULTIPART: &str = "From: a@b.example
To: c@own.example, d@own.example
Subject: visit http://subject.example/now
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"outer\"

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Go to https://a.example/?x=3D1=
&y=3D2 today.
--inner
Content-Type: text/html

<a href=\"https://a.example/?x=1&amp;y=2\">go</a><img src='cid:1'>
--inner--
--outer
Content-Type: application/pdf; name=\"=?utf-8?Q?r=C3=A9sum=C3=A9.PDF?=\"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

aGVsbG8=
--outer
Content-Type: text/html; name=login.html
Content-Disposition: attachment; filename=login.html

<form action=https://steal.example/p>
--outer--
";

#[test]
fn urls_are_listed_once_per_location() {
    let outcome = World::new().file("m.eml", MULTIPART).read();
    let found: Vec<_> = outcome
        .rows("EmailUrlInfo")
        .iter()
        .map(|r| [r["Url"].as_str(), r["UrlDomain"].as_str(), r["UrlLocation"].as_str()])
        .collect();
    assert_eq!(
        found,
        [
            ["http://subject.example/now", "subject.example", "Subject"],
            ["https://a.example/?x=1&y=2", "a.example", "Body"],
            ["https://steal.example/p", "steal.example", "Attachment"],
        ]
    );
    assert_eq!(outcome.rows("EmailEvents")[0]["UrlCount"], "3");
}

#[test]
fn attachments_are_listed_per_recipient() {
    let outcome = World::new().file("m.eml", MULTIPART).read();
    let rows = outcome.rows("EmailAttachmentInfo");
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0]["FileName"], "r\u{e9}sum\u{e9}.PDF");
    assert_eq!(rows[0]["FileType"], "pdf");
    assert_eq!(rows[0]["FileSize"], "5");
    assert_eq!(rows[0]["SHA256"], "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assert_eq!(rows[0]["RecipientEmailAddress"], "c@own.example");
    assert_eq!(rows[1]["RecipientEmailAddress"], "d@own.example");
    assert_eq!(rows[2]["FileType"], "html");
    let event = &outcome.rows("EmailEvents")[0];
    assert_eq!(event["AttachmentCount"], "2");
    assert_eq!(event["EmailSize"], MULTIPART.len().to_string());
}

#[test]
fn a_reported_message_is_a_message_of_its_own() {
    let inner = mail("phisher@evil.example", "user@own.example", "invoice");
    let report = format!(
        "From: user@own.example\nTo: security@own.example\nSubject: suspicious\nContent-Type: multipart/mixed; boundary=x\n\n\
         --x\n\nplease look\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n"
    );
    let outcome = World::new().file("m.eml", report).read();
    assert_eq!(outcome.report.messages, 2);
    let rows = outcome.rows("EmailEvents");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["Subject"], "suspicious");
    assert_eq!(rows[0]["AttachmentCount"], "1");
    assert_eq!(rows[1]["SenderFromAddress"], "phisher@evil.example");
    let expected = format!("\"Reported\":true,\"ReportedIn\":\"{}\"", rows[0]["NetworkMessageId"]);
    assert!(rows[1]["AdditionalFields"].contains(&expected), "{}", rows[1]["AdditionalFields"]);
    assert_eq!(outcome.column("EmailAttachmentInfo", "FileType"), ["eml"]);
}

#[test]
fn a_returned_message_is_not_called_reported() {
    let inner = mail("me@own.example", "gone@x.example", "hello");
    let bounce = format!(
        "From: MAILER-DAEMON@x.example\nTo: me@own.example\nContent-Type: multipart/report; report-type=delivery-status; \
         boundary=x\n\n--x\n\ngone\n--x\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--x\n\
         Content-Type: message/rfc822\n\n{inner}\n--x--\n"
    );
    let outcome = World::new().file("m.eml", bounce).read();
    let fields = &outcome.rows("EmailEvents")[1]["AdditionalFields"];
    assert!(fields.contains("\"Returned\":true") && !fields.contains("Reported"), "{fields}");
}

#[test]
fn a_journal_report_names_the_true_recipients() {
    let inner = mail("a@x.example", "list@own.example", "minutes");
    let report = format!(
        "X-MS-Journal-Report:\nFrom: journal@own.example\nTo: archive@own.example\nContent-Type: multipart/mixed; boundary=j\n\n\
         --j\nContent-Type: text/plain\n\nSender: a@x.example\nSubject: minutes\nMessage-Id: <1@x>\n\
         To: one@own.example, Expanded: list@own.example\nBcc: <two@own.example>\n--j\nContent-Type: message/rfc822\n\n{inner}\n--j--\n"
    );
    let outcome = World::new().file("m.eml", report).read();
    assert_eq!(outcome.column("EmailEvents", "RecipientEmailAddress"), ["one@own.example", "two@own.example"]);
    assert_eq!(outcome.column("EmailEvents", "Subject"), ["minutes", "minutes"]);
}

#[test]
fn a_message_without_an_id_gets_a_stable_one() {
    let id = |text: &str| World::new().file("m.eml", text).read().row("EmailEvents")["NetworkMessageId"].clone();
    let unix = mail("a@x.example", "b@own.example", "same");
    let hop = format!(
        "Received: from q.example by z.example; Tue, 6 Feb 2024 10:00:01 +0000\r\n{}",
        unix.replace('\n', "\r\n")
    );
    assert_eq!(id(&unix), id(&hop));
    assert_ne!(id(&unix), id(&mail("a@x.example", "b@own.example", "other")));
}

#[test]
fn mailboxes_and_maildirs_read() {
    let mbox = format!(
        "From a@x.example Tue Feb  6 10:00:00 2024\n{}>From the start\n\nFrom here on it is text.\n\n\
         From b@x.example Tue Feb  6 11:00:00 2024\n{}",
        mail("a@x.example", "m@own.example", "first"),
        mail("b@x.example", "m@own.example", "second"),
    );
    let outcome = World::new()
        .file("box", mbox)
        .file("md/cur/1706.abc:2,S", mail("c@x.example", "m@own.example", "third"))
        .file("md/new/1707.abc", mail("d@x.example", "m@own.example", "fourth"))
        .read();
    assert_eq!(outcome.column("EmailEvents", "Subject"), ["first", "second", "third", "fourth"]);
    assert_eq!(outcome.report.messages, 4);
    assert_eq!(outcome.report.rejected, 0, "{}", outcome.report);
}
