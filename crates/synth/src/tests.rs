use std::collections::HashMap;
use std::fs;
use std::path::Path;

use arrow::array::{Array, TimestampMicrosecondArray};
use lurcher_schema::Schemas;
use lurcher_types::Type;
use lurcher_types::time::{TICKS_PER_DAY, parse_datetime};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::message::{Direction, Message, Outcome};
use crate::stories::ALL;
use crate::tables::{self, Cell, Column};
use crate::{DEFAULT_NOW, Format, Options, Plan, generate, write};

fn small() -> Options {
    Options { messages: 3_000, days: 45, seed: 7, now: DEFAULT_NOW, stories: true }
}

fn all(options: &Options) -> Vec<Message> {
    let mut messages = Vec::new();
    generate(options, |hour| messages.extend_from_slice(hour)).unwrap();
    messages
}

#[test]
fn the_default_clock_is_a_thursday_noon() {
    assert_eq!(parse_datetime("2026-01-15T12:00:00Z"), Some(DEFAULT_NOW));
}

#[test]
fn the_same_seed_is_the_same_mail_in_order_of_time() {
    let (one, two) = (all(&small()), all(&small()));
    assert_eq!(one.len(), 3_000);
    assert!(one.iter().zip(&two).all(|(a, b)| a.id == b.id && a.subject == b.subject && a.time == b.time));
    assert!(one.is_sorted_by_key(|m| (m.time, m.id)));
    assert!(one.iter().all(|m| m.time < DEFAULT_NOW && m.time >= DEFAULT_NOW - 45 * TICKS_PER_DAY));
    let other = all(&Options { seed: 8, ..small() });
    assert!(one.iter().zip(&other).any(|(a, b)| a.id != b.id));
}

#[test]
fn the_flow_is_that_of_a_company() {
    let messages = all(&small());
    let share = |test: fn(&Message) -> bool| messages.iter().filter(|m| test(m)).count() * 100 / messages.len();
    assert!((50..75).contains(&share(|m| m.direction == Direction::Inbound)));
    assert!((15..30).contains(&share(|m| m.direction == Direction::IntraOrg)));
    assert!((8..22).contains(&share(|m| m.direction == Direction::Outbound)));
    assert!((4..16).contains(&share(|m| !m.threats.is_empty())));
    assert!(share(|m| m.subject.starts_with("RE: ") || m.subject.starts_with("FW: ")) > 10);
    assert!(messages.iter().any(|m| !m.subject.is_ascii()));
    assert!(messages.iter().any(|m| m.threats.len() == 2));
    assert!(messages.iter().all(|m| !m.recipients.is_empty()));
}

#[test]
fn stories_are_told_in_full_or_left_out_by_name() {
    let plan = Plan::new(&small()).unwrap();
    assert_eq!(plan.stories.len(), ALL.len());
    let rows = |plan: &Plan| {
        let of_mail = (0..plan.hours()).map(|h| plan.messages(h).len()).sum::<usize>();
        let of_chats = (0..plan.hours()).map(|h| plan.chats(h).len()).sum::<usize>();
        (of_mail, of_chats, (0..plan.hours()).map(|h| plan.settings(h).len()).sum::<usize>())
    };
    let none = Plan::new(&Options { stories: false, ..small() }).unwrap();
    assert!(none.stories.is_empty() && none.look_alikes.is_empty());
    assert!(rows(&plan).0 == rows(&none).0 && rows(&plan).1 > 200 && rows(&plan).2 > 15, "{:?}", rows(&plan));
    for story in &plan.stories {
        assert!(story.messages + story.chats + story.settings > 0 && story.rows >= story.messages, "{story:?}");
        assert!(story.first >= DEFAULT_NOW - 45 * TICKS_PER_DAY && story.last < DEFAULT_NOW, "{story:?}");
        assert!(story.traces.iter().all(|trace| !trace.evidence.is_empty()), "{story:?}");
    }
    let adversary: usize = plan.stories.iter().map(|s| s.messages).sum();
    assert!(adversary < crate::options::MIN_MESSAGES / 2 + 200, "{adversary} planted mails");
    let short = Plan::new(&Options { days: 2, ..small() }).unwrap();
    assert_eq!(short.stories.len() + short.left_out.len(), ALL.len());
    assert!(short.left_out.iter().any(|(name, _)| *name == "look-alike Microsoft sender"));
}

#[test]
fn every_story_names_a_shipped_hunt() {
    let hunts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/mail-starter/hunts");
    let plan = Plan::new(&small()).unwrap();
    let traces = plan.stories.iter().flat_map(|s| &s.traces).map(|t| t.hunt);
    for hunt in traces.chain(plan.look_alikes.iter().map(|l| l.hunt)) {
        assert!(hunts.join(format!("{hunt}.yaml")).exists(), "{hunt}");
    }
}

#[test]
fn options_have_limits() {
    for wrong in [
        Options { messages: 10, ..small() },
        Options { messages: usize::MAX, ..small() },
        Options { days: 0, ..small() },
        Options { now: 0, ..small() },
        Options { now: i64::MAX, ..small() },
    ] {
        assert!(Plan::new(&wrong).is_err(), "{wrong:?}");
    }
}

