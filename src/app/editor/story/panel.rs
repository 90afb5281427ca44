//! What is said of a story beside it: rows of a name and a value, and what comes before publishing.

use super::{
    checks::Checks,
    desk::{Desk, Over},
    history::History,
    notes::Notes,
    people::{Assigned, Bylines},
    saving,
    sheet::Objections,
    translations::Translations,
};
use crate::{
    browser::desk::is_wide,
    domain::{
        comment::Policy,
        desk::{Shot, Typed, Wish},
    },
};
use leptos::{prelude::*, task::spawn_local};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Story,
    Notes,
    History,
}

/// Takes a picture of the library as the banner.
pub fn set_banner(desk: Desk, shot: Shot) {
    let Shot { id, picture, .. } = shot;
    desk.story.update(|story| {
        story.pictures.retain(|(known, _)| *known != id);
        story.pictures.push((id, picture));
    });
    desk.set(|typed| typed.banner = Some(id));
}

#[component]
pub fn Panel(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let tab = RwSignal::new(Tab::Story);
    let open = RwSignal::new(true);
    // On a phone the story comes first.
    Effect::new(move || open.set(is_wide()));
    let button = move |own: Tab, label: &'static str| {
        view! {
            <button type="button" role="tab" aria-selected=move || (tab.get() == own).to_string() on:click=move |_| tab.set(own)>{label}</button>
        }
    };
    let notes = view! {
        <button type="button" role="tab" aria-selected=move || (tab.get() == Tab::Notes).to_string() on:click=move |_| tab.set(Tab::Notes)>
            {words.tab_notes}
            {move || desk.story.with(|s| (s.open_notes > 0).then(|| view! { " "<b class="panel__count">{s.open_notes}</b> }))}
        </button>
    };
    let toggle = move || {
        if open.get() {
            words.panel_hide
        } else {
            words.panel_show
        }
    };
    view! {
        <aside class="panel" class:panel--shut=move || !open.get() aria-label=words.panel>
            <div class="panel__tabs">
                <div role="tablist" aria-label=words.panel hidden=move || !open.get()>
                    {button(Tab::Story, words.tab_story)}
                    {notes}
                    {button(Tab::History, words.tab_history)}
                </div>
                <button type="button" class="panel__toggle" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|o| *o = !*o)>{toggle}</button>
            </div>
            <div class="panel__inside" hidden=move || !open.get()>
                {move || match tab.get() {
                    Tab::Story => view! { <Rows desk=desk/> <Checks desk=desk/> }.into_any(),
                    Tab::Notes => view! { <Notes desk=desk/> }.into_any(),
                    Tab::History => view! { <History desk=desk/> }.into_any(),
                }}
            </div>
        </aside>
    }
}

