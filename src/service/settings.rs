//! The site's settings, from the database, with defaults.

use super::{Services, error::ServiceError, rights::Administrator, zone::Zone};
use crate::{
    domain::{
        accent::{Colour, ENOUGH},
        logo::Logo,
        site::{Language, Moderation, Settings, Who},
        way::Way,
    },
    store::{self, Store, Tx},
};

/// The settings in force.
pub async fn load(store: &Store) -> Result<Settings, ServiceError> {
    let mut settings = Settings::default();
    for (name, value) in store::settings::all(store).await? {
        match name.as_str() {
            "name" => settings.name = value,
            "tagline" => settings.tagline = value,
            "language" => settings.language = Language::from_tag(&value).unwrap_or_default(),
            "zone" => settings.zone = value,
            "accent" => settings.accent = Colour::parse(&value),
            "navigation" => settings.navigation = ways(&value).unwrap_or_default(),
            "social" => settings.social = ways(&value).unwrap_or_default(),
            "footer" => settings.footer = value,
            "logo" => settings.logo = Logo::parse(&value),
            "logo.dark" => settings.logo_dark = Logo::parse(&value),
            "comments.who" => settings.comments.who = Who::from_word(&value).unwrap_or_default(),
            "comments.moderation" => {
                settings.comments.moderation = Moderation::from_word(&value).unwrap_or_default();
            }
            "comments.days_open" => settings.comments.days_open = value.parse().unwrap_or(0),
            "comments.links" => settings.comments.links = value.parse().unwrap_or(2),
            "comments.words" => settings.comments.words = words(&value),
            "crawlers.ai" => settings.crawlers.refuse_ai = value == REFUSED,
            "crawlers.robots" => settings.crawlers.robots = value,
            "crawlers.ads" => settings.crawlers.ads = value,
            "crawlers.security" => settings.crawlers.security = value,
            "hub" => settings.announcing.hub = value.trim().to_owned(),
            "indexnow" => settings.announcing.key = value.trim().to_owned(),
            _ => {}
        }
    }
    Ok(settings)
}

/// The words of `crawlers.ai`.
const ALLOWED: &str = "allowed";
const REFUSED: &str = "refused";

/// Whether every line is one of `/robots.txt`: a name, a colon and a value, or a comment.
fn are_robots(lines: &str) -> bool {
    lines.lines().map(str::trim).all(|line| {
        let name = line.split_once(':').map(|(name, _)| name.trim());
        let named = name.is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
        });
        line.is_empty() || line.starts_with('#') || named
    })
}

