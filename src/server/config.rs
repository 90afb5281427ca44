//! What the operator decides: environment first, then the `[warta]` table of `Leptos.toml`, then
//! defaults that just work.

use super::proxies::Proxies;
use crate::{
    service::{mail::Mailer, media_store::MediaPlace, secret::Secret},
    store::pool::Kind,
};
use leptos::config::{LeptosOptions, get_configuration};
use serde::Deserialize;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Name of the operator's file.
pub const FILE: &str = "Leptos.toml";
/// The shipped file, for a server started where there is none.
const SHIPPED: &str = include_str!("../../Leptos.toml");

/// A setting that cannot be used; the text names it and says what would be right.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

/// The configuration in force.
#[derive(Clone)]
pub struct Config {
    pub database_url: String,
    pub base_url: String,
    pub media: MediaPlace,
    /// Whether rendered pages are kept; off only to measure rendering itself.
    pub page_cache: bool,
    pub secret: Secret,
    /// Where the secret is kept; `None` where the environment says it.
    pub secret_file: Option<PathBuf>,
    pub mailer: Mailer,
    pub proxies: Proxies,
    pub leptos: LeptosOptions,
}

#[derive(Deserialize, Default)]
struct File {
    #[serde(default)]
    warta: Table,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Table {
    database_url: Option<String>,
    media: Option<String>,
    base_url: Option<String>,
    trusted_proxies: Option<String>,
}

/// Variables of features that do not exist yet: setting one must not be ignored in silence.
const NOT_YET: [&str; 4] = [
    "WARTA_OIDC_ISSUER",
    "WARTA_OIDC_CLIENT_ID",
    "WARTA_OIDC_CLIENT_SECRET",
    "WARTA_OIDC_NAME",
];

impl Config {
    /// Reads environment and file.
    pub fn load() -> Result<Config, ConfigError> {
        let text = match std::fs::read_to_string(FILE) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => SHIPPED.to_owned(),
            Err(error) => return Err(ConfigError(format!("{FILE} cannot be read: {error}"))),
        };
        let leptos = leptos_options(&text)?;
        let env = |name: &str| {
            std::env::var(name)
                .ok()
                .filter(|value| !value.trim().is_empty())
        };
        Config::from_parts(&text, env, leptos, Secret::kept_in)
    }

    fn from_parts(
        text: &str,
        env: impl Fn(&str) -> Option<String>,
        leptos: LeptosOptions,
        kept_secret: impl Fn(&Path) -> std::io::Result<Secret>,
    ) -> Result<Config, ConfigError> {
        let file: File =
            toml::from_str(text).map_err(|e| ConfigError(format!("{FILE}: {}", e.message())))?;
        for name in NOT_YET {
            if env(name).is_some() {
                return Err(ConfigError(format!(
                    "{name} is set, but this version cannot use it yet: unset it"
                )));
            }
        }
        let database_url = env("DATABASE_URL")
            .or(file.warta.database_url)
            .unwrap_or_else(|| "sqlite:data/warta.db".into());
        if Kind::of(&database_url).is_none() {
            return Err(ConfigError(
                "DATABASE_URL must begin with sqlite: or postgres://".into(),
            ));
        }
        let media = env("WARTA_MEDIA")
            .or(file.warta.media)
            .unwrap_or_else(|| "data/media".into());
        let media = MediaPlace::parse(&media)
            .map_err(|error| ConfigError(format!("WARTA_MEDIA: {error}")))?;
        // What else is kept in files stands beside the folder of the pictures.
        let data = match media.folder() {
            Some(folder) => folder.parent().unwrap_or(folder),
            None => Path::new("data"),
        };
        let base_url = env("WARTA_BASE_URL")
            .or(file.warta.base_url)
            .unwrap_or_else(|| format!("http://{}", leptos.site_addr));
        let host = base_url
            .strip_prefix("https://")
            .or_else(|| base_url.strip_prefix("http://"))
            .unwrap_or_default();
        if host.is_empty() || host.contains(|c: char| c == '/' || c.is_whitespace()) {
            return Err(ConfigError(format!(
                "WARTA_BASE_URL {base_url:?} must be http:// or https:// and a host, without a slash at the end"
            )));
        }
        let page_cache = match env("WARTA_PAGE_CACHE").as_deref() {
            None | Some("on") => true,
            Some("off") => false,
            Some(other) => {
                return Err(ConfigError(format!(
                    "WARTA_PAGE_CACHE is {other:?}; it is on or off"
                )));
            }
        };
        let (secret, secret_file) = match env("WARTA_SECRET") {
            Some(text) => (Secret::new(&text).ok_or_else(|| {
                ConfigError(format!(
                    "WARTA_SECRET must have at least {} characters; or unset it, and one is made and kept",
                    crate::service::secret::SHORTEST
                ))
            })?, None),
            None => {
                let file = data.join("secret");
                let secret = kept_secret(&file).map_err(|error| {
                    ConfigError(format!("the secret in {} cannot be used: {error}; mend the file, or set WARTA_SECRET", file.display()))
                })?;
                (secret, Some(file))
            }
        };
        let mailer = mailer(&env, host, data)?;
        let proxies = env("WARTA_TRUSTED_PROXIES").or(file.warta.trusted_proxies);
        let proxies = Proxies::parse(&proxies.unwrap_or_default()).map_err(|part| {
            ConfigError(format!(
                "WARTA_TRUSTED_PROXIES: {part:?} is no address and no network; 127.0.0.1, 10.0.0.0/8 would be"
            ))
        })?;
        Ok(Config {
            database_url,
            base_url,
            media,
            page_cache,
            secret,
            secret_file,
            mailer,
            proxies,
            leptos,
        })
    }
}

