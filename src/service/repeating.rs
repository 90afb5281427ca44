//! Calls of the API that are sent again because nobody knows whether they arrived: the first
//! answer is kept for a day under the key that came with it
//! (draft-ietf-httpapi-idempotency-key-header).

use super::{Services, error::ServiceError, rights::Reader, tokens};
use crate::{domain::stamp::Stamp, store};

/// Longest key, in bytes.
pub const KEY_LENGTH: usize = 200;
/// How long an answer is kept, in microseconds.
const KEPT: i64 = 24 * 3600 * 1_000_000;

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Nothing: the call is to be made, and [`end`]ed.
    Nothing,
    /// The call was made, and this came of it.
    Answered(Answer),
    /// The call is being made; or it was, and the server ended before it had answered.
    Underway,
    /// The key belongs to another call.
    AnotherCall,
}

/// Takes a key for a call. `call` tells what is asked for: method, address and body.
pub async fn begin(
    services: &Services,
    reader: &Reader,
    key: &str,
    call: &str,
) -> Result<Before, ServiceError> {
    let (account, now) = (reader.id(), services.clock.now());
    let (key, call) = (tokens::hash(key), tokens::hash(call));
    let wanted = call.clone();
    let taken = services.store.write(move |mut tx| {
        Box::pin(async move {
            let old = Stamp::from_micros(now.micros() - KEPT);
            store::api_answer::forget(&mut tx, old).await?;
            store::api_answer::take(&mut tx, account, &key, &call, now).await
        })
    });
    let Some(row) = taken.await? else {
        return Ok(Before::Nothing);
    };
    if row.call_hash != wanted {
        return Ok(Before::AnotherCall);
    }
    let status = row.status.and_then(|status| u16::try_from(status).ok());
    Ok(match status {
        None => Before::Underway,
        Some(status) => Before::Answered(Answer {
            status,
            headers: serde_json::from_str(&row.headers).unwrap_or_default(),
            body: row.body,
        }),
    })
}

/// Keeps what came of a call; without an answer the key can be used again.
pub async fn end(
    services: &Services,
    reader: &Reader,
    key: &str,
    answer: Option<Answer>,
) -> Result<(), ServiceError> {
    let (account, key) = (reader.id(), tokens::hash(key));
    let written = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some(answer) = answer else {
                return store::api_answer::give_back(&mut tx, account, &key).await;
            };
            let headers = serde_json::to_string(&answer.headers).unwrap_or_default();
            let Answer { status, body, .. } = answer;
            store::api_answer::keep(&mut tx, account, &key, status, &headers, &body).await
        })
    });
    Ok(written.await?)
}
