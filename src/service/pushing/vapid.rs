//! By what a push service knows that a message is from this site (VAPID, RFC 8292). The key is made
//! of the site's secret: every node has it, and no copy of the database.

use crate::{domain::stamp::Stamp, service::secret::Secret};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
};
use serde_json::json;

/// For how many seconds a token holds; a day is the longest (RFC 8292, 2).
const LASTS: i64 = 12 * 3600;

fn key(secret: &Secret) -> SecretKey {
    let mut n = 0_u64;
    loop {
        // All but one of some four thousand million numbers are keys.
        if let Ok(key) = SecretKey::from_slice(&secret.derive("push", &n.to_string())) {
            return key;
        }
        n += 1;
    }
}

/// The public key as browsers take it when they subscribe: the point, uncompressed, in base64url.
pub fn public_key(secret: &Secret) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(key(secret).public_key().to_sec1_bytes())
}

/// What signs requests to push services.
pub(super) struct Vapid {
    key: SigningKey,
    public: String,
    /// Whom a push service asks when something is wrong: a `mailto:` or `https:` address.
    contact: String,
}

impl Vapid {
    pub(super) fn new(secret: &Secret, contact: String) -> Vapid {
        Vapid {
            key: SigningKey::from(key(secret)),
            public: public_key(secret),
            contact,
        }
    }

    /// The value of `Authorization` for a push service with this origin.
    pub(super) fn authorization(&self, origin: &str, now: Stamp) -> String {
        let until = now.micros().div_euclid(1_000_000) + LASTS;
        let claims = json!({"aud": origin, "exp": until, "sub": self.contact});
        let part = |text: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(text);
        let head = part(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", part(claims.to_string().as_bytes()));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = part(&signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    #[test]
    fn whoever_has_the_public_key_can_check_what_is_signed() {
        let secret = Secret::new("a secret of the tests, long enough").expect("long enough");
        let vapid = Vapid::new(&secret, "mailto:redaksi@warta.example".into());
        let now = Stamp::from_micros(1_732_080_000_000_000);
        let value = vapid.authorization("https://push.example", now);
        let (token, key) = value
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .expect("a token and a key");
        assert_eq!(key, public_key(&secret));
        let decode = |text| BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64");
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let key = VerifyingKey::from_sec1_bytes(&decode(key)).expect("a key");
        let signature = Signature::from_slice(&decode(signature)).expect("a signature");
        assert!(key.verify(signed.as_bytes(), &signature).is_ok());
        assert!(key.verify(b"another", &signature).is_err());

        let other = Secret::new("another secret of the tests, long").expect("long enough");
        assert_ne!(public_key(&secret), public_key(&other));
    }
}
