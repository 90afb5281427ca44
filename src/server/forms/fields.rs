//! What a form sends.

use crate::server::pages::{self, Pages};
use axum::{
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::Response,
};
use percent_encoding::percent_decode_str;

/// Largest form, in bytes: a comment of the longest kind, every letter encoded.
const LARGEST: usize = 128 << 10;

/// Names and values, in order. Not printed: there may be a password among them.
#[derive(Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn parse(text: &str) -> Fields {
        let decode = |part: &str| {
            let spaced = part.replace('+', " ");
            percent_decode_str(&spaced)
                .decode_utf8_lossy()
                .replace('\0', "")
        };
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        Fields(
            pairs
                .map(|(name, value)| (decode(name), decode(value)))
                .collect(),
        )
    }

    /// The first value of this name, empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        let mut pairs = self.0.iter();
        pairs
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether there is one of this name, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Every value of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

impl FromRequest<Pages> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, pages: &Pages) -> Result<Self, Self::Rejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|v| v.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            return Err(pages::failed(pages, StatusCode::UNSUPPORTED_MEDIA_TYPE).await);
        }
        match axum::body::to_bytes(request.into_body(), LARGEST).await {
            Ok(body) => Ok(Fields::parse(&String::from_utf8_lossy(&body))),
            Err(_) => Err(pages::failed(pages, StatusCode::PAYLOAD_TOO_LARGE).await),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_decoded() {
        let fields =
            Fields::parse("name=Ratih+Ayu&email=a%40b.id&scope=a&scope=b&empty&bad=%FF%zz");
        assert_eq!(fields.get("name"), "Ratih Ayu");
        assert_eq!(fields.get("email"), "a@b.id");
        assert_eq!(fields.all("scope").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((fields.get("empty"), fields.get("none")), ("", ""));
        assert_eq!(fields.get("bad"), "\u{fffd}%zz");
    }
}
