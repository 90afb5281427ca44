//! Who else has the story open, and what they save.

use super::desk::{Desk, Over};
use crate::{
    api::writing::{act_on_story, open_story},
    browser::surface,
    domain::desk::{Answer, Wish},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(10);

/// Tells the others of this tab and hears of them, until the page is left.
pub fn follow(desk: Desk) {
    Effect::new(move || {
        let tab = format!("{:x}", js_sys::Math::random().to_bits());
        let beat = {
            let tab = tab.clone();
            move || {
                let tab = tab.clone();
                spawn_local(async move { tell(desk, tab).await });
            }
        };
        beat();
        let turning = set_interval_with_handle(beat, EVERY).ok();
        on_cleanup(move || {
            if let Some(turning) = turning {
                turning.clear();
            }
            let id = desk.id;
            spawn_local(async move {
                let _ = act_on_story(id, Wish::Leave { tab }).await;
            });
        });
    });
}

async fn tell(desk: Desk, tab: String) {
    let here = desk.surface().and_then(|s| surface::here(&s));
    let block = here.map_or(0, |here| here.n);
    let Ok(Answer::News(news)) = act_on_story(desk.id, Wish::Here { tab, block }).await else {
        return;
    };
    if desk.saving.try_get_untracked().is_none() {
        return;
    }
    desk.present.set(news.present);
    let known = desk.story.with_untracked(|story| story.version);
    let changed = news.copy != desk.seen.get_value() || news.version != known;
    // What is typed here and not sent yet is compared when it is sent.
    if !changed || !desk.is_kept() || desk.over.get_untracked() != Over::Nothing {
        return;
    }
    let before = desk.changes.get_value();
    if let Ok(opened) = open_story(desk.id).await
        && desk.changes.try_get_value() == Some(before)
        && desk.is_kept()
    {
        let text = desk.document();
        desk.take(opened);
        if desk.document() != text {
            desk.say(desk.words.renewed);
        }
    }
}
