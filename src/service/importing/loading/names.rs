//! Titles, addresses and terms of another site as this one has them.

use super::super::{Story, Term, plain::plain};
use crate::{
    domain::{
        id::{CategoryId, TagId},
        media::one_line,
        redirect,
        slug::Slug,
        story::HEADLINE,
    },
    service::tokens,
    store::{self, StoreError, Tx},
};
use percent_encoding::percent_decode_str;

/// What belongs to no category there.
const REST: (&str, &str) = ("lain-lain", "Lain-lain");
/// Longest name of a category, in characters.
const NAME: usize = 60;

/// The category of a story: its first one there, or else the one here that has the name of one of
/// its topics, or else the one for the rest.
pub(super) async fn category_of(tx: &mut Tx<'_>, story: &Story) -> Result<CategoryId, StoreError> {
    if let Some(first) = story.categories.first() {
        return category(tx, first).await;
    }
    let all = store::category::locked(tx).await?;
    for tag in &story.tags {
        let (slug, name) = (slug_of_term(tag, CATEGORY), plain(&tag.name));
        let same = |row: &&store::category::CategoryRow| row.slug == slug || row.name == name;
        if let Some(row) = all.iter().find(same) {
            return Ok(CategoryId(row.id));
        }
    }
    let rest = Term {
        slug: REST.0.to_owned(),
        name: REST.1.to_owned(),
        ..Term::default()
    };
    category(tx, &rest).await
}

/// The category of this slug or name, made behind the others where there is none. What listed it
/// there leads to it.
pub(super) async fn category(tx: &mut Tx<'_>, term: &Term) -> Result<CategoryId, StoreError> {
    let name = one_line(&plain(&term.name), NAME);
    let slug = slug_of_term(term, CATEGORY);
    let all = store::category::locked(tx).await?;
    let id = match all.iter().find(|row| row.slug == slug) {
        Some(row) => CategoryId(row.id),
        None => {
            let last = i64::try_from(all.len()).unwrap_or(i64::MAX - 1) + 1;
            let name = match name.is_empty() {
                true => REST.1.to_owned(),
                false => name,
            };
            let about = one_line(&plain(&term.description), 300);
            store::category::insert(tx, &slug, &name, last, &about).await?
        }
    };
    lead_lists(tx, &term.links, &format!("/categories/{slug}")).await?;
    Ok(id)
}

/// The tag of this slug, made where there is none. What listed it there leads to it.
pub(super) async fn tag(tx: &mut Tx<'_>, term: &Term) -> Result<TagId, StoreError> {
    let slug = slug_of_term(term, TAG);
    let id = store::tag::ensure(tx, &slug, &one_line(&plain(&term.name), NAME)).await?;
    lead_lists(tx, &term.links, &format!("/tags/{slug}")).await?;
    Ok(id)
}

/// What slugs of categories and of tags begin with where nothing of a name can stand in an address.
const CATEGORY: &str = "kategori";
const TAG: &str = "topik";

/// The slug of a category or a tag. Of a name in another script it is made so that it is the same
/// every time, and another for every name.
fn slug_of_term(term: &Term, kind: &str) -> String {
    let name = plain(&term.name);
    let slug = Slug::parse(&term.slug).ok();
    let slug = slug.or_else(|| Slug::from_title(&name)).map(String::from);
    slug.unwrap_or_else(|| match name.is_empty() {
        true => REST.0.to_owned(),
        false => format!("{kind}-{:.10}", tokens::hash(&name)),
    })
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

/// Lets the addresses of a list lead to the one here. One that leads somewhere stays, but that a
/// category is more than a tag.
pub(super) async fn lead_lists(
    tx: &mut Tx<'_>,
    links: &[String],
    to: &str,
) -> Result<(), StoreError> {
    for link in links {
        let known = store::redirect::target(tx, link).await?;
        let better = |known: &str| known.starts_with("/tags/") && to.starts_with("/categories/");
        if known.as_deref().is_none_or(better) {
            lead(tx, link, to).await?;
        }
    }
    Ok(())
}

/// The path of an address. `?p=123` names none of its own.
pub(super) fn path_of(link: &str) -> &str {
    let path = match link.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => link,
    };
    path.split(['?', '#']).next().unwrap_or_default()
}

/// A slug is kept as far as it can be: `berita_lama` is `berita-lama`. One in another script says
/// less than the title.
pub(super) fn slug_of(story: &Story) -> String {
    let slug = Slug::parse(&story.slug).ok();
    let decoded = percent_decode_str(&story.slug).decode_utf8_lossy();
    let alike = || Slug::from_title(&decoded).filter(|_| decoded.is_ascii());
    let slug = slug.or_else(alike);
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

/// `berita`, then `berita-2`, `berita-3` and so on: a number of its own, `pemilu-2024`, stays.
pub(super) fn numbered(slug: &str, n: u32) -> String {
    if n < 2 {
        return slug.to_owned();
    }
    let end = format!("-{n}");
    let room = Slug::MAX - end.len();
    let stem = slug.get(..slug.len().min(room)).unwrap_or(slug);
    format!("{}{end}", stem.trim_end_matches('-'))
}

pub(super) async fn free_author(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let slug = Slug::from_title(name).map_or_else(|| "penulis".to_owned(), |slug| slug.to_string());
    for n in 1.. {
        let free = numbered(&slug, n);
        if !store::account::slug_taken(tx, &free).await? {
            return Ok(free);
        }
    }
    Ok(slug)
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
    fn a_taken_slug_gets_a_number_of_its_own() {
        assert_eq!(numbered("banjir", 1), "banjir");
        assert_eq!(numbered("banjir", 2), "banjir-2");
        assert_eq!(numbered("pemilu-2024", 2), "pemilu-2024-2");
        let long = numbered(&"a".repeat(Slug::MAX), 12);
        assert!(Slug::parse(&long).is_ok() && long.ends_with("-12"));
    }

    #[test]
    fn names_in_other_scripts_have_slugs_of_their_own() {
        let term = |slug: &str, name: &str| Term {
            slug: slug.to_owned(),
            name: name.to_owned(),
            ..Term::default()
        };
        let one = slug_of_term(&term("%e6%94%bf", "政治"), CATEGORY);
        let other = slug_of_term(&term("", "اقتصاد"), CATEGORY);
        assert!(one != other && one != REST.0 && Slug::parse(&one).is_ok());
        assert_eq!(one, slug_of_term(&term("", "政治"), CATEGORY));
        assert_eq!(
            slug_of_term(&term("olah_raga", "Olah_Raga"), TAG),
            "olah-raga"
        );
    }

    #[test]
    fn a_slug_stays_as_far_as_it_can() {
        let of = |slug: &str, title: &str| {
            slug_of(&Story {
                key: "7".into(),
                slug: slug.into(),
                title: title.into(),
                ..Story::default()
            })
        };
        assert_eq!(of("berita_lama_2020", "Judul"), "berita-lama-2020");
        assert_eq!(of("%e6%94%bf-2024", "Pemilu"), "pemilu");
        assert_eq!(of("", "政治"), "berita-7");
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
