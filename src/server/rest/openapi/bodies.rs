//! What callers send, as the document tells it. The handlers take fields one by one, so that each
//! fault is told with its place (`input.rs`), and no type holds them all: these stand beside, and
//! a test sends every field they name.
#![expect(
    dead_code,
    reason = "the derived schemas read the fields' names and types, no code their values"
)]

use crate::{
    domain::{
        account::Role,
        comment::{Comment, Removed, State},
        document::Document,
        id::{CommentId, MediaId},
    },
    service::{rights::Scope, settings::NAMES, writing::CorrectedText},
};
use std::borrow::Cow;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema::AdditionalProperties, schema::Type},
};

/// How much of a list, and from where on.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// How many items at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `next` of the page before. It belongs to the list that gave it: the same filters go
    /// with it.
    after: Option<String>,
}

/// The version that must still be in force.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct IfMatch {
    /// The `ETag` of the story as it was read, `"7"`, or `*`. Without it the answer is 428; with
    /// a version that is past, 412, and nothing changes.
    #[param(rename = "If-Match")]
    if_match: String,
}

/// The version that must still be in force, where the caller minds.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
pub struct MayIfMatch {
    /// The `ETag` of the story as it was read, `"7"`, or `*`. With a version that is past the
    /// answer is 412, and nothing changes.
    #[param(rename = "If-Match")]
    if_match: Option<String>,
}

/// The text of a story, in one of three forms.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub enum BodyToWrite {
    /// CommonMark with tables; blocks that read the same keep their ids.
    Markdown(String),
    /// HTML, cleaned; blocks that read the same keep their ids.
    Html(String),
    /// The typed document, as answers have it.
    Document(Document),
}

/// A story to be.
#[derive(ToSchema)]
pub struct NewArticle {
    headline: String,
    standfirst: Option<String>,
    /// Slug of the category.
    category: String,
    /// Names or slugs of tags; those that are not there yet are made.
    tags: Option<Vec<String>>,
    /// Ids or email addresses of accounts. Without it, the caller.
    bylines: Option<Vec<String>>,
    dateline: Option<String>,
    /// Without it, made from the headline.
    slug: Option<String>,
    /// BCP 47; without it, the site's.
    language: Option<String>,
    /// Id of a picture.
    banner: Option<MediaId>,
    body: BodyToWrite,
}

/// What is to be changed of a story; what is not there stays. `null` empties `standfirst`,
/// `dateline` and `banner`.
#[derive(ToSchema)]
pub struct ArticlePatch {
    headline: Option<String>,
    standfirst: Option<String>,
    /// Slug of the category.
    category: Option<String>,
    /// Names or slugs of tags, all of them.
    tags: Option<Vec<String>>,
    /// Ids or email addresses of accounts, all of them.
    bylines: Option<Vec<String>>,
    dateline: Option<String>,
    /// The former address redirects for ever.
    slug: Option<String>,
    language: Option<String>,
    banner: Option<MediaId>,
    /// Slugs or ids of the stories that say the same in other languages, all of them, each in a
    /// language of its own. They and the story are a group from then on: whatever one is linked
    /// with, all are. A story leaves the group that it was in, the rest of which stays together.
    /// Those that the caller may not read stay linked.
    translations: Option<Vec<String>>,
    body: Option<BodyToWrite>,
}

/// When a story goes public.
#[derive(ToSchema)]
pub struct Publication {
    /// A time to come, as RFC 3339 writes it. Without it, now.
    #[schema(format = DateTime)]
    at: Option<String>,
}

/// Why something is taken back.
#[derive(ToSchema)]
pub struct Withdrawal {
    /// Readers are told it.
    reason: Option<String>,
}

/// One text put in the place of another.
#[derive(ToSchema)]
pub struct NewCorrection {
    /// Id of the block, with or without `b-`.
    block: String,
    before: String,
    after: String,
    /// Readers are told it.
    reason: String,
}

/// A comment to be.
#[derive(ToSchema)]
pub struct NewComment {
    /// A small subset of Markdown.
    #[schema(max_length = 5000)]
    body: String,
    /// The comment that it answers.
    parent_id: Option<CommentId>,
    /// Of whoever writes without an account, where the site lets anyone with a name write.
    name: Option<String>,
}

/// Another text of a comment.
#[derive(ToSchema)]
pub struct CommentPatch {
    #[schema(max_length = 5000)]
    body: String,
}

/// A like.
#[derive(ToSchema)]
pub struct Vote {
    /// `false` takes it back.
    #[schema(default = true)]
    on: Option<bool>,
}

