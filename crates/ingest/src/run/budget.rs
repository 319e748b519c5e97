//! Bounds the bytes that are read but not yet stored.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub struct Budget {
    state: Mutex<State>,
    changed: Condvar,
    limit: usize,
}

struct State {
    used: usize,
    stopped: bool,
}

impl Budget {
    pub fn new(limit: usize) -> Budget {
        Budget { state: Mutex::new(State { used: 0, stopped: false }), changed: Condvar::new(), limit }
    }

    /// Waits until there is room; says whether to go on. One piece always fits, however large.
    pub fn take(&self, bytes: usize) -> bool {
        let mut state = self.lock();
        while !state.stopped && state.used > 0 && state.used.saturating_add(bytes) > self.limit {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.used = state.used.saturating_add(bytes);
        !state.stopped
    }

    pub fn give_back(&self, bytes: usize) {
        let mut state = self.lock();
        state.used = state.used.saturating_sub(bytes);
        self.changed.notify_all();
    }

    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
