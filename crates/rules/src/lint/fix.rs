//! Writing the rewritings that change no answer.

use super::finding::{Finding, Fix};

/// The query with the safe rewritings of these findings, and how many there are. Where two of them touch, the first one is done.
pub fn fixed(query: &str, findings: &[&Finding]) -> (String, usize) {
    let mut fixes: Vec<&Fix> = findings.iter().filter_map(|f| f.fix.as_ref()).filter(|fix| fix.is_safe).collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let (mut text, mut at, mut done) = (String::new(), 0, 0);
    for fix in fixes {
        let (start, end) = (fix.span.start as usize, fix.span.end as usize);
        if let Some(before) = query.get(at..start).filter(|_| query.get(start..end).is_some()) {
            text.push_str(before);
            text.push_str(&fix.text);
            (at, done) = (end, done + 1);
        }
    }
    text.push_str(query.get(at..).unwrap_or_default());
    (text, done)
}

/// First and last byte of the query.
pub(super) fn place_of_fix(fix: &Fix) -> [u32; 2] {
    [fix.span.start, fix.span.end]
}
