//! Nothing typed is lost: it is kept in the browser at once and sent when typing rests, until the
//! server has it.

use super::desk::{Ancestor, Desk, Over, Saving};
use crate::{
    api::writing::act_on_story,
    browser::draft,
    domain::{
        article::Status,
        desk::{Answer, Typed, Wish},
    },
    error::AppError,
};
use leptos::{prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// After the last key.
const REST: Duration = Duration::from_millis(2000);
/// What is typed is in the browser's own store within this.
const LOCAL: Duration = Duration::from_millis(400);
/// Before what the server did not take is sent again.
const AGAIN: Duration = Duration::from_secs(5);
/// A story that is not public becomes what is typed when its writer pauses for so long.
const SETTLE: Duration = Duration::from_secs(20);

/// What the browser keeps.
#[derive(Serialize, Deserialize)]
struct Local {
    seen: i64,
    base: i64,
    typed: Typed,
    document: String,
    from_typed: Typed,
    from_document: String,
}

fn name(desk: Desk) -> String {
    format!("warta-story-{}", desk.id)
}

/// Something was typed.
pub fn touched(desk: Desk) {
    let now = desk.changes.get_value().wrapping_add(1);
    desk.changes.set_value(now);
    if !matches!(
        desk.saving.get_untracked(),
        Saving::Offline | Saving::Failing | Saving::Sending
    ) {
        desk.saving.set(Saving::Waiting);
    }
    set_timeout(
        move || {
            if desk.changes.try_get_value() == Some(now) {
                keep_local(desk);
            }
        },
        LOCAL,
    );
    // Whoever types without rest is kept too.
    if now.is_multiple_of(20) {
        keep_local(desk);
    }
    after(desk, REST);
}

/// Sends what is typed unless more comes before that.
fn after(desk: Desk, rest: Duration) {
    let then = desk.changes.get_value();
    set_timeout(
        move || {
            if desk.changes.try_get_value() == Some(then) && !desk.is_kept() {
                send(desk);
            }
        },
        rest,
    );
}

fn send(desk: Desk) {
    spawn_local(async move {
        save(desk).await;
    });
}

/// The text is left: what is typed is sent at once.
pub fn left(desk: Desk) {
    if !desk.is_kept() {
        keep_local(desk);
        send(desk);
    }
}

fn keep_local(desk: Desk) {
    if desk.is_kept() {
        return;
    }
    let Some(Ancestor { typed, document }) = desk.ancestor.try_get_value() else {
        return;
    };
    let local = Local {
        seen: desk.seen.get_value(),
        base: desk.base.get_value(),
        typed: desk.typed.get_untracked(),
        document: desk.document(),
        from_typed: typed,
        from_document: document,
    };
    if let Ok(text) = serde_json::to_string(&local) {
        draft::keep(&name(desk), &text);
    }
}

/// The browser's own copy is needed no more.
pub fn forget(desk: Desk) {
    draft::keep(&name(desk), "");
}

/// Takes up what the browser kept when it was closed, or lost its connection, before the server had
/// it. Called once the surface is there.
pub fn resume(desk: Desk) {
    let kept = draft::read(&name(desk));
    let Ok(local) = serde_json::from_str::<Local>(&kept) else {
        return;
    };
    let same = desk
        .ancestor
        .with_value(|there| there.typed == local.typed && there.document == local.document);
    if same || !desk.story.with_untracked(|story| story.may.edit) {
        return forget(desk);
    }
    desk.typed.set(local.typed);
    if let Some(surface) = desk.surface() {
        surface.put(&local.document);
    }
    desk.changes
        .set_value(desk.changes.get_value().wrapping_add(1));
    let fresh = local.seen == desk.seen.get_value() && local.base == desk.base.get_value();
    if fresh {
        desk.saving.set(Saving::Waiting);
        after(desk, LOCAL);
    } else {
        // Somebody saved after this browser was last heard of.
        desk.ancestor.set_value(Ancestor {
            typed: local.from_typed,
            document: local.from_document,
        });
        super::merging::begin(desk);
    }
}

/// Sends what is typed, and makes it the story where that is not public: others are to see it. Whether
/// that was done.
pub async fn applied(desk: Desk) -> bool {
    if !save(desk).await {
        return false;
    }
    let seen = desk.seen.get_value();
    let public = desk.story.with_untracked(|s| s.status == Status::Published);
    seen == 0 || public || desk.ask(Wish::Apply { seen }).await
}

/// Sends what is typed, and again while more is typed meanwhile. Whether the server has everything.
pub async fn save(desk: Desk) -> bool {
    loop {
        match desk.saving.try_get_untracked() {
            // Whoever sends now goes on until everything is sent.
            Some(Saving::Sending) => return wait(desk).await,
            None => return false,
            _ if desk.is_kept() => return true,
            _ => {}
        }
        // What is to be merged first would only be refused again.
        if desk.merging.with_untracked(Option::is_some) {
            return false;
        }
        desk.saving.set(Saving::Sending);
        let sent = desk.changes.get_value();
        let (typed, document) = (desk.typed.get_untracked(), desk.document());
        let wish = Wish::Save {
            seen: desk.seen.get_value(),
            base: desk.base.get_value(),
            typed: Box::new(typed.clone()),
            document: document.clone(),
        };
        let answer = act_on_story(desk.id, wish).await;
        if desk.saving.try_get_untracked().is_none() {
            return false;
        }
        let failed = match answer {
            Ok(Answer::Saved { version, at }) => {
                desk.seen.set_value(version);
                desk.has_copy.set(true);
                desk.kept.set_value(sent);
                desk.ancestor.set_value(Ancestor { typed, document });
                if desk.is_kept() {
                    desk.saving.set(Saving::Kept(at.text));
                    forget(desk);
                    settle_later(desk);
                    return true;
                }
                desk.saving.set(Saving::Waiting);
                continue;
            }
            Ok(Answer::Stale) => {
                desk.saving.set(Saving::Waiting);
                super::merging::begin(desk);
                return false;
            }
            Ok(Answer::Refused(objections)) => {
                desk.objections.set(objections);
                Saving::Failing
            }
            Ok(_) => Saving::Failing,
            Err(AppError::Refused(401)) => {
                desk.over.set(Over::SignIn);
                Saving::Failing
            }
            Err(AppError::Offline) => Saving::Offline,
            Err(_) => Saving::Failing,
        };
        desk.saving.set(failed);
        keep_local(desk);
        set_timeout(
            move || {
                let waits = matches!(
                    desk.saving.try_get_untracked(),
                    Some(Saving::Offline | Saving::Failing)
                );
                // Whoever is asked to sign in does so first.
                if waits && desk.over.get_untracked() != Over::SignIn {
                    send(desk);
                }
            },
            AGAIN,
        );
        return false;
    }
}

async fn wait(desk: Desk) -> bool {
    while desk.saving.try_get_untracked() == Some(Saving::Sending) {
        gloo_timers::future::TimeoutFuture::new(50).await;
    }
    desk.is_kept()
}

/// What nobody reads yet becomes the story itself when its writer pauses, so that lists and
/// colleagues see it. What is public changes only when somebody says so.
fn settle_later(desk: Desk) {
    let then = desk.changes.get_value();
    set_timeout(
        move || {
            if desk.changes.try_get_value() == Some(then) && desk.is_kept() {
                spawn_local(settle(desk));
            }
        },
        SETTLE,
    );
}

/// The same at once.
pub async fn settle(desk: Desk) {
    let Some(status) = desk.story.try_with_untracked(|story| story.status) else {
        return;
    };
    let inside = matches!(
        status,
        Status::Idea | Status::Draft | Status::InReview | Status::Ready
    );
    let has_headline = desk
        .typed
        .with_untracked(|typed| !typed.headline.trim().is_empty());
    let seen = desk.seen.get_value();
    if !inside || !has_headline || seen == 0 || !desk.is_kept() {
        return;
    }
    let sent = desk.changes.get_value();
    // A refusal leaves the copy where it is; it is told when somebody hands the story on.
    if let Ok(Answer::Story(story)) = act_on_story(desk.id, Wish::Apply { seen }).await
        && desk.changes.try_get_value() == Some(sent)
    {
        let saving = desk.saving.get_untracked();
        desk.take(*story);
        desk.saving.set(saving);
    } else if let Ok(opened) = crate::api::writing::open_story(desk.id).await {
        // More was typed meanwhile: it goes over the story as it is now.
        if desk.seen.try_get_value() == Some(seen) && opened.copy.is_none() {
            desk.seen.set_value(0);
            desk.base.set_value(opened.version);
            desk.story.set(opened);
        }
    }
}
