//! `--fetch HOST`: `externaldata` may read from hosts that the user lists, over https, and from nowhere else.

use super::scratch::Scratch;
use crate::failure::Failure;
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use ureq::http::{Response, Uri, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

mod address;

use address::{Addresses, CheckedResolver};

/// The most bytes of one file.
pub const MAX_FETCHED_BYTES: u64 = 100 << 20;
/// The most addresses that one run may read.
const MAX_FETCHED_FILES: usize = 100;
/// How long one file may take, from the name's look-up to the last byte.
const MAX_FETCH_TIME: Duration = Duration::from_secs(60);
/// How often an answer may send elsewhere.
const MAX_REDIRECTIONS: usize = 5;

/// Files fetched in this run, kept until it ends.
#[derive(Debug)]
pub struct Fetcher {
    hosts: Vec<String>,
    agent: Agent,
    folder: Scratch,
    fetched: Mutex<HashMap<String, PathBuf>>,
    /// The scheme that is spoken: a test has no certificates.
    scheme: &'static str,
}

impl Fetcher {
    /// Nothing if no host is allowed.
    pub fn new(hosts: &[String]) -> Result<Option<Fetcher>, Failure> {
        if hosts.is_empty() {
            return Ok(None);
        }
        for host in hosts {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
            if host.is_empty() || !host.chars().all(plain) {
                return Err(Failure::plain(format!("--fetch {host}: write a host's name, such as example.com")));
            }
        }
        Ok(Some(Fetcher::with(hosts, Addresses::system(), "https")?))
    }

    fn with(hosts: &[String], addresses: Addresses, scheme: &'static str) -> Result<Fetcher, Failure> {
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(MAX_FETCH_TIME))
            .user_agent("lurcher")
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), CheckedResolver(addresses));
        let hosts = hosts.iter().map(|h| h.to_ascii_lowercase()).collect();
        Ok(Fetcher { hosts, agent, folder: Scratch::new()?, fetched: Mutex::default(), scheme })
    }

    /// The file at this address; read once in a run.
    pub fn file(&self, address: &str) -> Result<PathBuf, String> {
        // What follows `;` is how a service signs in, and no part of the address.
        let address = address.split(';').next().unwrap_or(address);
        let mut fetched = self.fetched.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(path) = fetched.get(address) {
            return Ok(path.clone());
        }
        if fetched.len() >= MAX_FETCHED_FILES {
            return Err(format!("more than {MAX_FETCHED_FILES} files would be fetched"));
        }
        let path = self.folder.path().join(format!("fetched-{}", fetched.len()));
        let shown = shown(address);
        self.fetch(address, &path).map_err(|why| format!("{shown} cannot be fetched: {why}"))?;
        fetched.insert(address.to_owned(), path.clone());
        Ok(path)
    }

    fn fetch(&self, address: &str, path: &std::path::Path) -> Result<(), String> {
        let mut address = self.allowed(address)?;
        for _ in 0..=MAX_REDIRECTIONS {
            let answer = self.agent.get(&address).call().map_err(|e| e.to_string())?;
            match answer.status().as_u16() {
                200 => return store(answer, path),
                301 | 302 | 303 | 307 | 308 => address = self.allowed(&redirected(&address, &answer)?)?,
                status => return Err(format!("the answer is {status}")),
            }
        }
        Err(format!("it sends elsewhere more than {MAX_REDIRECTIONS} times"))
    }

    /// The address, if its host is one of the list; asked again wherever an answer sends.
    fn allowed(&self, address: &str) -> Result<Uri, String> {
        let uri: Uri = address.parse().map_err(|e| format!("this is no address: {e}"))?;
        if uri.scheme_str() != Some(self.scheme) {
            return Err(format!("only {}:// is fetched", self.scheme));
        }
        let authority = uri.authority().ok_or("the address names no host")?;
        if authority.as_str().contains('@') {
            return Err("an address with a user's name is not fetched".to_owned());
        }
        if self.scheme == "https" && authority.port_u16().is_some_and(|port| port != 443) {
            return Err("only the port 443 is fetched from".to_owned());
        }
        let host = authority.host().to_ascii_lowercase();
        if !self.hosts.contains(&host) {
            return Err(format!("the host {host} is not allowed: --fetch {host} allows it"));
        }
        Ok(uri)
    }
}

/// An address for messages, without what lets its owner in.
fn shown(address: &str) -> &str {
    address.split('?').next().unwrap_or(address)
}

/// Where an answer sends: a whole address, or a path on the same host.
fn redirected(from: &Uri, answer: &Response<Body>) -> Result<String, String> {
    let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    let to = to.ok_or("the answer sends elsewhere, and does not say where")?;
    if to.contains("://") {
        return Ok(to.to_owned());
    }
    match (from.scheme_str(), from.authority()) {
        (Some(scheme), Some(authority)) if to.starts_with('/') && !to.starts_with("//") => {
            Ok(format!("{scheme}://{authority}{to}"))
        }
        _ => Err("the answer sends to an address that is not whole".to_owned()),
    }
}

fn store(answer: Response<Body>, path: &std::path::Path) -> Result<(), String> {
    let failed = |e: std::io::Error| e.to_string();
    let mut file = File::create(path).map_err(failed)?;
    let body = answer.into_body().into_reader();
    let size = std::io::copy(&mut body.take(MAX_FETCHED_BYTES + 1), &mut file).map_err(failed)?;
    if size > MAX_FETCHED_BYTES {
        return Err(format!("it has more than {MAX_FETCHED_BYTES} bytes"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
