//! Doing something with several stories at once. Each is decided about by itself, under the same
//! rules as from its own page.

use super::trouble;
use crate::{
    api::writing::act_on_story,
    app::editor::said::{Left, Said},
    domain::{
        article::Status,
        category::Named,
        desk::{Answer, Person, Wish},
        desk_list::Line,
        id::{AccountId, ArticleId},
    },
    error::AppError,
    text::{BulkWords, StoryWords},
};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*, task::spawn_local};

/// What is chosen. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Choosing {
    pub(super) words: &'static BulkWords,
    story: &'static StoryWords,
    lines: StoredValue<Vec<Line>>,
    chosen: RwSignal<Vec<ArticleId>>,
    /// The row that was pressed last: a press with shift reaches from there.
    last: StoredValue<Option<usize>>,
    act: RwSignal<String>,
    reason: RwSignal<String>,
    /// Deleting asks once more.
    sure: RwSignal<bool>,
    busy: RwSignal<bool>,
    said: Said,
    again: Callback<()>,
}

impl Choosing {
    pub(super) fn new(
        lines: &[Line],
        (words, story): (&'static BulkWords, &'static StoryWords),
        again: Callback<()>,
    ) -> Choosing {
        let said: Said = expect_context();
        // What was not done may be tried in another way.
        let mut chosen = said.left_ids();
        chosen.retain(|id| lines.iter().any(|line| line.id == *id));
        let choosing = Choosing {
            words,
            story,
            lines: StoredValue::new(lines.to_vec()),
            chosen: RwSignal::new(chosen),
            last: StoredValue::new(None),
            act: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            sure: RwSignal::new(false),
            busy: RwSignal::new(false),
            said,
            again,
        };
        Effect::new(move || {
            let listener = window_event_listener(ev::keydown, move |event| {
                if event.key() == "Escape" && !choosing.busy.get_untracked() {
                    choosing.clear();
                }
            });
            on_cleanup(move || listener.remove());
        });
        choosing
    }

    fn clear(self) {
        if self.chosen.with_untracked(Vec::is_empty) {
            return;
        }
        self.chosen.set(Vec::new());
        self.sure.set(false);
    }

    fn has(self, id: ArticleId) -> bool {
        self.chosen.with(|chosen| chosen.contains(&id))
    }

    fn pressed(self, index: usize, on: bool, reach: bool) {
        let from = self.last.get_value().filter(|_| reach).unwrap_or(index);
        let (low, high) = (from.min(index), from.max(index));
        let ids: Vec<ArticleId> = self.lines.with_value(|lines| {
            let reached = lines.get(low..=high).unwrap_or_default();
            reached.iter().map(|line| line.id).collect()
        });
        self.chosen.update(|chosen| {
            chosen.retain(|id| !ids.contains(id));
            if on {
                chosen.extend(ids);
            }
        });
        self.last.set_value(Some(index));
        self.sure.set(false);
    }

    /// What is wanted of a story, where the form says enough.
    fn wish(self, line: &Line) -> Option<Wish> {
        let version = line.version;
        let act = self.act.get_untracked();
        match act.split_once(':') {
            Some(("to", state)) => {
                let to = Status::from_word(state)?;
                Some(Wish::HandOn { version, to })
            }
            Some(("in", category)) => Some(Wish::Move {
                version,
                category: category.to_owned(),
            }),
            Some(("give", id)) => {
                let to = AccountId(id.parse().ok()?);
                Some(Wish::Give { to })
            }
            _ => match act.as_str() {
                "publish" => Some(Wish::Publish {
                    version,
                    // What its own page would publish.
                    copy: line.copy.as_ref().map_or(0, |copy| copy.version),
                    at: String::new(),
                }),
                "unpublish" => Some(Wish::Unpublish {
                    version,
                    reason: self.reason.get_untracked(),
                }),
                "delete" => Some(Wish::Delete { version }),
                _ => None,
            },
        }
    }

    /// The chosen stories, in the list's order.
    fn stories(self) -> Vec<Line> {
        let chosen = self.chosen.get_untracked();
        self.lines.with_value(|lines| {
            let lines = lines.iter();
            lines
                .filter(|line| chosen.contains(&line.id))
                .cloned()
                .collect()
        })
    }

    fn run(self) {
        let stories = self.stories();
        let wanted = stories.first().and_then(|line| self.wish(line));
        if self.busy.get_untracked() || wanted.is_none() {
            return;
        }
        if self.act.get_untracked() == "delete" && !self.sure.get_untracked() {
            self.sure.set(true);
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let (mut done, mut not) = (0, Vec::new());
            for line in stories {
                let Some(wish) = self.wish(&line) else {
                    break;
                };
                match self.refusal(&line, act_on_story(line.id, wish).await) {
                    None => done += 1,
                    Some(why) => {
                        let headline = self.headline(&line).to_owned();
                        let id = line.id;
                        not.push(Left { id, headline, why });
                    }
                }
            }
            let words = self.words;
            let said = format!("{done} {}", words.done);
            if not.is_empty() {
                self.said.done(said);
            } else {
                self.said.left(format!("{said} {}", words.not_done), not);
            }
            self.busy.try_set(false);
            self.again.try_run(());
        });
    }

    fn headline(self, line: &Line) -> &str {
        match line.headline.as_str() {
            "" => self.story.untitled,
            headline => headline,
        }
    }

    /// The chosen stories with a working copy that is behind, or that is not.
    fn copies(self, behind: bool) -> String {
        self.chosen.track();
        let stories = self.stories();
        let found = stories
            .iter()
            .filter(|line| line.copy.as_ref().is_some_and(|copy| copy.behind == behind));
        let found: Vec<&str> = found.map(|line| self.headline(line)).collect();
        found.join("; ")
    }

    /// Why nothing was done with a story.
    fn refusal(self, line: &Line, answer: Result<Answer, AppError>) -> Option<String> {
        let words = self.words;
        match answer {
            Ok(Answer::Story(_) | Answer::Done) => None,
            Ok(Answer::Stale) => match &line.copy {
                Some(copy) if copy.behind && self.act.get_untracked() == "publish" => {
                    Some(words.behind.to_owned())
                }
                _ => Some(words.stale.to_owned()),
            },
            Ok(Answer::Refused(objections)) => {
                let why: Vec<String> = objections.into_iter().map(|o| o.text).collect();
                Some(why.join(" "))
            }
            Ok(_) => Some(words.fault.to_owned()),
            Err(error) => Some(trouble(&error, words).to_owned()),
        }
    }
}

