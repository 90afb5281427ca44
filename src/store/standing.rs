//! Whoever writes under a story, as the story sees them: in one trip to the database, because a
//! comment is what is written most often.

use super::{
    StoreError,
    account::AccountRow,
    pool::{Tx, on_tx},
};
use crate::domain::id::{AccountId, ArticleId};

/// An account that is about to comment.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StandingRow {
    #[sqlx(flatten)]
    pub account: AccountRow,
    /// Whether it signs the story.
    pub byline: bool,
    /// Whether it follows the thread.
    pub follows: bool,
    /// Whether others follow the thread who have no unread notice of it.
    pub heard: bool,
}

/// The statement behind [`read`].
pub const STANDING: &str = "SELECT a.id, a.email, a.name, a.slug, a.role, a.state, a.created_at, a.password, a.verified_at, \
     a.banned_until, a.ban_reason, a.trusted, a.desk_language, a.desk_mail, \
     EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = $2 AND b.account_id = a.id) AS byline, \
     EXISTS (SELECT 1 FROM thread_follows f WHERE f.article_id = $2 AND f.account_id = a.id) AS follows, \
     EXISTS (SELECT 1 FROM thread_follows f WHERE f.article_id = $2 AND NOT f.told AND f.account_id <> a.id) AS heard \
     FROM accounts a WHERE a.id = $1";

/// How the account stands to the story, as the transaction sees it.
pub async fn read(
    tx: &mut Tx<'_>,
    account: AccountId,
    article: ArticleId,
) -> Result<Option<StandingRow>, StoreError> {
    Ok(
        on_tx!(tx, c => sqlx::query_as(STANDING).bind(account.0).bind(article.0).fetch_optional(c).await)?,
    )
}
