//! `/editor/front`

use super::{Field, Kind, told};
use crate::text::FrontWords;
use leptos::prelude::*;

/// Where the page is, and where its forms go.
pub const PATH: &str = "/editor/front";
/// The front page as it is now, to be framed.
pub const PREVIEW: &str = "/editor/front/preview";

/// A place of the front page.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The word of its slot.
    pub slot: String,
    /// What it is called.
    pub label: String,
    /// Slug and headline of what stands there.
    pub now: Option<(String, String)>,
    pub picked: bool,
    /// Id of what stands there.
    pub story: String,
    /// Id of the story above and below with which it can change places.
    pub up: Option<String>,
    pub down: Option<String>,
    /// Id and headline of what was put there and does not stand there, and its state or category.
    pub resting: Option<(String, String, String)>,
}

/// A story that may be put somewhere: its id, headline, and when it was published.
#[derive(Debug, Clone)]
pub struct Offer {
    pub id: String,
    pub headline: String,
    pub when: String,
}

/// The line above every page, as its form holds it.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub text: String,
    pub href: String,
    pub minutes: String,
    /// Until when the present one is shown.
    pub until: Option<String>,
    pub wrong_text: bool,
    pub wrong_href: bool,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub places: Vec<Place>,
    /// The slot that is being filled, the words that were looked for, and what was found.
    pub filling: Option<(String, String, Vec<Offer>)>,
    pub line: Line,
    /// Why the last act did not come about.
    pub trouble: String,
    /// Something was just changed.
    pub kept: bool,
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static FrontWords) -> (String, AnyView) {
    let result = match (shown.trouble.as_str(), shown.kept) {
        ("", true) => told(words.done, true),
        (trouble, _) => told(trouble, false),
    };
    let places = shown.places.iter().map(|place| {
        let filling = shown.filling.as_ref();
        let filling = filling.filter(|(slot, ..)| *slot == place.slot);
        row(place, filling, words)
    });
    let places = places.collect_view();
    let main = view! {
        <div class="desk desk--still arrange curate">
            <header class="desk__head"><h1>{words.title}</h1></header>
            <p class="desk__hint">{words.about}" "<a href="/" rel="external">{words.look}</a></p>
            {result}
            <div class="curate__parts">
                <div>
                    <ol class="parts">{places}</ol>
                    {breaking(&shown.line, words)}
                </div>
                <div class="curate__view">
                    <fieldset class="curate__widths">
                        <legend class="vh">{words.preview}</legend>
                        <label><input type="radio" name="width" value="phone" checked=true/>{words.preview_phone}</label>
                        <label><input type="radio" name="width" value="desktop"/>{words.preview_desktop}</label>
                        <a href=PREVIEW target="_blank" rel="external noopener">{words.preview_open}</a>
                    </fieldset>
                    <div class="curate__scroll"><iframe class="curate__frame" src=PREVIEW title=words.preview></iframe></div>
                </div>
            </div>
        </div>
    };
    (words.title.to_owned(), main.into_any())
}

fn row(
    place: &Place,
    filling: Option<&(String, String, Vec<Offer>)>,
    words: &'static FrontWords,
) -> AnyView {
    let Place {
        slot,
        label,
        now,
        picked,
        story,
        up,
        down,
        resting,
    } = place.clone();
    let name = match now {
        None => view! { <span class="meta">{words.nothing}</span> }.into_any(),
        Some((slug, headline)) => {
            view! { <a href=format!("/articles/{slug}") rel="external">{headline}</a> }.into_any()
        }
    };
    let act = |word: &'static str, shown: &'static str, other: Option<String>| {
        let said = format!("{shown}: {label}");
        other.map(|other| {
            view! {
                <form method="post" action=PATH>
                    <input type="hidden" name="slot" value=slot.clone()/>
                    <input type="hidden" name="story" value=story.clone()/>
                    <input type="hidden" name="other" value=other/>
                    <button class="link" name="act" value=word aria-label=said>{shown}</button>
                </form>
            }
        })
    };
    let (up, down) = (act("up", words.up, up), act("down", words.down, down));
    let clear = (picked || resting.is_some()).then(String::new);
    let clear = act("clear", words.clear, clear);
    let resting = resting.map(|(id, headline, why)| {
        let href = format!("/editor/stories/{id}");
        view! {
            <p class="part__resting">{words.resting}" "<a href=href>{headline}</a>" ("{why}"). "{words.resting_until}</p>
        }
    });
    let change = format!("{PATH}?slot={}", crate::domain::desk_list::escaped(&slot));
    let said = format!("{}: {label}", words.change);
    let state = if picked {
        words.picked
    } else {
        words.automatic
    };
    let filling = filling.map(|(slot, asked, offers)| fill(slot, asked, offers, words));
    view! {
        <li class="part" id=slot.replace(':', "-")>
            <p class="meta">{label.clone()}", "{state}</p>
            <div class="part__line">
                <p class="part__name">{name}</p>
                <div class="part__acts">
                    {up}{down}{clear}
                    <a class="link" href=change aria-label=said>{words.change}</a>
                </div>
            </div>
            {resting}
            {filling}
        </li>
    }
    .into_any()
}

