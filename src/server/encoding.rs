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
}

/// A body in every encoding.
#[derive(Debug, Clone)]
pub struct Encoded {
    pub identity: Bytes,
    pub gzip: Bytes,
    pub brotli: Bytes,
}

impl Encoded {
    /// Compresses once: brotli 6 costs a few milliseconds a page and is paid on a miss only.
    pub fn new(body: Vec<u8>) -> Encoded {
        let gzip = {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            out.write_all(&body)
                .and_then(|()| out.finish())
                .unwrap_or_default()
        };
        let mut brotli = Vec::new();
        {
            let mut out = brotli::CompressorWriter::new(&mut brotli, 4096, 6, 20);
            // Writing to memory does not fail.
            let _ = out.write_all(&body);
        }
        Encoded {
            identity: body.into(),
            gzip: gzip.into(),
            brotli: brotli.into(),
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
