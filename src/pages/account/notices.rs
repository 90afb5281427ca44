//! `/account/notices` and `/unsubscribe/{secret}`

use super::sheet as framed;
use crate::{
    components::{sheet::Sheet, time::ShortTime},
    domain::{
        id::{AccountId, ArticleId},
        moment::Moment,
    },
    text::Words,
};
use leptos::prelude::*;

/// Something the reader is told.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: i64,
    /// What happened, in words.
    pub text: String,
    pub headline: String,
    /// What the comment says.
    pub body: String,
    /// Why it was decided; empty where nothing was.
    pub reason: String,
    /// Where it leads.
    pub address: String,
    pub at: Moment,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Unread, the newest first.
    pub notices: Vec<Notice>,
    /// The newest notice there is, shown or not: up to it all are read when the reader says so.
    pub newest: Option<i64>,
    pub followed: Vec<(ArticleId, String, String)>,
    pub muted: Vec<(AccountId, String)>,
}

/// Longest piece of a comment that is shown, in characters.
const QUOTED: usize = 280;

/// The page.
pub fn sheet(standing: &Standing, words: &'static Words) -> Sheet {
    let main = view! {
        <p class="label"><a href="/account">{words.account}</a></p>
        <h1>{words.notices_title}</h1>
        {unread(standing, words)}
        {followed(standing, words)}
        {muted(standing, words)}
    };
    framed(words.notices_title, main.into_any())
}

fn unread(standing: &Standing, words: &'static Words) -> impl IntoView + use<> {
    let rows: Vec<_> = standing
        .notices
        .iter()
        .cloned()
        .map(|notice| {
            let mut quote: String = notice.body.chars().take(QUOTED).collect();
            if quote.len() < notice.body.len() {
                quote.push('…');
            }
            let reason = (!notice.reason.is_empty())
                .then(|| format!("{}: {}", words.gone_reason, notice.reason));
            view! {
                <li>
                    <p><a href=notice.address>{notice.text}</a></p>
                    <p class="writing__cut">{quote}</p>
                    {reason.map(|text| view! { <p>{text}</p> })}
                    <p class="meta"><span>{notice.headline}</span>" "<ShortTime at=notice.at/></p>
                </li>
            }
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p class="form__hint">{words.notices_none}</p> }.into_any()
    } else {
        view! { <ul class="writing__own">{rows}</ul> }.into_any()
    };
    let read = standing.newest.map(|id| {
        view! {
            <form class="form" method="post" action="/account/notices">
                <input type="hidden" name="up_to" value=id.to_string()/>
                <button class="button" name="act" value="read">{words.notices_read}</button>
            </form>
        }
    });
    view! { {list} {read} }
}

fn followed(standing: &Standing, words: &'static Words) -> impl IntoView + use<> {
    let rows: Vec<_> = standing
        .followed
        .iter()
        .cloned()
        .map(|(id, slug, headline)| {
            let label = format!("{}: {headline}", words.write_unfollow);
            view! {
                <li>
                    <a class="meta" href=format!("/articles/{slug}")>{headline}</a>
                    <form method="post" action="/account/notices">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="button button--small" name="act" value="unfollow" aria-label=label>{words.write_unfollow}</button>
                    </form>
                </li>
            }
        })
        .collect();
    part(words.notices_followed, words.notices_followed_none, rows)
}

fn muted(standing: &Standing, words: &'static Words) -> impl IntoView + use<> {
    let rows: Vec<_> = standing
        .muted
        .iter()
        .cloned()
        .map(|(id, name)| {
            let label = words.write_unmute.replace("{name}", &name);
            view! {
                <li>
                    <b class="meta">{name}</b>
                    <form method="post" action="/account/notices">
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="button button--small" name="act" value="unmute">{label}</button>
                    </form>
                </li>
            }
        })
        .collect();
    part(words.notices_muted, words.notices_muted_none, rows)
}

fn part<V: IntoView + 'static>(
    title: &'static str,
    none: &'static str,
    rows: Vec<V>,
) -> impl IntoView + use<V> {
    let list = if rows.is_empty() {
        view! { <p class="form__hint">{none}</p> }.into_any()
    } else {
        view! { <ul class="account__list">{rows}</ul> }.into_any()
    };
    view! {
        <section class="account__part">
            <h2>{title}</h2>
            {list}
        </section>
    }
}

/// Where the link of a mail leads: nothing happens before the button is pressed.
pub fn unsubscribe_sheet(secret: &str, headline: &str, words: &'static Words) -> Sheet {
    let main = view! {
        <h1>{words.unsubscribe_title}</h1>
        <p class="account__intro">{words.unsubscribe_text}" "<b>{headline.to_owned()}</b></p>
        <form class="form" method="post" action=format!("/unsubscribe/{secret}")>
            <button class="button button--main">{words.unsubscribe_button}</button>
        </form>
    };
    framed(words.unsubscribe_title, main.into_any())
}

/// Said once it is done, or where there was nothing to do any more.
pub fn unsubscribed_sheet(done: bool, words: &'static Words) -> Sheet {
    let (title, text) = if done {
        (words.unsubscribe_done_title, words.unsubscribe_done)
    } else {
        (words.account_bad_link_title, words.unsubscribe_bad)
    };
    let main = view! {
        <h1>{title}</h1>
        <p class="account__intro">{text}</p>
        <ul class="account__ways"><li><a href="/account/notices">{words.notices_title}</a></li></ul>
    };
    framed(title, main.into_any())
}
