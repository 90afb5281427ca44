//! `/editor/stories`: every story of the newsroom that one may read, last touched first. Its lists
//! are links and its search a form; what is done with several at once needs script.

mod bulk;
mod keys;
mod views;

use super::{said::Said, story::bar::Mark};
use crate::{
    domain::{
        article::Status,
        desk_list::{Line, Shown, Stories},
    },
    error::AppError,
    text::{self, BulkWords, StoryWords},
};
use bulk::Choosing;
use leptos::prelude::*;

/// Why something did not come about, as a clause.
fn trouble(error: &AppError, words: &'static BulkWords) -> &'static str {
    match error {
        AppError::NotFound => words.gone,
        AppError::Forbidden => words.forbidden,
        AppError::Offline => words.offline,
        AppError::Refused(401) => words.signed_out,
        AppError::Unavailable | AppError::Refused(429 | 503) => words.busy,
        AppError::BadAddress | AppError::Internal | AppError::Refused(_) => words.fault,
    }
}

/// The inside of the page.
pub fn view(page: Stories, again: Callback<()>) -> AnyView {
    let Stories {
        staff,
        shown,
        lines,
        next,
        categories,
        views,
        people,
    } = page;
    let words = text::story(staff.language);
    let nothing = lines.is_empty();
    let whole = shown == Shown::default();
    let tab = |to: Shown, label: &'static str, current: bool| {
        let current = current.then_some("page");
        view! { <li><a href=to.address() aria-current=current>{label}</a></li> }
    };
    let tabs = Status::ALL.map(|status| {
        let word = status.as_str();
        let to = Shown {
            status: word.to_owned(),
            after: String::new(),
            ..shown.clone()
        };
        tab(to, words.status(status), shown.status == word)
    });
    let all = Shown {
        status: String::new(),
        after: String::new(),
        ..shown.clone()
    };
    let all = tab(all, words.all, shown.status.is_empty());
    let views = views::row(views, &shown, text::bulk(staff.language), again);
    let choosing = Choosing::new(&lines, (text::bulk(staff.language), words), again);
    let bar = bulk::bar(choosing, &categories, &people);
    let keys = (!nothing).then(|| keys::listen(lines.len(), text::newsroom(staff.language)));
    let rows = lines
        .into_iter()
        .enumerate()
        .map(|(n, line)| row(n, line, words, choosing))
        .collect_view();
    let options = categories.into_iter().map(|c| {
        let selected = c.slug == shown.category;
        view! { <option value=c.slug selected=selected>{c.name}</option> }
    });
    let options = options.collect_view();
    let next = next.map(|after| {
        let to = Shown {
            after,
            ..shown.clone()
        };
        view! { <a rel="next" href=to.address()>{words.next_page}</a> }
    });
    let first = (!shown.after.is_empty()).then(|| {
        let to = Shown {
            after: String::new(),
            ..shown.clone()
        };
        view! { <a href=to.address()>{words.first_page}</a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.lists>{first}{next}</nav> });
    let none = if whole { words.none_at_all } else { words.none };
    let mine = shown.mine == "1";
    view! {
        <div class="desk desk--still">
            <header class="desk__head">
                <h1>{words.stories}</h1>
                <form method="post" action="/editor/stories">
                    <button class="button button--main">{words.write}</button>
                </form>
            </header>
            <nav class="desk__tabs" aria-label=words.lists><ul>{all}{tabs.collect_view()}</ul></nav>
            <form class="sift" method="get" action="/editor/stories" role="search">
                <input type="hidden" name="status" value=shown.status.clone()/>
                <label><span class="vh">{words.find}</span><input type="search" name="q" value=shown.words.clone() placeholder=words.find/></label>
                <label><span class="vh">{words.category}</span>
                    <select name="category"><option value="">{words.every_category}</option>{options}</select></label>
                <label class="sift__mine"><input type="checkbox" name="mine" value="1" checked=mine/>" "{words.mine_only}</label>
                <button class="button">{words.find_do}</button>
            </form>
            {views}
            {expect_context::<Said>().view()}
            {if nothing {
                view! { <p class="desk__empty">{none}</p> }.into_any()
            } else {
                view! {
                    {bar}
                    <table class="stories">
                        <thead><tr>
                            <td class="stories__choose">{bulk::tick_all(choosing)}</td>
                            <th scope="col">{words.headline}</th>
                            <th scope="col">{words.category}</th>
                            <th scope="col">{words.bylines}</th>
                            <th scope="col">{words.when}</th>
                            <th scope="col">{words.saved_at}</th>
                            <th scope="col" class="stories__reads">{words.reads}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
                .into_any()
            }}
            {pager}
            {keys}
        </div>
    }
    .into_any()
}

fn row(n: usize, line: Line, words: &'static StoryWords, choosing: Choosing) -> impl IntoView {
    let headline = if line.headline.is_empty() {
        words.untitled.to_owned()
    } else {
        line.headline
    };
    let status = line.status;
    let copy = line.copy.is_some().then(|| {
        let words = choosing.words;
        view! { " "<span class="stories__copy">{words.has_copy}</span> }
    });
    let tick = bulk::tick(choosing, n, line.id, &headline);
    view! {
        <tr id=keys::row(n)>
            {tick}
            <th scope="row">
                <Mark status=Signal::stored(status)/>
                <span class="vh">{words.status(status)}": "</span>
                <a href=format!("/editor/stories/{}", line.id)>{headline}</a>
                {copy}
            </th>
            <td>{line.category}</td>
            <td>{line.names.join(", ")}</td>
            <td>{line.when.map(|when| view! { <time datetime=when.datetime>{when.text}</time> })}</td>
            <td><time datetime=line.saved.datetime>{line.saved.text}</time></td>
            <td class="stories__reads">{line.reads.map(|n| view! { {n}<span>" "{words.reads_times}</span> })}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::site::Language;

    #[test]
    fn what_failed_is_told_as_what_it_is() {
        let words = text::bulk(Language::English);
        let told = [
            AppError::NotFound,
            AppError::Forbidden,
            AppError::Offline,
            AppError::Refused(401),
            AppError::Unavailable,
            AppError::Internal,
        ]
        .map(|error| trouble(&error, words));
        for (n, one) in told.iter().enumerate() {
            assert!(!told[..n].contains(one), "{one}");
        }
        assert_eq!(told[2], words.offline, "nothing else is a lost connection");
    }
}
