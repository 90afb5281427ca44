//! Publishing, scheduling, withdrawing, correcting, and showing a draft.

use super::{
    desk::{Desk, Over},
    saving,
    sheet::Sheet,
};
use crate::{
    api::writing::act_on_story,
    browser::{clipboard, surface},
    domain::{
        article::Status,
        category::Named,
        desk::{Answer, Wish},
    },
};
use futures::channel::oneshot;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// The buttons in the bar: what can be done with the story as it stands.
#[component]
pub fn Ways(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let open = move |over: Over| {
        desk.objections.set(Vec::new());
        desk.over.set(over);
    };
    move || {
        let (status, may) = desk.story.with(|story| (story.status, story.may.clone()));
        let changed = desk.has_copy.get();
        if !may.publish {
            let hand_on = may.moves.contains(&Status::InReview) && status != Status::InReview;
            return hand_on
                .then(|| view! { <button type="button" class="button button--main" on:click=move |_| hand_in(desk)>{words.to_review}</button> })
                .into_any();
        }
        let schedule = match status {
            Status::Published => None,
            Status::Scheduled => Some(words.reschedule),
            _ => Some(words.schedule),
        };
        let publish = match status {
            Status::Published if changed => Some(words.publish_changes),
            Status::Published => None,
            _ => Some(words.publish),
        };
        view! {
            {schedule.map(|label| view! { <button type="button" class="button" on:click=move |_| open(Over::Schedule)>{label}</button> })}
            {publish.map(|label| view! { <button type="button" class="button button--main" disabled=move || desk.busy.get() on:click=move |_| open(Over::Publish)>{label}</button> })}
        }
        .into_any()
    }
}

/// Hands a story on to those who publish.
fn hand_in(desk: Desk) {
    spawn_local(async move {
        if !saving::applied(desk).await {
            return;
        }
        let version = desk.story.with_untracked(|s| s.version);
        let to = Status::InReview;
        if desk.ask(Wish::HandOn { version, to }).await {
            desk.say(desk.words.moved);
        }
    });
}

/// Everything that stands over the page for it.
#[component]
pub fn Sheets(desk: Desk) -> impl IntoView {
    view! {
        <PublishSheet desk=desk/>
        <ScheduleSheet desk=desk/>
        <UnpublishSheet desk=desk/>
        <CorrectSheet desk=desk/>
        <PreviewSheet desk=desk/>
    }
}

fn is(desk: Desk, over: Over) -> Signal<bool> {
    Signal::derive(move || desk.over.get() == over)
}

/// Publishes what is typed, now or at a time.
async fn publish(desk: Desk, at: String) {
    if !saving::save(desk).await {
        return;
    }
    let scheduled = !at.is_empty();
    let wish = Wish::Publish {
        version: desk.story.with_untracked(|s| s.version),
        copy: desk.seen.get_value(),
        at,
    };
    if desk.ask(wish).await {
        desk.close();
        desk.say(if scheduled {
            desk.words.is_scheduled
        } else {
            desk.words.is_published
        });
    }
}

#[component]
fn PublishSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let address = move || {
        desk.story.with(|story| {
            let typed = desk.typed.with(|t| t.slug.clone());
            let slug = if typed.is_empty() {
                story.slug.clone()
            } else {
                typed
            };
            format!("{}/articles/{slug}", story.base_url)
        })
    };
    view! {
        <Sheet desk=desk open=is(desk, Over::Publish) title=words.publish>
            <p>{words.publish_about}" "<b class="sheet__address">{address}</b></p>
            <super::checks::Checks desk=desk/>
            <p class="sheet__ways">
                <button type="button" class="button button--main" disabled=move || desk.busy.get() on:click=move |_| spawn_local(publish(desk, String::new()))>{words.publish_now}</button>
                <button type="button" class="button" on:click=move |_| desk.close()>{words.cancel}</button>
            </p>
        </Sheet>
    }
}

