//! Mailboxes: `"Doe, John" <john@example.com>, list: a@b, c@d;`.

use super::encoded_words;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mailbox {
    /// The display name, decoded.
    pub name: String,
    pub address: String,
}

impl Mailbox {
    pub fn domain(&self) -> String {
        domain(&self.address)
    }
}

/// What follows the last `@`, in lower case: domain names have no case.
pub fn domain(address: &str) -> String {
    address.rsplit_once('@').map(|(_, d)| d.trim_end_matches('.').to_lowercase()).unwrap_or_default()
}

/// The mailboxes of an unfolded field; groups are taken apart. Lenient: `a@b c@d` are two.
pub fn parse(field: &str) -> Vec<Mailbox> {
    let mut parser = Parser::default();
    let mut rest = field;
    while let Some(c) = rest.chars().next() {
        // An encoded word is one token, whatever commas its text holds.
        if c == '='
            && let Some(length) = encoded_words::length(rest)
        {
            let (word, after) = rest.split_at(length);
            parser.words.push_str(word);
            rest = after;
            continue;
        }
        rest = match c {
            '"' if parser.open_quote => rest.get(1..).unwrap_or(""),
            '"' => parser.quoted(rest),
            '(' if !parser.open_comment => parser.comment(rest),
            '<' => parser.angle(rest),
            // `Doe, John <j@example.com>` without quotes: mail readers show the comma too.
            ',' if !parser.has_address() => {
                parser.words.push(',');
                rest.get(1..).unwrap_or("")
            }
            ',' | ';' => {
                parser.finish();
                rest.get(1..).unwrap_or("")
            }
            // The name of a group. An address holds no colon outside of quotes.
            ':' => {
                parser.words.clear();
                parser.names.clear();
                rest.get(1..).unwrap_or("")
            }
            _ => {
                parser.words.push(c);
                rest.get(c.len_utf8()..).unwrap_or("")
            }
        };
    }
    parser.finish();
    parser.found
}

/// The address within `<…>`, else the text itself; nothing for the null sender `<>`.
pub fn bare(field: &str) -> String {
    let text = match (field.find('<'), field.rfind('>')) {
        (Some(open), Some(close)) if open < close => field.get(open + 1..close).unwrap_or(""),
        _ => field,
    };
    let text = text.trim().trim_matches(|c| matches!(c, '<' | '>'));
    text.split_whitespace().next().unwrap_or("").to_owned()
}

#[derive(Default)]
struct Parser {
    found: Vec<Mailbox>,
    /// Quoted strings, decoded; they go before `words` in the name.
    names: String,
    words: String,
    comment: String,
    address: Option<String>,
    /// A quote or bracket was open to the end: the next ones are not looked for again, or a field of nothing else would
    /// take forever.
    open_quote: bool,
    open_comment: bool,
}

