//! `--external`, `--watchlists`, `--functions` and `--user-agents`: what queries expect elsewhere, from files.

use crate::harness::{Folder, lurcher};

#[test]
fn external_data_comes_from_files_in_place_of_addresses() {
    let folder = Folder::new();
    folder.write("lists/bad.csv", "domain,score\nevil.example,5\nworse.example,x\n");
    folder.write("one.txt", "a,b\n\nc\n");
    folder.write("objects.json", r#"[{"a": 1, "b": {"c": 2}}, {"a": "3"}]"#);
    let csv = "externaldata(domain: string, score: long)['https://example.com/lists/bad.csv?sig=x'] \
               with (format='csv', ignoreFirstRecord=true) | sort by domain asc";
    let place = |url: &str, file: &str| format!("{url}={}", folder.path(file));
    let lists = place("https://example.com/lists/", "lists");
    let ran = lurcher(&["query", csv, "--format", "csv", "--external", &lists]).with_code(0);
    assert_eq!(ran.out, "domain,score\nevil.example,5\nworse.example,\n");

    let text = "externaldata(line: string)[h@'https://example.com/one.txt']";
    let one = place("https://example.com/one.txt", "one.txt");
    let ran = lurcher(&["query", text, "--format", "csv", "--external", &one]).with_code(0);
    assert_eq!(ran.out, "line\n\"a,b\"\nc\n");

    let json = "externaldata(a: long, b: dynamic)['https://example.com/o.json'] with (format=multijson)";
    let objects = place("https://example.com/o.json", "objects.json");
    let ran = lurcher(&["query", json, "--format", "ndjson", "--external", &objects]).with_code(0);
    assert!(ran.out.starts_with("{\"a\":1,\"b\":{\"c\":2}}\n"), "{}", ran.out);

    lurcher(&["check", csv]).with_code(0);
    let ran = lurcher(&["query", csv]).with_code(2);
    assert!(ran.err.contains("--external URL=PATH"), "{}", ran.err);
    let ran = lurcher(&["query", csv, "--external", &one]).with_code(2);
    assert!(ran.err.contains("no file stands for https://example.com/lists/bad.csv"), "{}", ran.err);
    assert!(!ran.err.contains("sig=x") || ran.err.contains("externaldata("), "{}", ran.err);
}

#[test]
fn watchlists_are_files_with_a_header() {
    let folder = Folder::new();
    folder.write("watchlists/VIPUsers.csv", "User,Role\nann,ceo\nbob,cfo\n");
    let list = folder.path("watchlists");
    let kql = "_GetWatchlist('VIPUsers') | where User == 'bob' | project SearchKey, Role, Item = tostring(WatchlistItem.Role)";
    let ran = lurcher(&["query", kql, "--format", "csv", "--watchlists", &list]).with_code(0);
    assert_eq!(ran.out, "SearchKey,Role,Item\nbob,cfo,cfo\n");
    lurcher(&["check", kql]).with_code(0);
    let ran = lurcher(&["query", kql]).with_code(2);
    assert!(ran.err.contains("--watchlists"), "{}", ran.err);
    let ran = lurcher(&["query", "_GetWatchlist('Other')", "--watchlists", &list]).with_code(2);
    assert!(ran.err.contains("--watchlists"), "{}", ran.err);
    // A watchlist is no table that a pattern means.
    let ran = lurcher(&["query", "union withsource=T * | distinct T", "--watchlists", &list]);
    assert!(!ran.out.contains("_GetWatchlist"), "{}", ran.out);
}

#[test]
fn stored_functions_have_their_texts_in_a_folder() {
    let folder = Folder::new();
    folder.write(
        "functions/more.kql",
        ".create-or-alter function with (folder = 'x') Plus(a: long, b: long = 2) {\n    a + b\n}\n\
         .create function Above(T: (n: long), least: long) {\n    T | where n >= least\n}\n",
    );
    folder.write("functions/Numbers.kql", "let most = 4;\nrange n from 1 to most step 1 // all of them\n");
    folder.write("functions/Broken.kql", "print x = nothing_here\n");
    let list = folder.path("functions");
    let run = |kql: &str| lurcher(&["query", kql, "--format", "csv", "--functions", &list]);
    assert_eq!(run("print x = Plus(3)").with_code(0).out, "x\n5\n");
    assert_eq!(run("Numbers | invoke Above(3) | count").with_code(0).out, "Count\n2\n");
    assert_eq!(run("Numbers() | where n == Plus(1, 1)").with_code(0).out, "n\n2\n");
    let ran = run("Broken").with_code(2);
    assert!(ran.err.contains("in the function `Broken`"), "{}", ran.err);
}

#[test]
fn check_takes_names_behind_bag_unpack_on_trust() {
    let kql = "datatable(d: dynamic)[dynamic({'a': 1})] | evaluate bag_unpack(d) | project a, b = tostring(other)";
    let ran = lurcher(&["check", kql]).with_code(0);
    assert!(ran.err.contains("depend on the data"), "{}", ran.err);
    let ran = lurcher(&["query", kql]).with_code(2);
    assert!(ran.err.contains("other"), "{}", ran.err);
}

#[test]
fn a_table_of_files_stands_for_the_profile_of_a_file() {
    let folder = Folder::new();
    folder.write("files.csv", "SHA1,GlobalPrevalence\naa11,7\n");
    let files = format!("FileProfile={}", folder.path("files.csv"));
    let kql =
        "datatable(SHA1: string)['AA11', 'bb22'] | invoke FileProfile(SHA1, 100) | project SHA1, GlobalPrevalence";
    let ran = lurcher(&["query", kql, "--format", "csv", "--table", &files]).with_code(0);
    assert_eq!(ran.out, "SHA1,GlobalPrevalence\nAA11,7\nbb22,\n");
    assert!(lurcher(&["query", kql]).with_code(2).err.contains("`FileProfile`"));
}

#[test]
fn user_agents_are_told_apart_by_patterns_from_a_file() {
    let folder = Folder::new();
    let lists = |browsers: &str| format!("user_agent_parsers:\n{browsers}\nos_parsers: []\ndevice_parsers: []\n");
    let patterns = folder.write("patterns.yaml", lists("  - regex: '(Hound)/(\\d+)'"));
    let kql = "print a = parse_user_agent('Hound/31', 'browser').Browser | project f = tostring(a.Family), v = toint(a.MajorVersion)";
    let ran = lurcher(&["query", kql, "--format", "csv", "--user-agents", &patterns]).with_code(0);
    assert_eq!(ran.out, "f,v\nHound,31\n");
    lurcher(&["check", kql]).with_code(0);
    let ran = lurcher(&["query", kql]).with_code(2);
    assert!(ran.err.contains("error[LUR") && ran.err.contains("--user-agents FILE"), "{}", ran.err);

    let bomb = folder.write("bomb.yaml", "a: &a [x]\nb: [*a, *a]\n");
    let large = folder.write("large.yaml", lists("  - regex: '((\\w{100}){100}){100}'"));
    for (file, why) in [(&bomb, "anchors"), (&large, "MAX_PROGRAM_SIZE"), (&folder.path("none.yaml"), "--user-agents")]
    {
        let ran = lurcher(&["query", kql, "--user-agents", file]).with_code(2);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

#[test]
fn the_schema_of_parquet_files_is_told() {
    let folder = Folder::new();
    folder.write("made/note.txt", "no table");
    let query = "print a = 1, b = 'x', c = datetime(2026-01-01), d = dynamic([1]), ['e f'] = 1.5";
    let parquet = folder.path("made/part-1.parquet");
    lurcher(&["query", query, "--format", "parquet", "--out", &parquet]).with_code(0);
    let place = format!("https://data.example/mail={}", folder.path("made"));
    let ask = |options: &str| {
        let query = format!(
            r#"evaluate infer_storage_schema(dynamic({{"StorageContainers": ["https://data.example/mail;key"], {options}}}))"#
        );
        lurcher(&["query", &query, "--format", "csv", "--external", &place])
    };
    let told = ask(r#""DataFormat": "parquet", "FileExtension": ".parquet", "Mode": "all""#).with_code(0);
    assert!(told.out.contains("a:long, b:string, c:datetime, d:dynamic, ['e f']:real"), "{}", told.out);
    for (options, words) in [
        (r#""DataFormat": "csv""#, "Parquet files alone"),
        (r#""DataFormat": "parquet", "Mode": "any""#, "note.txt"),
        (r#""DataFormat": "parquet", "FileNamePrefix": "other""#, "no file there"),
        (r#""DataFormat": "parquet", "Mode": "some""#, "one of any, last, all"),
        (r#""Format": "parquet""#, "no option `Format`"),
    ] {
        let refused = ask(options).with_code(2);
        assert!(refused.err.contains(words), "{options}: {}", refused.err);
    }
}