#[component]
fn ScheduleSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let at = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(publish(desk, at.get_untracked()));
    };
    let least = move || desk.story.with(|story| story.now.clone());
    let zone = move || desk.story.with(|story| story.zone.clone());
    let scheduled = move || desk.story.with(|story| story.status == Status::Scheduled);
    let unschedule = move |_| {
        spawn_local(async move {
            let version = desk.story.with_untracked(|s| s.version);
            let to = Status::Ready;
            if desk.ask(Wish::HandOn { version, to }).await {
                desk.close();
            }
        });
    };
    view! {
        <Sheet desk=desk open=is(desk, Over::Schedule) title=words.schedule>
            <form class="sheet__form" on:submit=send>
                <label><span>{words.schedule_at}</span>
                    <input type="datetime-local" required=true min=least prop:value=at on:input=move |e| at.set(event_target_value(&e))/></label>
                <p class="row__hint">{words.schedule_about}" "{zone}"."</p>
                <p class="sheet__ways">
                    <button class="button button--main" disabled=move || desk.busy.get()>{words.schedule}</button>
                    {move || scheduled().then(|| view! { <button type="button" class="button" on:click=unschedule>{words.unschedule}</button> })}
                    <button type="button" class="button" on:click=move |_| desk.close()>{words.cancel}</button>
                </p>
            </form>
        </Sheet>
    }
}

#[component]
fn UnpublishSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let reason = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let version = desk.story.with_untracked(|s| s.version);
            let reason = reason.get_untracked();
            if desk.ask(Wish::Unpublish { version, reason }).await {
                desk.close();
                desk.say(words.is_unpublished);
            }
        });
    };
    view! {
        <Sheet desk=desk open=is(desk, Over::Unpublish) title=words.unpublish>
            <form class="sheet__form" on:submit=send>
                <p>{words.unpublish_about}</p>
                <label><span>{words.reason}</span>
                    <input type="text" required=true maxlength="500" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/></label>
                <p class="sheet__ways">
                    <button class="button button--main">{words.unpublish}</button>
                    <button type="button" class="button" on:click=move |_| desk.close()>{words.cancel}</button>
                </p>
            </form>
        </Sheet>
    }
}

#[component]
fn CorrectSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let before = RwSignal::new(String::new());
    let after = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let block = RwSignal::new(String::new());
    let open = is(desk, Over::Correct);
    Effect::new(move || {
        if !open.get() {
            return;
        }
        let here = desk.surface().and_then(|s| surface::here(&s));
        let (id, text) = here.map(|h| (h.id, h.text)).unwrap_or_default();
        block.set(id);
        before.set(text.clone());
        after.set(text);
        reason.set(String::new());
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            let wish = Wish::Correct {
                version: desk.story.with_untracked(|s| s.version),
                block: block.get_untracked(),
                before: before.get_untracked(),
                after: after.get_untracked(),
                reason: reason.get_untracked(),
            };
            if desk.ask(wish).await {
                desk.close();
                desk.say(words.corrected);
            }
        });
    };
    let form = move || {
        if desk.has_copy.get() {
            return view! { <p>{words.correct_first}</p> }.into_any();
        }
        if block.with(String::is_empty) {
            return view! { <p>{words.correct_block}</p> }.into_any();
        }
        view! {
            <form class="sheet__form" on:submit=send>
                <p>{words.correct_about}</p>
                <label><span>{words.before}</span>
                    <textarea rows="4" required=true prop:value=before on:input=move |e| before.set(event_target_value(&e))></textarea></label>
                <label><span>{words.after}</span>
                    <textarea rows="4" prop:value=after on:input=move |e| after.set(event_target_value(&e))></textarea></label>
                <label><span>{words.reason}</span>
                    <input type="text" required=true maxlength="500" prop:value=reason on:input=move |e| reason.set(event_target_value(&e))/></label>
                <p class="sheet__ways">
                    <button class="button button--main" disabled=move || desk.busy.get()>{words.correct_send}</button>
                    <button type="button" class="button" on:click=move |_| desk.close()>{words.cancel}</button>
                </p>
            </form>
        }
        .into_any()
    };
    view! { <Sheet desk=desk open=open title=words.correct wide=true>{form}</Sheet> }
}

