use super::encoded::{bag, dynamics};
use super::parse_urlquery::write_parameters;
use super::texts::Texts;
use crate::{Call, Function, KernelError};
use arrow::array::ArrayRef;
use lurcher_types::describe::{Description, Example};
use lurcher_types::dynamic::write_string;

pub const PARSE_URL: Function = Function {
    description: &Description {
        name: "parse_url",
        aliases: &["parseurl"],
        signatures: &["(url: string|dynamic) -> dynamic"],
        summary: "The parts of an absolute URL: eight fields, empty where the URL lacks them.",
        examples: &[Example {
            expression: r#"parse_url('ftp://u:p@host:21/a?k=v#f')"#,
            equals: r#"dynamic({"Scheme": "ftp", "Host": "host", "Port": "21", "Path": "/a", "Username": "u", "Password": "p", "Query Parameters": {"k": "v"}, "Fragment": "f"})"#,
        }],
        page: "parse-url-function",
        ..Description::SCALAR
    },
    kernel: parse_url,
};

fn parse_url(call: &Call) -> Result<ArrayRef, KernelError> {
    let texts = Texts::of(&call.args[0]);
    Ok(dynamics(call, |row, out| {
        write_parts(out, &Parts::of(&texts.text(row)));
        Some(())
    }))
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Parts<'a> {
    scheme: &'a str,
    host: &'a str,
    port: &'a str,
    path: &'a str,
    username: &'a str,
    password: &'a str,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> Parts<'a> {
    fn of(url: &'a str) -> Parts<'a> {
        let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
        let (url, query) = url.split_once('?').unwrap_or((url, ""));
        let Some((scheme, rest)) = url.split_once("://") else {
            return Parts { query, fragment, ..Parts::default() };
        };
        let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
        // A name without a password is no user to Kusto: it stays part of the host.
        let user = authority.rsplit_once('@').and_then(|(user, host)| Some((user.split_once(':')?, host)));
        let ((username, password), place) = user.unwrap_or((("", ""), authority));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, port),
            _ => (place, ""),
        };
        let path = if path == "/" { "" } else { path };
        Parts { scheme, host, port, path, username, password, query, fragment }
    }
}

fn write_parts(out: &mut String, parts: &Parts) {
    let before = [
        ("Scheme", parts.scheme),
        ("Host", parts.host),
        ("Port", parts.port),
        ("Path", parts.path),
        ("Username", parts.username),
        ("Password", parts.password),
    ];
    bag(out, before);
    out.pop();
    out.push_str(r#","Query Parameters":"#);
    write_parameters(out, parts.query);
    out.push_str(r#","Fragment":"#);
    write_string(out, parts.fragment);
    out.push('}');
}

#[cfg(test)]
mod tests {
    use super::{PARSE_URL, Parts};
    use crate::string::testing::{gives, text};

    #[test]
    fn a_whole_url_comes_apart() {
        assert_eq!(
            gives(&PARSE_URL, &[text("s://u:p@h:1234/a/b?k2=v2&k1=v1&k2=v3&x=&=y#f")]),
            concat!(
                r#"{"Scheme":"s","Host":"h","Port":"1234","Path":"/a/b","Username":"u","Password":"p","#,
                r#""Query Parameters":{"k1":"v1","k2":["v2","v3"]},"Fragment":"f"}"#
            )
        );
    }

    #[test]
    fn odd_urls_leave_fields_empty() {
        let parts = Parts::of("http://name@host/");
        assert_eq!((parts.host, parts.username, parts.path), ("name@host", "", ""));
        assert_eq!(Parts::of("HTTP://Ex%41mple.com").host, "Ex%41mple.com");
        assert_eq!(Parts::of("http://[::1]:80/x").host, "[::1]");
        assert_eq!(Parts::of("no url"), Parts::default());
    }
}
