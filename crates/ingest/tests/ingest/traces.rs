//! Exchange's message traces.

use crate::world::World;

#[test]
fn the_cmdlets_columns() {
    let row = |status: &str, to: &str| {
        format!(
            "\"2/6/2024 5:23:07 PM\",a@x.example,{to},Hello,{status},192.0.2.2,203.0.113.5,4711,<1@x>,AAAAAAAA-2222-3333-4444-555555555555\n"
        )
    };
    let outcome = World::new()
        .own_domain("own.example")
        .file(
            "trace.csv",
            format!(
                "Received,SenderAddress,RecipientAddress,Subject,Status,ToIP,FromIP,Size,MessageId,MessageTraceId\n{}{}{}{}",
                row("Delivered", "b@own.example"),
                row("Failed", "c@own.example"),
                row("FilteredAsSpam", "d@own.example"),
                row("Quarantined", "e@own.example"),
            ),
        )
        .read();
    let rows = outcome.rows("EmailEvents");
    assert_eq!(rows.len(), 4, "{}", outcome.report);
    assert_eq!(rows[0]["Timestamp"], "2024-02-06T17:23:07.0000000Z");
    assert_eq!(rows[0]["SenderMailFromAddress"], "a@x.example");
    assert!(!rows[0].contains_key("SenderFromAddress"));
    assert_eq!(rows[0]["NetworkMessageId"], "aaaaaaaa-2222-3333-4444-555555555555");
    assert_eq!(rows[0]["InternetMessageId"], "<1@x>");
    assert_eq!(rows[0]["SenderIPv4"], "203.0.113.5");
    assert_eq!(rows[0]["EmailSize"], "4711");
    assert_eq!(rows[0]["EmailDirection"], "Inbound");
    assert_eq!(outcome.column("EmailEvents", "DeliveryAction"), ["Delivered", "Blocked", "", "Blocked"]);
    assert_eq!(outcome.column("EmailEvents", "DeliveryLocation"), ["", "Failed", "", "Quarantine"]);
    assert_eq!(outcome.column("EmailEvents", "ThreatTypes"), ["", "", "Spam", ""]);
}

#[test]
fn the_portals_report_gives_a_row_per_recipient() {
    let outcome = World::new()
        .file(
            "MTSummary.csv",
            "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id,original_client_ip,directionality,connector_id,delivery_priority\n\
             2024-02-06T17:23:07.4169123Z,a@x.example,\"b@own.example##Receive, Deliver;c@own.example##Receive, Fail\",Hi,10,<1@x>,aaaaaaaa-2222-3333-4444-555555555555,2001:db8::5,Incoming,,Normal\n",
        )
        .read();
    assert_eq!(outcome.column("EmailEvents", "RecipientEmailAddress"), ["b@own.example", "c@own.example"]);
    assert_eq!(outcome.column("EmailEvents", "DeliveryAction"), ["Delivered", "Blocked"]);
    assert_eq!(outcome.column("EmailEvents", "EmailDirection"), ["Inbound", "Inbound"]);
    assert_eq!(outcome.rows("EmailEvents")[0]["SenderIPv6"], "2001:db8::5");
    assert_eq!(outcome.rows("EmailEvents")[0]["Timestamp"], "2024-02-06T17:23:07.4169123Z");
}
