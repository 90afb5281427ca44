//! Moving out: the database as it is at one moment, row by row, then the files of its pictures.

use super::{
    DATA, MEDIA, MoveError, Moved, PAGES, STORIES,
    folder::Writing,
    is_open_setting, lines,
    markdown::{self, Front},
};
use crate::{
    domain::{document::Document, logo::Logo, slug::Slug, stamp::Stamp},
    service::{Services, zone::rfc3339},
    store::{
        StoreError, Tx,
        moving::{self, KINDS, Kind, Named, Value},
        snapshot::Moment,
    },
};
use std::{collections::BTreeSet, path::Path};

/// Stories read at once for their Markdown.
const GROUP: u32 = 50;

/// What stays behind, in words.
const LEFT_OUT: [&str; 7] = [
    "passwords, sessions, access tokens and links in mail: whoever signs in sets a new password",
    "hashes of readers' addresses, which only this site's secret can read",
    "invitations that nobody has accepted: invite again",
    "notices that readers and the newsroom have not read",
    "former logos, and settings that are secret",
    "answers kept for programs, and who has which story open",
    "HTML, plain text and the search index, which are made anew",
];

/// Writes everything into a folder that is empty or not there yet. Others go on writing meanwhile;
/// the rows are those of one moment.
pub async fn export(services: &Services, root: &Path) -> Result<Moved, MoveError> {
    let mut writing = Writing::begin(root)?;
    let mut moved = Moved::default();
    let mut moment = Moment::begin(&services.store).await?;
    let mut tx = moment.tx();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for kind in &KINDS {
        let count = rows(&mut tx, kind, &mut writing, &mut keys).await?;
        moved.rows.insert(kind.name.to_owned(), count);
    }
    stories(&mut tx, &mut writing, &mut moved).await?;
    pages(&mut tx, &mut writing, &mut moved).await?;
    drop(moment);
    for key in keys {
        let mut names: Vec<String> = services.media.list(&key).await?.into_keys().collect();
        names.sort();
        if names.is_empty() {
            let what = format!("media {key}: its files are missing; `warta check` says more");
            moved.skipped.push(what);
        }
        for name in names {
            let known = crate::service::pictures::mime_at(&key, &name).is_some();
            if !known {
                let what = format!("media {key}: {name:?} is no file of a picture");
                moved.skipped.push(what);
            } else if let Some(bytes) = services.media.get(&key, &name).await? {
                writing.file(format!("{MEDIA}/{key}/{name}"), &bytes)?;
            }
        }
    }
    (moved.files, moved.bytes) = (writing.files, writing.bytes);
    writing.end(moved.rows.clone(), &LEFT_OUT)?;
    Ok(moved)
}

/// Writes the rows of a table, and notes the keys of pictures in them.
async fn rows(
    tx: &mut Tx<'_>,
    kind: &Kind,
    writing: &mut Writing,
    keys: &mut BTreeSet<String>,
) -> Result<u64, MoveError> {
    let path = format!("{DATA}/{}.jsonl", kind.name);
    let mut open = writing.open(path.clone())?;
    let mut left = 0;
    let failed =
        |error: std::io::Error| StoreError::Unusable(format!("{path} cannot be written: {error}"));
    let mut each = |row: Vec<Value>| -> Result<(), StoreError> {
        match (kind.name, row.as_slice()) {
            ("settings", [Value::Text(name), Value::Text(value)]) => {
                if !is_open_setting(name) {
                    left += 1;
                    return Ok(());
                }
                if let Some(logo) = Logo::parse(value).filter(|_| name.starts_with("logo")) {
                    keys.insert(logo.key);
                }
            }
            ("media_keys", [Value::Text(key), _]) => {
                keys.insert(key.clone());
            }
            _ => {}
        }
        let line = lines::written(kind, &row).map_err(|error| failed(error.into()))?;
        open.write(line.as_bytes()).map_err(failed)?;
        open.write(b"\n").map_err(failed)
    };
    let count = moving::read(tx, kind, &mut each).await?;
    writing.close(open)?;
    Ok(count - left)
}

fn time(micros: Option<i64>) -> String {
    micros
        .and_then(|micros| rfc3339(Stamp::from_micros(micros)))
        .unwrap_or_default()
}

async fn stories(
    tx: &mut Tx<'_>,
    writing: &mut Writing,
    moved: &mut Moved,
) -> Result<(), MoveError> {
    let mut after = 0;
    loop {
        let group = moving::named(tx, after, GROUP).await?;
        let Some(last) = group.last() else {
            return Ok(());
        };
        after = last.id.0;
        for story in group {
            let slug = match Slug::parse(&story.slug) {
                Ok(slug) => slug.as_str().to_owned(),
                Err(_) => story.id.to_string(),
            };
            let dated = time(Some(story.published_at.unwrap_or(story.created_at)));
            let year = dated.get(..4).unwrap_or("0000");
            match serde_json::from_str::<Document>(&story.document) {
                Ok(document) => {
                    let text = story_front(&story).above(&markdown::of(&document, "../../"));
                    writing.file(format!("{STORIES}/{year}/{slug}.md"), text.as_bytes())?;
                }
                Err(error) => moved.skipped.push(format!(
                    "story {}: its text cannot be read, so there is no Markdown of it: {error}",
                    story.id
                )),
            }
        }
    }
}

fn story_front(story: &Named) -> Front {
    let mut front = Front::default();
    front.text("title", &story.headline);
    front.text("slug", &story.slug);
    front.text("date", &time(story.published_at));
    front.text("lastmod", &time(story.updated_at));
    front.flag("draft", story.status != "published");
    front.text("status", &story.status);
    front.text("description", &story.standfirst);
    front.list("authors", story.authors.iter().map(|a| a.2.as_str()));
    front.list("categories", [story.category.1.as_str()]);
    front.list("tags", story.tags.iter().map(|t| t.1.as_str()));
    front.text("language", &story.language);
    if let Some((key, width, ..)) = &story.banner {
        front.text("image", &format!("/{MEDIA}/{key}/{width}.jpg"));
    }
    let former = story.former_slugs.iter().map(|s| format!("/articles/{s}"));
    let former: Vec<String> = former.collect();
    front.list("aliases", former.iter().map(String::as_str));
    front
}

async fn pages(tx: &mut Tx<'_>, writing: &mut Writing, moved: &mut Moved) -> Result<(), MoveError> {
    let Some(kind) = Kind::named("standing_pages") else {
        return Ok(());
    };
    // There are a handful.
    let mut found = Vec::new();
    let mut each = |row: Vec<Value>| -> Result<(), StoreError> {
        found.push(row);
        Ok(())
    };
    moving::read(tx, kind, &mut each).await?;
    for row in found {
        let [
            Value::Text(slug),
            _,
            Value::Text(title),
            Value::Text(document),
            Value::Number(updated),
            ..,
        ] = row.as_slice()
        else {
            continue;
        };
        let (Ok(document), Ok(name)) = (
            serde_json::from_str::<Document>(document),
            Slug::parse(slug),
        ) else {
            let what = format!("page {slug}: there is no Markdown of it");
            moved.skipped.push(what);
            continue;
        };
        let mut front = Front::default();
        front.text("title", title);
        front.text("slug", slug);
        front.text("lastmod", &time(Some(*updated)));
        let text = front.above(&markdown::of(&document, "../"));
        writing.file(format!("{PAGES}/{}.md", name.as_str()), text.as_bytes())?;
    }
    Ok(())
}