/// Why moderators should look at a comment.
#[derive(ToSchema)]
pub struct Report {
    /// The site's own form sends `spam`, `abuse`, `off_topic`, `false` or `other`; any other word
    /// is taken too.
    reason: String,
    note: Option<String>,
}

/// Why moderation decides so.
#[derive(ToSchema)]
pub struct Reason {
    reason: Option<String>,
    /// The state the caller decides about: where it is another one by now, the answer is 409.
    #[schema(inline)]
    seen: Option<State>,
}

/// A ban.
#[derive(ToSchema)]
pub struct Ban {
    reason: String,
    /// A time to come, as RFC 3339 writes it. Without it, for ever.
    #[schema(format = DateTime)]
    until: Option<String>,
}

/// An account to be.
#[derive(ToSchema)]
pub struct NewUser {
    name: String,
    email: String,
    role: Role,
    /// Without it, somebody is invited by mail.
    #[schema(min_length = 10, max_length = 200)]
    password: Option<String>,
}

/// What is to be changed of an account.
#[derive(ToSchema)]
pub struct UserPatch {
    name: Option<String>,
    role: Option<Role>,
    /// `active` or `disabled`.
    state: Option<String>,
}

/// A category to be; `name` is needed.
#[derive(ToSchema)]
pub struct NewCategory {
    name: String,
    /// Without it, made from the name.
    slug: Option<String>,
    description: Option<String>,
    order: Option<i64>,
}

/// What is to be changed of a category.
#[derive(ToSchema)]
pub struct CategoryPatch {
    name: Option<String>,
    slug: Option<String>,
    description: Option<String>,
    order: Option<i64>,
}

/// A tag to be.
#[derive(ToSchema)]
pub struct NewTag {
    name: String,
    /// Without it, made from the name.
    slug: Option<String>,
    description: Option<String>,
}

/// What is to be changed of a tag.
#[derive(ToSchema)]
pub struct TagPatch {
    name: Option<String>,
    slug: Option<String>,
    description: Option<String>,
}

/// Where a redirect leads from now on.
#[derive(ToSchema)]
pub struct RedirectPatch {
    /// A path of this site, or an https address.
    to: String,
}

/// A token to be.
#[derive(ToSchema)]
pub struct NewToken {
    name: String,
    /// What it may be used for; without any, all that its owner's role may.
    scopes: Option<Vec<Scope>>,
}

/// What is to be changed of a picture.
#[derive(ToSchema)]
pub struct MediaPatch {
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    focal: Option<Point>,
}

/// What must stay in view when a picture is cropped, in percent from the left and the top.
#[derive(ToSchema)]
pub struct Point {
    #[schema(maximum = 100)]
    x: u8,
    #[schema(maximum = 100)]
    y: u8,
}

/// A file and what is said of it.
#[derive(ToSchema)]
pub struct Upload {
    /// JPEG, PNG, WebP or GIF.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
}

/// The events of a thread after a number, as a page that was away reads them.
#[derive(ToSchema)]
pub struct Delta {
    items: Vec<ThreadEvent>,
    /// The number to ask with the next time.
    last: i64,
    /// There when `since` is not known: the thread must be read anew.
    #[schema(nullable = false)]
    reset: Option<bool>,
}

/// One event, as the stream tells it too.
#[derive(ToSchema)]
pub struct ThreadEvent {
    /// Its number, as a string.
    id: String,
    /// `comment.created`, `comment.updated`, `comment.removed` or `article.updated`.
    event: String,
    data: EventData,
}

/// What an event says.
#[derive(serde::Serialize, ToSchema)]
#[serde(untagged)]
pub enum EventData {
    Comment(Box<Comment>),
    Removed(Removed),
    Article(ArticleUpdated),
}

/// The story was changed.
#[derive(serde::Serialize, ToSchema)]
pub struct ArticleUpdated {
    version: i64,
    #[schema(required)]
    correction: Option<CorrectedText>,
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident, $about:literal, $whole:literal;)+) => {$(
        $(#[$doc])*
        pub struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let object = ObjectBuilder::new()
                    .description(Some($about))
                    .additional_properties(Some(AdditionalProperties::<Schema>::FreeForm(false)));
                let text = || ObjectBuilder::new().schema_type(Type::String);
                let object = NAMES.into_iter().fold(object, |object, name| {
                    let object = object.property(name, text());
                    if $whole { object.required(name) } else { object }
                });
                object.into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }
        }
    )+};
}

settings! {
    /// The settings as they are.
    Settings, "The site's settings, each as the text that the command line takes.", true;
    /// Those to be changed.
    SettingsPatch, "The settings to be changed; all that is sent, or nothing.", false;
}
