//! What a terminal can show, and what must not reach it.

use lurcher_types::is_harmful;
use std::io::IsTerminal;
use unicode_width::UnicodeWidthChar;

/// How to write for whoever reads: width in columns where it is bounded, and whether in colours.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub width: Option<usize>,
    pub colours: bool,
}

impl Style {
    /// For standard output, or for a file.
    pub fn of(to_file: bool) -> Style {
        if to_file || !std::io::stdout().is_terminal() {
            return Style { width: None, colours: false };
        }
        let width = terminal_size::terminal_size().map_or(80, |(w, _)| usize::from(w.0));
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Style { width: Some(width.max(20)), colours: !plain }
    }

    pub fn bold(self, text: &str) -> String {
        self.coloured("1", text)
    }

    pub fn faint(self, text: &str) -> String {
        self.coloured("2", text)
    }

    pub fn red(self, text: &str) -> String {
        self.coloured("1;31", text)
    }

    pub fn yellow(self, text: &str) -> String {
        self.coloured("33", text)
    }

    pub fn green(self, text: &str) -> String {
        self.coloured("32", text)
    }

    fn coloured(self, code: &str, text: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The text on one line, with everything escaped that would steer a terminal or turn its text around: cells come from
/// strangers' mail.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmful(c) || c.is_control() { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out
}

/// The same for text of several lines.
pub fn printable_text(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// Columns that a printable text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text, ended by `…` where it takes more columns.
pub fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// The text, fitted and filled up to exactly so many columns.
pub fn pad(text: &str, columns: usize, to_the_right: bool) -> String {
    let text = fit(text, columns);
    let blanks = " ".repeat(columns.saturating_sub(width(&text)));
    if to_the_right { blanks + &text } else { text + &blanks }
}