/// Looking for a story, and what was found.
fn fill(slot: &str, asked: &str, offers: &[Offer], words: &'static FrontWords) -> AnyView {
    let slot = slot.to_owned();
    let (none, words_asked) = (offers.is_empty(), asked.to_owned());
    let rows = offers.iter().cloned().map(|offer| {
        let said = format!("{}: {}", words.use_it, offer.headline);
        view! {
            <li class="part__line">
                <p>{offer.headline}" "<span class="meta">{offer.when}</span></p>
                <form method="post" action=PATH>
                    <input type="hidden" name="slot" value=slot.clone()/>
                    <input type="hidden" name="q" value=words_asked.clone()/>
                    <input type="hidden" name="story" value=offer.id/>
                    <button class="button" name="act" value="pick" aria-label=said>{words.use_it}</button>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <form class="sift" method="get" action=PATH role="search">
            <input type="hidden" name="slot" value=slot.clone()/>
            <label><span class="vh">{words.search}</span><input type="search" name="q" value=asked.to_owned() placeholder=words.search/></label>
            <button class="button">{words.search_do}</button>
        </form>
        {if none {
            view! { <p class="meta">{words.found_none}</p> }.into_any()
        } else {
            view! { <ul class="curate__found" aria-label=words.found>{rows}</ul> }.into_any()
        }}
    }
    .into_any()
}

fn breaking(line: &Line, words: &'static FrontWords) -> AnyView {
    let field = |name, label, hint, value: &str, wrong: Option<&'static str>| Field {
        id: format!("kilat-{name}"),
        name,
        label,
        hint,
        value: value.to_owned(),
        wrong,
    };
    let terms = vec![
        ("30", "30", words.minutes),
        ("60", "1", words.hours),
        ("180", "3", words.hours),
        ("720", "12", words.hours),
    ];
    let options = terms.into_iter().map(|(word, n, unit)| {
        view! { <option value=word selected=word == line.minutes>{format!("{n} {unit}")}</option> }
    });
    let now = line.until.clone().map(|until| {
        view! {
            <form class="curate__now" method="post" action=PATH>
                <p>{words.breaking_now}" "{until}</p>
                <button class="link" name="act" value="end">{words.breaking_end}</button>
            </form>
        }
    });
    let wrong_text = line.wrong_text.then_some(words.breaking_wrong_text);
    let wrong_href = line.wrong_href.then_some(words.breaking_wrong_href);
    view! {
        <section class="arrange__new" id="kilat">
            <h2>{words.breaking}</h2>
            <p class="desk__hint">{words.breaking_about}</p>
            {now}
            <form class="form" method="post" action=PATH>
                {field("text", words.breaking_text, words.breaking_hint, &line.text, wrong_text).view(Kind::Line)}
                {field("href", words.breaking_href, words.breaking_href_hint, &line.href, wrong_href).view(Kind::Line)}
                <div class="form__field">
                    <label for="kilat-minutes">{words.breaking_for}</label>
                    <select id="kilat-minutes" name="minutes">{options.collect_view()}</select>
                </div>
                <button class="button button--main" name="act" value="break">{words.breaking_set}</button>
            </form>
        </section>
    }
    .into_any()
}
