//! Compression, done once for what is sent often.

use axum::http::{HeaderMap, header::ACCEPT_ENCODING};
use bytes::Bytes;
use std::io::Write;

/// How a body is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The best that the client takes. A weight of 0 refuses one (RFC 9110, 12.5.3).
    pub fn wanted(headers: &HeaderMap) -> Encoding {
        let Some(list) = headers.get(ACCEPT_ENCODING).and_then(|v| v.to_str().ok()) else {
            return Encoding::Identity;
        };
        let takes = |name: &str| {
            list.split(',').any(|part| {
                let mut pieces = part.trim().split(';');
                let named = pieces
                    .next()
                    .is_some_and(|n| n.trim().eq_ignore_ascii_case(name));
                let refused = pieces.any(|p| {
                    matches!(
                        p.trim().strip_prefix("q=").map(str::parse::<f32>),
                        Some(Ok(0.0))
                    )
                });
                named && !refused
            })
        };
        if takes("br") {
            Encoding::Brotli
        } else if takes("gzip") {
            Encoding::Gzip
        } else {
            Encoding::Identity
        }
    }

    /// The `Content-Encoding`, if any.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Brotli => Some("br"),
            Encoding::Gzip => Some("gzip"),
            Encoding::Identity => None,
        }
    }

    /// A body as it is sent. Brotli 6 costs a few milliseconds a page.
    pub fn encode(self, body: &[u8]) -> Vec<u8> {
        // Writing to memory does not fail.
        match self {
            Encoding::Brotli => {
                let mut sent = Vec::new();
                let mut out = brotli::CompressorWriter::new(&mut sent, 4096, 6, 20);
                let _ = out.write_all(body);
                drop(out);
                sent
            }
            Encoding::Gzip => {
                let mut out =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
                let _ = out.write_all(body);
                out.finish().unwrap_or_default()
            }
            Encoding::Identity => body.to_vec(),
        }
    }
}

/// A body in every encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    pub identity: Bytes,
    pub gzip: Bytes,
    pub brotli: Bytes,
}

impl Encoded {
    /// Compresses once, on a miss of the cache only.
    pub fn new(body: Vec<u8>) -> Encoded {
        Encoded {
            gzip: Encoding::Gzip.encode(&body).into(),
            brotli: Encoding::Brotli.encode(&body).into(),
            identity: body.into(),
        }
    }

    /// The body in this encoding.
    pub fn get(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Brotli => self.brotli.clone(),
            Encoding::Gzip => self.gzip.clone(),
            Encoding::Identity => self.identity.clone(),
        }
    }

    /// Bytes held.
    pub fn weight(&self) -> usize {
        self.identity.len() + self.gzip.len() + self.brotli.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(list: &'static str) -> Encoding {
        Encoding::wanted(
            &[(ACCEPT_ENCODING, axum::http::HeaderValue::from_static(list))]
                .into_iter()
                .collect(),
        )
    }

    #[test]
    fn takes_the_best_that_is_not_refused() {
        assert_eq!(wanted("gzip, deflate, br, zstd"), Encoding::Brotli);
        assert_eq!(wanted("br;q=0, gzip;q=0.5"), Encoding::Gzip);
        assert_eq!(wanted("identity"), Encoding::Identity);
    }
}
