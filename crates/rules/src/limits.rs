//! How much of a pack is read. A pack is somebody else's text: a limit that is passed is named in the problem.

/// The largest rule file in bytes; the longest public rule is far below.
pub const MAX_RULE_FILE_BYTES: u64 = 1 << 20;
/// Rule files in one pack.
pub const MAX_PACK_FILES: usize = 50_000;
/// All rule files of one pack together.
pub const MAX_PACK_BYTES: u64 = 256 << 20;
/// Folders inside folders.
pub const MAX_PACK_DEPTH: usize = 16;
/// Mappings and lists inside one another in a YAML file.
pub const MAX_YAML_DEPTH: usize = 32;
/// Scalars, lists and mappings in a YAML file.
pub const MAX_YAML_NODES: usize = 20_000;
/// Rules in one YAML file of several documents.
pub const MAX_YAML_DOCUMENTS: usize = 1_000;
/// A STIX bundle of ATT&CK; that of release 18.1 has 50 MB and 24,772 objects.
pub const MAX_ATTACK_BYTES: u64 = 128 << 20;
/// Objects in a STIX bundle.
pub const MAX_ATTACK_OBJECTS: usize = 500_000;
/// References, phases or tactics of one object.
pub const MAX_ATTACK_LIST: usize = 1_000;
/// The name of a technique or a tactic, or a version, in bytes.
pub const MAX_ATTACK_NAME_BYTES: usize = 200;
/// The largest fixture of a test in bytes.
pub const MAX_FIXTURE_BYTES: u64 = 16 << 20;
/// All fixtures of one test together.
pub const MAX_TEST_BYTES: u64 = 64 << 20;
/// Rows in one fixture.
pub const MAX_FIXTURE_ROWS: usize = 100_000;
/// Comparisons of an expected row with one that came.
pub const MAX_ROW_COMPARISONS: usize = 4_000_000;
/// A report of tests or a record of hunts.
pub const MAX_EVIDENCE_BYTES: u64 = 128 << 20;