/// Columns are those of the schema in its order, and every cell is of its column's type.
fn agrees<R>(table: &str, columns: Vec<Column<R>>, rows: impl Iterator<Item = R>) {
    let schema = Schemas::builtin().table(table).unwrap();
    let expected: Vec<(&str, Type)> = schema.columns.iter().map(|c| (c.name.as_str(), c.kql_type)).collect();
    let actual: Vec<(&str, Type)> = columns.iter().map(|c| (c.name, c.kql_type)).collect();
    assert_eq!(actual, expected, "{table}");
    let mut rows = rows.peekable();
    assert!(rows.peek().is_some(), "{table} has no row");
    for row in rows {
        for column in &columns {
            let fits = match (column.kql_type, (column.value)(&row)) {
                (Type::String, Cell::Text(_)) | (Type::Int, Cell::Int(_)) | (Type::Long, Cell::Long(_)) => true,
                (Type::Real, Cell::Real(_)) | (Type::Bool, Cell::Bool(_)) | (Type::Datetime, Cell::Time(_)) => true,
                (Type::Dynamic, Cell::Dynamic(json)) => serde_json::from_str::<serde_json::Value>(&json).is_ok(),
                _ => false,
            };
            assert!(fits, "{table}.{}", column.name);
        }
    }
}

#[test]
fn tables_are_those_of_the_schema() {
    let messages = all(&small());
    let all = || messages.iter();
    agrees("EmailEvents", tables::mail_columns(), all().flat_map(|m| tables::MailRow::of(m, "t")));
    agrees("EmailUrlInfo", tables::url_columns(), all().flat_map(|m| tables::UrlRow::of(m, "t")));
    agrees("EmailAttachmentInfo", tables::attachment_columns(), all().flat_map(|m| tables::AttachmentRow::of(m, "t")));
    agrees("EmailPostDeliveryEvents", tables::purge_columns(), all().flat_map(|m| tables::PurgeRow::of(m, "t")));
    agrees("UrlClickEvents", tables::click_columns(), all().flat_map(|m| tables::ClickRow::of(m, "t")));
    let plan = Plan::new(&small()).unwrap();
    let chats: Vec<_> = (0..plan.hours()).flat_map(|hour| plan.chats(hour)).collect();
    let settings: Vec<_> = (0..plan.hours()).flat_map(|hour| plan.settings(hour)).collect();
    let rows = chats.iter().map(|chat| tables::ChatRow { chat, tenant: "t" });
    agrees("MessageEvents", tables::chat_columns(), rows);
    let rows = chats.iter().flat_map(|c| tables::ChatLinkRow::of(c, "t"));
    agrees("MessageUrlInfo", tables::chat_link_columns(), rows);
    let rows = chats.iter().filter_map(|c| tables::ChatRemovalRow::of(c, "t"));
    agrees("MessagePostDeliveryEvents", tables::chat_removal_columns(), rows);
    let rows = settings.iter().map(|setting| tables::SettingRow { setting, tenant: "t" });
    agrees("CloudAppEvents", tables::setting_columns(), rows);
    agrees("EmailHeaders", tables::header_columns(), all().flat_map(crate::write::header_rows));
}

#[test]
fn parquet_is_sorted_and_complete() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::new(&small()).unwrap();
    let written = write(&plan, Format::Parquet, folder.path()).unwrap();
    let rows: HashMap<_, _> = written.rows.iter().copied().collect();
    let recipients: usize = all(&small()).iter().map(|m| m.recipients.len()).sum();
    assert_eq!(rows["EmailEvents"], recipients as u64);
    for table in ["EmailEvents", "UrlClickEvents", "EmailPostDeliveryEvents"] {
        let file = fs::File::open(folder.path().join(table).join("part-00000.parquet")).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        assert_eq!(reader.schema().field(0).metadata()["kql.type"], "datetime");
        let mut times = Vec::new();
        for batch in reader.build().unwrap() {
            let batch = batch.unwrap();
            let column = batch.column(0).as_any().downcast_ref::<TimestampMicrosecondArray>().unwrap();
            times.extend((0..column.len()).map(|i| column.value(i)));
        }
        assert_eq!(times.len() as u64, rows[table]);
        assert!(times.is_sorted());
    }
}

#[test]
fn ndjson_holds_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan::new(&Options { messages: 1_000, days: 5, ..small() }).unwrap();
    let written = write(&plan, Format::Ndjson, folder.path()).unwrap();
    for (table, rows) in written.rows {
        let text = fs::read_to_string(folder.path().join(format!("{table}.ndjson"))).unwrap();
        assert_eq!(text.lines().count() as u64, rows, "{table}");
        for line in text.lines().take(50) {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(parse_datetime(row["Timestamp"].as_str().unwrap()).is_some());
        }
    }
}

#[test]
fn raw_mail_carries_what_the_rows_say() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { messages: 1_000, days: 5, ..small() };
    let plan = Plan::new(&options).unwrap();
    let written = write(&plan, Format::Eml, folder.path()).unwrap();
    let kept: Vec<Message> = all(&options).into_iter().filter(|m| m.outcome != Outcome::Quarantine).collect();
    assert_eq!(written.rows, [("mail", kept.len() as u64)]);
    for (number, message) in kept.iter().enumerate().take(100) {
        let raw = fs::read_to_string(folder.path().join(format!("mail/{:09}.eml", number + 1))).unwrap();
        assert!(raw.is_ascii() && raw.lines().all(|l| l.len() < 998));
        assert!(raw.split("\r\n").all(|l| !l.contains('\n')));
        let head = raw.split("\r\n\r\n").next().unwrap();
        assert!(head.contains(&tables::internet_message_id(message)));
        assert!(head.contains(&format!("<{}>", message.sender.mail_from)));
        let outside = message.direction == Direction::Inbound;
        assert!(head.contains("X-Sender-IP") == outside && head.contains("CIP:") == outside);
        assert_eq!(raw.matches("Content-Disposition: attachment").count(), message.attachments.len());
    }
}
