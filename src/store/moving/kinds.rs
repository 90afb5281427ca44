//! The tables in the order in which they can be put in: none names a later one. Whoever adds a column
//! or a table says here whether it comes along; `tests/it/exporting.rs` asks.

use super::{As, Column, Kind};

const fn number(name: &'static str) -> Column {
    Column {
        name,
        kind: As::Number,
    }
}

const fn text(name: &'static str) -> Column {
    Column {
        name,
        kind: As::Text,
    }
}

const fn flag(name: &'static str) -> Column {
    Column {
        name,
        kind: As::Flag,
    }
}

const fn time(name: &'static str) -> Column {
    Column {
        name,
        kind: As::Time,
    }
}

const fn json(name: &'static str) -> Column {
    Column {
        name,
        kind: As::Json,
    }
}

/// What comes along.
pub static KINDS: [Kind; 33] = [
    Kind {
        name: "settings",
        columns: &[text("name"), text("value")],
        order: &["name"],
    },
    Kind {
        name: "accounts",
        columns: &[
            number("id"),
            text("email"),
            text("name"),
            text("slug"),
            text("role"),
            text("state"),
            text("bio"),
            time("created_at"),
            time("verified_at"),
            time("banned_until"),
            text("ban_reason"),
            flag("trusted"),
            text("desk_language"),
            flag("desk_mail"),
        ],
        order: &["id"],
    },
    Kind {
        name: "categories",
        columns: &[
            number("id"),
            text("slug"),
            text("name"),
            number("position"),
            text("description"),
        ],
        order: &["id"],
    },
    Kind {
        name: "tags",
        columns: &[
            number("id"),
            text("slug"),
            text("name"),
            text("description"),
        ],
        order: &["id"],
    },
    Kind {
        name: "media",
        columns: &[
            number("id"),
            text("media_key"),
            text("file_name"),
            text("mime"),
            number("width"),
            number("height"),
            flag("vector"),
            text("alt"),
            text("caption"),
            text("credit"),
            text("note"),
            number("focal_x"),
            number("focal_y"),
            time("created_at"),
            number("account_id"),
            text("placeholder"),
            text("creator"),
            text("copyright"),
            flag("avif"),
            text("cropped"),
        ],
        order: &["id"],
    },
    Kind {
        name: "media_keys",
        columns: &[text("media_key"), number("media_id")],
        order: &["media_key"],
    },
    Kind {
        name: "media_renditions",
        columns: &[
            number("media_id"),
            text("format"),
            number("width"),
            number("height"),
            number("bytes"),
        ],
        order: &["media_id", "format", "width"],
    },
    Kind {
        name: "articles",
        columns: &[
            number("id"),
            text("slug"),
            text("status"),
            text("headline"),
            text("standfirst"),
            json("document"),
            text("language"),
            number("category_id"),
            text("dateline"),
            number("banner_id"),
            text("banner_caption"),
            text("banner_credit"),
            text("banner_note"),
            flag("sample"),
            time("published_at"),
            time("updated_at"),
            time("created_at"),
            number("version"),
            text("withdrawn_reason"),
            text("comment_policy"),
            number("comment_count"),
            number("event_seq"),
            flag("slug_fixed"),
            number("created_by"),
            time("saved_at"),
            time("planned_at"),
            time("publish_at"),
            number("scheduled_by"),
            text("seo_title"),
            text("seo_description"),
            number("translation_group"),
        ],
        order: &["id"],
    },
    Kind {
        name: "article_slugs",
        columns: &[text("slug"), number("article_id")],
        order: &["slug"],
    },
    Kind {
        name: "revisions",
        columns: &[
            number("article_id"),
            number("n"),
            time("at"),
            number("account_id"),
            text("headline"),
            text("standfirst"),
            json("document"),
            text("kind"),
            number("version"),
        ],
        order: &["article_id", "n"],
    },
    Kind {
        name: "bylines",
        columns: &[
            number("article_id"),
            number("position"),
            number("account_id"),
        ],
        order: &["article_id", "position"],
    },
    Kind {
        name: "article_tags",
        columns: &[number("article_id"), number("position"), number("tag_id")],
        order: &["article_id", "position"],
    },
    Kind {
        name: "related_articles",
        columns: &[
            number("article_id"),
            number("position"),
            number("related_id"),
        ],
        order: &["article_id", "position"],
    },
    Kind {
        name: "corrections",
        columns: &[
            number("id"),
            number("article_id"),
            text("block_id"),
            text("before_text"),
            text("after_text"),
            text("reason"),
            time("at"),
            number("account_id"),
        ],
        order: &["id"],
    },
    Kind {
        name: "working_copies",
        columns: &[
            number("article_id"),
            number("version"),
            number("base_version"),
            json("content"),
            number("account_id"),
            time("at"),
        ],
        order: &["article_id"],
    },
    Kind {
        name: "story_notes",
        columns: &[
            number("id"),
            number("article_id"),
            text("block_id"),
            text("excerpt"),
            number("account_id"),
            text("body"),
            time("at"),
            time("done_at"),
        ],
        order: &["id"],
    },
    Kind {
        name: "assignments",
        columns: &[
            number("article_id"),
            number("account_id"),
            number("assigned_by"),
            time("at"),
        ],
        order: &["article_id", "account_id"],
    },
    Kind {
        name: "front_picks",
        columns: &[
            text("slot"),
            number("article_id"),
            number("picked_by"),
            time("picked_at"),
        ],
        order: &["slot"],
    },
    Kind {
        name: "breaking",
        columns: &[
            number("id"),
            text("text"),
            text("href"),
            time("until"),
            number("set_by"),
            time("set_at"),
        ],
        order: &["id"],
    },
    Kind {
        name: "redirects",
        columns: &[text("from_path"), text("to_path")],
        order: &["from_path"],
    },
    Kind {
        name: "standing_pages",
        columns: &[
            text("slug"),
            number("position"),
            text("title"),
            json("document"),
            time("updated_at"),
            number("version"),
        ],
        order: &["slug"],
    },
    Kind {
        name: "comments",
        columns: &[
            number("id"),
            number("article_id"),
            number("parent_id"),
            number("thread_id"),
            number("depth"),
            number("account_id"),
            text("name"),
            text("body"),
            text("state"),
            text("reason"),
            text("removed_by"),
            flag("pinned"),
            flag("picked"),
            number("likes"),
            number("replies"),
            number("reports"),
            number("seq"),
            text("previous"),
            flag("like_due"),
            time("created_at"),
            time("edited_at"),
        ],
        order: &["id"],
    },
    Kind {
        name: "comment_versions",
        columns: &[number("comment_id"), number("n"), text("body"), time("at")],
        order: &["comment_id", "n"],
    },
    Kind {
        name: "comment_likes",
        columns: &[number("comment_id"), number("account_id")],
        order: &["comment_id", "account_id"],
    },
    Kind {
        name: "comment_reports",
        columns: &[
            number("comment_id"),
            text("reporter"),
            text("reason"),
            text("note"),
            time("at"),
            time("resolved_at"),
        ],
        order: &["comment_id", "reporter"],
    },
    Kind {
        name: "mutes",
        columns: &[number("account_id"), number("muted_id")],
        order: &["account_id", "muted_id"],
    },
    Kind {
        name: "thread_follows",
        columns: &[number("account_id"), number("article_id"), time("at")],
        order: &["account_id", "article_id"],
    },
    Kind {
        name: "story_events",
        columns: &[
            number("article_id"),
            number("seq"),
            text("kind"),
            text("payload"),
            number("comment_id"),
            time("at"),
        ],
        order: &["article_id", "seq"],
    },
    Kind {
        name: "readership",
        columns: &[number("article_id"), number("hour"), number("reads")],
        order: &["article_id", "hour"],
    },
    Kind {
        name: "readership_totals",
        columns: &[number("article_id"), number("reads")],
        order: &["article_id"],
    },
    Kind {
        name: "saved_views",
        columns: &[number("account_id"), text("name"), text("query")],
        order: &["account_id", "name"],
    },
    Kind {
        name: "imports",
        columns: &[
            text("source"),
            text("kind"),
            text("foreign_id"),
            number("local_id"),
        ],
        order: &["source", "kind", "foreign_id"],
    },
    Kind {
        name: "audit_log",
        columns: &[
            number("id"),
            time("at"),
            number("account_id"),
            text("action"),
            text("subject"),
            text("detail"),
            text("kind"),
        ],
        order: &["id"],
    },
];
