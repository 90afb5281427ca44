//! Moving to WordPress, and to whatever reads its exports: stories, pages, authors, categories, tags,
//! comments and pictures as WXR 1.2 (`wp-admin/includes/export.php` writes the same).

mod writer;

use super::{MoveError, Moved, at};
use crate::{
    domain::{document::Document, id::ArticleId, stamp::Stamp},
    service::{Services, settings, zone::Zone},
    store::{
        StoreError, Tx,
        moving::{self, Kind, Named, Said, Value},
        snapshot::Moment,
    },
};
use std::{fs::File, io::BufWriter, path::Path};
use writer::{Writer, body};

/// Rows read at once.
const GROUP: u32 = 100;

/// What the elements are written with, and for.
struct Export<'a> {
    out: Writer,
    base: &'a str,
    zone: Zone,
    moved: Moved,
}

/// Writes a file that must not be there yet. Pictures are named by their addresses here: whoever reads
/// it fetches them from the site while it is served, or takes them from its folder.
pub async fn export(services: &Services, file: &Path) -> Result<Moved, MoveError> {
    if file.exists() {
        let file = file.display();
        return Err(MoveError::Occupied(format!(
            "{file} is there already: name another file"
        )));
    }
    let site = settings::load(&services.store).await?;
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Nothing half-written has the name that was asked for.
    let part = tempfile::NamedTempFile::new_in(folder).map_err(at(folder))?;
    let open = part.reopen().map_err(at(file))?;
    let mut export = Export {
        out: Writer::new(BufWriter::new(open)),
        base: &services.base_url,
        zone: Zone::named(&site.zone).unwrap_or_else(Zone::utc),
        moved: Moved::default(),
    };
    let mut moment = Moment::begin(&services.store).await?;
    let mut tx = moment.tx();
    let out = &mut export.out;
    out.begin();
    out.element("title", &site.name);
    out.element("link", &services.base_url);
    out.element("description", &site.tagline);
    out.element("language", site.language.tag());
    out.element("wp:wxr_version", "1.2");
    out.element("wp:base_site_url", &services.base_url);
    out.element("wp:base_blog_url", &services.base_url);
    export.authors(&mut tx).await?;
    export.terms(&mut tx).await?;
    export.pictures(&mut tx).await?;
    export.pages(&mut tx).await?;
    export.stories(&mut tx).await?;
    drop(moment);
    let Export { out, mut moved, .. } = export;
    let written: File = out.end().map_err(at(file))?;
    written.sync_all().map_err(at(file))?;
    moved.files = 1;
    moved.bytes = written.metadata().map_err(at(file))?.len();
    let kept = part.persist_noclobber(file);
    kept.map_err(|error| at(file)(error.error))?;
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at(folder))?;
    Ok(moved)
}

/// The numbers of stories, pictures and pages, which are one row of numbers there.
fn number_of_story(id: i64) -> i64 {
    id.saturating_mul(3)
}

fn number_of_picture(id: i64) -> i64 {
    id.saturating_mul(3).saturating_add(1)
}

/// A page has no number here: its slug gives it one (FNV-1a, cut to 40 bits).
fn number_of_page(slug: &str) -> i64 {
    let hash = slug.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::try_from(hash >> 24)
        .unwrap_or_default()
        .saturating_mul(3)
        .saturating_add(2)
}

fn state_of_story(status: &str) -> &'static str {
    match status {
        "published" => "publish",
        "scheduled" => "future",
        "in_review" => "pending",
        _ => "draft",
    }
}

fn state_of_comment(state: &str) -> &'static str {
    match state {
        "published" => "1",
        "held" => "0",
        "spam" => "spam",
        _ => "trash",
    }
}

