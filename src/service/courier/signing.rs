//! Signatures by which receivers know that a message is from here (Standard Webhooks,
//! <https://www.standardwebhooks.com>).

use crate::service::secret::Secret;
use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The key of a webhook's signatures: nobody can know it from the database alone.
pub(in crate::service) fn key(secret: &Secret, salt: &str) -> [u8; 32] {
    secret.derive("webhook", salt)
}

/// The key as the receiver is to enter it.
pub(in crate::service) fn shown(key: &[u8]) -> String {
    format!("whsec_{}", BASE64_STANDARD.encode(key))
}

/// The value of `webhook-signature`; `at` is in seconds.
pub(super) fn sign(key: &[u8], message: &str, at: i64, body: &str) -> String {
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(key) else {
        unreachable!("HMAC takes keys of any length")
    };
    let signed = mac
        .chain_update(format!("{message}.{at}.{body}"))
        .finalize();
    format!("v1,{}", BASE64_STANDARD.encode(signed.into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_standard_is_signed_alike() {
        let key = BASE64_STANDARD
            .decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            .expect("base64");
        let body = r#"{"test": 2432232314}"#;
        let signed = sign(&key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(shown(&key), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }
}
