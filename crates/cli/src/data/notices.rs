//! What about the data makes a query find nothing without being wrong.

use super::Opened;
use lurcher_engine::Request;

/// Asked for before each query; looks at the data once, and only if a query gives reason to.
#[derive(Debug, Default)]
pub struct Notices {
    outbound: Option<Option<String>>,
}

impl Notices {
    /// A mailbox holds what was received: a hunt over outbound mail is silent there, whatever was sent.
    pub async fn of_query(&mut self, kql: &str, opened: &Opened, as_of: Option<i64>) -> Vec<String> {
        if !kql.contains("Outbound") || !opened.files.contains_key("EmailEvents") {
            return Vec::new();
        }
        if self.outbound.is_none() {
            self.outbound = Some(no_outbound(opened, as_of).await);
        }
        self.outbound.clone().flatten().into_iter().collect()
    }
}

async fn no_outbound(opened: &Opened, as_of: Option<i64>) -> Option<String> {
    let any = async |kql: &str| {
        let request = Request { text: kql.to_owned(), as_of, ..Request::default() };
        opened.engine.query(&request).await.ok()?.tables.first().map(|t| t.row_count() > 0)
    };
    let rows = any("EmailEvents | take 1").await?;
    let outbound = any("EmailEvents | where EmailDirection == 'Outbound' | take 1").await?;
    (rows && !outbound).then(|| {
        "EmailEvents: no outbound mail in the data: EmailDirection == \"Outbound\" finds nothing \
         (--own-domain helps where headers do not tell)"
            .to_owned()
    })
}
