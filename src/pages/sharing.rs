//! Ways to hand a story on: plain links to the services, with nothing of theirs in the page.

use crate::{domain::site::Site, text::Words};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Name and address of a service, for a page and what is said of it.
fn services(page: &str, text: &str) -> [(&'static str, String); 4] {
    let part = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (url, said) = (part(page), part(text));
    let both = part(&format!("{text}\n{page}"));
    [
        ("WhatsApp", format!("https://wa.me/?text={both}")),
        (
            "Telegram",
            format!("https://t.me/share/url?url={url}&text={said}"),
        ),
        (
            "X",
            format!("https://x.com/intent/post?url={url}&text={said}"),
        ),
        (
            "Facebook",
            format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        ),
    ]
}

/// The links for the story with this slug.
pub fn links(slug: &str, headline: &str, site: &Site, words: &'static Words) -> impl IntoView {
    let page = format!("{}/articles/{slug}", site.base_url);
    let links = services(&page, headline).map(|(name, href)| {
        view! { <li><a href=href rel="nofollow noopener" target="_blank" referrerpolicy="no-referrer">{name}</a></li> }
    });
    view! {
        <section class="topics sharing" aria-labelledby="bagikan">
            <h2 id="bagikan">{words.share_to}</h2>
            <ul>{links.collect_view()}</ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_arrives_whole() {
        let page = "https://warta.example/articles/a-b";
        for (name, address) in services(page, "100% \"aman\" & #1 + lain?") {
            let (_, query) = address.split_once('?').expect("a query");
            let values: Vec<String> = query
                .split('&')
                .filter_map(|pair| pair.split_once('=').map(|(_, value)| value))
                .map(|value| {
                    percent_encoding::percent_decode_str(value)
                        .decode_utf8_lossy()
                        .into_owned()
                })
                .collect();
            assert!(values.join(" ").contains(page), "{name}: {address}");
            assert!(
                name == "Facebook" || values.join(" ").contains("100% \"aman\" & #1 + lain?"),
                "{name}: {address}"
            );
        }
    }
}
