//! `--external URL=PATH`: the files that stand for addresses in `externaldata`; with `--fetch` others are fetched.

use super::fetch::Fetcher;
use super::inference;
use crate::failure::Failure;
use lurcher_engine::ExternalData;
use lurcher_engine::catalog::Source;
use lurcher_ingest::external::{ExternalFile, ExternalFormat, Mapping, MemberPattern, read_external};
use lurcher_semantics::bound::ExternalSource;
use std::path::{Component, Path, PathBuf};

/// Files and folders by the beginnings of the addresses they stand for, and what fetches the rest.
#[derive(Debug)]
pub struct ExternalFiles {
    places: Vec<(String, PathBuf)>,
    fetcher: Option<Fetcher>,
}

impl ExternalFiles {
    /// Nothing if no option names any.
    pub fn new(options: &[String], hosts: &[String]) -> Result<Option<ExternalFiles>, Failure> {
        let mut places = Vec::new();
        for option in options {
            // An address may hold `=` itself, a path seldom does.
            let Some((url, path)) = option.rsplit_once('=').filter(|(url, path)| !url.is_empty() && !path.is_empty())
            else {
                return Err(Failure::plain(format!("--external {option}: write URL=PATH")));
            };
            let path = PathBuf::from(path);
            if !path.exists() {
                return Err(Failure::plain(format!("--external {option}: there is no {}", path.display())));
            }
            places.push((url.to_owned(), path));
        }
        // The longest beginning is tried first.
        places.sort_by_key(|(url, _)| std::cmp::Reverse(url.len()));
        let fetcher = Fetcher::new(hosts)?;
        Ok((!places.is_empty() || fetcher.is_some()).then_some(ExternalFiles { places, fetcher }))
    }

    /// The file or folder that stands for an address; nothing is fetched.
    fn place(&self, uri: &str) -> Result<PathBuf, String> {
        let address = without_secret(uri).trim_end_matches('/');
        for (prefix, path) in &self.places {
            let Some(rest) = address.strip_prefix(prefix.trim_end_matches('/')) else { continue };
            if rest.is_empty() {
                return Ok(path.clone());
            }
            let below = Path::new(rest.trim_start_matches('/'));
            if !rest.starts_with('/') || below.components().any(|c| !matches!(c, Component::Normal(_))) {
                continue;
            }
            if path.join(below).exists() {
                return Ok(path.join(below));
            }
        }
        Err(format!("no folder stands for {address}: --external {address}=PATH gives one"))
    }

    fn file(&self, uri: &str) -> Result<PathBuf, String> {
        let address = without_secret(uri);
        for (prefix, path) in &self.places {
            let Some(rest) = address.strip_prefix(prefix.as_str()) else { continue };
            if path.is_file() {
                if rest.is_empty() {
                    return Ok(path.clone());
                }
                continue;
            }
            let below = Path::new(rest.trim_start_matches('/'));
            if below.components().any(|c| !matches!(c, Component::Normal(_))) {
                return Err(format!("the address {address} leaves the folder that stands for it"));
            }
            let file = path.join(below);
            if file.is_file() {
                return Ok(file);
            }
        }
        match &self.fetcher {
            Some(fetcher) => fetcher.file(uri),
            None => Err(format!("no file stands for {address}: --external {address}=PATH gives one")),
        }
    }
}

/// An address without what lets its owner in: the part behind `?` or `;`.
fn without_secret(uri: &str) -> &str {
    uri.split(['?', ';']).next().unwrap_or(uri)
}

impl ExternalData for ExternalFiles {
    fn sources(&self, wanted: &ExternalSource) -> Result<Vec<Source>, String> {
        if let Some(inference) = &wanted.inference {
            if wanted.format.as_deref().and_then(ExternalFormat::named) != Some(ExternalFormat::Parquet) {
                let why = "the schema of Parquet files alone is told: how the service guesses the types of others is not published";
                return Err(why.to_owned());
            }
            let places = wanted.uris.iter().map(|uri| self.place(uri)).collect::<Result<Vec<_>, _>>()?;
            return Ok(vec![Source::Memory(vec![inference::schema_row(&places, inference)?])]);
        }
        wanted.uris.iter().map(|uri| self.source(uri, wanted)).collect()
    }
}

impl ExternalFiles {
    fn source(&self, uri: &str, wanted: &ExternalSource) -> Result<Source, String> {
        let path = self.file(uri)?;
        let format = match &wanted.format {
            Some(name) => ExternalFormat::named(name).ok_or_else(|| format!("the format `{name}` is not supported"))?,
            None => ExternalFormat::of_name(without_secret(uri)),
        };
        if format == ExternalFormat::Parquet {
            if wanted.mapping.is_some() || wanted.zip_pattern.is_some() {
                return Err("a mapping or a zipPattern over Parquet is not supported".to_owned());
            }
            return Ok(Source::File(path));
        }
        let mapping = wanted.mapping.as_ref().map(|text| Mapping::parse(text, &wanted.columns)).transpose()?;
        let members = wanted.zip_pattern.as_ref().map(|text| MemberPattern::parse(text)).transpose()?;
        let file = ExternalFile {
            columns: &wanted.columns,
            format,
            ignore_first_record: wanted.ignore_first_record,
            mapping: mapping.as_ref(),
            members: members.as_ref(),
        };
        let batch = read_external(&path, &file).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Source::Memory(vec![batch]))
    }
}

#[cfg(test)]
mod tests {
    use super::ExternalFiles;

    #[test]
    fn an_address_stays_within_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("list.csv"), "a").unwrap();
        let option = format!("https://example.com/lists={}", folder.path().display());
        let files = ExternalFiles::new(&[option], &[]).ok().flatten().unwrap();
        assert!(files.file("https://example.com/lists/list.csv?sig=secret").is_ok());
        assert!(files.file("https://example.com/lists/../list.csv").is_err());
        assert!(files.file("https://example.com/other.csv").is_err());
        assert!(files.place("https://example.com/lists/;key").is_ok());
        for elsewhere in ["https://example.com/lists/..", "https://example.com/listsx", "https://example.com"] {
            assert!(files.place(elsewhere).is_err(), "{elsewhere}");
        }
    }
}
