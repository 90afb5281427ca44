//! Which rendered pages are stale: a count of purges, and the last purge of every key.
//!
//! A page remembers the count at which its rendering began. It is fresh while none of its keys
//! was purged since, so a page that was being rendered during a purge can never be taken for
//! fresh. Keys are `site`, `front`, `article/{slug}`, `category/{slug}`, `tag/{slug}`, `author/{slug}`,
//! `popular` (what is read most), `feed` (the site's feeds), `sitemap/{block of stories}`, `search` (every
//! answer of the search),
//! `page/{slug}`, `archive`, `archive/{year}/{month}` and `thread/{article id}`; of a story's page
//! besides `latest` (the newest stories) and `beside/{category}` (its category's newest); of every
//! page with stories on it `lists`.

use std::{
    collections::HashMap,
    sync::{
        PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

/// Most keys remembered one by one; past it everything older is taken as purged.
const REMEMBER: usize = 50_000;

/// The record of purges.
#[derive(Debug, Default)]
pub struct Freshness {
    count: AtomicU64,
    purges: RwLock<Purges>,
}

#[derive(Debug, Default)]
struct Purges {
    all: u64,
    keys: HashMap<String, u64>,
}

impl Freshness {
    /// The number of purges so far.
    pub fn now(&self) -> u64 {
        self.count.load(Ordering::Acquire)
    }

    /// Makes every page with one of these keys stale.
    pub fn purge<S: AsRef<str>>(&self, keys: &[S]) {
        let mut purges = self.purges.write().unwrap_or_else(PoisonError::into_inner);
        let count = self.now() + 1;
        if purges.keys.len() + keys.len() > REMEMBER {
            purges.keys.clear();
            purges.all = count;
        }
        for key in keys {
            purges.keys.insert(key.as_ref().to_owned(), count);
        }
        self.count.store(count, Ordering::Release);
    }

    /// Makes every page stale.
    pub fn purge_all(&self) {
        let mut purges = self.purges.write().unwrap_or_else(PoisonError::into_inner);
        let count = self.now() + 1;
        purges.keys.clear();
        purges.all = count;
        self.count.store(count, Ordering::Release);
    }

    /// Whether a page with these keys, begun at `since`, still shows the present.
    pub fn is_fresh<S: AsRef<str>>(&self, since: u64, keys: &[S]) -> bool {
        if since == self.now() {
            return true;
        }
        let purges = self.purges.read().unwrap_or_else(PoisonError::into_inner);
        purges.all <= since
            && keys
                .iter()
                .all(|key| purges.keys.get(key.as_ref()).is_none_or(|at| *at <= since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(list: &[&str]) -> Vec<String> {
        list.iter().map(|k| (*k).to_owned()).collect()
    }

    #[test]
    fn a_page_is_stale_once_one_of_its_keys_is_purged() {
        let freshness = Freshness::default();
        let begun = freshness.now();
        freshness.purge(&["category/alam"]);
        assert!(freshness.is_fresh(begun, &keys(&["site", "category/sains"])));
        freshness.purge(&["category/sains"]);
        assert!(!freshness.is_fresh(begun, &keys(&["site", "category/sains"])));
        assert!(freshness.is_fresh(freshness.now(), &keys(&["site", "category/sains"])));
    }

    #[test]
    fn forgetting_single_purges_errs_towards_stale() {
        let freshness = Freshness::default();
        let begun = freshness.now();
        for n in 0..=REMEMBER {
            freshness.purge(&[format!("article/{n}")]);
        }
        assert!(!freshness.is_fresh(begun, &keys(&["article/none-of-them"])));
    }
}
