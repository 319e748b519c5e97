use crate::made::{HOSTILE, of_text};
use lurcher_feed::{Feed, SiteFile, site};
use scraper::{Html, Selector};
use std::collections::BTreeSet;

fn pages(files: &[SiteFile]) -> impl Iterator<Item = &SiteFile> {
    files.iter().filter(|f| f.path.ends_with(".html"))
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// A browser's own parser finds nothing to complain of, and no id stands twice.
fn assert_valid(files: &[SiteFile]) {
    for page in pages(files) {
        let parsed = Html::parse_document(&page.content);
        assert!(parsed.errors.is_empty(), "{}: {:?}", page.path, parsed.errors);
        let mut ids = BTreeSet::new();
        for element in parsed.select(&select("[id]")) {
            assert!(ids.insert(element.attr("id").unwrap()), "{}: id {:?} twice", page.path, element.attr("id"));
        }
        for label in ["main", "header", "footer", "nav", "h1", "head > title"] {
            let count = parsed.select(&select(label)).count();
            assert!(count == 1 || label == "nav" && count > 0, "{}: {count} × {label}", page.path);
        }
    }
}

/// Every link within the site leads to a file of it, and to an id of that file.
fn assert_linked(files: &[SiteFile]) {
    for page in pages(files) {
        let parsed = Html::parse_document(&page.content);
        for element in parsed.select(&select("[href]")) {
            let href = element.attr("href").unwrap();
            if href.starts_with("https://") || href.starts_with("http://") || href.starts_with("data:image/svg+xml,") {
                continue;
            }
            let (path, fragment) = href.split_once('#').map_or((href, None), |(p, f)| (p, Some(f)));
            let path = path.split('?').next().unwrap();
            let path = match (path, page.path.strip_prefix("rules/"), path.strip_prefix("../")) {
                ("", _, _) => page.path.clone(),
                (_, Some(_), Some(up)) => up.to_owned(),
                (_, Some(_), None) => format!("rules/{path}"),
                (_, None, _) => path.to_owned(),
            };
            let target = files.iter().find(|f| f.path == path);
            let target = target.unwrap_or_else(|| panic!("{}: {href} leads nowhere", page.path));
            if let Some(id) = fragment {
                assert!(target.content.contains(&format!("id=\"{id}\"")), "{}: {href} has no such id", page.path);
            }
        }
    }
}

/// Nothing of a rule became markup, and nothing is asked of another site.
fn assert_closed(files: &[SiteFile]) {
    for page in pages(files) {
        let parsed = Html::parse_document(&page.content);
        assert_eq!(parsed.select(&select("script")).count(), 1, "{}", page.path);
        assert_eq!(
            parsed.select(&select("img, iframe, object, embed, base, [src], form[action]")).count(),
            0,
            "{}",
            page.path
        );
        assert_eq!(parsed.select(&select("link:not([rel=icon]):not([rel=alternate])")).count(), 0, "{}", page.path);
        for element in parsed.select(&select("*")) {
            for (name, value) in element.value().attrs() {
                assert!(
                    !name.starts_with("on") && name != "style" && name != "srcdoc",
                    "{}: {name}={value}",
                    page.path
                );
                assert!(name != "href" || !value.to_lowercase().contains("script:"), "{}: {value}", page.path);
            }
        }
        for hidden in ['\u{202e}', '\u{0}', '\u{7}', '\u{feff}'] {
            assert!(!page.content.contains(hidden), "{}: {hidden:?}", page.path);
        }
        let policy = parsed.select(&select("meta[http-equiv=Content-Security-Policy]")).next().unwrap();
        assert!(policy.attr("content").unwrap().starts_with("default-src 'none'; style-src 'sha256-"));
    }
}

/// Without this, the test of validity could not fail.
#[test]
fn the_parser_complains() {
    let broken = SiteFile { path: "x.html".into(), content: "<!DOCTYPE html><p a=1 a=2><table><p></table>".into() };
    assert!(std::panic::catch_unwind(|| assert_valid(&[broken])).is_err());
}

#[test]
fn hostile_texts_stay_texts() {
    for text in [
        HOSTILE,
        "javascript:alert(1)",
        "\" autofocus onfocus=alert(1) x=\"",
        "\u{202e}drawkcab",
        "a\nb\tc",
        "\u{1}",
        "&lt;b&gt;&#0;",
    ] {
        let files = site(&of_text(text));
        assert_valid(&files);
        assert_linked(&files);
        assert_closed(&files);
        for file in files.iter().filter(|f| f.path.ends_with(".json")) {
            serde_json::from_str::<serde_json::Value>(&file.content).unwrap();
        }
    }
}

/// The words of a page can be read back from it, whatever they are.
#[test]
fn a_query_is_shown_as_it_is() {
    let query = "T | where a == \"<b>&amp;</b>\" // it's `x`\n| take 5";
    let files = site(&of_text(query));
    let page = files.iter().find(|f| f.path.starts_with("rules/")).unwrap();
    let parsed = Html::parse_document(&page.content);
    let shown: String = parsed.select(&select("#kql")).next().unwrap().text().collect();
    assert_eq!(shown, query);
}

#[test]
fn the_same_rules_give_the_same_bytes() {
    assert_eq!(site(&of_text("T")), site(&of_text("T")));
}

#[test]
fn a_feed_without_rules_is_a_site() {
    let files = site(&Feed { title: "none".into(), ..Feed::default() });
    assert_valid(&files);
    assert_linked(&files);
}

/// What nobody knows is said so, and is no green word.
#[test]
fn unknown_is_not_fine() {
    let mut feed = of_text("T");
    feed.entries[0].tests = lurcher_feed::Tests::Unknown { written: 2 };
    feed.entries[0].state = lurcher_rules::coverage::RuleState::default();
    feed.entries[0].runs.clear();
    feed.entries[0].hidden.clear();
    let files = site(&feed);
    let page = &files.iter().find(|f| f.path.starts_with("rules/")).unwrap().content;
    assert!(page.contains("banner state-unknown") && page.contains("with no result at hand"));
    assert!(page.contains("No record of a hunt") && page.contains("no ledger of hidden rows was given"));
    assert!(!page.contains("tests pass") && !page.contains("state-passing\""));
}

/// A rule that names no technique covers none, whatever its tests and its data.
#[test]
fn a_rule_without_a_technique_is_not_called_covered() {
    use lurcher_rules::coverage::{Data, Ran, RuleState, Tests};
    let mut feed = of_text("T");
    feed.entries.truncate(1);
    feed.entries[0].state = RuleState { tests: Tests::Passing, data: Data::Full, ran: Ran::Yes, why: Vec::new() };
    let page = |feed: &Feed| {
        let files = site(feed);
        files.into_iter().find(|f| f.path.starts_with("rules/")).unwrap().content
    };
    let says_none = |page: &str| page.contains("It names no technique, and covers none");
    assert!(!says_none(&page(&feed)));
    feed.entries[0].rule.techniques.clear();
    assert!(says_none(&page(&feed)));
}

/// Both sides of a join often look at the same time: it is told once, in words that people use.
#[test]
fn a_window_is_told_once() {
    use lurcher_feed::enrich::definition;
    let mut facts = of_text("T").entries.remove(0).facts.unwrap();
    facts.conditions.extend(facts.conditions.clone());
    let times = definition(&facts).into_iter().filter(|said| said.starts_with("Time: "));
    assert_eq!(times.collect::<Vec<_>>(), ["Time: T, which is 1 day before the clock."]);
}
