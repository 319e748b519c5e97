//! `.zip`, `.gz`, archives within archives, and archives that lie.

use crate::world::{World, gzip, mail, zip};

#[test]
fn archives_within_archives_read() {
    let message = mail("a@x.example", "b@own.example", "deep");
    let inner = zip(&[("folder/1.eml", message.as_bytes())]);
    let csv = gzip(b"NetworkMessageId,Subject\n1,packed\n");
    let outer = zip(&[("inner.zip", &inner), ("EmailEvents.csv.gz", &csv), ("../../evil.txt", b"no mail")]);
    let outcome = World::new().file("all.zip", outer).read();
    assert_eq!(outcome.column("EmailEvents", "Subject"), ["deep", "packed"], "{}", outcome.report);
    assert_eq!(outcome.report.rejected, 1);
    assert!(outcome.report.rejections[0].source.ends_with("all.zip!/../../evil.txt"));
}

#[test]
fn nesting_is_limited_by_name() {
    let mut archive = zip(&[("m.eml", mail("a@x.example", "b@own.example", "x").as_bytes())]);
    for _ in 0..4 {
        archive = zip(&[("next.zip", &archive)]);
    }
    let outcome = World::new().file("a.zip", archive).read();
    assert!(outcome.reasons()[0].contains("max_archive_depth"), "{}", outcome.report);
}

#[test]
fn expansion_is_limited_by_name() {
    let mut world = World::new().file("EmailEvents.csv.gz", gzip(&vec![b' '; 4 << 20]));
    world.options.limits.max_expansion_ratio = 1;
    world.options.limits.free_expansion_bytes = 1 << 20;
    let outcome = world.read();
    assert!(outcome.reasons()[0].contains("max_expansion_ratio"), "{}", outcome.report);
}

#[test]
fn a_truncated_gzip_is_named_and_its_rows_before_stay() {
    let mut csv = String::from("NetworkMessageId,Subject\n");
    (0..200_000).for_each(|i| csv.push_str(&format!("{i},subject {}\n", i * 7919 % 10_007)));
    let packed = gzip(csv.as_bytes());
    let outcome = World::new().file("EmailEvents.csv.gz", &packed[..packed.len() / 2]).read();
    let rows = outcome.rows("EmailEvents").len();
    assert!(rows > 0 && rows < 200_000);
    assert!(outcome.reasons()[0].contains("cut off"), "{}", outcome.report);
}

#[test]
fn truncated_mail_archives_give_no_half_messages() {
    let long = format!("{}{}", mail("a@x.example", "b@own.example", "x"), "lorem ipsum dolor\n".repeat(20_000));
    let noise: String = (0..50_000u64).map(|i| format!("{}\n", i.wrapping_mul(6_364_136_223_846_793_005))).collect();
    let packed = gzip(format!("{long}{noise}").as_bytes());
    let outcome = World::new().file("m.eml.gz", &packed[..packed.len() / 2]).read();
    assert!(outcome.tables.is_empty());
    assert!(outcome.reasons()[0].contains("cut off"), "{}", outcome.report);

    let packed = zip(&[("m.eml", noise.as_bytes())]);
    let outcome = World::new().file("m.zip", &packed[..packed.len() / 2]).read();
    assert_eq!(outcome.report.rejected, 1, "{}", outcome.report);
    // A member whose bytes were changed does not match its checksum.
    let mut packed = zip(&[("m.eml", noise.as_bytes())]);
    packed[5_000] ^= 0xff;
    let outcome = World::new().file("m.zip", packed).read();
    assert_eq!(outcome.report.rejected, 1, "{}", outcome.report);
    assert!(outcome.tables.is_empty());
}
