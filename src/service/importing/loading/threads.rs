//! Comments that were kept apart from their stories: their stories are found by their addresses.

use super::{
    super::{Comment, ImportError, Thread},
    Loader, comments, names,
};
use crate::{
    domain::{comment::Policy, id::ArticleId},
    store::{self, StoreError},
};
use std::collections::{BTreeMap, HashMap};

/// Comments in one transaction.
const GROUP: usize = 100;

#[derive(Default)]
pub(super) struct Threads {
    stories: HashMap<String, ArticleId>,
    /// Titles and addresses of threads without a story here, with how much was said in them.
    strangers: BTreeMap<String, (String, usize)>,
    /// Comments of threads that were never named.
    orphans: usize,
    waiting: Vec<(ArticleId, Comment)>,
}

impl Loader<'_> {
    pub(super) async fn thread(&mut self, thread: Thread) -> Result<(), ImportError> {
        let Some(id) = self.story_at(&thread.link).await? else {
            let what = format!("thread {}: {} {}", thread.key, thread.title, thread.link);
            self.threads.strangers.insert(thread.key, (what, 0));
            return Ok(());
        };
        self.threads.stories.insert(thread.key, id);
        if thread.closed && !self.wanted.dry_run {
            let closed = self.services.store.write(move |mut tx| {
                Box::pin(async move {
                    store::thread::set_policy(&mut tx, id, Policy::ReadOnly).await?;
                    Ok(())
                })
            });
            closed.await?;
        }
        Ok(())
    }

    /// The story that an address of the other site leads to, or that has its last part for a slug.
    async fn story_at(&self, link: &str) -> Result<Option<ArticleId>, StoreError> {
        let store = &self.services.store;
        let path = names::path_of(link);
        let bare = path.trim_end_matches('/');
        let target = store::redirect::leading(store, path).await?;
        let led = target.as_deref().unwrap_or(bare);
        let last = led.rsplit('/').next().unwrap_or_default();
        let slug = last.split('.').next().unwrap_or_default();
        if slug.is_empty() {
            return Ok(None);
        }
        if let Some(row) = store::article::by_slug(store, slug).await? {
            return Ok(Some(row.id));
        }
        let Some(moved) = store::article::moved_to(store, slug).await? else {
            return Ok(None);
        };
        let row = store::article::by_slug(store, &moved).await?;
        Ok(row.map(|row| row.id))
    }

    pub(super) async fn comment(
        &mut self,
        thread: &str,
        comment: Comment,
    ) -> Result<(), ImportError> {
        let Some(id) = self.threads.stories.get(thread) else {
            match self.threads.strangers.get_mut(thread) {
                Some((_, count)) => *count += 1,
                None => self.threads.orphans += 1,
            }
            return Ok(());
        };
        self.threads.waiting.push((*id, comment));
        if self.threads.waiting.len() >= GROUP {
            self.write_comments().await?;
        }
        Ok(())
    }

    /// Writes the comments that wait, story by story.
    pub(super) async fn write_comments(&mut self) -> Result<(), ImportError> {
        let waiting = std::mem::take(&mut self.threads.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let mut stories: BTreeMap<i64, Vec<Comment>> = BTreeMap::new();
        for (id, comment) in waiting {
            stories.entry(id.0).or_default().push(comment);
        }
        if self.wanted.dry_run {
            for one in stories.values().flatten() {
                let store = &self.services.store;
                let known = store::import::found(store, &self.source, "comment", &one.key).await?;
                match known {
                    Some(_) => self.report.known += 1,
                    None => self.report.comments += 1,
                }
            }
            return Ok(());
        }
        let (source, now) = (self.source.clone(), self.services.clock.now());
        let written = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let mut done = comments::Came::default();
                // In the order of their numbers, so that two who write never wait for each other.
                for (id, list) in stories {
                    done.add(comments::write(&mut tx, &source, ArticleId(id), list, now).await?);
                }
                Ok(done)
            })
        });
        let done = written.await?;
        self.report.comments += done.came;
        self.report.known += done.known;
        for why in done.notes() {
            self.skip("comments".to_owned(), why);
        }
        Ok(())
    }

    /// Threads in which something was said and that have no story here.
    pub(super) fn tell_of_threads(&mut self) {
        let strangers = std::mem::take(&mut self.threads.strangers);
        for (what, count) in strangers.into_values() {
            if count > 0 {
                self.skip(
                    what,
                    format!("no story here has this address; {count} comments were left out"),
                );
            }
        }
        if self.threads.orphans > 0 {
            let count = std::mem::take(&mut self.threads.orphans);
            let why =
                format!("their threads are not in the export; {count} comments were left out");
            self.skip("comments".to_owned(), why);
        }
    }
}
