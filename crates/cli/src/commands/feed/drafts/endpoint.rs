//! The model's address: where the texts of rules go, and how little is believed of what comes back.

use crate::arguments::Drafting;
use crate::failure::Failure;
use lurcher_feed::drafting::body;
use lurcher_feed::drafting::limits::{MAX_ANSWER_BYTES, MAX_MODEL_CHARS};
use lurcher_types::is_harmful;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::{HeaderValue, Uri, header};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// Where the key stands: whoever lists processes sees no environment, and nothing here prints it.
const KEY: &str = "LURCHER_MODEL_KEY";

pub struct Endpoint {
    pub model: String,
    /// The address for messages, without what may let its owner in.
    pub shown: String,
    address: Uri,
    key: Option<HeaderValue>,
    agent: Agent,
    seconds: u64,
}

impl Endpoint {
    /// None if the command line names none.
    pub fn new(asked: &Drafting) -> Result<Option<Endpoint>, Failure> {
        let (Some(given), Some(model)) = (&asked.model_endpoint, &asked.model) else { return Ok(None) };
        let address = address(given).map_err(|why| Failure::plain(format!("--model-endpoint: {why}")))?;
        if model.trim().is_empty() || model.chars().count() > MAX_MODEL_CHARS || model.chars().any(is_harmful) {
            let message = format!("--model: write a name of at most {MAX_MODEL_CHARS} characters (MAX_MODEL_CHARS)");
            return Err(Failure::plain(message));
        }
        let shown = format!("{}://{}{}", address.scheme_str().unwrap_or(""), host(&address), address.path());
        let agent = agent(address.scheme_str() == Some("http"), Duration::from_secs(asked.model_timeout));
        let model = model.trim().to_owned();
        Ok(Some(Endpoint { model, shown, address, key: key()?, agent, seconds: asked.model_timeout }))
    }

    /// The answer's text, whatever it is; or why there is none. What the endpoint says of an error is not repeated: it may
    /// hold the key.
    pub fn ask(&self, instructions: &str, question: &str) -> Result<String, String> {
        let mut request = self.agent.post(&self.address).header(header::CONTENT_TYPE, "application/json");
        if let Some(key) = &self.key {
            request = request.header(header::AUTHORIZATION, key);
        }
        let sent = request.send(body(&self.model, instructions, question));
        let answer = sent.map_err(|e| self.said(&e))?;
        match answer.status().as_u16() {
            200 => {}
            300..=399 => return Err("the endpoint sends elsewhere, and is not followed".to_owned()),
            401 | 403 => return Err(format!("the endpoint lets nobody in with the key of {KEY}")),
            429 => return Err("the endpoint has had too many questions (429)".to_owned()),
            status => return Err(format!("the endpoint answers {status}")),
        }
        let mut bytes = Vec::new();
        let body = answer.into_body().into_reader().take(MAX_ANSWER_BYTES + 1).read_to_end(&mut bytes);
        body.map_err(|e| self.said(&Error::from(e)))?;
        if bytes.len() as u64 > MAX_ANSWER_BYTES {
            return Err(format!("the endpoint's answer is longer than {MAX_ANSWER_BYTES} bytes (MAX_ANSWER_BYTES)"));
        }
        String::from_utf8(bytes).map_err(|_| "the endpoint's answer is not UTF-8".to_owned())
    }

    fn said(&self, e: &Error) -> String {
        match e {
            Error::Timeout(_) => format!("the endpoint has not answered in {} seconds (--model-timeout)", self.seconds),
            e => format!("the endpoint cannot be asked: {e}"),
        }
    }
}

/// Nothing is taken from elsewhere: no proxy of the environment, no address that an answer names.
fn agent(is_plain: bool, time: Duration) -> Agent {
    let config = Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(time))
        .user_agent("lurcher")
        .build();
    match is_plain {
        true => Agent::with_parts(config, DefaultConnector::default(), ThisMachine),
        false => Agent::with_parts(config, DefaultConnector::default(), DefaultResolver::default()),
    }
}

/// The address of the API's chat completions.
fn address(given: &str) -> Result<Uri, String> {
    let uri: Uri = given.parse().map_err(|_| "this is no address".to_owned())?;
    let authority = uri.authority().ok_or("write a whole address, such as https://models.example/v1")?;
    if authority.as_str().contains('@') {
        return Err(format!("an address with a name or password is not taken; a key comes from {KEY}"));
    }
    match uri.scheme_str() {
        Some("https") => {}
        Some("http") if this_machine(authority.host()).is_some() => {}
        Some("http") => return Err("http:// is taken for this machine alone, else https://".to_owned()),
        _ => return Err("only https:// is taken, and http:// for this machine".to_owned()),
    }
    let path = uri.path().trim_end_matches('/');
    let path = if path.ends_with("/chat/completions") { path.to_owned() } else { format!("{path}/chat/completions") };
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let whole = format!("{}://{authority}{path}{query}", uri.scheme_str().unwrap_or("https"));
    whole.parse().map_err(|_| "this is no address".to_owned())
}

fn host(address: &Uri) -> &str {
    address.authority().map_or("", |authority| authority.as_str())
}

/// The addresses of a host that is this machine, whatever a name server says.
fn this_machine(host: &str) -> Option<Vec<IpAddr>> {
    if host.eq_ignore_ascii_case("localhost") {
        return Some(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
    }
    let address: IpAddr = host.trim_matches(['[', ']']).parse().ok()?;
    address.is_loopback().then(|| vec![address])
}

/// Finds this machine, and asks nobody where it is.
#[derive(Debug)]
struct ThisMachine;

impl Resolver for ThisMachine {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let port = uri.port_u16().unwrap_or(80);
        let mut found = self.empty();
        let addresses = this_machine(uri.host().unwrap_or_default()).ok_or(Error::HostNotFound)?;
        addresses.into_iter().for_each(|ip| found.push(SocketAddr::new(ip, port)));
        Ok(found)
    }
}

fn key() -> Result<Option<HeaderValue>, Failure> {
    let Some(key) = std::env::var_os(KEY).filter(|key| !key.is_empty()) else { return Ok(None) };
    let value = key.to_str().and_then(|key| HeaderValue::from_str(&format!("Bearer {}", key.trim())).ok());
    let mut value = value.ok_or_else(|| Failure::plain(format!("{KEY} holds what no header can carry")))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses() {
        let whole = |given: &str| address(given).map(|uri| uri.to_string());
        assert_eq!(whole("https://a.example/v1/").unwrap(), "https://a.example/v1/chat/completions");
        assert_eq!(
            whole("https://a.example/v1/chat/completions?v=1").unwrap(),
            "https://a.example/v1/chat/completions?v=1"
        );
        assert_eq!(whole("http://127.0.0.1:8080").unwrap(), "http://127.0.0.1:8080/chat/completions");
        assert!(whole("http://localhost:1/v1").is_ok() && whole("http://[::1]:1/v1").is_ok());
        let refused = [
            "http://a.example/v1",
            "http://10.0.0.1/v1",
            "http://127.0.0.1.a.example/",
            "ftp://localhost/",
            "localhost:80",
            "/v1",
            "https://key@a.example/",
            "http://localhost@a.example/",
            "",
            "http://0.0.0.0/",
            "https://",
        ];
        for given in refused {
            assert!(whole(given).is_err(), "{given}");
        }
    }
}
