//! Refusals as problem documents (RFC 9457). `type` is stable and what programs look at; the
//! texts are for whoever writes them.

use axum::{
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that is wrong in a request's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fault {
    /// JSON Pointer (RFC 6901).
    pub pointer: String,
    pub detail: String,
}

/// A refusal.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: String,
    errors: Vec<Fault>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// A refusal (RFC 9457).
#[derive(Serialize, ToSchema)]
#[schema(as = Problem)]
pub(super) struct Document<'a> {
    /// `/problems/` and a word that stays: what programs look at.
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    /// What is wrong in the body, field by field.
    #[serde(skip_serializing_if = "<[Fault]>::is_empty")]
    #[schema(value_type = Vec<Fault>)]
    errors: &'a [Fault],
}

impl Problem {
    pub fn new(
        status: StatusCode,
        kind: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Problem {
        Problem {
            status,
            kind,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            headers: Vec::new(),
        }
    }

    fn with(mut self, name: HeaderName, value: impl AsRef<str>) -> Problem {
        if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
            self.headers.push((name, value));
        }
        self
    }

    /// 400: the request cannot be read.
    pub fn unreadable(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "unreadable",
            "The request cannot be read",
            detail,
        )
    }

    /// 401: who asks is not known.
    pub fn who_are_you(detail: impl Into<String>) -> Problem {
        let title = "A token is needed";
        Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", title, detail)
            .with(header::WWW_AUTHENTICATE, "Bearer")
    }

    /// 401: a token that does not work.
    pub fn bad_token() -> Problem {
        let detail = "the token is unknown, revoked, or its account is gone";
        let title = "The token does not work";
        Problem::new(StatusCode::UNAUTHORIZED, "bad-token", title, detail)
            .with(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
    }

    /// 403: who asks may not.
    pub fn forbidden(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// 404.
    pub fn not_found(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, "not-found", "Not found", detail)
    }

    /// 405.
    pub fn wrong_method(method: &Method) -> Problem {
        let detail = format!("{method} cannot be used here; the Allow header says what can");
        Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "Wrong method",
            detail,
        )
    }

    /// 409: it is no longer what the caller saw.
    pub fn conflict(detail: impl Into<String>) -> Problem {
        Problem::new(
            StatusCode::CONFLICT,
            "conflict",
            "It has changed meanwhile",
            detail,
        )
    }

    /// 412: it was changed since the caller has seen it; `version` is what it is now.
    pub fn stale(version: i64) -> Problem {
        let detail =
            format!("the story has version {version} now: read it, and try again with that");
        Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "stale",
            "It has changed meanwhile",
            detail,
        )
        .with(header::ETAG, format!("\"{version}\""))
    }

    /// 428: the caller must say which version it has seen.
    pub fn condition_needed() -> Problem {
        let detail = "send If-Match with the version that you have read, as its ETag says";
        Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "condition-needed",
            "If-Match is needed",
            detail,
        )
    }

    /// 410: it was there once.
    pub fn gone(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::GONE, "gone", "Gone", detail)
    }

    /// 422: readable, but not acceptable.
    pub fn unacceptable(errors: Vec<Fault>) -> Problem {
        let detail = errors
            .iter()
            .map(|fault| fault.detail.as_str())
            .collect::<Vec<_>>()
            .join("; ");
        Problem {
            errors,
            ..Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "unacceptable",
                "The request is not acceptable",
                detail,
            )
        }
    }

    /// 422 for one field.
    pub fn field(pointer: &str, detail: impl Into<String>) -> Problem {
        Problem::unacceptable(vec![Fault {
            pointer: pointer.to_owned(),
            detail: detail.into(),
        }])
    }

    /// 429.
    pub fn too_fast(seconds: u64, detail: impl Into<String>) -> Problem {
        let title = "Too many requests";
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-fast", title, detail)
            .with(header::RETRY_AFTER, seconds.max(1).to_string())
    }

    /// 503.
    pub fn unavailable(detail: impl Into<String>) -> Problem {
        let title = "Unavailable for the moment";
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            title,
            detail,
        )
        .with(header::RETRY_AFTER, "5")
    }

    /// 500: the cause stays in the log.
    pub fn fault(cause: &dyn std::fmt::Display) -> Problem {
        tracing::error!(error = %cause, "an API call failed: {cause}");
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "A fault of the server",
            "the cause is in the server's log",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let document = Document {
            r#type: format!("/problems/{}", self.kind),
            title: self.title,
            status: self.status.as_u16(),
            detail: &self.detail,
            errors: &self.errors,
        };
        let body = serde_json::to_string(&document).unwrap_or_default();
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.headers);
        response
    }
}
