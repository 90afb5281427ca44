//! How often programs may call the API: by token, and without one by network address.

use super::{
    Services,
    throttle::{Caller, Left, Over},
    tokens,
};

/// Counts a call and says what is left.
///
/// A token that was not seen lately is asked for, and that call counts for its address too: so
/// nobody gets an allowance, or a walk to the database, for every token they invent. What is
/// remembered here of a token decides which allowance counts, and nothing else.
pub async fn count(services: &Services, token: Option<&str>, address: &str) -> Result<Left, Over> {
    let (now, throttle) = (services.clock.now(), &services.throttle);
    let Some(token) = token else {
        return throttle.call(now, Caller::Address(address));
    };
    let key = tokens::hash(token);
    if throttle.knows(&key).await {
        return throttle.call(now, Caller::Token(&key));
    }
    let left = throttle.call(now, Caller::Address(address))?;
    // Where the database does not answer, the call itself will say so.
    let works = tokens::verify(services, token).await;
    if !matches!(works, Ok(Some(_))) {
        return Ok(left);
    }
    throttle.remember(key.clone()).await;
    throttle.call(now, Caller::Token(&key))
}
