//! Titles, addresses and terms of another site as this one has them.

use super::super::{Story, Term};
use crate::{
    domain::{id::CategoryId, media::one_line, redirect, slug::Slug},
    service::{clock::block_ids, html},
    store::{self, StoreError, Tx},
};
use rand::{SeedableRng, rngs::StdRng};

/// What belongs to no category there.
const REST: (&str, &str) = ("lain-lain", "Lain-lain");
/// Longest headline, in characters.
const HEADLINE: usize = 300;

/// The category of a story: its first one there, or else the one here that has the name of one of
/// its topics, or else the one for the rest.
pub(super) async fn category_of(tx: &mut Tx<'_>, story: &Story) -> Result<CategoryId, StoreError> {
    if let Some(first) = story.categories.first() {
        return category(tx, first).await;
    }
    let all = store::category::locked(tx).await?;
    for tag in &story.tags {
        let slug = slug_of_term(tag);
        if let Some(row) = all.iter().find(|row| Some(&row.slug) == slug.as_ref()) {
            return Ok(CategoryId(row.id));
        }
    }
    let rest = Term {
        slug: REST.0.to_owned(),
        name: REST.1.to_owned(),
        description: String::new(),
    };
    category(tx, &rest).await
}

/// The category of this slug or name, made behind the others where there is none.
pub(super) async fn category(tx: &mut Tx<'_>, term: &Term) -> Result<CategoryId, StoreError> {
    let name = one_line(&plain(&term.name), 60);
    let slug = slug_of_term(term).unwrap_or_else(|| REST.0.to_owned());
    let all = store::category::locked(tx).await?;
    if let Some(row) = all.iter().find(|row| row.slug == slug) {
        return Ok(CategoryId(row.id));
    }
    let last = i64::try_from(all.len()).unwrap_or(i64::MAX - 1) + 1;
    let name = match name.is_empty() {
        true => REST.1.to_owned(),
        false => name,
    };
    let about = one_line(&plain(&term.description), 300);
    store::category::insert(tx, &slug, &name, last, &about).await
}

/// The slug of a category or a tag; `None` where nothing of its name can stand in an address.
pub(super) fn slug_of_term(term: &Term) -> Option<String> {
    let slug = Slug::parse(&term.slug).ok();
    let slug = slug.or_else(|| Slug::from_title(&plain(&term.name)));
    slug.map(String::from)
}

/// Lets the address there lead to what it is here; not where pages of this site stand.
pub(super) async fn lead(tx: &mut Tx<'_>, link: &str, to: &str) -> Result<bool, StoreError> {
    let path = path_of(link);
    if path.len() < 2 || path == to || redirect::check(path, to).is_err() {
        return Ok(false);
    }
    store::redirect::keep(tx, path, to).await?;
    Ok(true)
}

/// The path of an address. `?p=123` names none of its own.
pub(super) fn path_of(link: &str) -> &str {
    let path = match link.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => link,
    };
    path.split(['?', '#']).next().unwrap_or_default()
}

pub(super) fn slug_of(story: &Story) -> String {
    let slug = Slug::parse(&story.slug).ok();
    let slug = slug.or_else(|| Slug::from_title(&plain(&story.title)));
    slug.map_or_else(
        || format!("berita-{}", digits(&story.key)),
        |slug| slug.to_string(),
    )
}

/// Of a key what may stand in an address.
fn digits(key: &str) -> String {
    let plain = key.chars().filter(char::is_ascii_alphanumeric);
    let plain: String = plain.map(|c| c.to_ascii_lowercase()).take(60).collect();
    match plain.is_empty() {
        true => "1".to_owned(),
        false => plain,
    }
}

/// `berita-2` for `berita`, `berita-3` for `berita-2`.
pub(super) fn next(slug: &str) -> String {
    let (stem, number) = match slug.rsplit_once('-') {
        Some((stem, number)) => (stem, number.parse::<u32>().ok().filter(|n| *n < 100_000)),
        None => (slug, None),
    };
    match number {
        Some(number) => format!("{stem}-{}", number + 1),
        None => format!("{slug}-2"),
    }
}

pub(super) async fn free_author(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let slug = Slug::from_title(name).map_or_else(|| "penulis".to_owned(), |slug| slug.to_string());
    let mut slug = slug;
    while store::account::slug_taken(tx, &slug).await? {
        slug = next(&slug);
    }
    Ok(slug)
}

/// Text without markup, on one line.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut ids = block_ids(StdRng::seed_from_u64(0));
    let read = html::to_document(html, &mut ids);
    read.map_or_else(String::new, |read| read.to_plain().trim().to_owned())
}

pub(super) fn title_of(title: &str) -> String {
    match one_line(&plain(title), HEADLINE) {
        title if title.is_empty() => "Tanpa judul".to_owned(),
        title => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_slug_is_counted_on() {
        assert_eq!(next("banjir"), "banjir-2");
        assert_eq!(next("banjir-2"), "banjir-3");
        assert_eq!(next("banjir-pagi"), "banjir-pagi-2");
    }

    #[test]
    fn text_has_no_markup() {
        assert_eq!(plain("A &amp; <b>B</b>"), "A & B");
        assert_eq!(title_of("  "), "Tanpa judul");
    }

    #[test]
    fn an_address_has_one_path() {
        for (link, path) in [
            ("https://a.test/2019/rob/?x=1#y", "/2019/rob/"),
            ("https://a.test", ""),
            ("/rob/", "/rob/"),
            ("?p=3", ""),
        ] {
            assert_eq!(path_of(link), path);
        }
    }
}
