//! Header blocks and the row of `EmailEvents` that they must give.

use crate::world::{Row, World};

/// Reads a message with this header block.
fn event(headers: &str) -> Row {
    event_in(World::new(), headers)
}

fn event_in(world: World, headers: &str) -> Row {
    world.file("m.eml", format!("{headers}\n\nbody\n")).read().row("EmailEvents").clone()
}

/// Checks columns; `""` means missing.
fn check(row: &Row, expected: &[(&str, &str)]) {
    for (column, value) in expected {
        assert_eq!(row.get(*column).map_or("", String::as_str), *value, "{column}");
    }
}

#[test]
fn a_consumer_mailbox_carries_organization_headers() {
    let row = event(
        "Received: from X.namprd01.example (2001:db8::1) by Y.namprd01.example (2001:db8::2) with SMTP;\n \
         Tue, 6 Feb 2024 17:23:09 +0000\n\
         Authentication-Results: spf=softfail (sender IP is 198.51.100.7)\n smtp.mailfrom=bulk.example; dkim=none\n \
         (message not signed) header.d=none;dmarc=fail action=none\n header.from=bank.example;compauth=fail reason=001\n\
         From: =?utf-8?B?U8OpY3VyaXTDqQ==?= <alerts@Bank.example>\n\
         To: me@own.example\n\
         Subject: =?utf-8?Q?Votre_compte_?=\n =?utf-8?Q?=C3=A9t=C3=A9?=\n\
         Message-ID:\n <abc@bulk.example>\n\
         Return-Path: bounce@bulk.example\n\
         X-MS-Exchange-Organization-Network-Message-Id:\n 11111111-2222-3333-4444-5555AAAABBBB\n\
         X-MS-Exchange-Organization-MessageDirectionality: Incoming\n\
         X-Sender-IP: 198.51.100.7\n\
         X-MS-Exchange-Organization-PCL: 2\n\
         X-MS-Exchange-Organization-SCL: 9\n\
         X-Microsoft-Antispam: BCL:6;\n\
         X-MS-Exchange-CrossTenant-OriginalArrivalTime: 06 Feb 2024 17:23:07.4169\n (UTC)\n\
         X-Microsoft-Antispam-Mailbox-Delivery:\n\tabwl:0;wl:0;auth:0;dest:J;OFR:SpamFilterAuthJ;",
    );
    check(
        &row,
        &[
            ("Timestamp", "2024-02-06T17:23:07.4169000Z"),
            ("TimeGenerated", "2024-02-06T17:23:07.4169000Z"),
            ("NetworkMessageId", "11111111-2222-3333-4444-5555aaaabbbb"),
            ("InternetMessageId", "<abc@bulk.example>"),
            ("SenderFromAddress", "alerts@Bank.example"),
            ("SenderFromDomain", "bank.example"),
            ("SenderDisplayName", "S\u{e9}curit\u{e9}"),
            ("SenderMailFromAddress", "bounce@bulk.example"),
            ("SenderMailFromDomain", "bulk.example"),
            ("SenderIPv4", "198.51.100.7"),
            ("SenderIPv6", ""),
            ("RecipientEmailAddress", "me@own.example"),
            ("Subject", "Votre compte \u{e9}t\u{e9}"),
            ("EmailDirection", "Inbound"),
            ("DeliveryAction", "Junked"),
            ("DeliveryLocation", "Junk folder"),
            ("ThreatTypes", "Spam"),
            ("DetectionMethods", "{\"Spam\":[\"General filter\"]}"),
            ("ConfidenceLevel", "{\"Spam\":\"High\"}"),
            ("BulkComplaintLevel", "6"),
            (
                "AuthenticationDetails",
                "{\"SPF\":\"softfail\",\"DKIM\":\"none\",\"DMARC\":\"fail\",\"CompAuth\":\"fail\"}",
            ),
            ("AdditionalFields", "{\"SCL\":9,\"PCL\":2,\"HopCount\":1}"),
        ],
    );
}

