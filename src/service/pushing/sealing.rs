//! What a push service carries and cannot read: messages encrypted for one browser (RFC 8291, in the
//! content coding of RFC 8188).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::{PublicKey, SecretKey};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    error::Unspecified,
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
};

/// The only record is as long as the message; this is the size that it must not exceed, with its
/// delimiter and tag (RFC 8291, 4).
const RECORD: u32 = 4096;
/// Most bytes of a message: what every push service takes (RFC 8030, 7.2) without the head (86),
/// the delimiter (1) and the tag (16).
pub(in crate::service) const LARGEST: usize = 4096 - 86 - 1 - 16;
/// Bytes of a point of P-256, uncompressed.
const POINT: usize = 65;

/// A browser's keys.
#[derive(Debug, Clone)]
pub(in crate::service) struct Recipient {
    public: PublicKey,
    auth: [u8; 16],
}

impl Recipient {
    /// From what the browser gave; `None` where that is no point of the curve, or no 16 bytes.
    pub(in crate::service) fn parse(p256dh: &str, auth: &str) -> Option<Recipient> {
        let point = bytes(p256dh).filter(|point| point.len() == POINT)?;
        Some(Recipient {
            public: PublicKey::from_sec1_bytes(&point).ok()?,
            auth: bytes(auth)?.try_into().ok()?,
        })
    }
}

/// Base64url, with or without its padding.
fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD
        .decode(text.trim_end_matches('='))
        .ok()
}

/// Encrypts a message: the body of the request to the push service.
pub(in crate::service) fn seal(to: &Recipient, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
    let own = loop {
        // All but one of some four thousand million numbers are keys.
        if let Ok(key) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            break key;
        }
    };
    seal_with(to, &own, rand::random(), message)
}

fn seal_with(
    to: &Recipient,
    own: &SecretKey,
    salt: [u8; 16],
    message: &[u8],
) -> Result<Vec<u8>, Unspecified> {
    let (theirs, ours) = (to.public.to_sec1_bytes(), own.public_key().to_sec1_bytes());
    let shared = own.diffie_hellman(&to.public);
    let both = Salt::new(HKDF_SHA256, &to.auth).extract(shared.raw_secret_bytes());
    let input: [u8; 32] = expand(&both, &[b"WebPush: info\0", &theirs, &ours])?;
    let keys = Salt::new(HKDF_SHA256, &salt).extract(&input);
    let key: [u8; 16] = expand(&keys, &[b"Content-Encoding: aes128gcm\0"])?;
    let nonce: [u8; 12] = expand(&keys, &[b"Content-Encoding: nonce\0"])?;

    // The delimiter of the last record.
    let mut sealed = [message, &[2]].concat();
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key)?);
    // The key is made for this message alone.
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut sealed)?;

    let mut body = Vec::with_capacity(86 + sealed.len());
    body.extend_from_slice(&salt);
    body.extend_from_slice(&RECORD.to_be_bytes());
    body.push(POINT as u8);
    body.extend_from_slice(&ours);
    body.extend_from_slice(&sealed);
    Ok(body)
}

/// So many bytes are wanted.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(key: &Prk, info: &[&[u8]]) -> Result<[u8; N], Unspecified> {
    let mut bytes = [0; N];
    key.expand(info, Length(N))?.fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const P256DH: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

    #[test]
    fn the_example_of_the_standard_is_encrypted_alike() {
        // RFC 8291, 5 and appendix A.
        let to = Recipient::parse(P256DH, AUTH).expect("keys");
        let own = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").expect("base64");
        let own = SecretKey::from_slice(&own).expect("a key");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").expect("base64");
        let salt = salt.try_into().expect("16 bytes");
        let message = b"When I grow up, I want to be a watermelon";
        let sealed = seal_with(&to, &own, salt, message).expect("sealed");
        assert_eq!(
            BASE64_URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml\
             mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT\
             pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        assert!(Recipient::parse(&format!("{P256DH}="), &format!("{AUTH}==")).is_some());
        let compressed = bytes(P256DH).expect("base64");
        let compressed = BASE64_URL_SAFE_NO_PAD.encode([&[2], &compressed[1..33]].concat());
        let off_the_curve = P256DH.replace("iw4", "iw0");
        for p256dh in ["", "?", &P256DH[..80], &compressed, &off_the_curve] {
            assert!(Recipient::parse(p256dh, AUTH).is_none(), "{p256dh}");
        }
        for auth in ["", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIgggg"] {
            assert!(Recipient::parse(P256DH, auth).is_none(), "{auth}");
        }
    }

    #[test]
    fn each_message_has_keys_of_its_own_and_fits() {
        let to = Recipient::parse(P256DH, AUTH).expect("keys");
        let message = vec![b'x'; LARGEST];
        let one = seal(&to, &message).expect("sealed");
        let two = seal(&to, &message).expect("sealed");
        assert_eq!(one.len(), 4096);
        assert!(one[..16] != two[..16] && one[21..86] != two[21..86] && one[86..] != two[86..]);
    }
}
