//! Rendered pages of anonymous readers, kept in memory while fresh.

use super::encoding::Encoded;
use crate::{domain::stamp::Stamp, service::freshness::Freshness};
use axum::http::{HeaderMap, StatusCode};
use moka::future::Cache;
use std::{future::Future, sync::Arc};

/// Most memory for pages, in bytes.
const CAPACITY: u64 = 128 << 20;

/// A page as it is sent.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: StatusCode,
    /// Everything but the encoding and its ETag.
    pub headers: HeaderMap,
    /// Hash of the body, the middle of every ETag.
    pub tag: String,
    pub body: Encoded,
    /// What it shows.
    pub keys: Vec<String>,
    /// The count of purges when its rendering began.
    pub since: u64,
    /// When its rendering began.
    pub begun: Stamp,
    /// When the date in its masthead changes.
    pub expires: Stamp,
}

/// How long a page is served while its thread moves, in microseconds: a new comment costs at most
/// one rendering a second, and the browser catches up from the event that the page names.
const THREAD_LAG: i64 = 1_000_000;

impl Page {
    fn may_be_kept(&self) -> bool {
        matches!(
            self.status,
            StatusCode::OK
                | StatusCode::MOVED_PERMANENTLY
                | StatusCode::NOT_FOUND
                | StatusCode::GONE
        )
    }
}

/// The pages.
#[derive(Clone)]
pub struct PageCache {
    pages: Cache<String, Arc<Page>>,
    freshness: Arc<Freshness>,
    on: bool,
}

impl PageCache {
    /// An empty cache; with `on` false it keeps nothing.
    pub fn new(freshness: Arc<Freshness>, on: bool) -> PageCache {
        let weigh = |key: &String, page: &Arc<Page>| {
            u32::try_from(key.len() + page.body.weight() + 1024).unwrap_or(u32::MAX)
        };
        PageCache {
            pages: Cache::builder()
                .max_capacity(CAPACITY)
                .weigher(weigh)
                .build(),
            freshness,
            on,
        }
    }

    /// The fresh page under `key`, rendered if need be. Requests for one key share a rendering.
    pub async fn get<F, Fut>(&self, key: &str, now: Stamp, render: F) -> Arc<Page>
    where
        F: Fn() -> Fut,
        Fut: Future<Output = Page>,
    {
        if !self.on {
            return Arc::new(render().await);
        }
        let fresh = |page: &Page| {
            let (threads, keys): (Vec<&String>, Vec<&String>) =
                page.keys.iter().partition(|key| key.starts_with("thread/"));
            now < page.expires
                && self.freshness.is_fresh(page.since, &keys)
                && (now.micros() - page.begun.micros() < THREAD_LAG
                    || self.freshness.is_fresh(page.since, &threads))
        };
        if let Some(page) = self.pages.get(key).await {
            if fresh(&page) {
                return page;
            }
            self.pages.invalidate(key).await;
        }
        let attempt = || async {
            let page = Arc::new(render().await);
            if page.may_be_kept() {
                Ok(page)
            } else {
                Err(page)
            }
        };
        let page = match self.pages.try_get_with_by_ref(key, attempt()).await {
            Ok(page) => page,
            Err(unkept) => return Arc::clone(&unkept),
        };
        // The shared rendering may have begun before a purge that this request comes after.
        if fresh(&page) {
            page
        } else {
            Arc::new(render().await)
        }
    }
}
