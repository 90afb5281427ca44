//! A folder of Markdown files, as Hugo, Jekyll, Zola and others keep a site: one file a story, with
//! front matter in YAML or TOML above it.

mod front;

use super::{Author, Found, ImportError, Next, Read, Site, Skipped, State, Story, Term, Text, at};
use crate::{
    domain::stamp::Stamp,
    service::zone::{Zone, parse_rfc3339},
};
use std::{
    collections::HashSet,
    io::Read as _,
    path::{Path, PathBuf},
};

/// Longest file, in bytes.
const LARGEST: u64 = 8 << 20;
/// Most files.
const MOST: usize = 200_000;
/// Deepest folder in folders.
const DEPTH: usize = 16;

/// Reads a folder, telling what it finds until `tell` says stop.
pub(super) fn read(folder: &Path, zone: &Zone, tell: impl Fn(Next) -> bool) {
    if let Err(error) = walk(folder, zone, &tell) {
        tell(Err(error));
    }
}

/// A file with its size in bytes.
type Listed = (PathBuf, u64);

fn walk(folder: &Path, zone: &Zone, tell: &impl Fn(Next) -> bool) -> Result<(), ImportError> {
    let root = folder.canonicalize().map_err(at(folder))?;
    let (mut files, mut skipped) = (Vec::new(), Vec::new());
    list(&root, 0, &mut files, &mut skipped)?;
    if files.is_empty() {
        let path = folder.display();
        let what = format!("{path}: there are no Markdown files (.md, .markdown) in it");
        return Err(ImportError::Export(what));
    }
    files.sort();
    let of = Some(files.iter().map(|(_, size)| size).sum());
    let mut read = 0;
    let say = |found: Found, read: u64| tell(Ok((found, Read { read, of })));
    // Files of another folder may have the same names.
    if !say(Found::Site(Site::at(root.display().to_string())), read) {
        return Ok(());
    }
    for one in skipped {
        say(Found::Skipped(one), read);
    }
    let mut authors = HashSet::new();
    for (path, size) in files {
        read += size;
        let key = path.strip_prefix(&root).unwrap_or(&path);
        let key = key.to_string_lossy().replace('\\', "/");
        let story = match text(&path, size)?.and_then(|text| story(&key, &text, zone)) {
            Ok(story) => story,
            Err(why) => {
                let what = format!("file {key}");
                if !say(Found::Skipped(Skipped { what, why }), read) {
                    return Ok(());
                }
                continue;
            }
        };
        for name in &story.authors {
            if authors.insert(name.clone()) {
                let author = Author {
                    key: name.clone(),
                    name: name.clone(),
                    ..Author::default()
                };
                say(Found::Author(author), read);
            }
        }
        if !say(Found::Story(Box::new(story)), read) {
            return Ok(());
        }
    }
    Ok(())
}

/// The Markdown files in a folder and in those in it. Links are not followed: they may lead in a
/// circle, or to what is none of the site's.
fn list(
    folder: &Path,
    depth: usize,
    files: &mut Vec<Listed>,
    skipped: &mut Vec<Skipped>,
) -> Result<(), ImportError> {
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(at(&entry.path()))?);
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut skip = |why: &str| {
            let what = format!("file {}", path.display());
            let why = why.to_owned();
            skipped.push(Skipped { what, why });
        };
        let markdown = path
            .extension()
            .is_some_and(|e| e == "md" || e == "markdown");
        if name.starts_with('.') || name == "node_modules" {
            continue;
        }
        if kind.is_symlink() {
            skip("links are not followed");
        } else if kind.is_dir() && depth >= DEPTH {
            skip("folders stand too deep in folders");
        } else if kind.is_dir() {
            list(&path, depth + 1, files, skipped)?;
        } else if markdown && name.starts_with("_index.") {
            skip("it is about a list, and no story");
        } else if markdown {
            if files.len() >= MOST {
                let path = folder.display();
                let what = format!("{path}: there are more than {MOST} files");
                return Err(ImportError::Export(what));
            }
            let size = entry.metadata().map_err(at(&path))?.len();
            files.push((path, size));
        }
    }
    Ok(())
}

