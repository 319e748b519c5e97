//! How long a path takes: `cargo test --release -p lurcher-types -- --ignored --nocapture speed`.

use super::{Step, from_json, path, path_in_json};
use std::hint::black_box;
use std::time::Instant;

#[test]
#[ignore = "measures, asserts nothing"]
fn speed() {
    let json = r#"{"SPF":"pass","DKIM":"fail (signature did not verify)","DMARC":"bestguesspass","CompAuth":{"Result":"pass","Reason":"109"},"Auth":["none","oreject"],"Arc":"none"}"#;
    let encoded = from_json(json).unwrap();
    let key = |k: &str| Step::Key(k.to_owned());
    let rounds = 20_000;
    let report = |what: &str, run: &dyn Fn() -> bool| {
        // The best of many, for a machine may be busy with other things.
        let nanoseconds = (0..50).map(|_| {
            let start = Instant::now();
            assert!((0..rounds).all(|_| run()));
            start.elapsed().as_nanos() / rounds
        });
        println!("{what}: {} ns", nanoseconds.min().unwrap_or(0));
    };
    let (first, third, deep) = ([key("SPF")], [key("DMARC")], [key("CompAuth"), key("Reason")]);
    report("path .SPF", &|| path(black_box(&encoded), &first).is_some());
    report("path .DMARC", &|| path(black_box(&encoded), &third).is_some());
    report("path .CompAuth.Reason", &|| path(black_box(&encoded), &deep).is_some());
    report("path_in_json .DMARC", &|| path_in_json(black_box(json), &third).is_some());
    report("from_json", &|| from_json(black_box(json)).is_some());
}
