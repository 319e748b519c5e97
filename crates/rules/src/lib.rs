//! Rule packs: Sentinel YAML and its metadata
