//! Which addresses of the network may be connected to: public ones. A name is looked up once, and the connection goes to
//! the addresses that were checked, so that a second look-up cannot answer otherwise.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How many addresses of a name are tried.
const MAX_ADDRESSES: usize = 8;

type Find = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Looks names up, and says what may be connected to.
#[derive(Clone)]
pub struct Addresses {
    pub find: Arc<Find>,
    pub may_connect: fn(SocketAddr) -> bool,
}

impl Addresses {
    pub fn system() -> Addresses {
        Addresses {
            find: Arc::new(|host, port| Ok((host, port).to_socket_addrs()?.collect())),
            may_connect: |address| is_public(address.ip()),
        }
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Addresses")
    }
}

/// Gives the client checked addresses, or refuses.
#[derive(Debug)]
pub struct CheckedResolver(pub Addresses);

impl Resolver for CheckedResolver {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?.trim_matches(['[', ']']).to_owned();
        let port = uri.port_u16().unwrap_or(443);
        let find = self.0.find.clone();
        let (found, finding) = mpsc::sync_channel(1);
        std::thread::spawn(move || found.send(find(&host, port)).ok());
        let addresses = match finding.recv_timeout(*timeout.after) {
            Ok(addresses) => addresses?,
            Err(_) => return Err(ureq::Error::Timeout(timeout.reason)),
        };
        // One address of ours among a name's addresses is enough to trust none of them.
        if addresses.iter().any(|a| !(self.0.may_connect)(*a)) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, PRIVATE).into());
        }
        let mut checked = self.empty();
        addresses.into_iter().take(MAX_ADDRESSES).for_each(|a| checked.push(a));
        if checked.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(checked) }
    }
}

/// Why a host is refused.
pub const PRIVATE: &str = "its name stands for an address that is not public";

/// Whether an address belongs to a host of the public network: neither this machine nor one beside it.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18..=19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Global unicast, without what is reserved, tunnels (Teredo, 6to4) and documentation.
    (0x2000..=0x3fff).contains(&a)
        && !(a == 0x2001 && (b < 0x0200 || b == 0x0db8))
        && a != 0x2002
        && !(a == 0x3fff && b < 0x1000)
}
