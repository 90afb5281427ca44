//! What was corrected in a story: in the story, below it, and at `/articles/{slug}/history`.

use crate::{
    components::{other_language, sheet::Sheet, time::FullTime},
    domain::article::{Article, Correction},
    text::Words,
};
use leptos::prelude::*;

/// The body with a mark at the end of every block that was corrected.
pub fn marked(mut html: String, corrections: &[Correction], words: &Words) -> String {
    let mut done: Vec<&str> = Vec::new();
    for correction in corrections {
        // The newest mark of a block leads to the others too.
        if done.contains(&correction.block.as_str()) {
            continue;
        }
        done.push(&correction.block);
        let Some(at) = end_of(&html, &correction.block) else {
            continue;
        };
        let mark = format!(
            " <a class=\"corrected\" href=\"#koreksi-{}\">{} {}</a>",
            correction.id,
            words.corrected,
            correction.at.clock()
        );
        html.insert_str(at, &mark);
    }
    html
}

/// Where the text of a paragraph or heading ends; other blocks carry no mark of their own.
fn end_of(html: &str, block: &str) -> Option<usize> {
    let id = format!(" id=\"b-{block}\"");
    let at = html.find(&id)?;
    let tag = html[..at].rsplit('<').next()?;
    let end = match tag {
        "p" => "</p>",
        "h2" => "</h2>",
        "h3" => "</h3>",
        _ => return None,
    };
    html[at..].find(end).map(|found| at + found)
}

/// The corrections below a story.
pub fn block(
    corrections: &[Correction],
    slug: &str,
    words: &'static Words,
) -> Option<impl IntoView + use<>> {
    let lines = corrections
        .iter()
        .map(|one| line(one, words))
        .collect_view();
    let href = format!("/articles/{slug}/history");
    (!corrections.is_empty()).then(|| {
        view! {
            <section class="corrections" aria-labelledby="koreksi">
                <h2 id="koreksi">{words.corrections}</h2>
                <ol>{lines}</ol>
                <p class="meta"><a href=href>{words.correction_history}</a></p>
            </section>
        }
    })
}

fn line(one: &Correction, words: &'static Words) -> impl IntoView + use<> {
    let Correction {
        id,
        block,
        before,
        after,
        reason,
        at,
    } = one.clone();
    let place = format!("#b-{block}");
    let after = (!after.is_empty()).then(|| view! { <p><ins>{after}</ins></p> });
    view! {
        <li id=format!("koreksi-{id}")>
            <p class="meta"><a href=place><FullTime at=at/></a></p>
            <p>{reason}</p>
            <div class="corrections__text"><p><span class="vh">{words.correction_before}": "</span><del>{before}</del></p>{after}</div>
        </li>
    }
}

/// `/articles/{slug}/history`
pub fn sheet(article: Article, words: &'static Words) -> Sheet {
    let story = format!("/articles/{}", article.slug);
    let lines = article
        .corrections
        .iter()
        .map(|one| line(one, words))
        .collect_view();
    let list = if article.corrections.is_empty() {
        view! { <p>{words.correction_none}</p> }.into_any()
    } else {
        view! { <ol>{lines}</ol> }.into_any()
    };
    let updated = article
        .updated
        .clone()
        .map(|at| view! { <p class="meta">{words.updated}" "<FullTime at=at/></p> });
    let lang = other_language(&article.language);
    Sheet {
        title: format!("{}: {}", words.correction_history, article.headline),
        description: String::new(),
        canonical: Some(format!("{story}/history")),
        when: None,
        category: None,
        class: "page wrap corrections",
        main: view! {
            <h1>{words.correction_history}</h1>
            <p class="page__of"><a href=story lang=lang>{article.headline}</a></p>
            <p class="meta">{words.correction_published}" "<FullTime at=article.published/></p>
            {updated}
            {list}
        }
        .into_any()
        .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{moment::Moment, site::Language},
        text,
    };

    fn correction(id: i64, block: &str) -> Correction {
        let at = "2024-11-20T12:07:31+07:00[WIB]".to_owned();
        Correction {
            id,
            block: block.into(),
            before: "a".into(),
            after: "b".into(),
            reason: "c".into(),
            at: Moment::try_from(at).expect("a moment"),
        }
    }

    #[test]
    fn a_corrected_paragraph_carries_one_mark() {
        let html = "<p id=\"b-x\">Satu.</p><ul id=\"b-y\"><li>Dua</li></ul>".to_owned();
        let all = [
            correction(2, "x"),
            correction(1, "x"),
            correction(3, "y"),
            correction(4, "z"),
        ];
        let words = text::words(Language::Indonesian);
        assert_eq!(
            marked(html, &all, words),
            "<p id=\"b-x\">Satu. <a class=\"corrected\" href=\"#koreksi-2\">Dikoreksi 12:07</a></p><ul id=\"b-y\"><li>Dua</li></ul>"
        );
    }
}
