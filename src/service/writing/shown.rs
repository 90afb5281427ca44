//! Which pages show a story: exactly those become stale when it changes.

use crate::{
    domain::{id::ArticleId, page::Key, stamp::Stamp, translation::Member},
    service::{Services, feeds::STORIES, front_page::ON_FRONT, reading::NEAR, zone::Zone},
    store::{self, StoreError, Tx, story::Story},
};

/// Stories are listed for crawlers in blocks of so many ids: 50,000 are the most that one map may
/// hold.
pub const SITEMAP_BLOCK: i64 = 10_000;

/// What a write altered for others.
#[derive(Debug, Default)]
pub(super) struct Effects {
    keys: Vec<String>,
    /// The story whose open pages hear of it.
    told: Option<ArticleId>,
}

impl Effects {
    /// The pages that show the story, or the story that it was, now that it is stored.
    pub(super) async fn of(
        tx: &mut Tx<'_>,
        before: &Story,
        after: &Story,
        zone: &Zone,
    ) -> Result<Effects, StoreError> {
        let mut effects = Effects::default();
        // What never was public stands nowhere.
        if before.published_at.is_none() && after.published_at.is_none() {
            return Ok(effects);
        }
        let mut slugs = store::story::old_slugs(tx, after.id).await?;
        slugs.extend([before.slug.clone(), after.slug.clone()]);
        effects.articles(&slugs);
        effects.sitemap(after.id);
        for story in [before, after] {
            if let Some(at) = story.published_at.filter(|_| story.is_public()) {
                effects.lists(tx, story, at, zone).await?;
            }
        }
        // Which months there are changes only with what is there.
        if before.is_public() != after.is_public() {
            effects.keys.push("archive".into());
        }
        effects.keys.sort();
        effects.keys.dedup();
        Ok(effects)
    }

    /// The pages of its translations, as far as they say something else of it now. `touched` are the
    /// stories whose translations are others.
    pub(super) fn translations(&mut self, before: &Story, after: &Story, touched: &[Member]) {
        fn told(story: &Story) -> (bool, &str, &str, &str) {
            let Story {
                slug,
                language,
                headline,
                ..
            } = story;
            (story.is_public(), slug, language, headline)
        }
        let public = before.is_public() || after.is_public();
        let named = match public && told(before) != told(after) {
            true => &before.translations[..],
            false => &[],
        };
        let members = named.iter().chain(touched);
        for member in members.filter(|member| member.is_public()) {
            self.articles(std::slice::from_ref(&member.slug));
            self.sitemap(member.id);
        }
    }

    fn sitemap(&mut self, id: ArticleId) {
        self.keys.push(format!("sitemap/{}", id.0 / SITEMAP_BLOCK));
    }

    fn articles(&mut self, slugs: &[String]) {
        self.keys
            .extend(slugs.iter().map(|slug| format!("article/{slug}")));
    }

    /// Lists it stands in, and pages beside whose own story it is named.
    async fn lists(
        &mut self,
        tx: &mut Tx<'_>,
        story: &Story,
        at: Stamp,
        zone: &Zone,
    ) -> Result<(), StoreError> {
        let key = Key { at, id: story.id.0 };
        let keys = &mut self.keys;
        keys.push("search".into());
        keys.push(format!("category/{}", story.category_slug));
        keys.extend(story.tags.iter().map(|tag| format!("tag/{}", tag.slug)));
        keys.extend(
            story
                .bylines
                .iter()
                .map(|(_, slug)| format!("author/{slug}")),
        );
        let moment = zone.moment(at);
        keys.push(format!("archive/{:04}/{:02}", moment.year, moment.month));
        let category = Some(story.category);
        let newer = store::surroundings::newer(tx, category, key, ON_FRONT).await?;
        if newer < i64::from(ON_FRONT) || store::front_pick::has(tx, story.id).await? {
            keys.push("front".into());
        }
        if newer < i64::from(NEAR) {
            keys.push(format!("beside/{}", story.category_slug));
        }
        let newer = store::surroundings::newer(tx, None, key, STORIES).await?;
        if newer < i64::from(NEAR) {
            keys.push("latest".into());
        }
        if newer < i64::from(STORIES) {
            keys.push("feed".into());
        }
        let neighbours = store::surroundings::neighbours(tx, key).await?;
        self.articles(&neighbours);
        let picking = store::surroundings::picked_by(tx, story.id).await?;
        self.articles(&picking);
        Ok(())
    }

    /// Open pages of the story hear what is new in its log.
    pub(super) fn tell(&mut self, article: ArticleId) {
        self.told = Some(article);
    }

    /// Notes it for other processes, last in the transaction of the write.
    pub(super) async fn note(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let mut keys = self.keys.clone();
        // By this key other nodes look into the story's log.
        keys.extend(self.told.map(|id| format!("thread/{id}")));
        if keys.is_empty() {
            return Ok(());
        }
        store::changes::note(tx, &keys).await
    }

    /// Tells this process, after the commit.
    pub(super) fn settle(self, services: &Services) {
        if !self.keys.is_empty() {
            services.freshness.purge(&self.keys);
        }
        if let Some(article) = self.told {
            services.hub.announce(article);
        }
    }
}
