//! What helps to decide about a comment: its thread, its author, what was done, and the forms that
//! need a reason.

use super::{ACTION, Time, acts::reasons, told};
use crate::{
    domain::{
        comment::State,
        moderation::{Act, Author, Choice, Entry},
    },
    text::Newsroom,
};
use leptos::prelude::*;

/// The inside of the panel of a comment.
#[component]
pub fn More(
    entry: Entry,
    /// Where to come back to.
    here: String,
    words: &'static Newsroom,
) -> impl IntoView {
    let id = entry.id;
    let rejectable = entry.state != State::Rejected && !entry.taken_back;
    let choice = entry.choice();
    let address = (!entry.address.is_empty()).then(|| {
        let code: String = entry.address.chars().take(8).collect();
        let href = format!("/editor/moderation/search?by=address&q={}", entry.address);
        view! {
            <div>
                <dt>{words.address}</dt>
                <dd><code>{code}</code>" "<a href=href rel="external">{words.all_of_address}</a></dd>
            </div>
        }
    });
    view! {
        <section class="more__part">
            <h2>{words.in_thread}</h2>
            {match entry.answers {
                Some(above) => view! {
                    <p><b>{told::name(&above.name, words)}</b></p>
                    <div class="more__above" inner_html=above.html></div>
                }.into_any(),
                None => view! { <p>{words.top_of_thread}</p> }.into_any(),
            }}
        </section>
        {(!entry.before.is_empty()).then(|| view! { <Before versions=entry.before words=words/> })}
        <section class="more__part">
            <h2>{words.author}" "{told::name(&entry.name, words)}</h2>
            <dl class="facts">
                {entry.author.clone().map(|author| view! { <Facts author=author words=words/> })}
                {address}
            </dl>
        </section>
        {rejectable.then(|| view! { <Reject choice=choice here=here.clone() words=words/> })}
        {entry.author.filter(|author| !author.staff).map(|author| {
            let name = format!("k-{id}");
            view! { <Ban author=author here=here.clone() name=name words=words/> }
        })}
        {(!entry.log.is_empty()).then(|| view! {
            <section class="more__part">
                <h2>{words.log}</h2>
                <Log acts=entry.log words=words/>
            </section>
        })}
    }
}

/// Facts about an account, as the items of a description list.
#[component]
pub fn Facts(author: Author, words: &'static Newsroom) -> impl IntoView {
    let counts = [
        (author.published, words.n_published),
        (author.held, words.n_held),
        (author.refused, words.n_refused),
        (author.removed, words.n_removed),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let verified = if author.verified {
        words.verified
    } else {
        words.unverified
    };
    let trusted = if author.trusted || author.staff {
        words.trusted_yes
    } else {
        words.trusted_no
    };
    let ban = author.ban.map(|ban| {
        let until = match ban.until {
            Some(until) => view! { {words.banned_until}" "<Time when=until/> }.into_any(),
            None => words.banned_for_good.into_any(),
        };
        let reason = (!ban.reason.is_empty()).then(|| format!(": {}", ban.reason));
        view! { <div><dt>{words.banned}</dt><dd><b>{until}{reason}</b></dd></div> }
    });
    view! {
        <div><dt>{words.since}</dt><dd><Time when=author.since/></dd></div>
        <div><dt>{words.comments}</dt><dd>{counts.join(", ")}</dd></div>
        <div><dt>{words.email}</dt><dd>{verified}</dd></div>
        <div><dt>{words.trusted}</dt><dd>{trusted}</dd></div>
        {ban}
    }
}

/// What the comment said before, as it was typed.
#[component]
fn Before(
    versions: Vec<(String, crate::domain::moderation::When)>,
    words: &'static Newsroom,
) -> impl IntoView {
    let versions = versions
        .into_iter()
        .map(|(text, when)| view! { <li><Time when=when/><p>{text}</p></li> })
        .collect_view();
    view! {
        <section class="more__part">
            <h2>{words.before}</h2>
            <ol class="more__before">{versions}</ol>
        </section>
    }
}

/// Lines of the log.
#[component]
fn Log(acts: Vec<Act>, words: &'static Newsroom) -> impl IntoView {
    let lines = acts
        .into_iter()
        .map(|act| {
            let text = told::action(&act, words);
            view! { <li><Time when=act.when/>" "<span>{text}</span></li> }
        })
        .collect_view();
    view! { <ol class="acts">{lines}</ol> }
}

#[component]
fn Reject(choice: Choice, here: String, words: &'static Newsroom) -> impl IntoView {
    let options = reasons(words)
        .map(|reason| {
            view! {
                <label class="form__choice"><input type="radio" name="reason" value=reason/>{reason}</label>
            }
        })
        .collect_view();
    view! {
        <form class="more__part more__reject" method="post" action=ACTION>
            <input type="hidden" name="ids" value=choice.to_string()/>
            <input type="hidden" name="back" value=here/>
            <fieldset>
                <legend>{words.reject_reason}</legend>
                {options}
                <label class="more__own">
                    <span>{words.reason_own}</span>
                    <input name="own" maxlength="500"/>
                </label>
            </fieldset>
            <button class="button button--small" name="decision" value="reject">{words.reject_so}</button>
        </form>
    }
}

/// Banning an account, or ending its ban.
#[component]
pub fn Ban(
    author: Author,
    here: String,
    /// Part of the fields' ids.
    name: String,
    words: &'static Newsroom,
    /// Whether a day can be chosen too.
    #[prop(optional)]
    dated: bool,
) -> impl IntoView {
    let hidden = view! {
        <input type="hidden" name="account" value=author.id.to_string()/>
        <input type="hidden" name="back" value=here/>
    };
    if author.ban.is_some() {
        return view! {
            <form class="more__part more__ban" method="post" action=ACTION>
                {hidden}
                <button class="button button--small" name="decision" value="unban">{words.unban}</button>
            </form>
        }
        .into_any();
    }
    let (term, reason) = (format!("{name}-lama"), format!("{name}-sebab"));
    let day = format!("{name}-hari");
    let terms = [
        ("1", words.ban_day),
        ("7", words.ban_week),
        ("30", words.ban_month),
        ("0", words.ban_for_good),
    ];
    let terms = terms
        .map(|(days, word)| view! { <option value=days>{word}</option> })
        .collect_view();
    view! {
        <form class="more__part more__ban" method="post" action=ACTION>
            {hidden}
            <h2>{words.ban}<kbd aria-hidden="true">"B"</kbd></h2>
            <label for=term.clone()>{words.ban_term}</label>
            <select id=term name="days">{terms}</select>
            {dated.then(|| view! {
                <label for=day.clone()>{words.ban_until}</label>
                <input id=day type="date" name="until"/>
            })}
            <label for=reason.clone()>{words.ban_reason}</label>
            <input id=reason name="ban_reason" maxlength="500"/>
            <button class="button button--small button--danger" name="decision" value="ban">{words.ban_short}</button>
        </form>
    }
    .into_any()
}
