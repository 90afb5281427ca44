//! From a sheet to finished HTML in its frame.

use crate::{
    components::{
        chrome::{FooterRow, MastheadDate, MastheadSide, SectionItems},
        sheet::{Body, Sheet},
        wordmark::Masthead,
    },
    domain::{
        printed::{Chrome, Head, Html, Main, Printed, Story, Talk},
        site::Site,
    },
    text,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Draws the page. The site must be in context, as for every component.
pub fn print(sheet: Sheet, site: &Arc<Site>) -> Printed {
    let words = text::words(site.language);
    let label = format!("{}, {}", site.name, words.home.to_lowercase());
    let chrome = Chrome {
        language: site.language,
        date: html(view! { <MastheadDate site=site.clone() when=sheet.when/> }),
        wordmark: html(
            view! { <Masthead site=site.clone() class="masthead__mark" label=label.clone()/> },
        ),
        side: html(view! { <MastheadSide tagline=site.tagline.clone()/> }),
        sections: html(
            view! { <SectionItems site=site.clone() home=label current=sheet.category/> },
        ),
        footer: html(view! { <FooterRow site=site.clone()/> }),
    };
    let title = if sheet.title.is_empty() {
        site.name.clone()
    } else {
        format!("{} - {}", sheet.title, site.name)
    };
    let description = if sheet.description.is_empty() {
        site.tagline.clone()
    } else {
        sheet.description
    };
    let head = Head {
        title,
        description,
        canonical: sheet
            .canonical
            .map(|path| format!("{}{path}", site.base_url)),
    };
    let main = match sheet.main {
        Body::Plain(view) => Main::Plain(html(view)),
        Body::Moved(path) => Main::Moved(path),
        Body::Talk(head, discussion) => Main::Talk(Box::new(Talk {
            head: html(head),
            discussion,
        })),
        Body::Story(story) => Main::Story(Box::new(Story {
            language: story.language,
            headline: story.headline,
            head: html(story.head),
            banner: story.banner.map(html),
            text: story.text,
            foot: html(story.foot),
            latest: story.latest.map(html),
            discussion: story.discussion,
            others: story.others.map(html),
        })),
    };
    Printed {
        chrome,
        head,
        class: sheet.class.to_owned(),
        main,
    }
}

/// A view as HTML, without the marks that only hydration would need: nothing in it is hydrated.
fn html(view: impl IntoView) -> Html {
    view.into_view().to_html().replace("<!>", "")
}
