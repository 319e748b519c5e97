use super::address::{PRIVATE, is_public};
use super::*;
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A server on this machine that gives one answer to everybody, and counts who connects.
struct Stub {
    address: SocketAddr,
    visits: Arc<AtomicUsize>,
}

fn stub(answer: String) -> Stub {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            counted.fetch_add(1, Ordering::SeqCst);
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|l| !l.is_empty())) {}
            stream.write_all(answer.as_bytes()).ok();
        }
    });
    Stub { address, visits }
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}

fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

/// A fetcher that may talk to this machine, as no user's may; every name stands for this machine.
fn local(hosts: &[&str]) -> Fetcher {
    let hosts: Vec<String> = hosts.iter().map(|h| (*h).to_owned()).collect();
    let find = |_: &str, port: u16| Ok(vec![SocketAddr::from(([127, 0, 0, 1], port))]);
    let addresses = Addresses { find: Arc::new(find), may_connect: |_| true };
    Fetcher::with(&hosts, addresses, "http").ok().unwrap()
}

/// One that checks addresses as a user's does, over names that stand for what `found` says.
fn checked(hosts: &[&str], found: impl Fn(u16) -> Vec<SocketAddr> + Send + Sync + 'static) -> Fetcher {
    let hosts: Vec<String> = hosts.iter().map(|h| (*h).to_owned()).collect();
    let find = move |_: &str, port: u16| Ok(found(port));
    let addresses = Addresses { find: Arc::new(find), ..Addresses::system() };
    Fetcher::with(&hosts, addresses, "http").ok().unwrap()
}

fn url(host: &str, stub: &Stub, path: &str) -> String {
    format!("http://{host}:{}{path}", stub.address.port())
}

#[test]
fn a_listed_host_is_read_once() {
    let server = stub(ok("a,b\n"));
    let fetcher = local(&["lists.example"]);
    let address = url("lists.example", &server, "/bad.csv?sig=x;managed_identity=system");
    let path = fetcher.file(&address).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "a,b\n");
    assert_eq!(fetcher.file(&address).unwrap(), path);
    assert_eq!(server.visits.load(Ordering::SeqCst), 1);
}

#[test]
fn other_hosts_are_not_even_looked_up() {
    let server = stub(ok("x"));
    let fetcher = checked(&["lists.example"], |_| panic!("looked up"));
    for host in ["other.example", "lists.example.evil", "127.0.0.1"] {
        let why = fetcher.file(&url(host, &server, "/")).unwrap_err();
        assert!(why.contains("is not allowed"), "{why}");
    }
    let why = fetcher.file("http://lists.example@other.example/").unwrap_err();
    assert!(why.contains("user's name"), "{why}");
    assert_eq!(server.visits.load(Ordering::SeqCst), 0);
}

#[test]
fn a_listed_name_that_stands_for_this_machine_is_refused() {
    let server = stub(ok("secret"));
    let fetcher = checked(&["lists.example"], |port| vec![SocketAddr::from(([127, 0, 0, 1], port))]);
    let why = fetcher.file(&url("lists.example", &server, "/")).unwrap_err();
    assert!(why.contains(PRIVATE), "{why}");
    assert_eq!(server.visits.load(Ordering::SeqCst), 0);
}

#[test]
fn an_address_in_place_of_a_name_is_checked_too() {
    let server = stub(ok("secret"));
    let fetcher = Fetcher::with(&["127.0.0.1".to_owned()], Addresses::system(), "http").ok().unwrap();
    let why = fetcher.file(&url("127.0.0.1", &server, "/")).unwrap_err();
    assert!(why.contains(PRIVATE), "{why}");
    assert_eq!(server.visits.load(Ordering::SeqCst), 0);
}

#[test]
fn one_private_address_among_public_ones_is_enough() {
    let fetcher = checked(&["lists.example"], |port| {
        vec![SocketAddr::from(([93, 184, 215, 14], port)), SocketAddr::from(([10, 0, 0, 1], port))]
    });
    assert!(fetcher.file("http://lists.example/").unwrap_err().contains(PRIVATE));
}

#[test]
fn a_name_that_answers_otherwise_the_second_time_gains_nothing() {
    // What is checked is what is connected to: each request asks for the name once.
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let first = stub(moved("/again"));
    let port = first.address.port();
    let find = move |_: &str, _: u16| {
        let private = ASKED.fetch_add(1, Ordering::SeqCst) > 0;
        Ok(vec![SocketAddr::from(([127, 0, 0, if private { 2 } else { 1 }], port))])
    };
    // The stub's own address plays the public one.
    let may_connect = |a: SocketAddr| a.ip() == IpAddr::from([127, 0, 0, 1]);
    let hosts = ["lists.example".to_owned()];
    let fetcher = Fetcher::with(&hosts, Addresses { find: Arc::new(find), may_connect }, "http").ok().unwrap();
    let why = fetcher.file(&url("lists.example", &first, "/")).unwrap_err();
    assert!(why.contains(PRIVATE), "{why}");
    assert_eq!((ASKED.load(Ordering::SeqCst), first.visits.load(Ordering::SeqCst)), (2, 1));
}

#[test]
fn a_redirection_is_checked_like_the_first_address() {
    let inner = stub(ok("secret"));
    for target in [format!("http://{}/", inner.address), "https://lists.example/".to_owned(), "//x/".to_owned()] {
        let outer = stub(moved(&target));
        assert!(local(&["lists.example"]).file(&url("lists.example", &outer, "/")).is_err(), "{target}");
    }
    assert_eq!(inner.visits.load(Ordering::SeqCst), 0);
    let outer = stub(moved(&url("more.example", &inner, "/there")));
    let fetcher = local(&["lists.example", "more.example"]);
    let path = fetcher.file(&url("lists.example", &outer, "/")).unwrap();
    assert_eq!(std::fs::read_to_string(path).unwrap(), "secret");
}

#[test]
fn a_circle_of_redirections_ends() {
    let server = stub(moved("/again"));
    let why = local(&["lists.example"]).file(&url("lists.example", &server, "/")).unwrap_err();
    assert!(why.contains("more than 5 times"), "{why}");
}

#[test]
fn a_failure_is_told_without_the_signature() {
    let server = stub("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned());
    let why = local(&["lists.example"]).file(&url("lists.example", &server, "/x?sig=secret")).unwrap_err();
    assert!(why.contains("404") && !why.contains("secret"), "{why}");
}

#[test]
fn more_bytes_than_the_limit_are_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n").ok();
        let block = vec![b'x'; 1 << 20];
        while stream.write_all(&block).is_ok() {}
    });
    let why = local(&["big.example"]).file(&format!("http://big.example:{}/", address.port())).unwrap_err();
    assert!(why.contains("more than 104857600 bytes"), "{why}");
}

#[test]
fn users_speak_https_alone() {
    let fetcher = Fetcher::new(&["lists.example".to_owned()]).ok().flatten().unwrap();
    assert!(fetcher.file("http://lists.example/").unwrap_err().contains("only https://"));
    assert!(fetcher.file("https://lists.example:8443/").unwrap_err().contains("port 443"));
    assert!(Fetcher::new(&["https://lists.example".to_owned()]).is_err());
    assert!(Fetcher::new(&[]).ok().flatten().is_none());
}

#[test]
fn public_and_private_addresses() {
    for public in ["93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    for private in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:93.184.215.14",
        "64:ff9b::a00:1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "2001:db8::1",
        "2001::1",
        "2002:7f00:1::",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
}
