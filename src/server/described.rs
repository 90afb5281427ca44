//! What pages say of themselves in their head for machines alone: schema.org as JSON-LD
//! (<https://schema.org/NewsArticle>), Open Graph (<https://ogp.me>), and where their feeds are.
//! Browsers that walk from page to page have no use for it, so it is written here and nowhere else.

mod languages;

use super::oembed;
use crate::{
    domain::{
        category::Named,
        crop::Crop,
        described::{Described, Story, What},
        document::Escaped,
        media::Picture,
        site::Site,
    },
    service::{
        pictures::{CARD_HEIGHT, CARD_WIDTH},
        sharing::{Look, Subject},
    },
    text,
};
use serde_json::{Value, json};
use std::fmt::Write;

/// The lines that stand at the end of the page's head.
pub(super) fn head(page: &Described, look: Look<'_>) -> String {
    let site = look.site;
    let mut out = Head {
        site,
        drawn: match &page.what {
            What::Story(story) => drawn(story, look),
            What::Front(_) | What::List(..) | What::Other => None,
        },
        comments: text::labels(site.language).comments,
        html: String::new(),
    };
    out.feeds(page);
    out.languages(page);
    out.card(page);
    for data in out.data(page) {
        out.json(&data);
    }
    out.html
}

struct Head<'a> {
    site: &'a Site,
    /// Path of the picture that is drawn of the story.
    drawn: Option<String>,
    comments: &'static str,
    html: String,
}

/// Pixels of a picture that is drawn, and of the one that stands for a page without any.
const OWN_PICTURE: (u32, u32) = (CARD_WIDTH, CARD_HEIGHT);

/// The path of a story's picture where it has no banner.
fn drawn(story: &Story, look: Look<'_>) -> Option<String> {
    let of = Subject {
        headline: &story.headline,
        category: &story.category.name,
        published: &story.published,
    };
    match story.banner {
        Some(_) => None,
        None => look.address(story.id, of),
    }
}

