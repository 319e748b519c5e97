//! Ticks of 100 ns: calendar arithmetic, and reading and printing datetimes and timespans.
