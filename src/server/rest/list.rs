//! The shape of every list, `{"items", "next"}`, and of every other answer.

use super::problem::Problem;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::{borrow::Cow, collections::HashMap};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, ObjectBuilder, Ref, RefOr, Schema,
        schema::{SchemaType, Type},
    },
};

/// Items where nothing is asked for, and at most.
const USUAL: u32 = 50;
const MOST: u32 = 100;

/// A page of a list.
#[derive(Serialize)]
pub struct List<'a, T> {
    items: &'a [T],
    next: Option<&'a str>,
}

impl<T: ToSchema> PartialSchema for List<'_, T> {
    fn schema() -> RefOr<Schema> {
        let text = SchemaType::from_iter([Type::String, Type::Null]);
        let next = ObjectBuilder::new()
            .schema_type(text)
            .description(Some("The `after` of the page behind this one."));
        let items = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
        ObjectBuilder::new()
            .property("items", items)
            .property("next", next)
            .required("items")
            .required("next")
            .into()
    }
}

impl<T: ToSchema> ToSchema for List<'_, T> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{}List", T::name()))
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}

/// How many items are asked for.
pub fn limit(query: &HashMap<String, String>) -> Result<u32, Problem> {
    match query.get("limit").map(|text| text.parse()) {
        None => Ok(USUAL),
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::unreadable(format!(
            "limit is a number from 1 to {MOST}"
        ))),
    }
}

/// A list. `path` is where it lives, with the parameters that belong to it.
pub fn answer<T: Serialize>(items: &[T], next: Option<&str>, path: &str) -> Response {
    let mut response = json(StatusCode::OK, &List { items, next });
    let link = next.map(|next| {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("<{path}{joint}after={next}>; rel=\"next\"")
    });
    if let Some(Ok(link)) = link.map(|link| HeaderValue::from_str(&link)) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// JSON for whoever asked, kept by nobody.
pub fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_string(value) {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (status, headers, body).into_response()
        }
        Err(error) => Problem::fault(&error).into_response(),
    }
}