impl Head<'_> {
    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.site.base_url)
    }

    fn feeds(&mut self, page: &Described) {
        let name = self.site.name.clone();
        self.alternate(&name, "/feed.xml", "application/rss+xml");
        self.alternate(&name, "/atom.xml", "application/atom+xml");
        self.alternate(&name, "/feed.json", "application/feed+json");
        let own = match &page.what {
            What::List(_, Some(path)) => Some((path.clone(), page.title.clone())),
            What::Story(story) => {
                let path = format!("/categories/{}", story.category.slug);
                Some((path, story.category.name.clone()))
            }
            What::Front(_) | What::List(..) | What::Other => None,
        };
        if matches!(page.what, What::Story(_)) {
            let address = oembed::address(&self.absolute(&page.path));
            self.alternate(&page.title, &address, "application/json+oembed");
        }
        if let What::Story(story) = &page.what
            && story.comments.is_some()
        {
            let path = format!("/articles/{}/comments.xml", story.slug);
            let title = format!("{}: {}", self.comments, story.headline);
            self.alternate(&title, &path, "application/rss+xml");
        }
        if let Some((path, title)) = own {
            let title = format!("{title} - {name}");
            self.alternate(&title, &format!("{path}/feed.xml"), "application/rss+xml");
        }
    }

    fn alternate(&mut self, title: &str, path: &str, kind: &str) {
        // Writing to memory does not fail.
        let _ = write!(
            self.html,
            "<link rel=\"alternate\" type=\"{kind}\" title=\"{}\" href=\"{}\">",
            Escaped(title),
            Escaped(path),
        );
    }

    fn meta(&mut self, key: &str, name: &str, content: &str) {
        if !content.trim().is_empty() {
            let content = Escaped(content);
            let _ = write!(self.html, "<meta {key}=\"{name}\" content=\"{content}\">");
        }
    }

    fn card(&mut self, page: &Described) {
        let site = self.site;
        let title = match page.title.as_str() {
            "" => site.name.clone(),
            title => title.to_owned(),
        };
        let kind = match &page.what {
            What::Story(_) => "article",
            What::Front(_) | What::List(..) | What::Other => "website",
        };
        self.meta("name", "robots", "max-image-preview:large");
        self.meta("property", "og:type", kind);
        self.meta("property", "og:title", &title);
        self.meta("property", "og:description", &page.description);
        let url = self.absolute(&page.path);
        self.meta("property", "og:url", &url);
        self.meta("property", "og:site_name", &site.name);
        self.locales(page);
        let banner = match &page.what {
            What::Story(story) => story.banner.as_ref(),
            What::Front(_) | What::List(..) | What::Other => None,
        };
        let (picture, (width, height), kind, alt) = match (banner, &self.drawn) {
            (Some(banner), _) => {
                let (path, size) = banner.crop(Crop::CARD).unwrap_or_else(|| whole(banner));
                (path, size, "image/jpeg", banner.alt.as_str())
            }
            // What is to be read on it.
            (None, Some(path)) => (path.clone(), OWN_PICTURE, "image/png", title.as_str()),
            (None, None) => {
                let path = "/og-default.png".to_owned();
                (path, OWN_PICTURE, "image/png", site.name.as_str())
            }
        };
        let picture = self.absolute(&picture);
        self.meta("property", "og:image", &picture);
        self.meta("property", "og:image:type", kind);
        self.meta("property", "og:image:width", &width.to_string());
        self.meta("property", "og:image:height", &height.to_string());
        self.meta("property", "og:image:alt", alt);
        self.meta("name", "twitter:card", "summary_large_image");
        if let What::Story(story) = &page.what {
            let published = story.published.datetime();
            self.meta("property", "article:published_time", &published);
            if let Some(updated) = &story.updated {
                self.meta("property", "article:modified_time", &updated.datetime());
            }
            self.meta("property", "article:section", &story.category.name);
            for by in &story.bylines {
                let url = self.absolute(&format!("/authors/{}", by.slug));
                self.meta("property", "article:author", &url);
            }
            for tag in &story.tags {
                self.meta("property", "article:tag", &tag.name);
            }
        }
    }

    /// A block of data: browsers never run it, so the page's policy need not name it.
    fn json(&mut self, data: &Value) {
        // Nothing in it can end the element.
        let data = data.to_string().replace('<', "\\u003c");
        let _ = write!(
            self.html,
            "<script type=\"application/ld+json\">{data}</script>"
        );
    }

    fn data(&self, page: &Described) -> Vec<Value> {
        match &page.what {
            What::Front(stories) => {
                let mut site = json!({
                    "@context": "https://schema.org",
                    "@type": "WebSite",
                    "name": self.site.name,
                    "url": self.absolute("/"),
                    "inLanguage": self.site.language.tag(),
                    "publisher": self.publisher(),
                    "potentialAction": {
                        "@type": "SearchAction",
                        "target": self.absolute("/search?q={search_term_string}"),
                        "query-input": "required name=search_term_string",
                    },
                });
                if !self.site.tagline.is_empty() {
                    site["description"] = self.site.tagline.clone().into();
                }
                vec![site, self.list(stories)]
            }
            What::Story(story) => vec![self.story(story, page), self.way(story)],
            What::List(stories, _) => vec![json!({
                "@context": "https://schema.org",
                "@type": "CollectionPage",
                "name": page.title,
                "url": self.absolute(&page.path),
                "inLanguage": self.site.language.tag(),
                "mainEntity": self.list(stories),
            })],
            What::Other => Vec::new(),
        }
    }

    fn list(&self, stories: &[Named]) -> Value {
        let items = stories.iter().enumerate().map(|(n, story)| {
            json!({
                "@type": "ListItem",
                "position": n + 1,
                "url": self.absolute(&format!("/articles/{}", story.slug)),
                "name": story.name,
            })
        });
        json!({
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": items.collect::<Vec<_>>(),
        })
    }

    fn publisher(&self) -> Value {
        let mut publisher = json!({
            "@type": "NewsMediaOrganization",
            "name": self.site.name,
            "url": self.absolute("/"),
            "logo": {
                "@type": "ImageObject",
                "url": self.absolute("/icon-512.png"),
                "width": 512,
                "height": 512,
            },
        });
        let others: Vec<&str> = self
            .site
            .social
            .iter()
            .map(|way| way.href.as_str())
            .collect();
        if !others.is_empty() {
            publisher["sameAs"] = others.into();
        }
        publisher
    }

    fn story(&self, story: &Story, page: &Described) -> Value {
        let authors = story.bylines.iter().map(|by| {
            json!({
                "@type": "Person",
                "name": by.name,
                "url": self.absolute(&format!("/authors/{}", by.slug)),
            })
        });
        let authors: Vec<Value> = authors.collect();
        let url = self.absolute(&page.path);
        let updated = story.updated.as_ref().unwrap_or(&story.published);
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": format!("{url}#berita"),
            "mainEntityOfPage": url,
            "url": url,
            "headline": story.headline,
            "inLanguage": story.language,
            "datePublished": story.published.datetime(),
            "dateModified": updated.datetime(),
            "articleSection": story.category.name,
            "isAccessibleForFree": true,
            "publisher": self.publisher(),
            // A story without a name over it is the newsroom's.
            "author": if authors.is_empty() { vec![self.publisher()] } else { authors },
        });
        let mut put = |name: &str, text: &str| {
            if !text.is_empty() {
                data[name] = text.into();
            }
        };
        put("description", &page.description);
        put("alternativeHeadline", &story.standfirst);
        put("dateline", &story.dateline);
        if !story.tags.is_empty() {
            let tags: Vec<&str> = story.tags.iter().map(|tag| tag.name.as_str()).collect();
            data["keywords"] = tags.into();
        }
        if let Some(banner) = &story.banner {
            data["image"] = self.pictures(banner).into();
        } else if let Some(path) = &self.drawn {
            data["image"] = json!({
                "@type": "ImageObject",
                "url": self.absolute(path),
                "width": OWN_PICTURE.0,
                "height": OWN_PICTURE.1,
            });
        }
        if !story.corrections.is_empty() {
            let corrections = story.corrections.iter().map(|(reason, at)| {
                json!({
                    "@type": "CorrectionComment",
                    "text": reason,
                    "datePublished": at.datetime(),
                })
            });
            data["correction"] = corrections.collect::<Vec<_>>().into();
        }
        self.translations(story, &mut data);
        if let Some(count) = story.comments {
            data["commentCount"] = count.into();
            data["discussionUrl"] = format!("{url}#komentar").into();
        }
        data
    }

    /// In the shapes that search engines cut to, so that they need not; then the whole.
    fn pictures(&self, picture: &Picture) -> Vec<Value> {
        let cuts = Crop::ARTICLE
            .into_iter()
            .filter_map(|crop| picture.crop(crop));
        let files = cuts.chain([whole(picture)]);
        files.map(|file| self.picture(picture, file)).collect()
    }

    fn picture(&self, picture: &Picture, (path, (width, height)): File) -> Value {
        let mut data = json!({
            "@type": "ImageObject",
            "url": self.absolute(&path),
            "width": width,
            "height": height,
        });
        let texts = [
            ("caption", &picture.caption),
            ("creditText", &picture.credit),
            ("description", &picture.alt),
        ];
        for (name, text) in texts {
            if !text.is_empty() {
                data[name] = text.clone().into();
            }
        }
        data
    }

    fn way(&self, story: &Story) -> Value {
        let step = |n: usize, name: &str, path: &str| json!({"@type": "ListItem", "position": n, "name": name, "item": self.absolute(path)});
        let category = format!("/categories/{}", story.category.slug);
        let own = format!("/articles/{}", story.slug);
        json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                step(1, &self.site.name, "/"),
                step(2, &story.category.name, &category),
                step(3, &story.headline, &own),
            ],
        })
    }
}