#[component]
fn Rows(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let closed = move || !desk.is_open();
    let text = move |label: &'static str,
                     hint: &'static str,
                     get: fn(&Typed) -> &String,
                     set: fn(&mut Typed, String)| {
        view! {
            <label class="row">
                <span>{label}</span>
                <input type="text" placeholder=hint readonly=closed
                    prop:value=move || desk.typed.with(|typed| get(typed).clone())
                    on:input=move |event| desk.set(|typed| set(typed, event_target_value(&event)))/>
            </label>
        }
    };
    let category = view! {
        <label class="row">
            <span>{words.category}</span>
            <select disabled=closed on:change=move |event| desk.set(|typed| typed.category = event_target_value(&event))>
                {move || {
                    let now = desk.typed.with(|typed| typed.category.clone());
                    desk.story.with(|story| story.categories.iter().map(|c| {
                        let selected = c.slug == now;
                        view! { <option value=c.slug.clone() selected=selected>{c.name.clone()}</option> }
                    }).collect_view())
                }}
            </select>
        </label>
    };
    let tags = view! {
        <label class="row">
            <span>{words.tags}</span>
            <input type="text" placeholder=words.tags_hint readonly=closed
                prop:value=move || desk.typed.with(|typed| typed.tags.join(", "))
                on:change=move |event| desk.set(|typed| typed.tags = list(&event_target_value(&event)))/>
        </label>
    };
    let slug_hint = move || {
        let published = desk.story.with(|story| story.published.is_some());
        let typed = desk.typed.with(|typed| typed.slug.clone());
        let now = desk.story.with(|story| story.slug.clone());
        match (published, typed.is_empty()) {
            (true, false) if typed != now => words.slug_moves.to_owned(),
            (false, true) => words.slug_follows.to_owned(),
            _ => format!("/articles/{}", if typed.is_empty() { now } else { typed }),
        }
    };
    let slug = view! {
        <label class="row">
            <span>{words.slug}</span>
            <span class="row__field">
                <input type="text" readonly=closed spellcheck="false"
                    placeholder=move || desk.story.with(|story| story.slug.clone())
                    prop:value=move || desk.typed.with(|typed| typed.slug.clone())
                    on:input=move |event| desk.set(|typed| typed.slug = event_target_value(&event).trim().to_owned())/>
                <small>{slug_hint}</small>
            </span>
        </label>
    };
    let comments = view! {
        <label class="row">
            <span>{words.comments}</span>
            <select disabled=closed on:change=move |event| {
                if let Some(policy) = Policy::from_word(&event_target_value(&event)) {
                    spawn_local(async move {
                        // What is typed stays as it is: only the policy is taken over.
                        saving::save(desk).await;
                        if desk.answer(Wish::Comments { policy }).await.is_some() {
                            desk.story.update(|story| story.policy = policy);
                        }
                    });
                }
            }>
                {move || {
                    let now = desk.story.with(|story| story.policy);
                    [(Policy::Open, words.comments_open), (Policy::ReadOnly, words.comments_read_only), (Policy::Off, words.comments_off)]
                        .map(|(policy, label)| view! { <option value=policy.as_str() selected=policy == now>{label}</option> })
                        .collect_view()
                }}
            </select>
        </label>
    };
    view! {
        <div class="rows">
            {move || (desk.over.get() == Over::Nothing).then(|| view! { <Objections desk=desk/> })}
            <Status desk=desk/>
            {category}
            <Bylines desk=desk/>
            <Assigned desk=desk/>
            {text(words.dateline, "", |t| &t.dateline, |t, v| t.dateline = v)}
            {tags}
            {slug}
            {text(words.story_language, "id", |t| &t.language, |t, v| t.language = v.trim().to_owned())}
            <Translations desk=desk/>
            {comments}
        </div>
        <div class="rows">
            <h2>{words.search}</h2>
            <Found desk=desk/>
            {text(words.seo_title, "", |t| &t.seo_title, |t, v| t.seo_title = v)}
            {text(words.seo_description, "", |t| &t.seo_description, |t, v| t.seo_description = v)}
        </div>
    }
}

