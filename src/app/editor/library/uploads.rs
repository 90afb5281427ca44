//! Files on their way into the library: each with how far it is, and a line where it was refused.

use crate::{
    browser::uploading::{self, Parcel, Sent},
    text::LibraryWords,
};
use leptos::{ev, prelude::*};

/// Files that are sent at once.
const AT_ONCE: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Waiting,
    /// Percent.
    Sending(u32),
    Refused(String),
}

#[derive(Clone)]
struct Row {
    n: u32,
    parcel: Parcel,
    state: RwSignal<State>,
}

/// A field for files, and those on their way. `stored` is told of the id of each that arrived.
#[component]
pub fn Uploads(
    words: &'static LibraryWords,
    stored: Callback<i64>,
    /// Whether files that are dropped or pasted anywhere on the page belong here.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let rows = RwSignal::new(Vec::<Row>::new());
    let next = StoredValue::new(0_u32);
    let take = move |parcels: Vec<Parcel>| {
        for parcel in parcels {
            let n = next.get_value();
            next.set_value(n + 1);
            let state = RwSignal::new(State::Waiting);
            rows.update(|rows| rows.push(Row { n, parcel, state }));
        }
        go_on(rows, words, stored);
    };
    if whole {
        let over = window_event_listener(ev::dragover, |event| event.prevent_default());
        let drop = window_event_listener(ev::drop, move |event| {
            event.prevent_default();
            take(uploading::dropped(&event));
        });
        let paste = window_event_listener(ev::paste, move |event| take(uploading::pasted(&event)));
        on_cleanup(move || {
            over.remove();
            drop.remove();
            paste.remove();
        });
    }
    on_cleanup(move || {
        for row in rows.try_get_untracked().unwrap_or_default() {
            row.parcel.cancel();
        }
    });
    let drop_here = move |event: ev::DragEvent| {
        if !whole {
            event.prevent_default();
            take(uploading::dropped(&event));
        }
    };
    let line = move |row: Row| {
        let (name, n, state) = (row.parcel.name(), row.n, row.state);
        let gone = move || rows.update(|rows| rows.retain(|row| row.n != n));
        let cancel = {
            let parcel = row.parcel.clone();
            move |_| {
                parcel.cancel();
                gone();
                go_on(rows, words, stored);
            }
        };
        let again = move |_| {
            rows.update(|rows| {
                if let Some(row) = rows.iter_mut().find(|row| row.n == n)
                    && let Some(parcel) = row.parcel.again()
                {
                    row.parcel = parcel;
                    row.state.set(State::Waiting);
                }
            });
            go_on(rows, words, stored);
        };
        let told = move || match state.get() {
            State::Waiting => words.waiting.to_owned(),
            State::Sending(100) => words.developing.to_owned(),
            State::Sending(n) => format!("{n} %"),
            State::Refused(line) => line,
        };
        let percent = move || match state.get() {
            State::Sending(n) => Some(n),
            State::Waiting | State::Refused(_) => None,
        };
        let refused = move || matches!(state.get(), State::Refused(_));
        view! {
            <li class="upload" class:upload--refused=refused>
                <b>{name.clone()}</b>
                <span role="status">{told}</span>
                {move || percent().map(|n| view! { <progress max="100" value=n aria-label=format!("{} {name}", words.uploading)></progress> })}
                <span class="upload__ways">
                    {move || refused().then(|| view! { <button type="button" on:click=again>{words.retry}</button> })}
                    <button type="button" on:click=cancel>{move || if refused() { words.dismiss } else { words.cancel }}</button>
                </span>
            </li>
        }
    };
    view! {
        <div class="uploads" on:drop=drop_here on:dragover=move |event| event.prevent_default()>
            <label class="button uploads__field">
                {words.upload}
                <input class="vh" type="file" multiple=true accept="image/jpeg,image/png,image/webp,image/gif" on:change=move |event| take(uploading::chosen(&event))/>
            </label>
            <p class="row__hint">{words.upload_hint}</p>
            <ul>{move || rows.get().into_iter().map(line).collect_view()}</ul>
        </div>
    }
}

/// Sends what waits while there is room.
fn go_on(rows: RwSignal<Vec<Row>>, words: &'static LibraryWords, stored: Callback<i64>) {
    let list = rows.get_untracked();
    let on_the_way = |row: &&Row| matches!(row.state.get_untracked(), State::Sending(_));
    let room = AT_ONCE.saturating_sub(list.iter().filter(on_the_way).count());
    let waits = |row: &Row| row.state.get_untracked() == State::Waiting;
    for row in list.into_iter().filter(waits).take(room) {
        row.state.set(State::Sending(0));
        let (state, n) = (row.state, row.n);
        row.parcel.send(
            "/editor/media",
            move |percent| {
                state.try_set(State::Sending(percent.min(100)));
            },
            move |sent| {
                match sent {
                    Sent::Stored(json) => {
                        rows.try_update(|rows| rows.retain(|row| row.n != n));
                        if let Some(id) = uploading::number(&json, "id") {
                            stored.try_run(id);
                        }
                    }
                    Sent::Refused(line) => {
                        let line = if line.is_empty() {
                            words.offline.to_owned()
                        } else {
                            line
                        };
                        state.try_set(State::Refused(line));
                    }
                }
                if rows.try_get_untracked().is_some() {
                    go_on(rows, words, stored);
                }
            },
        );
    }
}
