//! Hashing of passwords: slow on purpose, so never on the threads that answer requests, and
//! never more than two at once.

use super::error::ServiceError;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// Memory in KiB, passes and lanes: OWASP's first choice for Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// Hashes worked out at once: more would starve reading.
const AT_ONCE: usize = 2;
/// Longest wait for a turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is checked where there is no account, so that both take the same time. Nothing hashes to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$d2FydGF3YXJ0YXdhcnRhdw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and checks passwords. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        Hashing(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hashing {
    /// A PHC string with a salt of its own.
    pub async fn hash(&self, password: String) -> Result<String, ServiceError> {
        let salt: [u8; 16] = rand::random();
        self.apart(move || {
            argon2()?
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|error| {
                    ServiceError::Input(format!("the password cannot be hashed: {error}"))
                })
        })
        .await?
    }

    /// Whether this is the password behind `hash`. Without a hash it takes as long and is not.
    pub async fn verify(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, ServiceError> {
        self.apart(move || {
            let known = hash.is_some();
            let hash = hash.as_deref().unwrap_or(NOBODY);
            Ok(argon2()?.verify_password(password.as_bytes(), hash).is_ok() && known)
        })
        .await?
    }

    /// Runs on a thread for blocking work, when its turn comes.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ServiceError> {
        let busy = || ServiceError::Busy("passwords are being checked");
        let turn = self.0.clone().acquire_owned();
        let turn = tokio::time::timeout(PATIENCE, turn).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let value = work();
            drop(turn);
            value
        });
        done.await.map_err(|_| busy())
    }
}

fn argon2() -> Result<Argon2<'static>, ServiceError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None)
        .map_err(|error| ServiceError::Input(format!("the cost of hashing: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let hashing = Hashing::default();
        let hash = hashing.hash("rahasia sekali".into()).await.expect("hashed");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(!hash.contains("rahasia"));
        let again = hashing.hash("rahasia sekali".into()).await.expect("hashed");
        assert_ne!(hash, again, "each has a salt of its own");
        let verify = |password: &str, hash: Option<String>| hashing.verify(password.into(), hash);
        assert!(
            verify("rahasia sekali", Some(hash.clone()))
                .await
                .expect("checked")
        );
        assert!(!verify("rahasia sekalI", Some(hash)).await.expect("checked"));
        assert!(!verify("rahasia sekali", None).await.expect("checked"));
        assert!(
            !verify("rahasia sekali", Some("broken".into()))
                .await
                .expect("checked")
        );
    }

    #[tokio::test]
    async fn nobody_takes_as_long_as_somebody() {
        // The stand-in has the cost of a real hash, or checking it would end at once.
        let hashing = Hashing::default();
        let hash = hashing.hash("rahasia sekali".into()).await.expect("hashed");
        let cost = |phc: &str| phc.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(cost(&hash), cost(NOBODY));
        let parts = |phc: &str| phc.split('$').map(str::len).collect::<Vec<_>>();
        assert_eq!(parts(&hash), parts(NOBODY));
        let begun = std::time::Instant::now();
        let _ = hashing.verify("x".into(), None).await;
        assert!(
            begun.elapsed() > Duration::from_millis(5),
            "{:?}",
            begun.elapsed()
        );
    }
}
