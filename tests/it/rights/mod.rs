//! Every way to write in a thread, tried by everybody, on what is their own and what is not: by
//! the forms of pages, by what a living page asks, and by the API, against the real router.

mod world;

use crate::on_both_databases;
use std::time::Duration;
use warta::{
    domain::{account::Role, id::CommentId},
    service::moderating::Decision,
};
use world::World;

/// Who tries, in the order of the columns below.
const CALLERS: [(&str, Option<Role>); 9] = [
    ("nobody", None),
    ("unverified", Some(Role::Reader)),
    ("reader", Some(Role::Reader)),
    ("contributor", Some(Role::Contributor)),
    ("author", Some(Role::Author)),
    ("editor", Some(Role::Editor)),
    ("moderator", Some(Role::Moderator)),
    ("administrator", Some(Role::Administrator)),
    ("banned", Some(Role::Reader)),
];
const BANNED: &str = "banned";

/// On which comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// None at all.
    Story,
    /// One that the caller wrote; nobody's own is somebody else's.
    Own,
    /// A public one that somebody else wrote.
    Other,
    /// One that somebody else wrote and a moderator rejected.
    Hidden,
}

/// What is sent: `{id}` and `{slug}` are filled in.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// A form of the comment page, with a session.
    Form(&'static [(&'static str, &'static str)]),
    /// A form of the moderators' desk, with a session.
    Desk(&'static [(&'static str, &'static str)]),
    /// A server function, with a session.
    Ask(&'static str, &'static str),
    /// A call of the API, with a token.
    Call(&'static str, &'static str, &'static str),
}
use On::{Hidden, Other, Own, Story};
use Way::{Ask, Call, Desk, Form};

const ACT: &str = "/api/comments/act";
const TEXT: &str = r#"{"body":"Isi lain"}"#;
const WHY: &str = r#"{"reason":"uji"}"#;

/// The statuses of a line: for nobody, for those who do not moderate, for those who do, and for
/// whoever is banned.
fn row(nobody: u16, plain: u16, moderating: u16, banned: u16) -> [u16; 9] {
    let (p, m) = (plain, moderating);
    [nobody, p, p, p, p, m, m, m, banned]
}

/// The whole table: what is sent, on what, and the status for each caller.
fn table() -> Vec<(Way, On, [u16; 9])> {
    let edit = Form(&[("act", "edit"), ("id", "{id}"), ("body", "Isi lain")]);
    let delete = Form(&[("act", "delete"), ("id", "{id}")]);
    let like = Form(&[("act", "like"), ("id", "{id}")]);
    let unlike = Form(&[("act", "unlike"), ("id", "{id}")]);
    let report = Form(&[("act", "report"), ("id", "{id}"), ("reason", "spam")]);
    let mute = Form(&[("act", "mute"), ("id", "{id}")]);
    let unmute = Form(&[("act", "unmute"), ("id", "{id}")]);
    let reply = Form(&[("act", "post"), ("parent", "{id}"), ("body", "Isi")]);
    let patch = Call("PATCH", "/comments/{id}", TEXT);
    let remove = Call("DELETE", "/comments/{id}", "");
    let vote = Call("POST", "/comments/{id}/vote", "");
    let unvote = Call("POST", "/comments/{id}/vote", r#"{"on":false}"#);
    let tell = Call("POST", "/comments/{id}/report", WHY);
    let follow = Form(&[("act", "follow")]);
    let unfollow = Form(&[("act", "unfollow")]);
    let write = Call("POST", "/articles/{slug}/comments", TEXT);
    let ban = Call("POST", "/users/{other}/ban", WHY);
    let unban = Call("DELETE", "/users/{other}/ban", "");
    let ban_self = Call("POST", "/users/{own}/ban", WHY);
    let unban_self = Call("DELETE", "/users/{own}/ban", "");
    let make_token = Call("POST", "/tokens", r#"{"name":"uji"}"#);
    let revoke = Call("DELETE", "/tokens/{own token}", "");
    let revoke_other = Call("DELETE", "/tokens/{other token}", "");
    let mut table = vec![
        (Form(&[("body", "Isi")]), Story, row(401, 303, 303, 403)),
        (reply, Other, row(401, 303, 303, 403)),
        (reply, Hidden, row(401, 422, 422, 403)),
        (edit, Own, row(401, 303, 303, 403)),
        (edit, Other, row(401, 403, 403, 403)),
        (edit, Hidden, row(401, 404, 404, 404)),
        (delete, Own, row(401, 303, 303, 303)),
        (delete, Other, row(401, 403, 303, 403)),
        (delete, Hidden, row(401, 404, 303, 404)),
        (like, Own, row(401, 303, 303, 403)),
        (like, Other, row(401, 303, 303, 403)),
        (like, Hidden, row(401, 404, 404, 404)),
        (unlike, Other, row(401, 303, 303, 403)),
        // Whoever reads may report, with an account or without.
        (report, Own, row(303, 303, 303, 403)),
        (report, Other, row(303, 303, 303, 403)),
        (report, Hidden, row(404, 404, 404, 404)),
        // What only the caller's own pages show is not taking part.
        (mute, Own, row(401, 404, 404, 404)),
        (mute, Other, row(401, 303, 303, 303)),
        (mute, Hidden, row(401, 404, 404, 404)),
        (unmute, Other, row(401, 303, 303, 303)),
        (follow, Story, row(401, 303, 303, 303)),
        (unfollow, Story, row(401, 303, 303, 303)),
        (write, Story, row(401, 201, 201, 403)),
        (patch, Own, row(401, 200, 200, 403)),
        (patch, Other, row(401, 403, 403, 403)),
        (patch, Hidden, row(401, 404, 404, 404)),
        (remove, Own, row(401, 204, 204, 204)),
        (remove, Other, row(401, 403, 204, 403)),
        (remove, Hidden, row(401, 404, 204, 404)),
        (vote, Own, row(401, 200, 200, 403)),
        (vote, Other, row(401, 200, 200, 403)),
        (vote, Hidden, row(401, 404, 404, 404)),
        (unvote, Other, row(401, 200, 200, 403)),
        (tell, Own, row(401, 204, 204, 403)),
        (tell, Other, row(401, 204, 204, 403)),
        (tell, Hidden, row(401, 404, 404, 404)),
        (ban, Story, row(401, 403, 204, 403)),
        (unban, Story, row(401, 403, 204, 403)),
        // Nobody of the newsroom is banned, not even by themselves; nobody frees themselves.
        (ban_self, Story, row(401, 403, 403, 403)),
        (unban_self, Story, row(401, 403, 204, 403)),
        (make_token, Story, row(401, 201, 201, 201)),
        (revoke, Story, row(401, 204, 204, 204)),
        (revoke_other, Story, row(401, 404, 404, 404)),
    ];
    table.extend(asked());
    for decision in Decision::ALL {
        let path: &'static str = match decision {
            Decision::Approve => "/moderation/comments/{id}/approve",
            Decision::Reject => "/moderation/comments/{id}/reject",
            Decision::Spam => "/moderation/comments/{id}/spam",
            Decision::Remove => "/moderation/comments/{id}/remove",
            Decision::Pick => "/moderation/comments/{id}/pick",
            Decision::Unpick => "/moderation/comments/{id}/unpick",
            Decision::Pin => "/moderation/comments/{id}/pin",
            Decision::Unpin => "/moderation/comments/{id}/unpin",
            Decision::Restore => "/moderation/comments/{id}/restore",
        };
        for on in [Own, Other] {
            table.push((Call("POST", path, WHY), on, row(401, 403, 200, 403)));
        }
    }
    table
}

/// What the living page asks. What is refused is told in words, with nothing done: 403 here.
fn asked() -> Vec<(Way, On, [u16; 9])> {
    let post = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Post":{"parent":null,"key":"","body":"Isi","name":"","trap":"","composing":9000}}}"#,
    );
    let edit = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Edit":{"id":"{id}","body":"Isi lain"}}}"#,
    );
    let source = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Source":{"id":"{id}"}}}"#,
    );
    let delete = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Delete":{"id":"{id}"}}}"#,
    );
    let like = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Like":{"id":"{id}","on":true}}}"#,
    );
    let follow = Ask(
        ACT,
        r#"{"article":"{article}","wanted":{"Follow":{"on":true}}}"#,
    );
    let approve = r#"{"choices":[{"id":"{id}","seen":null}],"decision":"approve"}"#;
    let approve = Ask("/api/moderation/decide", approve);
    let approve_form = Desk(&[("decision", "approve"), ("ids", "{id}")]);
    let ban = Ask(
        "/api/moderation/ban",
        r#"{"account":"{other}","term":{"Days":1}}"#,
    );
    let unban = Ask(
        "/api/moderation/ban",
        r#"{"account":"{other}","term":"Over"}"#,
    );
    let ban_form = Desk(&[("decision", "ban"), ("account", "{other}"), ("days", "1")]);
    let unban_form = Desk(&[("decision", "unban"), ("account", "{other}")]);
    vec![
        (post, Story, row(401, 200, 200, 403)),
        (edit, Own, row(401, 200, 200, 403)),
        (edit, Other, row(401, 403, 403, 403)),
        (edit, Hidden, row(401, 403, 403, 403)),
        (source, Own, row(401, 200, 200, 200)),
        (source, Other, row(401, 403, 403, 403)),
        (source, Hidden, row(401, 403, 403, 403)),
        (delete, Own, row(401, 200, 200, 200)),
        (delete, Other, row(401, 403, 200, 403)),
        (delete, Hidden, row(401, 403, 200, 403)),
        (like, Own, row(401, 200, 200, 403)),
        (like, Other, row(401, 200, 200, 403)),
        (like, Hidden, row(401, 403, 403, 403)),
        (follow, Story, row(401, 200, 200, 200)),
        (approve, Own, row(401, 403, 200, 403)),
        (approve, Other, row(401, 403, 200, 403)),
        (approve_form, Own, row(303, 403, 303, 403)),
        (approve_form, Other, row(303, 403, 303, 403)),
        (ban, Story, row(401, 403, 200, 403)),
        (unban, Story, row(401, 403, 200, 403)),
        (ban_form, Story, row(303, 403, 303, 403)),
        (unban_form, Story, row(303, 403, 303, 403)),
    ]
}

