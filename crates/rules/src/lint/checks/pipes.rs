//! What operators do to the number and the order of rows.

use crate::lint::subject::Subject;
use crate::lint::tree::{Pipeline, bare};
use lurcher_syntax::ast::{ExprKind, Operator, OperatorKind};

/// After it there may be far fewer rows.
pub fn reduces(operator: &Operator) -> bool {
    use OperatorKind as Op;
    matches!(
        operator.kind,
        Op::Where { .. }
            | Op::Summarize { .. }
            | Op::Join { .. }
            | Op::Take { .. }
            | Op::Top { .. }
            | Op::TopHitters { .. }
            | Op::TopNested(_)
            | Op::Distinct { .. }
            | Op::Count { .. }
            | Op::Sample(_)
            | Op::SampleDistinct { .. }
            | Op::MakeSeries(_)
            | Op::Parse(_)
            | Op::Search { .. }
            | Op::Invoke(_)
            | Op::Evaluate { .. }
            | Op::Scan(_)
            | Op::Partition { .. }
            | Op::Reduce { .. }
    )
}

/// The pipeline begins with a table of the catalog, and with nothing that the query made before.
pub fn reads_a_table(subject: &Subject, pipeline: &Pipeline) -> bool {
    let Some(ExprKind::Name(name)) = pipeline.source.map(|source| &bare(source).kind) else { return false };
    let tables = subject.program().map(|program| program.tables.as_slice()).unwrap_or_default();
    tables.contains(&name.text) && !subject.tree.lets.iter().any(|(own, _)| own.text == name.text)
}
