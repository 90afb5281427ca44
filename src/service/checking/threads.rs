//! Comments with their counters, and addresses that lead elsewhere.

use super::{Check, GROUP, Part};
use crate::{
    domain::id::{ArticleId, CommentId},
    service::error::ServiceError,
    store,
};

/// Longest way from one address over others.
const STEPS: usize = 20;

impl Check<'_> {
    pub(super) async fn comments(&mut self) -> Result<(), ServiceError> {
        let mut before = i64::MAX;
        loop {
            let rows = store::check::comments(&self.services.store, before, GROUP).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            before = last.id;
            for row in rows {
                self.report.comments += 1;
                let of = format!("comment:{}", row.id);
                if row.threads != 1 {
                    let what = "the top of its thread is no comment of its story";
                    self.found(Part::Database, of.clone(), what, false);
                }
                if row.replies == row.shown && row.reports == row.open {
                    continue;
                }
                let what = format!(
                    "it counts {} replies and {} reports, and has {} and {}",
                    row.replies, row.reports, row.shown, row.open
                );
                let (id, story) = (CommentId(row.id), ArticleId(row.article_id));
                let mended = self.repair && self.recount_comment(id, story).await?;
                self.found(Part::Count, of, what, mended);
            }
        }
    }

    async fn recount_comment(&self, id: CommentId, story: ArticleId) -> Result<bool, ServiceError> {
        let counted = self.services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                if store::thread::lock(tx, story).await?.is_none() {
                    return Ok(false);
                }
                store::check::recount_comment(tx, id).await?;
                let keys = [format!("thread/{story}"), format!("queue/{id}")];
                store::changes::note(tx, &keys).await?;
                Ok(true)
            })
        });
        Ok(counted.await?)
    }

    pub(super) async fn redirects(&mut self) -> Result<(), ServiceError> {
        let store = &self.services.store;
        let mut after = String::new();
        loop {
            let rows = store::redirect::lines(store, None, &after, GROUP).await?;
            let Some(last) = rows.last() else { break };
            after.clone_from(&last.from_path);
            for row in rows {
                self.report.redirects += 1;
                let of = format!("redirect:{}", row.from_path);
                if row.to_path == row.from_path {
                    self.found(Part::Redirect, of, "it leads to itself", false);
                    continue;
                }
                let mut way = vec![row.from_path];
                let mut next = Some(row.to_path);
                while let Some(path) = next.take() {
                    if way.contains(&path) {
                        let what = format!("it leads in a circle over {path}");
                        self.found(Part::Redirect, of, what, false);
                        break;
                    }
                    if way.len() > STEPS {
                        let what = format!("it leads over more than {STEPS} others");
                        self.found(Part::Redirect, of, what, false);
                        break;
                    }
                    next = store::article::redirect(store, &path).await?;
                    way.push(path);
                }
            }
        }
        for slug in store::check::taken_slugs(store, GROUP).await? {
            let what = "a former address of a story is the present one of a story";
            self.found(
                Part::Redirect,
                format!("redirect:/articles/{slug}"),
                what,
                false,
            );
        }
        Ok(())
    }
}