fn is_contact(value: &str) -> bool {
    let known = ["mailto:", "https://", "tel:"];
    known
        .iter()
        .any(|scheme| value.len() > scheme.len() && value.starts_with(scheme))
        && !value.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether it is an address that pings can be sent to, which no feed should give away with a password.
fn is_hub(value: &str) -> bool {
    let known = ["https://", "http://"];
    let rest = known.iter().find_map(|scheme| value.strip_prefix(scheme));
    let named = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    named
        && value.is_ascii()
        && !value.contains(['<', '>', '"', '@'])
        && !value.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether it is a key of IndexNow.
fn is_key(value: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    (8..=128).contains(&value.len()) && value.bytes().all(plain)
}

fn ways(lines: &str) -> Option<Vec<Way>> {
    Way::parse_all(lines, Settings::WAYS)
}

/// One word or phrase a line, in lower case.
fn words(value: &str) -> Vec<String> {
    value
        .lines()
        .map(|line| line.trim().to_lowercase())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Checks a setting before it is stored.
pub fn check(name: &str, value: &str) -> Result<(), ServiceError> {
    let wrong = |what: String| Err(ServiceError::Input(what));
    match name {
        "name" if value.trim().is_empty() => wrong("name: the site needs a name".into()),
        "name" | "tagline" | "footer" => Ok(()),
        "accent" if value.trim().is_empty() => Ok(()),
        "accent" => match Colour::parse(value.trim()).map(Colour::by_day) {
            Some(contrast) if contrast >= ENOUGH => Ok(()),
            Some(contrast) => wrong(format!(
                "accent: {value} cannot be read on light paper: its contrast is {contrast:.1}, and {ENOUGH} is the least"
            )),
            None => wrong(format!("accent: {value:?} is no colour; #b3261e is one")),
        },
        "navigation" | "social" if ways(value).is_none() => wrong(format!(
            "{name}: one link a line, at most {}: its name, a space, and an address that begins with / or https://",
            Settings::WAYS
        )),
        "navigation" | "social" => Ok(()),
        "language" if Language::from_tag(value).is_none() => {
            wrong(format!("language: {value:?} is neither id nor en"))
        }
        "zone" if Zone::named(value).is_none() => wrong(format!(
            "zone: {value:?} is no time zone; Asia/Jakarta, Asia/Makassar and Asia/Jayapura are"
        )),
        "language" | "zone" => Ok(()),
        "comments.who" if Who::from_word(value).is_none() => wrong(format!(
            "comments.who: {value:?} is neither signed_in nor anyone"
        )),
        "comments.moderation" if Moderation::from_word(value).is_none() => wrong(format!(
            "comments.moderation: {value:?} is none of after, first_held and all_held"
        )),
        "comments.days_open" if !value.parse::<u32>().is_ok_and(|n| n <= 3650) => wrong(format!(
            "comments.days_open: {value:?} is no number of days from 0 to 3650; 0 is for ever"
        )),
        "comments.links" if !value.parse::<u32>().is_ok_and(|n| n <= 100) => wrong(format!(
            "comments.links: {value:?} is no number of links from 0 to 100; 0 is never"
        )),
        "comments.words" if words(value).len() > 1000 || value.len() > 20_000 => {
            wrong("comments.words: at most 1000 words, one a line, and 20000 bytes in all".into())
        }
        "comments.who"
        | "comments.moderation"
        | "comments.days_open"
        | "comments.links"
        | "comments.words" => Ok(()),
        "crawlers.ai" if ![ALLOWED, REFUSED].contains(&value) => wrong(format!(
            "crawlers.ai: {value:?} is neither {ALLOWED} nor {REFUSED}"
        )),
        "crawlers.robots" if !are_robots(value) => wrong(
            "crawlers.robots: each line is a name, a colon and a value, such as Disallow: /arsip"
                .into(),
        ),
        "crawlers.security" if !value.is_empty() && !is_contact(value) => wrong(format!(
            "crawlers.security: {value:?} does not begin with mailto:, https:// or tel:"
        )),
        "crawlers.ai" | "crawlers.robots" | "crawlers.ads" | "crawlers.security" => Ok(()),
        "hub" if !value.trim().is_empty() && !is_hub(value.trim()) => wrong(format!(
            "hub: {value:?} is no address of a hub; one begins with https:// and holds no password"
        )),
        "indexnow" if !value.trim().is_empty() && !is_key(value.trim()) => wrong(
            "indexnow: a key has 8 to 128 letters, digits and hyphens; leave it empty for none"
                .into(),
        ),
        "hub" | "indexnow" => Ok(()),
        "logo" | "logo.dark" => wrong(format!(
            "{name}: a logo is uploaded in the newsroom, at /editor/settings"
        )),
        _ => wrong(format!(
            "{name}: no such setting; there are name, tagline, language, zone, accent, navigation, social, footer, comments.who, comments.moderation, comments.days_open, comments.links, comments.words, crawlers.ai, crawlers.robots, crawlers.ads, crawlers.security, hub and indexnow"
        )),
    }
}

/// Every setting by its name.
pub const NAMES: [&str; 19] = [
    "name",
    "tagline",
    "language",
    "zone",
    "accent",
    "navigation",
    "social",
    "footer",
    "comments.who",
    "comments.moderation",
    "comments.days_open",
    "comments.links",
    "comments.words",
    "crawlers.ai",
    "crawlers.robots",
    "crawlers.ads",
    "crawlers.security",
    "hub",
    "indexnow",
];

/// What a setting is, as a text that [`check`] takes; empty for a name that is none.
pub fn value(settings: &Settings, name: &str) -> String {
    let comments = &settings.comments;
    match name {
        "name" => settings.name.clone(),
        "tagline" => settings.tagline.clone(),
        "language" => settings.language.tag().to_owned(),
        "zone" => settings.zone.clone(),
        "accent" => settings
            .accent
            .map(|accent| format!("#{}", accent.digits()))
            .unwrap_or_default(),
        "navigation" => Way::lines(&settings.navigation),
        "social" => Way::lines(&settings.social),
        "footer" => settings.footer.clone(),
        "comments.who" => comments.who.as_str().to_owned(),
        "comments.moderation" => comments.moderation.as_str().to_owned(),
        "comments.days_open" => comments.days_open.to_string(),
        "comments.links" => comments.links.to_string(),
        "comments.words" => comments.words.join("\n"),
        "crawlers.ai" => match settings.crawlers.refuse_ai {
            true => REFUSED.to_owned(),
            false => ALLOWED.to_owned(),
        },
        "crawlers.robots" => settings.crawlers.robots.clone(),
        "crawlers.ads" => settings.crawlers.ads.clone(),
        "crawlers.security" => settings.crawlers.security.clone(),
        "hub" => settings.announcing.hub.clone(),
        "indexnow" => settings.announcing.key.clone(),
        _ => String::new(),
    }
}

/// Why settings were not changed.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Their names, and what would be right.
    #[error("{} settings cannot be taken", .0.len())]
    Fields(Vec<(String, String)>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Changes settings: all of them, or none.
pub async fn change(
    services: &Services,
    by: &Administrator,
    wanted: Vec<(&'static str, String)>,
) -> Result<(), SettingsError> {
    let mut faults = Vec::new();
    for (name, value) in &wanted {
        if let Err(error) = check(name, value) {
            faults.push(((*name).to_owned(), error.to_string()));
        } else if value.chars().count() > longest(name) {
            faults.push((
                (*name).to_owned(),
                format!("{name}: {} characters are the most", longest(name)),
            ));
        }
    }
    if !faults.is_empty() {
        return Err(SettingsError::Fields(faults));
    }
    let now = load(&services.store).await?;
    let new: Vec<_> = wanted
        .into_iter()
        .map(|(name, value)| (name, value.trim().to_owned()))
        .filter(|(name, new)| *new != value(&now, name))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let (at, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            for (name, value) in new {
                set(&mut tx, name, &value).await?;
                let subject = format!("setting:{name}");
                let action = "setting.changed";
                store::audit::note(&mut tx, at, Some(account), action, &subject, "").await?;
            }
            Ok(())
        })
    });
    done.await.map_err(ServiceError::from)?;
    services.freshness.purge(&["site"]);
    Ok(())
}

/// Most characters of a setting.
fn longest(name: &str) -> usize {
    match name {
        "comments.words" | "crawlers.robots" | "crawlers.ads" => 20_000,
        "navigation" | "social" => 8_000,
        _ => 200,
    }
}

/// Stores one setting. Every page shows some of them, so every page is stale then.
pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), store::StoreError> {
    store::settings::set(tx, name, value).await?;
    store::changes::note(tx, &["site".to_owned()]).await
}
