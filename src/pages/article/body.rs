//! A story's body, which is not shipped twice: the page carries it as HTML only, and hydration
//! leaves that HTML alone.

use codee::{Decoder, Encoder};
use leptos::prelude::*;
use std::convert::Infallible;

/// The body as a page gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Html(String),
    /// The server put it into the page; there is nothing to set.
    AlreadyThere,
}

impl Body {
    /// For `inner_html`, which hydration does not touch.
    pub fn into_html(self) -> String {
        match self {
            Body::Html(html) => html,
            Body::AlreadyThere => String::new(),
        }
    }
}

/// Writes nothing into the page and reads that as "already there".
#[derive(Debug)]
pub struct OnThePage;

impl Encoder<Body> for OnThePage {
    type Error = Infallible;
    type Encoded = String;

    fn encode(_: &Body) -> Result<String, Infallible> {
        Ok(String::new())
    }
}

impl Decoder<Body> for OnThePage {
    type Error = Infallible;
    type Encoded = str;

    fn decode(_: &str) -> Result<Body, Infallible> {
        Ok(Body::AlreadyThere)
    }
}

/// The body, loaded beside the story's head.
pub type BodyResource = ArcResource<Body, OnThePage>;