#[component]
fn PreviewSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let phone = RwSignal::new(true);
    let copied = RwSignal::new(false);
    let path = move || match desk.over.get() {
        Over::Preview(path) => Some(path),
        _ => None,
    };
    let open = Signal::derive(move || path().is_some());
    let whole = move || {
        let path = path().unwrap_or_default();
        desk.story.with(|story| format!("{}{path}", story.base_url))
    };
    let copy = move |_| {
        clipboard::copy(&whole(), move |done| {
            copied.try_set(done);
        });
    };
    let width = move |own: bool, label: &'static str| {
        view! { <button type="button" aria-pressed=move || (phone.get() == own).to_string() on:click=move |_| phone.set(own)>{label}</button> }
    };
    view! {
        <Sheet desk=desk open=open title=words.preview wide=true>
            <p class="sheet__ways preview__ways">
                <span class="choice" role="group" aria-label=words.preview>
                    {width(true, words.preview_phone)}
                    {width(false, words.preview_desktop)}
                </span>
                <button type="button" class="button" on:click=copy>{move || if copied.get() { words.preview_copied } else { words.preview_copy }}</button>
                <a href=move || path().unwrap_or_default() target="_blank" rel="external noopener">{words.preview_open}</a>
            </p>
            <p class="row__hint">{words.preview_about}</p>
            <iframe class="preview" class:preview--phone=move || phone.get() title=words.preview src=move || path().unwrap_or_default()></iframe>
        </Sheet>
    }
}

thread_local! {
    /// What waits for a story to be chosen.
    static WANTED: std::cell::RefCell<Option<oneshot::Sender<Option<Named>>>> = const { std::cell::RefCell::new(None) };
}

/// The story that is chosen in the dialog that was opened; `None` where it is left without one.
pub async fn chosen() -> Option<Named> {
    let (send, wait) = oneshot::channel();
    WANTED.with_borrow_mut(|wanted| *wanted = Some(send));
    wait.await.ok().flatten()
}

/// A story to link to, as the writing surface wants it; `null` where none is chosen.
pub async fn found_story() -> JsValue {
    let Some(story) = chosen().await else {
        return JsValue::NULL;
    };
    let text = serde_json::json!({"slug": story.slug, "headline": story.name}).to_string();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL)
}

fn choose(story: Option<Named>) {
    if let Some(wanted) = WANTED.with_borrow_mut(Option::take) {
        let _ = wanted.send(story);
    }
}

/// Looks for a public story; or, as a translation, for one in another language, in whatever state.
#[component]
pub fn FindStory(desk: Desk, #[prop(optional)] translation: bool) -> impl IntoView {
    let words = desk.words;
    let (over, title, none) = match translation {
        true => (
            Over::FindTranslation,
            words.translation_find,
            words.translation_none,
        ),
        false => (Over::FindStory, words.find_story, words.find_none),
    };
    let open = is(desk, over);
    let found = RwSignal::new(None::<Vec<Named>>);
    let turn = StoredValue::new(0_u32);
    let look = move |text: String| {
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(250).await;
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let wish = Wish::Find {
                words: text,
                translation,
            };
            if let Ok(Answer::Found(list)) = act_on_story(desk.id, wish).await
                && turn.try_get_value() == Some(mine)
            {
                found.try_set(Some(list));
            }
        });
    };
    Effect::new(move |before: Option<bool>| {
        let open = open.get();
        if open {
            found.set(None);
            look(String::new());
        } else if before == Some(true) {
            choose(None);
        }
        open
    });
    let list = move || {
        found.get().map(|list| {
            if list.is_empty() {
                return view! { <p>{none}</p> }.into_any();
            }
            let lines = list.into_iter().map(|story| {
                let name = story.name.clone();
                let pick = move |_| {
                    choose(Some(story.clone()));
                    desk.close();
                };
                view! { <li><button type="button" on:click=pick>{name}</button></li> }
            });
            view! { <ul class="finds">{lines.collect_view()}</ul> }.into_any()
        })
    };
    view! {
        <Sheet desk=desk open=open title=title>
            <input class="sheet__search" type="search" aria-label=title on:input=move |e| look(event_target_value(&e))/>
            {list}
        </Sheet>
    }
}
