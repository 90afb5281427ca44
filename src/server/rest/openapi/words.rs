//! Schemas of what the domain has and the document names: ids, words, bodies of stories.

use crate::{
    domain::{
        account::{Role, Standing},
        article::Status,
        comment::{Sort, State},
        document::Document,
        id::{AccountId, ArticleId, CommentId, MediaId, TokenId},
        moderation::{Decision, Filter},
    },
    service::rights::Scope,
};
use serde_json::json;
use std::borrow::Cow;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ArrayBuilder, Object, ObjectBuilder, RefOr, Schema, schema::AdditionalProperties,
        schema::Type,
    },
};

macro_rules! ids {
    ($($id:ty),+) => {$(
        impl PartialSchema for $id {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some("^[0-9]+$"))
                    .description(Some("A number, as a string: JavaScript loses large numbers."))
                    .into()
            }
        }

        impl ToSchema for $id {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed("Id")
            }
        }
    )+};
}

ids!(ArticleId, AccountId, CommentId, MediaId, TokenId);

macro_rules! words {
    ($($kind:ty, $name:literal, $all:expr;)+) => {$(
        impl PartialSchema for $kind {
            fn schema() -> RefOr<Schema> {
                let words = $all.into_iter().map(|word| word.as_str());
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some(words))
                    .into()
            }
        }

        impl ToSchema for $kind {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }
        }
    )+};
}

/// Where a comment may stand.
const STATES: [State; 5] = [
    State::Published,
    State::Held,
    State::Rejected,
    State::Spam,
    State::Removed,
];

words! {
    Role, "Role", Role::ALL;
    Standing, "AccountState", Standing::ALL;
    Status, "Status", Status::ALL;
    State, "CommentState", STATES;
    Sort, "CommentSort", [Sort::Newest, Sort::Oldest, Sort::Top];
    Scope, "Scope", Scope::ALL;
    Decision, "Decision", Decision::ALL;
    Filter, "QueueFilter", [Filter::Waiting, Filter::Reported, Filter::All]
        .into_iter()
        .chain(STATES.map(Filter::In));
}

impl PartialSchema for Document {
    fn schema() -> RefOr<Schema> {
        let word = ObjectBuilder::new().schema_type(Type::String);
        let block = ObjectBuilder::new()
            .property("type", word)
            .property("attrs", Object::new())
            .required("type")
            .description(Some(
                "A block: paragraph, heading, image, gallery, blockquote, pullQuote, bulletList, \
                 orderedList, codeBlock, table, horizontalRule, embed, relatedStory or factBox, with \
                 attrs and content as ProseMirror writes them. attrs.id stays with its block for ever.",
            ))
            .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(true)));
        ObjectBuilder::new()
            .property(
                "type",
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .enum_values(Some(["doc"])),
            )
            .property(
                "version",
                ObjectBuilder::new()
                    .schema_type(Type::Integer)
                    .enum_values(Some([json!(1)])),
            )
            .property("content", ArrayBuilder::new().items(block))
            .required("type")
            .required("content")
            .description(Some(
                "The body of a story as a typed document, compatible with ProseMirror's JSON.",
            ))
            .into()
    }
}

impl ToSchema for Document {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Document")
    }
}
