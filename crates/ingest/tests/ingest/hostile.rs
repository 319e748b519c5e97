//! Broken and malicious input: named and counted, never a panic, never silently shorter.

use crate::world::{World, mail};

#[test]
fn ragged_rows_are_rejected_one_by_one() {
    let outcome = World::new().file("EmailEvents.csv", "NetworkMessageId,Subject\n1,a\n2\n3,c,d\n4,e\n").read();
    assert_eq!(outcome.column("EmailEvents", "NetworkMessageId"), ["1", "4"]);
    assert_eq!(outcome.report.rejected, 2);
    assert_eq!(outcome.report.rejections[0].place.as_deref(), Some("line 3"));
    assert_eq!(outcome.report.records, 2);
}

#[test]
fn a_quote_that_never_closes_is_named() {
    let outcome = World::new().file("EmailEvents.csv", "NetworkMessageId,Subject\n1,a\n2,\"b\n3,c\n").read();
    assert_eq!(outcome.column("EmailEvents", "NetworkMessageId"), ["1"]);
    assert_eq!(outcome.report.rejections[0].place.as_deref(), Some("line 3"));
}

#[test]
fn a_broken_line_of_json_costs_only_itself() {
    let outcome = World::new()
        .file(
            "EmailEvents.json",
            b"{\"Subject\":\"a\",\"UrlCount\":1}\n{\"Subject\":\"b\n{\"Subject\":\"c\"}\n{\"Subject\":\"\xff\"}\n[1]\n{\"Subject\":\"d\"}",
        )
        .read();
    assert_eq!(outcome.column("EmailEvents", "Subject"), ["a", "c", "d"]);
    assert_eq!(outcome.report.rejected, 3, "{}", outcome.report);
}

#[test]
fn a_broken_document_keeps_what_came_before() {
    let outcome = World::new().file("EmailEvents.json", "[{\"Subject\":\"a\"},\n{\"Subject\":\"b\"},\n{\"Subj").read();
    assert_eq!(outcome.column("EmailEvents", "Subject"), ["a", "b"]);
    assert!(outcome.reasons()[0].contains("rest is not read"));
}