on_both_databases! {
    async fn everybody_may_what_the_table_says_and_nothing_else(site: Site) {
        let world = World::new(site).await;
        let mut wrong = Vec::new();
        for (way, on, statuses) in table() {
            for (caller, status) in world.callers.iter().zip(statuses) {
                // Nobody writes too fast here.
                world.site.clock.forward(Duration::from_secs(61));
                let answer = world.send(way, on, caller).await;
                if answer.status != status {
                    wrong.push(format!("{way:?} on {on:?} by {}: {} instead of {status}", caller.name, answer.status.as_u16()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn a_cookie_is_worth_nothing_in_the_api(site: Site) {
        let world = World::new(site).await;
        for (way, on, _) in table() {
            let Call(method, path, body) = way else { continue };
            for caller in &world.callers {
                let Some(cookie) = &caller.browser.cookie else { continue };
                world.site.clock.forward(Duration::from_secs(61));
                let id = if on == Story { CommentId(1) } else { world.comment(Other, caller).await };
                let path = path.replace("{id}", &id.to_string()).replace("{slug}", &world.slug).replace("{other}", "1").replace("{own}", "1").replace("{own token}", "1").replace("{other token}", "1");
                let answer = world.call(method, &path, body, None, Some(cookie)).await;
                assert_eq!(answer.status, 401, "{method} {path} by {}: {}", caller.name, answer.body);
            }
        }
    }
}