/// Where the story stands, and to whom it is handed on.
#[component]
fn Status(desk: Desk) -> impl IntoView {
    use crate::domain::article::Status;

    let words = desk.words;
    let change = move |event| {
        let Some(to) = Status::from_word(&event_target_value(&event)) else {
            return;
        };
        spawn_local(async move {
            if !saving::applied(desk).await {
                return;
            }
            let version = desk.story.with_untracked(|s| s.version);
            if desk.ask(Wish::HandOn { version, to }).await {
                desk.say(words.moved);
            }
        });
    };
    let moves = move || {
        desk.story.with(|story| {
            let now = story.status;
            let moves = story.may.moves.iter().filter(|to| **to != now);
            let moves = moves.map(|to| {
                let label = match to {
                    Status::Idea => words.to_idea,
                    Status::Draft => words.to_draft,
                    Status::InReview => words.to_review,
                    _ => words.to_ready,
                };
                view! { <option value=to.as_str()>{label}</option> }
            });
            let moves = moves.collect_view();
            view! {
                <option value="" selected=true>{words.status(now)}</option>
                {moves}
            }
        })
    };
    let none = move || {
        desk.story
            .with(|s| s.may.moves.iter().all(|to| *to == s.status))
    };
    let plan = move |event| {
        let at = event_target_value(&event);
        spawn_local(async move {
            // What is typed would otherwise be taken back to what the server has.
            if !saving::save(desk).await {
                return;
            }
            let version = desk.story.with_untracked(|s| s.version);
            desk.ask(Wish::Plan { version, at }).await;
        });
    };
    // Whatever is not public has a plan; it does not become public by that.
    let planned = move || {
        let open = desk
            .story
            .with(|s| s.may.edit && !matches!(s.status, Status::Published | Status::Scheduled));
        let at = desk.story.with(|s| s.planned.clone());
        let at = at.map(|when| when.datetime.get(..16).unwrap_or_default().to_owned());
        open.then(|| view! {
            <label class="row"><span>{words.planned}</span><input type="datetime-local" value=at on:change=plan/></label>
        })
    };
    let when = move || {
        desk.story.with(|story| {
            let (label, when) = match story.status {
                Status::Scheduled => (words.due, story.due.clone()),
                Status::Published => (words.published, story.published.clone()),
                _ => return None,
            };
            when.map(|when| view! {
                <p class="row"><span>{label}</span><time datetime=when.datetime>{when.text}</time></p>
            })
        })
    };
    let reads = move || {
        let reads = desk.story.with(|story| story.reads)?;
        let parts = [
            (reads.day, words.reads_day),
            (reads.week, words.reads_week),
            (reads.all, words.reads_all),
        ];
        let parts = parts.map(|(n, label)| format!("{n} {label}")).join(", ");
        Some(view! { <p class="row"><span>{words.reads}</span><span>{parts}</span></p> })
    };
    view! {
        <label class="row">
            <span>{words.state}</span>
            <select disabled=none on:change=change>{moves}</select>
        </label>
        {when}
        {reads}
        {planned}
    }
}

/// The story as a search engine shows it.
#[component]
fn Found(desk: Desk) -> impl IntoView {
    /// What search engines show of a title and a description, in characters.
    const TITLE: usize = 70;

    let words = desk.words;
    let title = move || {
        desk.typed.with(|t| {
            let own = t.seo_title.trim();
            if own.is_empty() {
                t.headline.clone()
            } else {
                own.to_owned()
            }
        })
    };
    let about = move || {
        desk.typed.with(|t| {
            let own = t.seo_description.trim();
            if own.is_empty() {
                t.standfirst.clone()
            } else {
                own.to_owned()
            }
        })
    };
    let address = move || {
        desk.story.with(|story| {
            let typed = desk.typed.with(|t| t.slug.clone());
            let slug = if typed.is_empty() {
                story.slug.clone()
            } else {
                typed
            };
            let host = story.base_url.split("://").nth(1).unwrap_or_default();
            format!("{host} › articles › {slug}")
        })
    };
    let letters = move || {
        let n = title().chars().count();
        format!("{} {n} {} {TITLE}", words.headline, words.of_letters)
    };
    let shared = move || {
        let banner = desk.typed.with(|t| t.banner);
        let path = desk.story.with(|story| story.shared.clone());
        path.filter(|_| banner.is_none()).map(|path| {
            view! {
                <figure class="shared">
                    <img src=path width="1200" height="630" loading="lazy" alt=""/>
                    <figcaption class="row__hint">{words.shared}</figcaption>
                </figure>
            }
        })
    };
    view! {
        <div class="found" aria-hidden="true">
            <p class="found__address">{address}</p>
            <p class="found__title">{title}</p>
            <p class="found__about">{about}</p>
        </div>
        <p class="row__hint">{letters}</p>
        {shared}
    }
}

fn list(text: &str) -> Vec<String> {
    let parts = text.split(',').map(str::trim);
    parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
}
