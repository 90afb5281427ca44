//! A program that calls the API.

use super::{Answer, Site};
use axum::{body::Body, http::Request};
use serde_json::Value;
use tower::ServiceExt;

/// Somebody's token, or nobody's.
#[derive(Debug, Clone, Default)]
pub struct Api(pub Option<String>);

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    /// The pointers of a refusal.
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.json()["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let pointer = |e: Value| e["pointer"].as_str().unwrap_or_default().to_owned();
        errors.into_iter().map(pointer).collect()
    }
}

impl Api {
    pub async fn get(&self, site: &Site, path: &str) -> Answer {
        self.call(site, "GET", path, None, None).await
    }

    pub async fn post(&self, site: &Site, path: &str, body: Value) -> Answer {
        self.call(site, "POST", path, None, Some(body)).await
    }

    /// With `If-Match`.
    pub async fn patch(&self, site: &Site, path: &str, seen: &str, body: Value) -> Answer {
        self.call(site, "PATCH", path, Some(seen), Some(body)).await
    }

    /// `path` is below `/api/v1`.
    pub async fn call(
        &self,
        site: &Site,
        method: &str,
        path: &str,
        seen: Option<&str>,
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"));
        request = match &self.0 {
            Some(token) => request.header("authorization", format!("Bearer {token}")),
            None => request.header("sec-fetch-site", "same-origin"),
        };
        if let Some(seen) = seen {
            request = request.header("if-match", seen);
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        let request = request.body(Body::from(body)).expect("a request");
        let response = site
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}