#[test]
fn deep_json_is_no_stack_overflow() {
    let deep =
        format!("[{{\"Subject\":\"a\",\"AdditionalFields\":{}{}}}]", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let outcome = World::new().file("EmailEvents.json", deep).read();
    assert_eq!(outcome.report.misfits["EmailEvents.AdditionalFields"].count, 1, "{}", outcome.report);
}

#[test]
fn deep_mime_is_no_stack_overflow() {
    let message = |level: &str| format!("From: a@b.example\n{}", level.repeat(20_000));
    for level in ["Content-Type: message/rfc822\n\n", "Content-Type: multipart/digest; boundary=a\n\n--a\n\n"] {
        let outcome = World::new().file("m.eml", message(level)).read();
        let rows = outcome.rows("EmailEvents").len() as u64;
        assert!(rows > 0 || outcome.report.rejected == 1, "{}", outcome.report);
    }
}

#[test]
fn fields_of_nothing_but_openings_end_soon() {
    let started = std::time::Instant::now();
    for part in ["(", "\"\\", "=?a?B? ", "<", "<a b=\"", "http://a.b)", "</", "&", "www.", "=?"] {
        let field = part.repeat(200_000 / part.len());
        let text = format!(
            "From: {field}\nReceived: from {field}\nAuthentication-Results: {field}\nSubject: {field}\n\
             Content-Type: text/html; x={field}\n\n{field}"
        );
        let outcome = World::new().file("m.eml", text).read();
        outcome.row("EmailEvents");
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn messages_that_cross_a_limit_are_named() {
    let wide: Vec<String> = (0..300).map(|i| format!("u{i}@d.example")).collect();
    let mut world = World::new()
        .file("big.eml", format!("{}{}", mail("a@x.example", "b@own.example", "x"), "x".repeat(25_000)))
        .file("fine.eml", mail("a@x.example", "b@own.example", "fine"))
        .file("header.eml", format!("From: a@b.example\nX-Long: {}\n\n", "y".repeat(8_000)))
        .file("wide.eml", format!("From: a@b.example\nTo: {}\n\n", wide.join(",")));
    world.options.limits.max_message_bytes = 20_000;
    world.options.limits.max_message_rows = 200;
    world.options.limits.max_header_bytes = 6_000;
    let outcome = world.read();
    let reasons = outcome.reasons().join("\n");
    for limit in ["max_message_bytes", "max_message_rows", "max_header_bytes"] {
        assert!(reasons.contains(limit), "{limit}: {reasons}");
    }
    assert_eq!(outcome.report.rejected, 3, "{}", outcome.report);

    // A long subject for many recipients.
    let mut world = World::new().file("m.eml", format!("Subject: {}\nTo: {}\n\n", "s".repeat(10_000), wide.join(",")));
    world.options.limits.max_message_row_bytes = 1_000_000;
    assert!(world.read().reasons()[0].contains("max_message_row_bytes"));
}

#[test]
fn what_is_no_mail_is_named_and_kept_aside() {
    let mut world = World::new()
        .file("in/a.eml", b"\0\x01\x02binary\xff")
        .file("in/b.bin", b"\0\x01\x02")
        .file("in/c.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        .file("in/d.eml", "")
        .file("in/e.eml", mail("a@x.example", "b@own.example", "fine"));
    world.options.keep_aside = Some(world.path("aside"));
    let outcome = world.read_paths(&[world.path("in")]);
    outcome.row("EmailEvents");
    assert_eq!(outcome.report.rejected, 4, "{}", outcome.report);
    let kept = outcome.report.rejections[0].kept.clone().unwrap();
    assert_eq!(std::fs::read(kept).unwrap(), b"\0\x01\x02binary\xff");
    assert!(outcome.reasons()[2].contains(".msg"));
}

#[test]
fn control_characters_of_names_do_not_reach_the_terminal() {
    let mut report = lurcher_ingest::Report { rejected: 1, ..Default::default() };
    report.rejections.push(lurcher_ingest::Rejection {
        source: "a\u{1b}[31m.eml".to_owned(),
        place: None,
        reason: "no\nmail".to_owned(),
        kept: None,
    });
    assert!(!report.to_string().contains('\u{1b}'));
    assert!(serde_json::to_string(&report).unwrap().contains("rejections"));
}

#[test]
fn any_bytes_are_survived() {
    // Cuts and flips of a message that holds a bit of everything.
    let message = "From: \"=?utf-8?B?w6k=?=\" <a@b.example>\nTo: x@y.example (c(d)), g: h@i.example;\nReceived: from (a [1.2.3.4]) by b for <c@d.example>; Tue, 6 Feb 2024 10:00:00 +0000\nX-Forefront-Antispam-Report: CIP:1.2.3.4;SCL:9;CAT:PHSH;\nAuthentication-Results: spf=pass (x (y\\)) smtp.mailfrom=a@b.example; dkim=none\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-7\nContent-Transfer-Encoding: quoted-printable\n\n<a href=3D\"http://x.example/=C3=A9\">&eacute;&#x41;&\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbTogYUBiLmV4YW1wbGUKCmhp\n--b--\n";
    let mut world = World::new();
    let bytes = message.as_bytes();
    for cut in 0..bytes.len() {
        world = world.file(&format!("cut{cut}.eml"), &bytes[..cut]);
        let mut flipped = bytes.to_vec();
        flipped[cut] ^= 0x80 | (cut as u8 & 0x1f);
        world = world.file(&format!("flip{cut}.eml"), flipped);
    }
    world.options.deduplicate = false;
    let outcome = world.read();
    assert_eq!(outcome.report.files, 2 * bytes.len() as u64);
    assert!(outcome.reasons().iter().all(|r| !r.contains("cannot be parsed")), "{}", outcome.report);
}