#[test]
fn a_business_tenant_carries_the_forefront_report() {
    let row = event(
        "X-Forefront-Antispam-Report:\n CIP:2001:db8::25;CTRY:DE;LANG:de;SCL:5;SRV:;IPV:NLI;sfv:SPM;H:out.example;\n \
         PTR:ptr.example;CAT:HPHISH;SFTY:9.25;DIR:INB;\n\
         X-Forefront-Antispam-Report-Untrusted: CAT:MALW;SCL:9;DIR:OUT;\n\
         X-MS-Office365-Filtering-Correlation-Id: 99999999-2222-3333-4444-555555555555\n\
         From: a@b.example\nTo: c@own.example\nReply-To: other@d.example\nX-Mailer: Mailer 1\n\
         List-Unsubscribe: <https://u.example/x>",
    );
    check(
        &row,
        &[
            ("NetworkMessageId", "99999999-2222-3333-4444-555555555555"),
            ("SenderIPv6", "2001:db8::25"),
            ("SenderIPv4", ""),
            ("EmailLanguage", "de"),
            ("EmailDirection", "Inbound"),
            ("ThreatTypes", "Phish, Spam"),
            ("DetectionMethods", "{\"Phish\":[\"General filter\"],\"Spam\":[\"General filter\"]}"),
            ("ConfidenceLevel", "{\"Phish\":\"High\",\"Spam\":\"Normal\"}"),
            ("IsFirstContact", "true"),
            (
                "AdditionalFields",
                "{\"ReplyTo\":\"other@d.example\",\"XMailer\":\"Mailer 1\",\"ListUnsubscribe\":\"<https://u.example/x>\",\
                 \"SCL\":5,\"SFV\":\"SPM\",\"SFTY\":\"9.25\",\"HELO\":\"out.example\",\"PTR\":\"ptr.example\",\
                 \"CTRY\":\"DE\"}",
            ),
        ],
    );
}

#[test]
fn categories_name_threats() {
    for (category, threat, methods) in [
        ("SPM", "Spam", "{\"Spam\":[\"General filter\"]}"),
        ("HSPM", "Spam", "{\"Spam\":[\"General filter\"]}"),
        ("OSPM", "Spam", "{\"Spam\":[\"General filter\"]}"),
        ("BULK", "Spam", "{\"Spam\":[\"Bulk\"]}"),
        ("PHSH", "Phish", "{\"Phish\":[\"General filter\"]}"),
        ("HPHSH", "Phish", "{\"Phish\":[\"General filter\"]}"),
        ("SPOOF", "Phish", "{\"Phish\":[\"Spoof external domain\"]}"),
        ("INTOS", "Phish", "{\"Phish\":[\"Spoof intra-org\"]}"),
        ("UIMP", "Phish", "{\"Phish\":[\"Impersonation user\"]}"),
        ("DIMP", "Phish", "{\"Phish\":[\"Impersonation domain\"]}"),
        ("BIMP", "Phish", "{\"Phish\":[\"Impersonation brand\"]}"),
        ("GIMP", "Phish", "{\"Phish\":[\"Mailbox intelligence impersonation\"]}"),
        ("MALW", "Malware", "{\"Malware\":[\"Antimalware protection\"]}"),
        ("AMP", "Malware", "{\"Malware\":[\"Antimalware protection\"]}"),
        ("FTBP", "Malware", "{\"Malware\":[\"File type block\"]}"),
        ("SAP", "Malware", "{\"Malware\":[\"File detonation\"]}"),
        ("NONE", "", ""),
        ("", "", ""),
    ] {
        let row = event(&format!("From: a@b.example\nx-forefront-antispam-report: cat:{category};SCL:1;"));
        check(&row, &[("ThreatTypes", threat), ("DetectionMethods", methods)]);
    }
}

#[test]
fn levels_name_threats_too() {
    for (scl, pcl, threat, confidence) in [
        ("-1", "0", "", ""),
        ("1", "3", "", ""),
        ("5", "3", "Spam", "{\"Spam\":\"Normal\"}"),
        ("6", "9", "Spam", "{\"Spam\":\"Normal\"}"),
        ("7", "2", "Spam", "{\"Spam\":\"High\"}"),
        ("1", "4", "Phish", ""),
        ("9", "8", "Phish, Spam", "{\"Spam\":\"High\"}"),
        ("10", "x", "", ""),
    ] {
        let row = event(&format!(
            "From: a@b.example\nX-MS-Exchange-Organization-SCL: {scl}\nX-MS-Exchange-Organization-PCL: {pcl}"
        ));
        check(&row, &[("ThreatTypes", threat), ("ConfidenceLevel", confidence)]);
    }
}