/// A file's path, and its size in pixels.
type File = (String, (u32, u32));

/// The largest file of a picture that everything can read.
fn whole(picture: &Picture) -> File {
    let size = (picture.width, picture.height);
    (picture.url(picture.width, "jpg"), size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::site::{Language, Settings};

    pub(super) fn drawn_head(page: &Described) -> String {
        let site = site();
        head(
            page,
            Look {
                site: &site,
                accent: None,
            },
        )
    }

    fn site() -> Site {
        let at = "2024-11-20T12:07:31+07:00[WIB]".to_owned().try_into();
        Site {
            name: "Kabar \"Kita\" & <Anda>".into(),
            tagline: String::new(),
            language: Language::Indonesian,
            base_url: "https://warta.test".into(),
            zone: Settings::default().zone,
            today: at.expect("a moment"),
            categories: Vec::new(),
            pages: Vec::new(),
            navigation: Vec::new(),
            social: Vec::new(),
            footer: String::new(),
            logo: None,
            logo_dark: None,
        }
    }

    #[test]
    fn nothing_that_is_typed_leaves_its_place() {
        let page = Described {
            title: String::new(),
            description: "</script><script>alert(1)</script>\"><b>".into(),
            path: "/".into(),
            what: What::Front(vec![Named {
                slug: "a".into(),
                name: "</script><!--".into(),
            }]),
        };
        let site = site();
        let look = Look {
            site: &site,
            accent: None,
        };
        let html = head(&page, look);
        assert_eq!(html.matches("</script>").count(), 2, "{html}");
        assert!(!html.contains("<b>") && !html.contains("<!--"));
        assert!(html.contains("content=\"Kabar &quot;Kita&quot; &amp; &lt;Anda&gt;\""));
        let data = html
            .split("ld+json\">")
            .nth(1)
            .and_then(|rest| rest.split("</script>").next());
        let data: Value = serde_json::from_str(data.expect("data")).expect("JSON");
        assert_eq!(data["name"], "Kabar \"Kita\" & <Anda>");
    }
}
