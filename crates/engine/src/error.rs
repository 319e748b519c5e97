//! DataFusion's errors as diagnostics.

use datafusion::common::DataFusionError;
use lurcher_planner::LocatedError;
use lurcher_syntax::{Diagnostic, Span, Stage};
use std::error::Error;

pub fn diagnose(e: DataFusionError) -> Diagnostic {
    if let Some(located) = find(&e) {
        let stage = if located.code == "LUR303" { Stage::Unsupported } else { Stage::Run };
        return Diagnostic::new(located.code, stage, located.span, located.message.clone());
    }
    match e.find_root() {
        DataFusionError::ResourcesExhausted(why) => {
            Diagnostic::new("LUR302", Stage::Run, Span::default(), format!("the memory limit is reached: {why}"))
        }
        root => Diagnostic::new("LUR399", Stage::Run, Span::default(), root.to_string()),
    }
}

/// Our own error, however deep it is wrapped.
fn find(e: &DataFusionError) -> Option<&LocatedError> {
    let mut current: Option<&(dyn Error + 'static)> = Some(e);
    while let Some(error) = current {
        if let Some(located) = error.downcast_ref::<LocatedError>() {
            return Some(located);
        }
        if let Some(DataFusionError::External(inner)) = error.downcast_ref::<DataFusionError>()
            && let Some(located) = inner.downcast_ref::<LocatedError>()
        {
            return Some(located);
        }
        current = error.source();
    }
    None
}
