//! Sessions, catalog, sources, clock and limits: runs a query
