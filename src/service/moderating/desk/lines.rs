//! The log of what moderators and administrators did.

use super::Desk;
use crate::{
    domain::{id::AccountId, moderation::Act},
    service::error::ServiceError,
    store::{self, audit::AuditRow},
};

/// Lines on a page.
const LINES: u32 = 50;

/// A line of the log with what it is about.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: i64,
    pub act: Act,
    /// `comment:ID` or `account:ID`.
    pub subject: String,
}

impl Desk<'_> {
    /// Who did what and when, the newest first, before the line with this id.
    pub async fn log(&self, before: Option<i64>) -> Result<Vec<Line>, ServiceError> {
        let rows = store::audit::all(&self.services.store, before, LINES).await?;
        Ok(self.lines(&rows))
    }

    /// What was done about an account, the newest first.
    pub async fn log_of(&self, account: AccountId) -> Result<Vec<Line>, ServiceError> {
        let subject = format!("account:{account}");
        let rows = store::audit::by_subject(&self.services.store, &subject, LINES).await?;
        Ok(self.lines(&rows))
    }

    fn lines(&self, rows: &[AuditRow]) -> Vec<Line> {
        let line = |row: &AuditRow| Line {
            id: row.id,
            act: self.act(row),
            subject: row.subject.clone(),
        };
        rows.iter().map(line).collect()
    }

    /// Whether a page of the log may have another after it.
    pub fn is_full(lines: &[Line]) -> bool {
        lines.len() >= LINES as usize
    }
}