impl Export<'_> {
    fn count(&mut self, what: &str, more: u64) {
        *self.moved.rows.entry(what.to_owned()).or_default() += more;
    }

    /// `2019-05-03 10:11:12`
    fn civil(zone: &Zone, at: i64) -> String {
        let m = zone.moment(Stamp::from_micros(at));
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            m.year, m.month, m.day, m.hour, m.minute, m.second
        )
    }

    fn times(&mut self, name: &str, at: i64) {
        let local = Self::civil(&self.zone, at);
        self.out.element(&format!("wp:{name}"), &local);
        let gmt = Self::civil(&Zone::utc(), at);
        self.out.element(&format!("wp:{name}_gmt"), &gmt);
    }

    async fn authors(&mut self, tx: &mut Tx<'_>) -> Result<(), MoveError> {
        let mut after = 0;
        loop {
            let group = moving::signers(tx, after, GROUP).await?;
            let Some(last) = group.last() else {
                return Ok(());
            };
            after = last.id;
            self.count("authors", group.len() as u64);
            for one in group {
                let out = &mut self.out;
                out.open("wp:author");
                out.element("wp:author_id", &one.id.to_string());
                out.element("wp:author_login", &one.slug);
                out.element("wp:author_email", &one.email.unwrap_or_default());
                out.element("wp:author_display_name", &one.name);
                out.close("wp:author");
            }
        }
    }

    async fn terms(&mut self, tx: &mut Tx<'_>) -> Result<(), MoveError> {
        for (table, tag) in [("categories", false), ("tags", true)] {
            let Some(kind) = Kind::named(table) else {
                continue;
            };
            let out = &mut self.out;
            let mut each = |row: Vec<Value>| -> Result<(), StoreError> {
                let (Some(id), Some(slug), Some(name), Some(description)) = (
                    number(kind, &row, "id"),
                    text(kind, &row, "slug"),
                    text(kind, &row, "name"),
                    text(kind, &row, "description"),
                ) else {
                    return Ok(());
                };
                let element = if tag { "wp:tag" } else { "wp:category" };
                let names = match tag {
                    true => ["wp:tag_slug", "wp:tag_name", "wp:tag_description"],
                    false => [
                        "wp:category_nicename",
                        "wp:cat_name",
                        "wp:category_description",
                    ],
                };
                out.open(element);
                out.element("wp:term_id", &id.to_string());
                out.element(names[0], slug);
                if !tag {
                    out.element("wp:category_parent", "");
                }
                out.html(names[1], name);
                out.html(names[2], description);
                out.close(element);
                Ok(())
            };
            let count = moving::read(tx, kind, &mut each).await?;
            self.count(table, count);
        }
        Ok(())
    }

    async fn pictures(&mut self, tx: &mut Tx<'_>) -> Result<(), MoveError> {
        let Some(kind) = Kind::named("media") else {
            return Ok(());
        };
        let (out, base, zone) = (&mut self.out, self.base, &self.zone);
        let mut each = |row: Vec<Value>| -> Result<(), StoreError> {
            let (Some(id), Some(width), Some(created)) = (
                number(kind, &row, "id"),
                number(kind, &row, "width"),
                number(kind, &row, "created_at"),
            ) else {
                return Ok(());
            };
            let text = |name: &str| text(kind, &row, name).unwrap_or_default();
            let url = format!("{base}/media/{}/{width}.jpg", text("media_key"));
            out.open("item");
            out.element("title", text("alt"));
            out.element("link", &url);
            out.element("content:encoded", text("credit"));
            out.element("excerpt:encoded", text("caption"));
            out.element("wp:post_id", &number_of_picture(id).to_string());
            out.element("wp:post_date", &Self::civil(zone, created));
            out.element("wp:post_date_gmt", &Self::civil(&Zone::utc(), created));
            out.element("wp:status", "inherit");
            out.element("wp:post_parent", "0");
            out.element("wp:post_type", "attachment");
            out.element("wp:attachment_url", &url);
            out.meta("_wp_attachment_image_alt", text("alt"));
            out.close("item");
            Ok(())
        };
        let count = moving::read(tx, kind, &mut each).await?;
        self.count("media", count);
        Ok(())
    }

    async fn pages(&mut self, tx: &mut Tx<'_>) -> Result<(), MoveError> {
        let Some(kind) = Kind::named("standing_pages") else {
            return Ok(());
        };
        let (out, base, zone) = (&mut self.out, self.base, &self.zone);
        let skipped = &mut self.moved.skipped;
        let mut count = 0;
        let mut each = |row: Vec<Value>| -> Result<(), StoreError> {
            let text = |name: &str| text(kind, &row, name).unwrap_or_default();
            let slug = text("slug");
            let document: Document = match serde_json::from_str(text("document")) {
                Ok(document) => document,
                Err(error) => {
                    skipped.push(format!("page {slug}: its text cannot be read: {error}"));
                    return Ok(());
                }
            };
            let updated = number(kind, &row, "updated_at").unwrap_or_default();
            let local = Self::civil(zone, updated);
            let gmt = Self::civil(&Zone::utc(), updated);
            out.open("item");
            out.html("title", text("title"));
            out.element("link", &format!("{base}/pages/{slug}"));
            out.element("content:encoded", &body(&document, base));
            out.element("wp:post_id", &number_of_page(slug).to_string());
            for name in ["wp:post_date", "wp:post_modified"] {
                out.element(name, &local);
                out.element(&format!("{name}_gmt"), &gmt);
            }
            out.element("wp:comment_status", "closed");
            out.element("wp:post_name", slug);
            out.element("wp:status", "publish");
            out.element("wp:post_parent", "0");
            let position = number(kind, &row, "position").unwrap_or_default();
            out.element("wp:menu_order", &position.to_string());
            out.element("wp:post_type", "page");
            out.close("item");
            count += 1;
            Ok(())
        };
        moving::read(tx, kind, &mut each).await?;
        self.count("standing_pages", count);
        Ok(())
    }

    async fn stories(&mut self, tx: &mut Tx<'_>) -> Result<(), MoveError> {
        let mut after = 0;
        loop {
            let group = moving::named(tx, after, GROUP).await?;
            let Some(last) = group.last() else {
                return Ok(());
            };
            after = last.id.0;
            for story in group {
                let document: Document = match serde_json::from_str(&story.document) {
                    Ok(document) => document,
                    Err(error) => {
                        let what = format!("story {}: its text cannot be read: {error}", story.id);
                        self.moved.skipped.push(what);
                        continue;
                    }
                };
                self.story(&story, &body(&document, self.base));
                self.comments(tx, story.id).await?;
                self.out.close("item");
                self.count("articles", 1);
            }
        }
    }

    /// A story up to its comments.
    fn story(&mut self, story: &Named, body: &str) {
        let out = &mut self.out;
        out.open("item");
        out.html("title", &story.headline);
        out.element("link", &format!("{}/articles/{}", self.base, story.slug));
        // There a story has one author.
        if let Some((_, login, _)) = story.authors.first() {
            out.element("dc:creator", login);
        }
        out.element("content:encoded", body);
        out.html("excerpt:encoded", &story.standfirst);
        out.element("wp:post_id", &number_of_story(story.id.0).to_string());
        let at = story.published_at.or(story.publish_at);
        let at = at.unwrap_or(story.created_at);
        self.times("post_date", at);
        self.times("post_modified", story.updated_at.unwrap_or(at));
        let out = &mut self.out;
        let open = match story.comment_policy.as_str() {
            "open" => "open",
            _ => "closed",
        };
        out.element("wp:comment_status", open);
        out.element("wp:ping_status", "closed");
        out.element("wp:post_name", &story.slug);
        out.element("wp:status", state_of_story(&story.status));
        out.element("wp:post_parent", "0");
        out.element("wp:post_type", "post");
        out.term("category", &story.category.0, &story.category.1);
        for (slug, name) in &story.tags {
            out.term("post_tag", slug, name);
        }
        if let Some((id, ..)) = &story.banner {
            out.meta("_thumbnail_id", &number_of_picture(*id).to_string());
        }
    }

    /// Every comment of a story, each after the one that it answers.
    async fn comments(&mut self, tx: &mut Tx<'_>, story: ArticleId) -> Result<(), MoveError> {
        let mut after = (i64::MIN, 0);
        loop {
            let group = moving::said(tx, story, after, GROUP).await?;
            let Some(last) = group.last() else {
                return Ok(());
            };
            after = (last.created_at, last.id);
            for one in group {
                let mut answered = vec![one.id];
                self.comment(&one);
                while let Some(id) = answered.pop() {
                    let mut after = 0;
                    loop {
                        let group = moving::answers(tx, id, after, GROUP).await?;
                        let Some(last) = group.last() else { break };
                        after = last.id;
                        for one in group {
                            answered.push(one.id);
                            self.comment(&one);
                        }
                    }
                }
            }
        }
    }

    fn comment(&mut self, one: &Said) {
        self.out.open("wp:comment");
        self.out.element("wp:comment_id", &one.id.to_string());
        self.out.html("wp:comment_author", &one.name);
        self.times("comment_date", one.created_at);
        self.out.element("wp:comment_content", &one.html);
        let state = state_of_comment(&one.state);
        self.out.element("wp:comment_approved", state);
        self.out.element("wp:comment_type", "comment");
        let parent = one.parent_id.unwrap_or_default();
        self.out.element("wp:comment_parent", &parent.to_string());
        self.out.close("wp:comment");
        self.count("comments", 1);
    }
}

fn value<'a>(kind: &Kind, row: &'a [Value], name: &str) -> Option<&'a Value> {
    let place = kind.columns.iter().position(|column| column.name == name)?;
    row.get(place)
}

fn text<'a>(kind: &Kind, row: &'a [Value], name: &str) -> Option<&'a str> {
    match value(kind, row, name) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn number(kind: &Kind, row: &[Value], name: &str) -> Option<i64> {
    match value(kind, row, name) {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}
