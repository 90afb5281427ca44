//! Identifiers: 64-bit numbers inside, strings in JSON (JavaScript loses integers above 2^53).

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map($name).map_err(|_| serde::de::Error::custom("not an id"))
            }
        }
    )+};
}

id! {
    /// A story.
    ArticleId,
    /// Somebody who signs in or signs stories.
    AccountId,
    /// A section of the site.
    CategoryId,
    /// A topic.
    TagId,
    /// A picture.
    MediaId,
    /// A comment.
    CommentId,
    /// A personal access token of the HTTP API.
    TokenId,
}