impl Parser {
    /// A quoted string; one that is never closed is a stray quote.
    fn quoted<'a>(&mut self, rest: &'a str) -> &'a str {
        let mut content = String::new();
        let mut escaped = false;
        let inner = rest.get(1..).unwrap_or("");
        for (i, c) in inner.char_indices() {
            match c {
                _ if escaped => {
                    escaped = false;
                    content.push(c);
                }
                '\\' => escaped = true,
                '"' => {
                    let after = inner.get(i + 1..).unwrap_or("");
                    // `"john doe"@example.com`: the quotes belong to the address.
                    if after.starts_with('@') {
                        self.words.push('"');
                        self.words.push_str(&content);
                        self.words.push('"');
                    } else {
                        if !self.names.is_empty() {
                            self.names.push(' ');
                        }
                        self.names.push_str(&encoded_words::decode(&content));
                    }
                    return after;
                }
                _ => content.push(c),
            }
        }
        self.open_quote = true;
        inner
    }

    fn comment<'a>(&mut self, rest: &'a str) -> &'a str {
        let mut depth = 0usize;
        for (i, c) in rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                self.comment.push_str(rest.get(1..i).unwrap_or(""));
                return rest.get(i + 1..).unwrap_or("");
            }
        }
        self.open_comment = true;
        self.words.push('(');
        rest.get(1..).unwrap_or("")
    }

    fn angle<'a>(&mut self, rest: &'a str) -> &'a str {
        let inner = rest.get(1..).unwrap_or("");
        let end = inner.find('>').unwrap_or(inner.len());
        let content = inner.get(..end).unwrap_or("").trim();
        // A source route: `<@relay:john@example.com>`.
        let content = match content.strip_prefix('@').and_then(|c| c.split_once(':')) {
            Some((_, address)) => address,
            None => content,
        };
        if self.address.is_none() {
            self.address = Some(content.to_owned());
        } else if content.contains('@') {
            // A second address without a comma between: a mailbox of its own.
            self.finish();
            self.address = Some(content.to_owned());
        }
        inner.get(end + 1..).unwrap_or("")
    }

    fn has_address(&self) -> bool {
        self.address.is_some() || self.words.rsplit(is_blank).any(is_address)
    }

    fn finish(&mut self) {
        let words = std::mem::take(&mut self.words);
        let names = std::mem::take(&mut self.names);
        let comment = std::mem::take(&mut self.comment);
        let mut words = words.trim();
        let decoded;
        if let Some(address) = self.address.take() {
            decoded = encoded_words::decode(words);
            words = decoded.trim();
            let name = match (names.is_empty(), words.is_empty()) {
                (true, true) => encoded_words::decode(comment.trim()),
                (true, false) => words.to_owned(),
                (false, true) => names,
                (false, false) => format!("{names} {words}"),
            };
            self.found.push(Mailbox { name: name.trim().to_owned(), address });
            return;
        }
        let (addresses, others): (Vec<&str>, Vec<&str>) =
            words.split(is_blank).filter(|w| !w.is_empty()).partition(|w| is_address(w));
        if addresses.is_empty() {
            let name = format!("{names} {}", encoded_words::decode(words)).trim().to_owned();
            if !name.is_empty() {
                self.found.push(Mailbox { name, address: String::new() });
            }
            return;
        }
        let mut name = format!("{names} {}", others.join(" "));
        if name.trim().is_empty() {
            name = comment;
        }
        for address in addresses {
            let name = encoded_words::decode(name.trim());
            self.found.push(Mailbox { name, address: address.trim_matches('\'').to_owned() });
        }
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == ','
}

/// Something before and after an `@`.
pub fn is_address(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(field: &str) -> Vec<(String, String)> {
        parse(field).into_iter().map(|m| (m.name, m.address)).collect()
    }

    fn one(name: &str, address: &str) -> (String, String) {
        (name.to_owned(), address.to_owned())
    }

    #[test]
    fn display_names_hold_commas() {
        assert_eq!(found(r#""Doe, John" <j@x.org>, k@x.org"#), [one("Doe, John", "j@x.org"), one("", "k@x.org")]);
        assert_eq!(found("=?utf-8?Q?Doe,_John?= <j@x.org>"), [one("Doe, John", "j@x.org")]);
        assert_eq!(found("Doe, John <j@x.org>, <k@x.org>"), [one("Doe, John", "j@x.org"), one("", "k@x.org")]);
        assert_eq!(found("a@x.org,b@x.org, ,c@x.org").len(), 3);
    }

    #[test]
    fn groups_and_comments_read() {
        assert_eq!(found("undisclosed-recipients:;"), []);
        assert_eq!(found("team: a@x.org, b@x.org;"), [one("", "a@x.org"), one("", "b@x.org")]);
        assert_eq!(found("j@x.org (John)"), [one("John", "j@x.org")]);
    }

    #[test]
    fn dirty_fields_give_what_they_hold() {
        assert_eq!(found("a@x.org b@x.org"), [one("", "a@x.org"), one("", "b@x.org")]);
        assert_eq!(found("\"open <a@x.org>"), [one("open", "a@x.org")]);
        assert_eq!(found("<a@x.org"), [one("", "a@x.org")]);
        assert_eq!(found("Only Name"), [one("Only Name", "")]);
        assert_eq!(bare("<>"), "");
        assert_eq!(bare(" a@x.org "), "a@x.org");
    }
}