#[test]
fn a_rule_that_marks_spam_is_no_filter() {
    let row = event("From: a@b.example\nX-Forefront-Antispam-Report: SCL:6;SFV:SKS;");
    check(&row, &[("ThreatTypes", "Spam"), ("DetectionMethods", ""), ("ConfidenceLevel", "{\"Spam\":\"Normal\"}")]);
}

#[test]
fn verdicts_of_allow_and_block_lists() {
    for (verdict, organisation, user) in
        [("SKA", "Allow", ""), ("SKB", "Block", ""), ("SFE", "", "Allow"), ("BLK", "", "Block"), ("NSPM", "", "")]
    {
        let row = event(&format!("From: a@b.example\nX-Forefront-Antispam-Report: SFV:{verdict};"));
        check(&row, &[("OrgLevelAction", organisation), ("UserLevelAction", user)]);
    }
}

#[test]
fn destinations_are_delivery_locations() {
    for (dest, action, location) in [
        ("I", "Delivered", "Inbox/folder"),
        ("J", "Junked", "Junk folder"),
        ("C", "Delivered", "Inbox/folder"),
        ("D", "Delivered", "Deleted items"),
        ("Z", "", ""),
    ] {
        let row = event(&format!("From: a@b.example\nX-Microsoft-Antispam-Mailbox-Delivery: ucf:0;dest:{dest};"));
        check(&row, &[("DeliveryAction", action), ("DeliveryLocation", location)]);
    }
    let released = event("From: a@b.example\nX-Forefront-Antispam-Report: SFV:SKQ;");
    check(&released, &[("DeliveryAction", "Delivered"), ("DeliveryLocation", "")]);
}

#[test]
fn without_exchange_the_received_lines_tell_time_and_address() {
    let row = event(
        "Received: from mx2.own.example (mx2.own.example [198.51.100.1]) by mx1.own.example;\n Tue, 6 Feb 2024 12:00:00 +0100\n\
         Received: from evil.example (unknown [203.0.113.77]) by mx2.own.example; Tue, 6 Feb 2024 10:59:00 +0000\n\
         Received: from [10.0.0.5] (localhost [127.0.0.1]) by evil.example; Tue, 6 Feb 2024 10:58:00 +0000\n\
         Date: Mon, 1 Jan 2035 00:00:00 +0000\nFrom: a@b.example\nDelivered-To: user@own.example\nTo: list@else.example",
    );
    check(
        &row,
        &[
            ("Timestamp", "2024-02-06T11:00:00.0000000Z"),
            ("SenderIPv4", "203.0.113.77"),
            ("RecipientEmailAddress", "user@own.example"),
            ("To", "[\"list@else.example\"]"),
            ("EmailDirection", ""),
            ("DeliveryAction", ""),
        ],
    );
}

#[test]
fn the_senders_date_is_the_last_resort() {
    let row = event("Date: Tue, 6 Feb 2024 10:00:00 -0500\nFrom: a@b.example");
    check(&row, &[("Timestamp", "2024-02-06T15:00:00.0000000Z")]);
    check(&event("From: a@b.example"), &[("Timestamp", "")]);
}

#[test]
fn only_the_topmost_authentication_results_are_ours() {
    let row = event(
        "Authentication-Results: spf=fail smtp.mailfrom=a.example; dkim=pass header.d=x; dkim=fail header.d=y\n\
         Authentication-Results: spf=pass; dmarc=pass; compauth=pass\n\
         ARC-Authentication-Results: i=1; spf=pass; dmarc=pass\n\
         Authentication-Results-Original: spf=pass; dmarc=pass\nFrom: a@b.example",
    );
    check(
        &row,
        &[("AuthenticationDetails", "{\"SPF\":\"fail\",\"DKIM\":\"pass\"}"), ("SenderMailFromDomain", "a.example")],
    );
}