/// Mail through `WARTA_SMTP_URL`, or into the folder `outbox`.
fn mailer(
    env: &impl Fn(&str) -> Option<String>,
    host: &str,
    data: &Path,
) -> Result<Mailer, ConfigError> {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let from = match env("WARTA_MAIL_FROM") {
        Some(from) => from,
        // Kept as a file in any case, so any address will do where the host is none.
        None if name.starts_with('[') => "warta@localhost".to_owned(),
        None => format!("warta@{name}"),
    };
    let folder = data.join("outbox");
    let kept = Mailer::folder(&folder, &from).ok_or_else(|| {
        ConfigError(format!(
            "WARTA_MAIL_FROM: mail cannot be sent from {from:?}; set it to an address like redaksi@warta.example"
        ))
    })?;
    match env("WARTA_SMTP_URL") {
        None => Ok(kept),
        // The address may hold a password: it is not repeated.
        Some(url) => Mailer::smtp(&url, &from).ok_or_else(|| {
            ConfigError(
                "WARTA_SMTP_URL is no address of a mail server; smtps://user:password@mail.example:465 is, or smtp://localhost:25".into(),
            )
        }),
    }
}

/// Leptos' own options: `LEPTOS_*` variables win over the file's section.
fn leptos_options(text: &str) -> Result<LeptosOptions, ConfigError> {
    if let Ok(addr) = std::env::var("LEPTOS_SITE_ADDR")
        && addr.parse::<SocketAddr>().is_err()
    {
        return Err(ConfigError(format!(
            "LEPTOS_SITE_ADDR {addr:?} is no address and port; 127.0.0.1:3000 is"
        )));
    }
    let wrong = |e: leptos::config::errors::LeptosConfigError| ConfigError(format!("{FILE}: {e}"));
    if std::path::Path::new(FILE).exists() {
        return get_configuration(Some(FILE))
            .map(|conf| conf.leptos_options)
            .map_err(wrong);
    }
    leptos::config::get_config_from_str(text).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &'static str) -> Result<Config, ConfigError> {
        let leptos = LeptosOptions::builder().output_name("warta").build();
        let env = move |n: &str| (n == name).then(|| value.to_owned());
        Config::from_parts("", env, leptos, |_| {
            Secret::new("a secret of the tests, long enough")
                .ok_or_else(|| std::io::Error::other("too short"))
        })
    }

    #[test]
    fn wrong_values_are_named_with_what_would_be_right() {
        for (name, value) in [
            ("DATABASE_URL", "mysql://x"),
            ("WARTA_MEDIA", "s3://Bucket"),
            ("WARTA_MEDIA", "gs://bucket"),
            ("WARTA_BASE_URL", "warta.example"),
            ("WARTA_BASE_URL", "https://warta.example/"),
            ("WARTA_PAGE_CACHE", "maybe"),
            ("WARTA_SECRET", "short"),
            ("WARTA_SMTP_URL", "http://x"),
            ("WARTA_MAIL_FROM", "nobody"),
            ("WARTA_OIDC_ISSUER", "https://x"),
            ("WARTA_TRUSTED_PROXIES", "nginx"),
        ] {
            let error = with(name, value)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default();
            assert!(error.contains(name), "{name}={value}: {error}");
        }
    }

    #[test]
    fn defaults_just_work() {
        let config = with("NONE", "").expect("defaults are right");
        assert_eq!(config.database_url, "sqlite:data/warta.db");
        assert_eq!(config.base_url, "http://127.0.0.1:3000");
    }
}
