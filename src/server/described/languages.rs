//! What a story's page tells machines of its language and its translations.

use super::Head;
use crate::domain::{
    described::{Described, Story, What},
    document::Escaped,
    translation::{Member, by_default, original},
};
use serde_json::{Value, json};
use std::fmt::Write;

impl Head<'_> {
    /// The same story in every language, this one too, as search engines ask for it
    /// (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
    pub(super) fn languages(&mut self, page: &Described) {
        let What::Story(story) = &page.what else {
            return;
        };
        let group = story.group();
        let default = by_default(&group, self.site.language.tag());
        let default = default.map(|member| ("x-default", member));
        let all = group
            .iter()
            .map(|member| (member.language.as_str(), member));
        for (language, member) in all.chain(default) {
            let href = self.absolute(&format!("/articles/{}", member.slug));
            let _ = write!(
                self.html,
                "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">",
                Escaped(language),
                Escaped(&href),
            );
        }
    }

    /// In which language it is, and in which others there are translations, as Open Graph has it.
    pub(super) fn locales(&mut self, page: &Described) {
        let own = self.site.language.tag();
        let spoken = match &page.what {
            What::Story(story) => locale(&story.language).or_else(|| locale(own)),
            What::Front(_) | What::List(..) | What::Other => locale(own),
        };
        self.meta("property", "og:locale", &spoken.unwrap_or_default());
        if let What::Story(story) = &page.what {
            for other in &story.translations {
                let spoken = locale(&other.language).unwrap_or_default();
                self.meta("property", "og:locale:alternate", &spoken);
            }
        }
    }

    /// Of which story this one is a translation, or which are translations of it.
    pub(super) fn translations(&self, story: &Story, data: &mut Value) {
        let original = original(story.group().iter().map(|member| member.id));
        let other = |member: &Member| {
            let url = self.absolute(&format!("/articles/{}", member.slug));
            json!({
                "@type": "NewsArticle",
                "@id": format!("{url}#berita"),
                "url": url,
                "headline": member.headline,
                "inLanguage": member.language,
            })
        };
        if original == Some(story.id) {
            let others = story.translations.iter().map(other);
            data["workTranslation"] = others.collect::<Vec<_>>().into();
        } else if let Some(first) = story.translations.iter().find(|m| Some(m.id) == original) {
            data["translationOfWork"] = other(first);
        }
    }
}

/// Language and territory as Open Graph writes them, `id_ID`; `None` for a language without one that
/// is known here.
fn locale(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let territory = parts.find(|part| part.len() == 2);
    match (language.as_str(), territory) {
        (language, Some(territory)) => {
            Some(format!("{language}_{}", territory.to_ascii_uppercase()))
        }
        ("id", None) => Some("id_ID".to_owned()),
        ("en", None) => Some("en_GB".to_owned()),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::drawn_head, *};
    use crate::domain::{article::Status, category::Named, id::ArticleId};

    fn member(id: i64, slug: &str, language: &str) -> Member {
        Member {
            id: ArticleId(id),
            slug: slug.into(),
            language: language.into(),
            headline: slug.to_uppercase(),
            status: Status::Published,
        }
    }

    fn page(own: &Member, translations: Vec<Member>) -> Described {
        let at = "2024-11-20T12:07:31+07:00[WIB]".to_owned().try_into();
        let story = Story {
            id: own.id,
            slug: own.slug.clone(),
            language: own.language.clone(),
            headline: own.headline.clone(),
            standfirst: String::new(),
            category: Named::default(),
            bylines: Vec::new(),
            dateline: String::new(),
            published: at.expect("a moment"),
            updated: None,
            banner: None,
            tags: Vec::new(),
            translations,
            corrections: Vec::new(),
            comments: None,
        };
        Described {
            title: own.headline.clone(),
            description: String::new(),
            path: format!("/articles/{}", own.slug),
            what: What::Story(Box::new(story)),
        }
    }

    fn data(html: &str) -> Value {
        let data = html.split("ld+json\">").nth(1);
        let data = data.and_then(|rest| rest.split("</script>").next());
        serde_json::from_str(data.expect("data")).expect("JSON")
    }

    #[test]
    fn every_translation_names_all_of_them() {
        let (banjir, flood) = (member(4, "banjir", "id"), member(9, "flood", "en-GB"));
        let links = "<link rel=\"alternate\" hreflang=\"id\" href=\"https://warta.test/articles/banjir\">\
                     <link rel=\"alternate\" hreflang=\"en-GB\" href=\"https://warta.test/articles/flood\">\
                     <link rel=\"alternate\" hreflang=\"x-default\" href=\"https://warta.test/articles/banjir\">";
        let first = drawn_head(&page(&banjir, vec![flood.clone()]));
        let second = drawn_head(&page(&flood, vec![banjir.clone()]));
        assert!(first.contains(links) && second.contains(links), "{second}");
        assert!(second.contains("og:locale\" content=\"en_GB\""), "{second}");
        assert!(second.contains("og:locale:alternate\" content=\"id_ID\""));
        let (first, second) = (data(&first), data(&second));
        assert_eq!(first["workTranslation"][0]["inLanguage"], "en-GB");
        assert_eq!(
            second["translationOfWork"]["url"],
            "https://warta.test/articles/banjir"
        );
        assert!(
            first.get("translationOfWork").is_none() && second.get("workTranslation").is_none()
        );
    }

    #[test]
    fn a_story_alone_names_no_language() {
        let html = drawn_head(&page(&member(4, "banjir", "id"), Vec::new()));
        assert!(
            !html.contains("hreflang") && !html.contains("ranslation"),
            "{html}"
        );
    }
}
