//! The same work for many things, on all cores.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Room for binding queries as deep as the limits of the language allow.
const STACK_BYTES: usize = 256 << 20;

/// The answers in the order of the items.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(2, usize::from).min(items.len());
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    let labour = || {
        while let Some((at, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            let answer = work(item);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, answer));
        }
    };
    thread::scope(|scope| {
        let started = (0..threads)
            .filter(|_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, labour).is_ok())
            .count();
        // Where the machine has no thread to give, this one does it all.
        if started == 0 {
            labour();
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}
