//! A server on this machine that answers as it was told, and remembers what it was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[derive(Clone)]
pub enum Reply {
    /// A chat completion with these words.
    Says(String),
    /// An answer with this status and these further headers.
    Status(u16, String),
    /// A body that is no chat completion.
    Body(String),
    /// Nothing for so long.
    Silence(Duration),
    /// A body whose bytes come one by one, so long apart.
    Trickle(Duration),
}

pub struct Stub {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    /// Gives the replies in turn, and the last one from then on.
    pub fn new(replies: Vec<Reply>) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut heard = heard.lock().unwrap();
                heard.push(request(&stream));
                let reply = replies[(heard.len() - 1).min(replies.len() - 1)].clone();
                drop(heard);
                // Who has waited long enough does not listen any more.
                match reply {
                    Reply::Trickle(pause) => trickle(&mut stream, pause),
                    reply => stream.write_all(response(reply).as_bytes()).unwrap_or_default(),
                }
            }
        });
        Stub { port, asked }
    }

    /// Says these words, whatever it is asked.
    pub fn saying(words: impl ToString) -> Stub {
        Stub::new(vec![Reply::Says(words.to_string())])
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Every request, with its head.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut text = String::new();
    while reader.read_line(&mut text).unwrap() > 2 {}
    let length = text.lines().find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).unwrap();
    text + &String::from_utf8(body).unwrap()
}

fn trickle(stream: &mut TcpStream, pause: Duration) {
    let mut next = stream.write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1000\r\n\r\n");
    for _ in 0..1000 {
        if next.is_err() {
            return;
        }
        std::thread::sleep(pause);
        next = stream.write_all(b" ");
    }
}

fn response(reply: Reply) -> String {
    let (status, headers, body) = match reply {
        Reply::Says(words) => {
            let choice =
                serde_json::json!({"message": {"role": "assistant", "content": words}, "finish_reason": "stop"});
            (200, String::new(), serde_json::json!({"choices": [choice]}).to_string())
        }
        Reply::Status(status, headers) => (status, headers, "secret-of-the-endpoint".to_owned()),
        Reply::Body(body) => (200, String::new(), body),
        Reply::Silence(time) | Reply::Trickle(time) => {
            std::thread::sleep(time);
            return String::new();
        }
    };
    format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
}
