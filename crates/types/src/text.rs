//! Text to value and back, by KQL's `to*()` rules.
