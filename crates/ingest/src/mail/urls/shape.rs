//! What is a URL: where it begins and ends in a text, and its host.

const SCHEMES: [&str; 3] = ["http://", "https://", "ftp://"];

pub fn has_scheme(url: &str) -> bool {
    SCHEMES.iter().any(|s| url.get(..s.len()).is_some_and(|start| start.eq_ignore_ascii_case(s)))
}

/// Where the next URL begins. Every scheme ends in `://`, and only `www.` goes without.
pub fn next_start(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        let i = at + memchr::memchr2(b':', b'.', text.get(at..)?)?;
        if text.get(i..i + 3) == Some(b"://") {
            for scheme in ["https", "http", "ftp"] {
                if let Some(start) = i.checked_sub(scheme.len())
                    && start >= from
                    && text.get(start..i).is_some_and(|s| s.eq_ignore_ascii_case(scheme.as_bytes()))
                {
                    return Some(start);
                }
            }
        }
        if text.get(i) == Some(&b'.')
            && let Some(start) = i.checked_sub(3)
            && start >= from
            && text.get(start..i).is_some_and(|s| s.eq_ignore_ascii_case(b"www"))
            && !start
                .checked_sub(1)
                .and_then(|b| text.get(b))
                .is_some_and(|b| b.is_ascii_alphanumeric() || b"./@-_".contains(b))
        {
            return Some(start);
        }
        at = i + 1;
    }
    None
}

/// How far a URL reaches.
pub fn length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^' | '\u{200b}' | '\u{feff}')
            || matches!(
                c,
                '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '\u{300c}' | '\u{300d}' | '\u{3002}' | '\u{ff0c}'
            )
    };
    text.find(ends).unwrap_or(text.len())
}

/// Without the punctuation of the sentence around it. A bracket stays if it was opened within.
pub fn trimmed(url: &str) -> &str {
    let count = |b: u8| url.bytes().filter(|c| *c == b).count();
    let (mut round, mut square) = ((count(b'('), count(b')')), (count(b'['), count(b']')));
    let mut url = url;
    loop {
        let Some(last) = url.chars().next_back() else { return url };
        let drop = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => true,
            ')' => close_one(&mut round),
            ']' => close_one(&mut square),
            _ => false,
        };
        if !drop {
            return url;
        }
        url = url.get(..url.len() - last.len_utf8()).unwrap_or("");
    }
}

/// Whether the last bracket was never opened; then it goes.
fn close_one((opened, closed): &mut (usize, usize)) -> bool {
    let stray = *closed > *opened;
    if stray {
        *closed -= 1;
    }
    stray
}

/// The URL with a scheme, if it names a host.
pub fn complete(url: &str) -> Option<String> {
    let url = if has_scheme(url) { url.to_owned() } else { format!("http://{url}") };
    let host = host(&url);
    (host.contains('.') || host.starts_with('[') || host == "localhost").then_some(url)
}

/// The host of a URL in lower case, without user and port.
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or("");
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        Some((v6, _)) => format!("[{v6}]"),
        None => host.split(':').next().unwrap_or("").to_owned(),
    };
    host.trim_end_matches('.').to_lowercase()
}
