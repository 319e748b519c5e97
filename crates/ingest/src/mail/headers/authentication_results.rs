//! `Authentication-Results`: what the receiving side found about SPF, DKIM and DMARC.

/// The results of one field. Only the topmost field is our own side's word.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct AuthenticationResults {
    pub spf: Option<String>,
    pub dkim: Option<String>,
    pub dmarc: Option<String>,
    pub compauth: Option<String>,
    /// `smtp.mailfrom=`: an address, or its domain alone.
    pub mail_from: Option<String>,
    /// `(sender IP is …)`, which Exchange writes as a comment.
    pub sender_ip: Option<String>,
}

impl AuthenticationResults {
    pub fn parse(field: &str) -> AuthenticationResults {
        let mut found = AuthenticationResults { sender_ip: sender_ip(field), ..Default::default() };
        for result in without_comments(field).split(';') {
            // The first word is the verdict; a verdict's name among the properties that follow is not one.
            let mut words = result.split_whitespace();
            if let Some((method, value)) = words.next().and_then(|w| w.split_once('=')) {
                found.verdict(method, value);
            }
            for (property, value) in result.split_whitespace().filter_map(|w| w.split_once('=')) {
                if property.eq_ignore_ascii_case("smtp.mailfrom") && found.mail_from.is_none() {
                    let value = value.trim_matches(|c| matches!(c, '"' | '<' | '>'));
                    found.mail_from = (!value.is_empty()).then(|| value.to_owned());
                }
            }
        }
        found
    }

    fn verdict(&mut self, method: &str, value: &str) {
        let method = method.split('/').next().unwrap_or(method);
        let value = value.to_ascii_lowercase();
        let slot = match method.to_ascii_lowercase().as_str() {
            "spf" => &mut self.spf,
            "dmarc" => &mut self.dmarc,
            "compauth" => &mut self.compauth,
            "dkim" => {
                // One valid signature is enough, whatever became of the others.
                if value == "pass" {
                    self.dkim = None;
                }
                &mut self.dkim
            }
            _ => return,
        };
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value);
        }
    }

    /// As `AuthenticationDetails` has it; nothing if there are no verdicts.
    pub fn details(&self) -> Option<serde_json::Value> {
        let verdicts = [("SPF", &self.spf), ("DKIM", &self.dkim), ("DMARC", &self.dmarc), ("CompAuth", &self.compauth)];
        let found: serde_json::Map<_, _> =
            verdicts.into_iter().filter_map(|(k, v)| Some((k.to_owned(), v.clone()?.into()))).collect();
        (!found.is_empty()).then_some(serde_json::Value::Object(found))
    }
}

/// Senders choose what stands in comments and quotes, so verdicts are not looked for there. A quoted string becomes one
/// word without separators.
fn without_comments(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for c in field.chars() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' if quoted || depth > 0 => escaped = true,
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => out.push(if c == ';' || c == '=' || c.is_whitespace() { '_' } else { c }),
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn sender_ip(field: &str) -> Option<String> {
    const MARK: &str = "sender ip is ";
    let lower = field.to_ascii_lowercase();
    let at = lower.find(MARK)? + MARK.len();
    let rest = field.get(at..)?;
    let end = rest.find(|c: char| c == ')' || c.is_whitespace()).unwrap_or(rest.len());
    rest.get(..end).map(str::to_owned).filter(|ip| !ip.is_empty())
}

#[cfg(test)]
mod tests {
    use super::AuthenticationResults;

    #[test]
    fn exchange_writes_verdicts_and_the_sender_ip() {
        let r = AuthenticationResults::parse(
            "spf=none (sender IP is 192.0.2.1) smtp.mailfrom=bad.example; dkim=none (message not signed) \
             header.d=none;dmarc=fail action=none header.from=good.example;compauth=fail reason=001",
        );
        let details = r.details().unwrap().to_string();
        assert_eq!(details, r#"{"SPF":"none","DKIM":"none","DMARC":"fail","CompAuth":"fail"}"#);
        assert_eq!(r.sender_ip.as_deref(), Some("192.0.2.1"));
        assert_eq!(r.mail_from.as_deref(), Some("bad.example"));
    }

    #[test]
    fn a_sender_cannot_write_verdicts_into_quotes_or_comments() {
        let r = AuthenticationResults::parse("mx.example; spf=fail (x; dmarc=pass) smtp.mailfrom=\"a;dmarc=pass \"@b");
        assert_eq!((r.spf.as_deref(), r.dmarc), (Some("fail"), None));
    }
}
