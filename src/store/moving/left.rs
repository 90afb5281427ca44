//! What stays behind when a site moves.

/// Columns that stay behind: what is secret, what only this site's secret can read, and what is made
/// from something else when it comes in.
pub const LEFT_COLUMNS: [(&str, &str); 13] = [
    ("accounts", "password"),
    ("article_tags", "published_at"),
    ("articles", "html"),
    ("articles", "plain"),
    ("bylines", "published_at"),
    ("comments", "address_hash"),
    ("comments", "html"),
    ("comments", "idempotency_key"),
    ("media", "finish_at"),
    ("media", "search"),
    ("standing_pages", "html"),
    ("thread_follows", "secret"),
    ("thread_follows", "told"),
];

/// Tables that stay behind: keys of those who are signed in, what lasts a moment, notices that would
/// be mailed twice, whom this site tells of itself (browsers, which know this site by a key made of
/// its secret, among them), and what is made from something else.
pub const LEFT_TABLES: [&str; 21] = [
    "_sqlx_migrations",
    "api_answers",
    "api_tokens",
    "changes",
    "desk_notices",
    "invitations",
    "known_addresses",
    "mail_tokens",
    "media_page_uses",
    "media_uses",
    "notifications",
    "outbox",
    "push_events",
    "push_follows",
    "push_messages",
    "push_subscriptions",
    "search_stems",
    "search_stories",
    "sessions",
    "story_presence",
    "webhooks",
];