/// The box of a row.
pub(super) fn tick(choosing: Choosing, index: usize, id: ArticleId, headline: &str) -> AnyView {
    let label = format!("{}: {headline}", choosing.words.choose);
    let pressed = move |event: ev::MouseEvent| {
        let on = !choosing
            .chosen
            .with_untracked(|chosen| chosen.contains(&id));
        choosing.pressed(index, on, event.shift_key());
    };
    view! {
        <td class="stories__choose">
            <label><input type="checkbox" aria-label=label prop:checked=move || choosing.has(id) on:click=pressed/></label>
        </td>
    }
    .into_any()
}

/// The box that chooses every row.
pub(super) fn tick_all(choosing: Choosing) -> impl IntoView {
    let count = choosing.lines.with_value(Vec::len);
    let all = move || {
        choosing
            .chosen
            .with(|chosen| chosen.len() == count && count > 0)
    };
    let pressed = move |_| {
        if all() {
            choosing.clear();
        } else {
            let ids = choosing
                .lines
                .with_value(|lines| lines.iter().map(|l| l.id).collect());
            choosing.chosen.set(ids);
        }
    };
    view! {
        <label><input type="checkbox" aria-label=choosing.words.choose_all prop:checked=all on:click=pressed/></label>
    }
}

/// The bar that is there while something is chosen.
pub(super) fn bar(choosing: Choosing, categories: &[Named], people: &[Person]) -> AnyView {
    let (words, story) = (choosing.words, choosing.story);
    let states = [Status::Idea, Status::Draft, Status::InReview, Status::Ready];
    let states = states.map(
        |to| view! { <option value=format!("to:{}", to.as_str())>{story.status(to)}</option> },
    );
    let places = categories.iter().cloned();
    let places = places
        .map(|c| view! { <option value=format!("in:{}", c.slug)>{c.name}</option> })
        .collect_view();
    let people = people.iter().cloned();
    let people = people
        .map(|p| view! { <option value=format!("give:{}", p.id)>{p.name}</option> })
        .collect_view();
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        choosing.run();
    };
    let act = move || choosing.act.get();
    let change = move |event| {
        choosing.act.set(event_target_value(&event));
        choosing.sure.set(false);
    };
    let reason = move || {
        (act() == "unpublish").then(|| {
            view! {
                <label><span class="vh">{words.reason}</span>
                    <input type="text" maxlength="500" placeholder=words.reason prop:value=choosing.reason
                        on:input=move |event| choosing.reason.set(event_target_value(&event))/></label>
            }
        })
    };
    let copies = move || {
        let publishes = act() == "publish";
        let told = [(false, words.copies), (true, words.copies_behind)];
        told.map(|(behind, word)| {
            let stories = if publishes {
                choosing.copies(behind)
            } else {
                String::new()
            };
            (!stories.is_empty()).then(|| view! { <p>{word}" "<b>{stories}</b></p> })
        })
        .into_iter()
        .collect_view()
    };
    let button = move || {
        if choosing.busy.get() {
            words.running
        } else if choosing.sure.get() {
            words.delete_all
        } else {
            words.run
        }
    };
    view! {
        <form class="many" aria-label=words.act on:submit=send
            hidden=move || choosing.chosen.with(Vec::is_empty)>
            <b class="many__count" role="status">{move || choosing.chosen.with(Vec::len)}" "{words.chosen}</b>
            <label><span class="vh">{words.act}</span>
                <select on:change=change prop:value=act>
                    <option value="">{words.act_none}</option>
                    <optgroup label=words.hand_on>{states}</optgroup>
                    <option value="publish">{words.publish}</option>
                    <option value="unpublish">{words.unpublish}</option>
                    <optgroup label=words.file>{places}</optgroup>
                    <optgroup label=words.give>{people}</optgroup>
                    <option value="delete">{words.delete}</option>
                </select>
            </label>
            {reason}
            <div class="many__copies" role="status">{copies}</div>
            <span role="status">{move || choosing.sure.get().then_some(words.sure)}</span>
            <button class="button" class:button--danger=move || choosing.sure.get()
                disabled=move || choosing.busy.get() || act().is_empty()>{button}</button>
            <button class="link" type="button" on:click=move |_| choosing.clear()>{words.clear}</button>
        </form>
    }
    .into_any()
}