/// A file's text, or why it is not read.
fn text(path: &Path, size: u64) -> Result<Result<String, String>, ImportError> {
    if size > LARGEST {
        return Ok(Err(format!("it has more than {LARGEST} bytes")));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(at(path))?;
    // It may have grown since it was listed.
    file.take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(at(path))?;
    let text = String::from_utf8(bytes);
    Ok(text.map_err(|_| "its encoding is another one than UTF-8".to_owned()))
}

/// The story in a file at `key`, or why there is none.
fn story(key: &str, text: &str, zone: &Zone) -> Result<Story, String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (front, body) = front::parts(&text)?;
    let (folder, file) = key.rsplit_once('/').unwrap_or(("", key));
    let stem = file.split('.').next().unwrap_or_default();
    // `2024-01-02-rob.md`
    let (day, stem) = match stem.get(..10).zip(stem.get(11..)) {
        Some((day, rest)) if zone.day_begins(day).is_some() && stem[10..].starts_with('-') => {
            (Some(day), rest)
        }
        _ => (None, stem),
    };
    let name = match stem {
        "index" => folder.rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    let time = |names: &[&str]| front.first(names).and_then(|text| moment(text, zone));
    let published = time(&[
        "date",
        "published",
        "publishdate",
        "published_at",
        "created",
    ]);
    let published = published.or_else(|| day.and_then(|day| zone.day_begins(day)));
    let draft = front.is("draft", "true")
        || front.is("published", "false")
        || front.is("status", "draft")
        || folder.split('/').any(|part| part == "_drafts");
    let kind = front.first(&["type", "layout"]).unwrap_or_default();
    let page = kind == "page"
        || folder
            .split('/')
            .any(|part| matches!(part, "pages" | "_pages"));
    let title = front.first(&["title", "headline"]).map(str::to_owned);
    let (title, body) = titled(title, body, name);
    let mut link = front.first(&["permalink", "url"]).unwrap_or_default();
    if link.contains(':') && !link.contains("://") {
        // A pattern of Jekyll's, and no address.
        link = "";
    }
    let terms = |names: &[&str]| front.all(names).map(term).collect::<Vec<_>>();
    let mut notes = Vec::new();
    if front.is_empty() {
        notes.push("it has no front matter".to_owned());
    }
    Ok(Story {
        key: key.to_owned(),
        page,
        title,
        slug: front.first(&["slug"]).unwrap_or(name).to_owned(),
        state: if draft {
            State::Draft
        } else {
            State::Published
        },
        published,
        updated: time(&[
            "lastmod",
            "updated",
            "modified",
            "last_modified_at",
            "updated_at",
        ]),
        summary: front
            .first(&["description", "standfirst", "summary", "excerpt"])
            .unwrap_or_default()
            .to_owned(),
        text: Text::Markdown(body.to_owned()),
        authors: front
            .all(&[
                "authors",
                "author",
                "authors.name",
                "author.name",
                "taxonomies.authors",
            ])
            .map(str::to_owned)
            .collect(),
        categories: terms(&["categories", "category", "taxonomies.categories"]),
        tags: terms(&["tags", "tag", "taxonomies.tags"]),
        link: link.to_owned(),
        aliases: front
            .all(&["aliases", "redirect_from"])
            .map(str::to_owned)
            .collect(),
        folder: folder.to_owned(),
        notes,
        banner: front
            .first(&[
                "image",
                "cover.image",
                "cover",
                "featured_image",
                "feature_image",
                "banner",
                "images",
            ])
            .map(str::to_owned),
        banner_alt: front
            .first(&["image_alt", "cover.alt"])
            .unwrap_or_default()
            .to_owned(),
        banner_caption: front
            .first(&["image_caption", "cover.caption"])
            .unwrap_or_default()
            .to_owned(),
        ..Story::default()
    })
}

/// The title, and the text without a first heading that says it.
fn titled<'a>(title: Option<String>, body: &'a str, name: &str) -> (String, &'a str) {
    let body = body.trim();
    let (line, rest) = body.split_once('\n').unwrap_or((body, ""));
    let heading = line.strip_prefix("# ").map(str::trim);
    match (title, heading) {
        (Some(title), Some(heading)) if title == heading => (title, rest),
        (Some(title), _) => (title, body),
        (None, Some(heading)) => (heading.to_owned(), rest),
        (None, None) => (name.replace(['-', '_'], " "), body),
    }
}

fn term(name: &str) -> Term {
    Term {
        name: name.to_owned(),
        ..Term::default()
    }
}

/// A day, or a day and a time with or without its offset; without, it is one of the site's zone.
fn moment(text: &str, zone: &Zone) -> Option<Stamp> {
    if let Some(at) = parse_rfc3339(text.trim()) {
        return Some(at);
    }
    let mut text = text.trim().to_owned();
    if text.get(10..11) == Some("T") {
        text.replace_range(10..11, " ");
    }
    let mut parts = text.split_whitespace();
    let day = parts.next()?;
    let Some(time) = parts.next() else {
        return zone.day_begins(day);
    };
    match parts.next() {
        Some("Z" | "UTC" | "GMT") => parse_rfc3339(&format!("{day}T{time}Z")),
        Some(offset) => parse_rfc3339(&format!("{day}T{time}{offset}")),
        None => zone.local(&format!("{day}T{time}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str, text: &str) -> Story {
        let zone = Zone::named("Asia/Jakarta").expect("a zone");
        story(key, text, &zone).unwrap_or_else(|why| panic!("{why}"))
    }

    #[test]
    fn times_are_of_the_sites_zone_where_they_do_not_say() {
        let zone = Zone::named("Asia/Jakarta").expect("a zone");
        let at = parse_rfc3339("2019-05-03T17:11:12+07:00");
        for text in [
            "2019-05-03T17:11:12",
            "2019-05-03 17:11:12",
            "2019-05-03 17:11:12 +0700",
            "2019-05-03T10:11:12Z",
            "2019-05-03 10:11:12 UTC",
        ] {
            assert_eq!(moment(text, &zone), at, "{text}");
        }
        assert_eq!(
            moment("2019-05-03", &zone),
            parse_rfc3339("2019-05-02T17:00:00Z")
        );
        assert_eq!(moment("kemarin sore", &zone), None);
    }

    #[test]
    fn names_of_files_say_what_the_front_matter_does_not() {
        let story = read(
            "_posts/2019-05-03-rob-lagi.md",
            "---\ntitle: Rob\n---\n# Rob\n\nAir.",
        );
        assert_eq!(
            (story.slug.as_str(), story.title.as_str()),
            ("rob-lagi", "Rob")
        );
        assert_eq!(story.published, parse_rfc3339("2019-05-02T17:00:00Z"));
        assert_eq!(story.text, Text::Markdown("\nAir.".into()));
        let story = read(
            "posts/laut/index.md",
            "+++\ntitle = \"Laut\"\ndraft = true\n[taxonomies]\ntags = [\"Ikan\"]\n+++\nIsi.",
        );
        assert_eq!((story.slug.as_str(), story.state), ("laut", State::Draft));
        assert_eq!(
            (story.tags[0].name.as_str(), story.folder.as_str()),
            ("Ikan", "posts/laut")
        );
        let story = read("catatan.md", "# Judul\nIsi.");
        assert_eq!((story.title.as_str(), story.notes.len()), ("Judul", 1));
    }
}
