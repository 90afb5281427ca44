//! `/search`: a form, and what answers it. Both are plain HTML.

use crate::{
    components::{
        icon::{Icon, LEFT, RIGHT},
        sheet::Sheet,
        time::FullTime,
    },
    domain::{
        search::{Answer, Asked, Hit, passage::Piece, query::LONGEST},
        site::Site,
    },
    text::{self, SearchWords, Words, headline_html},
};
use leptos::prelude::*;

/// The page.
pub fn sheet(answer: Answer, site: &Site, words: &'static Words) -> Sheet {
    let own = text::search(words.language);
    let title = match answer.asked.q.as_str() {
        "" => own.title.to_owned(),
        q => format!("{q} - {}", own.title),
    };
    let main = view! {
        <header class="list__head"><h1>{own.title}</h1></header>
        {form(&answer, site, words, own)}
        {results(answer, own)}
    };
    Sheet {
        title,
        description: own.title.to_owned(),
        // Answers are for readers, not for other search engines.
        canonical: None,
        when: None,
        category: None,
        class: "list search wrap",
        main: main.into_any().into(),
    }
}

fn form(
    answer: &Answer,
    site: &Site,
    words: &'static Words,
    own: &'static SearchWords,
) -> impl IntoView + use<> {
    let Asked {
        q,
        category,
        tag: tag_slug,
        author: author_slug,
        from,
        to,
    } = answer.asked.clone();
    let options = site.categories.iter().map(|named| {
        let selected = named.slug == category;
        view! { <option value=named.slug.clone() selected=selected>{named.name.clone()}</option> }
    });
    let options = options.collect_view();
    let bad = answer.bad_day;
    let invalid = move |value: &str| (bad && !value.is_empty()).then_some("true");
    let described = bad.then_some("tanggal-salah");
    let author = answer.author.clone().map(|named| {
        let everyone = Asked {
            author: String::new(),
            ..answer.asked.clone()
        };
        view! {
            <p class="search__author">
                {own.only_by}" "<b>{named.name}</b>" "
                <a href=everyone.address()>{own.by_all}</a>
            </p>
        }
    });
    let tag = answer.tag.clone().map(|named| {
        let everything = Asked {
            tag: String::new(),
            ..answer.asked.clone()
        };
        view! {
            <p class="search__author">
                {own.only_about}" "<b>{named.name}</b>" "
                <a href=everything.address()>{own.about_all}</a>
            </p>
        }
    });
    let hidden = [("tag", tag_slug), ("author", author_slug)].map(|(name, slug)| {
        (!slug.is_empty()).then(|| view! { <input type="hidden" name=name value=slug/> })
    });
    let hidden = hidden.into_iter().collect_view();
    view! {
        <search>
            <form class="search__form" action="/search" method="get">
                <div class="form__field search__words">
                    <label for="cari-q">{own.question}</label>
                    <input type="search" id="cari-q" name="q" value=q maxlength=LONGEST.to_string() autocomplete="off" enterkeyhint="search" list="cari-usul"/>
                    <datalist id="cari-usul"></datalist>
                </div>
                <div class="form__field">
                    <label for="cari-rubrik">{words.category}</label>
                    <select id="cari-rubrik" name="category">
                        <option value="">{own.everything}</option>
                        {options}
                    </select>
                </div>
                <div class="form__field">
                    <label for="cari-sejak">{own.from}</label>
                    <input type="date" id="cari-sejak" name="from" value=from.clone() aria-invalid=invalid(&from) aria-describedby=described/>
                </div>
                <div class="form__field">
                    <label for="cari-sampai">{own.to}</label>
                    <input type="date" id="cari-sampai" name="to" value=to.clone() aria-invalid=invalid(&to) aria-describedby=described/>
                </div>
                {hidden}
                <button class="button button--main" type="submit">{own.send}</button>
                {bad.then(|| view! { <p class="form__wrong" id="tanggal-salah">{own.bad_day}</p> })}
            </form>
        </search>
        {tag}
        {author}
    }
}

fn results(answer: Answer, own: &'static SearchWords) -> AnyView {
    if !answer.searched || answer.bad_day {
        return view! { <p class="search__help">{own.help}</p> }.into_any();
    }
    if answer.count == 0 {
        return view! {
            <div class="search__none">
                <p><b>{own.none}</b></p>
                <p>{own.none_help}</p>
                <p>{own.help}</p>
            </div>
        }
        .into_any();
    }
    let count = match (answer.more, answer.count) {
        (true, _) => own.found_more.to_owned(),
        (false, 1) => own.found_one.to_owned(),
        (false, n) => format!("{n} {}", own.found),
    };
    let first = (!answer.first).then(|| {
        view! { <a href=answer.asked.address()><Icon shape=LEFT/>{own.again}</a> }
    });
    let next = answer.next.map(|href| {
        view! { <a rel="next" href=href>{own.next}<Icon shape=RIGHT/></a> }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label=own.results>{first}{next}</nav> });
    let hits = answer.hits.into_iter().map(hit).collect_view();
    view! {
        <p class="search__count">{count}</p>
        <ol class="list__rows search__hits" aria-label=own.results>{hits}</ol>
        {pager}
    }
    .into_any()
}

fn hit(hit: Hit) -> impl IntoView {
    let Hit { card, passage } = hit;
    let lang = crate::components::other_language(&card.language);
    let href = format!("/articles/{}", card.slug);
    let headline = headline_html(&card.headline);
    let sample = card
        .sample
        .then(|| view! { " "<span>{crate::components::words().sample}</span> });
    let text = match passage.is_empty() {
        true => card.standfirst.into_any(),
        false => passage.into_iter().map(piece).collect_view().into_any(),
    };
    view! {
        <li>
            <article class="card card--found">
                <h2 class="card__title"><a href=href lang=lang.clone() inner_html=headline></a></h2>
                <p class="search__text" lang=lang>{text}</p>
                <p class="meta"><span>{card.category.name}</span>" "<FullTime at=card.at/>{sample}</p>
            </article>
        </li>
    }
}

fn piece(piece: Piece) -> AnyView {
    match piece.found {
        true => view! { <mark>{piece.text}</mark> }.into_any(),
        false => piece.text.into_any(),
    }
}
