//! A believable company's mail flow, deterministic, with planted stories
