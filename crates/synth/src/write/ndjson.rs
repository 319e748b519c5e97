//! Exports: one JSON object a line, a file per table.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use lurcher_types::time::format_datetime;

use crate::message::Message;
use crate::plan::Plan;
use crate::tables::{self, Cell, Column};

use super::sheet::Sheet;
use super::{beside, rfc5322, with_headers};

pub fn write(plan: &Plan, out: &Path) -> io::Result<Vec<(&'static str, u64)>> {
    let tenant = plan.company.tenant.as_str();
    let mut events = Table::create(out, "EmailEvents", &tables::mail_columns())?;
    let mut urls = Table::create(out, "EmailUrlInfo", &tables::url_columns())?;
    let mut attachments = Table::create(out, "EmailAttachmentInfo", &tables::attachment_columns())?;
    let mut headers = match with_headers(plan) {
        true => Some(Table::create(out, "EmailHeaders", &tables::header_columns())?),
        false => None,
    };
    let mut later: Vec<Message> = Vec::new();
    for hour in 0..plan.hours() {
        let messages = plan.messages(hour);
        for message in &messages {
            events.rows(&tables::mail_columns(), tables::MailRow::of(message, tenant))?;
            urls.rows(&tables::url_columns(), tables::UrlRow::of(message, tenant))?;
            attachments.rows(&tables::attachment_columns(), tables::AttachmentRow::of(message, tenant))?;
            if let Some(headers) = &mut headers {
                headers.rows(&tables::header_columns(), rfc5322::header_rows(message))?;
            }
        }
        later.extend(messages.into_iter().filter(beside::has_later));
    }
    let mut written = Vec::new();
    for table in [Some(events), Some(urls), Some(attachments), headers].into_iter().flatten() {
        written.push(table.finish()?);
    }
    written.extend(beside::write::<Table>(plan, out, &later)?);
    Ok(written)
}

struct Table {
    name: &'static str,
    file: BufWriter<File>,
    rows: u64,
}

impl Sheet for Table {
    fn create<R>(out: &Path, name: &'static str, _: &[Column<R>]) -> io::Result<Table> {
        Ok(Table { name, file: BufWriter::new(File::create(out.join(format!("{name}.ndjson")))?), rows: 0 })
    }

    fn rows<R>(&mut self, columns: &[Column<R>], rows: impl Iterator<Item = R>) -> io::Result<()> {
        for row in rows {
            let mut separator = '{';
            for column in columns {
                write!(self.file, "{separator}\"{}\":", column.name)?;
                self.cell((column.value)(&row))?;
                separator = ',';
            }
            self.file.write_all(b"}\n")?;
            self.rows += 1;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<(&'static str, u64)> {
        self.file.flush()?;
        Ok((self.name, self.rows))
    }
}

impl Table {
    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        match cell {
            Cell::Text(text) => Ok(serde_json::to_writer(&mut self.file, text.as_ref())?),
            Cell::Int(number) => write!(self.file, "{number}"),
            Cell::Long(number) => write!(self.file, "{number}"),
            Cell::Real(number) => write!(self.file, "{number}"),
            Cell::Bool(value) => write!(self.file, "{value}"),
            Cell::Time(ticks) => write!(self.file, "\"{}\"", format_datetime(ticks)),
            Cell::Dynamic(json) => self.file.write_all(json.as_bytes()),
        }
    }
}
