//! What is said of one picture, and where it is used.

use crate::{
    api::library::{delete_picture, describe_picture, uses_of_picture},
    browser::{dialog, uploading},
    domain::{
        desk::{Described, Shot, Told, Usage},
        id::MediaId,
    },
    text::LibraryWords,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// The panel of one picture. `changed` is told what became of it: `None` where it is gone.
#[component]
pub fn About(
    shot: Shot,
    words: &'static LibraryWords,
    changed: Callback<(MediaId, Option<Shot>)>,
    close: Callback<()>,
) -> impl IntoView {
    let id = shot.id;
    let picture = shot.picture.clone();
    let described = RwSignal::new(Described {
        alt: picture.alt.clone(),
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
        focal: picture.focal,
    });
    let told = RwSignal::new(String::new());
    let uses = RwSignal::new(None::<Vec<Usage>>);
    Effect::new(move || {
        uploading::show("gambar");
        spawn_local(async move {
            if let Ok(found) = uses_of_picture(id).await {
                uses.try_set(Some(found));
            }
        });
    });
    let closed = !shot.changeable;
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(async move {
            match describe_picture(id, described.get_untracked()).await {
                Ok(Told::Shot(shot)) => {
                    changed.try_run((id, Some(*shot)));
                }
                Ok(Told::Refused(line)) => {
                    told.try_set(line);
                }
                _ => {
                    told.try_set(words.fault.to_owned());
                }
            }
        });
    };
    let delete = move |_| {
        if !dialog::sure(words.delete_sure) {
            return;
        }
        spawn_local(async move {
            match delete_picture(id).await {
                Ok(Told::Deleted) => {
                    changed.try_run((id, None));
                }
                Ok(Told::Refused(line)) => {
                    told.try_set(line);
                }
                _ => {
                    told.try_set(words.fault.to_owned());
                }
            }
        });
    };
    let aim = move |event: ev::MouseEvent| {
        if let Some(place) = uploading::place(&event).filter(|_| !closed) {
            described.update(|d| d.focal = place);
        }
    };
    let nudge = move |event: ev::KeyboardEvent| {
        let (x, y): (i16, i16) = match event.key().as_str() {
            "ArrowLeft" => (-5, 0),
            "ArrowRight" => (5, 0),
            "ArrowUp" => (0, -5),
            "ArrowDown" => (0, 5),
            _ => return,
        };
        event.prevent_default();
        let moved =
            |at: u8, by: i16| u8::try_from((i16::from(at) + by).clamp(0, 100)).unwrap_or(at);
        described.update(|d| d.focal = (moved(d.focal.0, x), moved(d.focal.1, y)));
    };
    let focal = move || {
        let (x, y) = described.with(|d| d.focal);
        format!("{} {x} % × {y} %", words.focal_now)
    };
    let spot = move || {
        let (x, y) = described.with(|d| d.focal);
        // Drawn over the picture, in its own percents.
        format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\"/><path d=\"M{x} 0V100M0 {y}H100\"/>")
    };
    let creator = shot.creator.clone();
    let offer = (!creator.is_empty() && !closed).then(|| {
        let name = creator.clone();
        let fill = move |_| described.update(|d| d.credit = name.clone());
        view! { <button type="button" class="pict__offer" on:click=fill>{words.creator}": "<b>{creator.clone()}</b></button> }
    });
    let copyright = (!shot.copyright.is_empty())
        .then(|| view! { <p class="row__hint">{words.copyright}": "{shot.copyright.clone()}</p> });
    let widths: Vec<_> = picture.widths().iter().map(|w| format!("{w} px")).collect();
    let used = move || {
        uses.get().map(|uses| {
            if uses.is_empty() {
                return view! { <p class="row__hint">{words.not_used}</p> }.into_any();
            }
            let count = uses.len();
            let lines = uses.into_iter().map(|one| match (one.story, one.page) {
                (Some(id), _) => view! { <li><a href=format!("/editor/stories/{id}")>{one.headline}</a></li> }.into_any(),
                (None, Some(slug)) => view! { <li><a href=format!("/pages/{slug}") rel="external">{one.headline}</a></li> }.into_any(),
                (None, None) => view! { <li>{words.hidden_story}</li> }.into_any(),
            });
            view! { <p>{format!("{} {count} {}", words.used, words.stories)}</p><ul class="pict__uses">{lines.collect_view()}</ul> }.into_any()
        })
    };
    view! {
        <aside class="pict" id="gambar" aria-label=shot.name.clone()>
            <header><b>{shot.name.clone()}</b><button type="button" class="sheet__close" on:click=move |_| close.run(())>{words.close}</button></header>
            <button type="button" class="pict__picture" aria-label=focal on:click=aim on:keydown=nudge>
                <img src=super::grid::small(&shot) alt=picture.alt.clone() width=picture.width.to_string() height=picture.height.to_string()/>
                <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" inner_html=spot></svg>
            </button>
            <p class="row__hint">{if closed { words.not_yours } else { words.focal }}</p>
            <form class="sheet__form" on:submit=save>
                <label><span>{words.alt}</span><textarea rows="2" placeholder=words.alt_hint readonly=closed prop:value=move || described.with(|d| d.alt.clone())
                    on:input=move |e| described.update(|d| d.alt = event_target_value(&e))></textarea></label>
                <label><span>{words.caption}</span><textarea rows="3" readonly=closed prop:value=move || described.with(|d| d.caption.clone())
                    on:input=move |e| described.update(|d| d.caption = event_target_value(&e))></textarea></label>
                <label><span>{words.credit}</span><input type="text" placeholder=words.credit_hint readonly=closed prop:value=move || described.with(|d| d.credit.clone())
                    on:input=move |e| described.update(|d| d.credit = event_target_value(&e))/></label>
                {offer}{copyright}
                <p class="form__trouble" role="status">{told}</p>
                {(!closed).then(|| view! {
                    <p class="sheet__ways"><button class="button button--main">{words.save}</button><button type="button" class="button" on:click=delete>{words.delete}</button></p>
                })}
            </form>
            <p class="row__hint">{format!("{}: {}", words.sizes, widths.join(", "))}</p>
            {used}
        </aside>
    }
}
