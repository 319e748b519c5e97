//! A query that does not end, or eats the machine's memory, ends the run with its text.

use std::sync::{Mutex, Once};
use std::time::{Duration, Instant};

static NOW: Mutex<Option<(Instant, String)>> = Mutex::new(None);

/// Looks every moment at the query that runs, and at the memory of the process if that has a limit.
pub fn begin(time: Duration, memory: Option<usize>) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(200));
                let Ok(now) = NOW.lock() else { continue };
                let Some((since, text)) = now.as_ref() else { continue };
                let too_long = since.elapsed() > time;
                let too_much = memory.is_some_and(|most| resident() > most);
                if too_long || too_much {
                    eprintln!("FINDING: {} at the query\n{text}", if too_long { "no end" } else { "too much memory" });
                    std::process::abort();
                }
            }
        });
    });
}

pub fn during<T>(text: &str, work: impl FnOnce() -> T) -> T {
    set(Some((Instant::now(), text.to_owned())));
    let done = work();
    set(None);
    done
}

fn set(now: Option<(Instant, String)>) {
    if let Ok(mut slot) = NOW.lock() {
        *slot = now;
    }
}

/// Nothing where the system does not tell.
pub fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split_whitespace().nth(1)?.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}