#[test]
fn one_row_per_recipient() {
    let outcome = World::new()
        .file("m.eml", "From: a@b.example\nTo: \"Doe, J\" <j@own.example>, K@own.example\nCc: k@own.example, l@x.example\nBcc: m@x.example\n\nhi")
        .read();
    assert_eq!(
        outcome.column("EmailEvents", "RecipientEmailAddress"),
        ["j@own.example", "K@own.example", "l@x.example", "m@x.example"]
    );
    assert_eq!(outcome.rows("EmailEvents")[0].get("RecipientDomain").map(String::as_str), Some("own.example"));
}

#[test]
fn a_message_without_recipient_is_one_row() {
    let row = event("From: a@b.example\nTo: undisclosed-recipients:;");
    check(&row, &[("RecipientEmailAddress", "")]);
}

#[test]
fn the_mailbox_it_was_taken_from_is_the_recipient() {
    let mut world = World::new();
    world.options.mailbox = Some("box@own.example".to_owned());
    let row = event_in(world, "From: a@b.example\nTo: list@x.example\nDelivered-To: other@x.example");
    check(&row, &[("RecipientEmailAddress", "box@own.example")]);
}

#[test]
fn hops_name_the_recipient_of_the_envelope() {
    let row = event(
        "Received: from a.example (a.example [203.0.113.1]) by b.example for <true@own.example>; Tue, 6 Feb 2024 10:00:00 +0000\n\
         From: a@b.example\nTo: shown@x.example",
    );
    check(&row, &[("RecipientEmailAddress", "true@own.example")]);
    let row = event("X-Original-To: alias@own.example\nFrom: a@b.example\nTo: shown@x.example");
    check(&row, &[("RecipientEmailAddress", "alias@own.example")]);
}

#[test]
fn the_null_sender_stays_empty() {
    let row = event(
        "Return-Path: <>\nAuthentication-Results: spf=pass smtp.mailfrom=x@y.example\nFrom: MAILER-DAEMON@b.example",
    );
    check(&row, &[("SenderMailFromAddress", ""), ("SenderMailFromDomain", "")]);
}

#[test]
fn directions_by_header_then_report_then_domains() {
    let direction =
        |world: World, headers: &str| event_in(world, headers).get("EmailDirection").cloned().unwrap_or_default();
    let originating = "X-MS-Exchange-Organization-MessageDirectionality: Originating\nFrom: a@own.example\nTo: ";
    let own = || World::new().own_domain("own.example");
    assert_eq!(direction(own(), &format!("{originating}b@own.example")), "Intra-org");
    assert_eq!(direction(own(), &format!("{originating}b@x.example")), "Outbound");
    assert_eq!(direction(World::new(), &format!("{originating}b@own.example")), "Outbound");
    for (code, name) in [("INB", "Inbound"), ("OUT", "Outbound"), ("INT", "Intra-org"), ("UNK", "")] {
        let report = format!("X-Forefront-Antispam-Report: DIR:{code};\nFrom: a@b.example\nTo: c@d.example");
        assert_eq!(direction(World::new(), &report), name);
    }
    assert_eq!(direction(own(), "From: a@x.example\nTo: b@own.example"), "Inbound");
    assert_eq!(direction(own(), "From: a@own.example\nTo: b@own.example"), "Intra-org");
    assert_eq!(direction(own(), "From: a@own.example\nTo: b@x.example"), "Outbound");
    assert_eq!(direction(own(), "From: a@x.example\nTo: b@y.example"), "");
    let spoofed = "Authentication-Results: spf=fail; dmarc=fail\nFrom: a@own.example\nTo: b@own.example";
    assert_eq!(direction(own(), spoofed), "");
}

#[test]
fn dirty_headers_still_read() {
    let outcome = World::new()
        .file(
            "m.eml",
            b"From: \"open quote <a@b.example>\nFrom: second@b.example\nSubject: caf\xe9 \0nul\nno colon here\n\
              Content-Length: 99999999\nTo: c@d.example e@f.example\n\nbody",
        )
        .read();
    let rows = outcome.rows("EmailEvents");
    assert_eq!(rows.len(), 2);
    check(&rows[0], &[("SenderFromAddress", "a@b.example"), ("Subject", "caf\u{e9} nul")]);
    assert_eq!(outcome.column("EmailHeaders", "Name"), ["From", "From", "Subject", "Content-Length", "To"]);
    assert_eq!(outcome.column("EmailHeaders", "Ordinal"), ["0", "1", "2", "3", "4"]);
}
