//! How many rows an answer may have: counted while they come, so that a longer one never stands whole in memory.

use lurcher_semantics::bound::{Program, ResultTable};
use lurcher_syntax::{Diagnostic, Stage};

pub struct RowRoom {
    /// `set truncationmaxrecords`: the most rows of one result.
    of_a_result: Option<u64>,
    /// The most rows of all results together.
    of_all: Option<u64>,
    in_result: u64,
    in_all: u64,
}

impl RowRoom {
    pub fn of(program: &Program, most_rows: Option<usize>) -> RowRoom {
        let of_a_result = program.max_rows.map(i64::unsigned_abs);
        RowRoom { of_a_result, of_all: most_rows.map(|most| most as u64), in_result: 0, in_all: 0 }
    }

    /// Counts rows that came. A result that is too long is refused whole, where the service would cut it and call that a
    /// failure.
    pub fn take(&mut self, result: &ResultTable, rows: usize) -> Result<(), Diagnostic> {
        self.in_result = self.in_result.saturating_add(rows as u64);
        self.in_all = self.in_all.saturating_add(rows as u64);
        let refusal = |message: String| Diagnostic::new("LUR302", Stage::Run, result.rel.span, message);
        if let Some(most) = self.of_a_result.filter(|most| self.in_result > *most) {
            let message = format!("the result has more rows than the {most} that `set truncationmaxrecords` allows");
            let help = "`take` or `summarize` gives fewer; `set notruncation` lifts the limit";
            return Err(refusal(message).with_help(help));
        }
        match self.of_all.filter(|most| self.in_all > *most) {
            Some(most) => Err(refusal(format!("the answer has more than {most} rows, the most that it may have"))),
            None => Ok(()),
        }
    }

    pub fn next_result(&mut self) {
        self.in_result = 0;
    }
}
