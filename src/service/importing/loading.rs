//! Writing what was found: one transaction a story, with everything that belongs to it.

mod comments;
mod made;
mod names;
mod source;
mod stories;
mod threads;

use super::{
    Author, Found, ImportError, Report, Site, Skipped, Term, Wanted, pictures::Pictures,
    plain::plain,
};
use crate::{
    domain::{id::AccountId, media::one_line},
    service::{Services, settings},
    store,
};
use std::collections::HashMap;

/// Longest name of an author, in characters.
const NAME: usize = 100;

pub(super) struct Loader<'a> {
    services: &'a Services,
    wanted: &'a Wanted,
    /// Names the other site in the notes of what came.
    source: String,
    language: String,
    authors: HashMap<String, AccountId>,
    pictures: Pictures,
    threads: threads::Threads,
    report: Report,
}

impl<'a> Loader<'a> {
    pub(super) async fn new(
        services: &'a Services,
        wanted: &'a Wanted,
    ) -> Result<Loader<'a>, ImportError> {
        let settings = settings::load(&services.store).await?;
        Ok(Loader {
            services,
            wanted,
            source: String::new(),
            language: settings.language.tag().to_owned(),
            authors: HashMap::new(),
            pictures: Pictures::new(wanted)?,
            threads: threads::Threads::default(),
            report: Report::default(),
        })
    }

    pub(super) async fn finish(&mut self) -> Result<Report, ImportError> {
        self.write_comments().await?;
        self.tell_of_threads();
        self.report.pictures = self.pictures.count;
        if !self.wanted.dry_run {
            let keys = ["site".to_owned(), "lists".to_owned()];
            let noted = self.services.store.write(move |mut tx| {
                Box::pin(async move { store::changes::note(&mut tx, &keys).await })
            });
            noted.await?;
            self.services.freshness.purge_all();
        }
        Ok(std::mem::take(&mut self.report))
    }

    pub(super) async fn take(&mut self, found: Found) -> Result<(), ImportError> {
        match found {
            Found::Site(site) => self.site(&site).await,
            Found::Author(author) => self.author(author).await,
            Found::Category(term) => self.category(term).await,
            Found::Story(story) => self.story(*story).await,
            Found::Thread(thread) => self.thread(thread).await,
            Found::Comment(thread, comment) => self.comment(&thread, *comment).await,
            Found::Skipped(skipped) => {
                self.report.skipped.push(skipped);
                Ok(())
            }
        }
    }

    /// The name under which something came from this site, or else the one it has now.
    async fn site(&mut self, site: &Site) -> Result<(), ImportError> {
        self.pictures.at(&site.address);
        let names = source::names(self.wanted.format, site);
        for name in &names {
            if store::import::is_source(&self.services.store, name).await? {
                self.source.clone_from(name);
                return Ok(());
            }
        }
        self.source = names.into_iter().next().unwrap_or_default();
        Ok(())
    }

    fn skip(&mut self, what: String, why: impl Into<String>) {
        let why = why.into();
        self.report.skipped.push(Skipped { what, why });
    }

    /// Whoever has the same address is the same; others are names on stories until they come in.
    async fn author(&mut self, author: Author) -> Result<(), ImportError> {
        let name = match one_line(&plain(&author.name), NAME) {
            name if name.is_empty() => author.key.clone(),
            name => name,
        };
        if let Some(id) = self.known_author(&author, &name).await? {
            self.authors.insert(author.key, id);
            return Ok(());
        }
        self.report.authors += 1;
        if self.wanted.dry_run {
            return Ok(());
        }
        let (source, key, now) = (
            self.source.clone(),
            author.key.clone(),
            self.services.clock.now(),
        );
        let made = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let slug = names::free_author(tx, &name).await?;
                let id = store::account::insert_author(tx, &slug, &name, &author.bio, now).await?;
                names::lead_lists(tx, &author.links, &format!("/authors/{slug}")).await?;
                store::import::note(tx, &source, "author", &author.key, id.0).await?;
                Ok(id)
            })
        });
        self.authors.insert(key, made.await?);
        Ok(())
    }

    async fn known_author(
        &self,
        author: &Author,
        name: &str,
    ) -> Result<Option<AccountId>, ImportError> {
        let store = &self.services.store;
        let email = author.email.trim().to_lowercase();
        if !email.is_empty()
            && let Some(row) = store::account::by_email(store, &email).await?
        {
            if !self.wanted.dry_run {
                let (links, to) = (author.links.clone(), format!("/authors/{}", row.slug));
                let led = store.write(move |mut tx| {
                    Box::pin(async move { names::lead_lists(&mut tx, &links, &to).await })
                });
                led.await?;
            }
            return Ok(Some(AccountId(row.id)));
        }
        let known = store::import::found(store, &self.source, "author", &author.key).await?;
        if let Some(id) = known {
            return Ok(Some(AccountId(id)));
        }
        // Where nobody has an address, the name tells those of the staff.
        match email.is_empty() {
            true => self.of_the_staff(name).await,
            false => Ok(None),
        }
    }

    async fn of_the_staff(&self, name: &str) -> Result<Option<AccountId>, ImportError> {
        let store = &self.services.store;
        let Some(slug) = crate::domain::slug::Slug::from_title(name) else {
            return Ok(None);
        };
        let Some(author) = store::account::by_slug(store, slug.as_str()).await? else {
            return Ok(None);
        };
        let id = AccountId(author.id);
        let row = store::account::by_id(store, id).await?;
        let same = row.is_some_and(|row| {
            row.role().is_staff() && row.name.trim().eq_ignore_ascii_case(name.trim())
        });
        Ok(same.then_some(id))
    }

    async fn category(&mut self, term: Term) -> Result<(), ImportError> {
        if self.wanted.dry_run {
            return Ok(());
        }
        let made = self.services.store.write(move |mut tx| {
            Box::pin(async move { names::category(&mut tx, &term).await.map(|_| ()) })
        });
        Ok(made.await?)
    }
}
