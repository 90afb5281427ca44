//! Files of pictures that the database names and that are not there: a backup cannot hold them, and
//! says so.

use super::KeepError;
use crate::{
    domain::{
        id::MediaId,
        logo::{FILE, Logo},
    },
    service::{Services, checking},
    store,
};
use std::collections::BTreeMap;

/// Pictures read from the database at once.
const GROUP: u32 = 500;

/// Every key under which the database says that there are files, each with the names it knows.
pub(super) async fn named(services: &Services) -> Result<BTreeMap<String, Vec<String>>, KeepError> {
    let store = &services.store;
    let keys = store::snapshot::media_keys(store).await?;
    let mut named: BTreeMap<String, Vec<String>> =
        keys.into_iter().map(|key| (key, Vec::new())).collect();
    let mut after = 0;
    loop {
        let rows = store::check::pictures(store, after, GROUP).await?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        for (id, key) in rows {
            let files = store::check::renditions(store, MediaId(id)).await?;
            let files = files
                .iter()
                .map(|(format, width, _)| checking::name_of(format, *width));
            named.entry(key).or_default().extend(files);
        }
    }
    // Logos are no pictures of the library: a setting names each.
    for (name, value) in store::settings::all(store).await? {
        if name.starts_with("logo")
            && let Some(logo) = Logo::parse(&value)
        {
            named.entry(logo.key).or_default().push(FILE.to_owned());
        }
    }
    Ok(named)
}

/// What of a key's files is not there; the key itself where the database knows no names.
pub(super) fn of_key(key: &str, named: &[String], there: &[String]) -> Vec<String> {
    if named.is_empty() && there.is_empty() {
        return vec![format!("{key}/")];
    }
    let missing = named.iter().filter(|name| !there.contains(name));
    missing.map(|name| format!("{key}/{name}")).collect()
}

#[cfg(test)]
mod tests {
    use super::of_key;

    #[test]
    fn what_is_named_and_not_there_is_missing() {
        let names = |names: &[&str]| {
            names
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        let named = names(&["320.webp", "640.webp"]);
        assert_eq!(of_key("a", &named, &names(&["320.webp"])), ["a/640.webp"]);
        assert!(of_key("a", &named, &names(&["640.webp", "320.webp", "x"])).is_empty());
        assert_eq!(of_key("a", &[], &[]), ["a/"], "one that was replaced");
        assert!(of_key("a", &[], &names(&["320.webp"])).is_empty());
    }
}
