//! The copies that WordPress makes of a picture: `foto-300x200.jpg`, and `foto-scaled.jpg` of one
//! that is very large (<https://make.wordpress.org/core/2019/10/09/introducing-handling-of-big-images-in-wordpress-5-3/>).

use std::path::{Path, PathBuf};

/// Where pictures of known systems stand, in their addresses; the last is Warta's own.
pub(super) const PLACES: [&str; 3] = ["/uploads/", "/content/images/", "/media/"];

/// The end of the name of the copy that stands for a very large picture. It is larger than what is
/// kept here, and quicker to read than the whole.
const SCALED: &str = "-scaled";

/// The files that show the same as this copy, better than it: the best first.
pub(super) fn better(path: &Path) -> Vec<PathBuf> {
    let Some(whole) = whole(path) else {
        return Vec::new();
    };
    let scaled = || {
        let (stem, end) = (whole.file_stem()?.to_str()?, whole.extension()?.to_str()?);
        Some(whole.with_file_name(format!("{stem}{SCALED}.{end}")))
    };
    scaled().into_iter().chain([whole.clone()]).collect()
}

/// The address of the picture of which this address names a smaller copy.
pub(in super::super) fn whole_address(address: &str) -> Option<String> {
    renamed(address, |name| {
        whole(Path::new(name))?.to_str().map(str::to_owned)
    })
}

/// The address that all copies of a picture have in common.
pub(in super::super) fn without_size(address: &str) -> Option<String> {
    renamed(address, |name| {
        let whole = whole(Path::new(name));
        let name = whole
            .as_ref()
            .and_then(|name| name.to_str())
            .unwrap_or(name);
        let (stem, end) = name.rsplit_once('.')?;
        let stem = stem.strip_suffix(SCALED).unwrap_or(stem);
        Some(format!("{stem}.{end}"))
    })
}

fn renamed(address: &str, name: impl Fn(&str) -> Option<String>) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    PLACES
        .iter()
        .any(|place| path.contains(place))
        .then_some(())?;
    let (folder, last) = path.rsplit_once('/')?;
    Some(format!("{folder}/{}", name(last)?))
}

/// `2019/05/foto.jpg` for `2019/05/foto-300x200.jpg`.
fn whole(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let (name, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(width) || !digits(height) {
        return None;
    }
    let extension = path.extension()?.to_str()?;
    Some(path.with_file_name(format!("{name}.{extension}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_leads_to_the_whole() {
        let of = |path: &str| better(Path::new(path));
        assert_eq!(
            of("2019/05/foto-300x200.jpg"),
            [
                PathBuf::from("2019/05/foto-scaled.jpg"),
                PathBuf::from("2019/05/foto.jpg")
            ]
        );
        assert!(of("2019/05/foto-besar.jpg").is_empty());
        assert!(of("2019/05/foto-scaled.jpg").is_empty());
        assert_eq!(
            whole_address("https://a.test/wp-content/uploads/2019/foto-300x200.jpg?x=1").as_deref(),
            Some("https://a.test/wp-content/uploads/2019/foto.jpg")
        );
        assert_eq!(whole_address("https://a.test/foto-300x200.jpg"), None);
    }

    #[test]
    fn all_copies_have_one_address_in_common() {
        for name in ["foto.jpg", "foto-1024x819.jpg?w=3", "foto-scaled.jpg"] {
            let address = format!("https://a.test/wp-content/uploads/{name}");
            assert_eq!(
                without_size(&address).as_deref(),
                Some("https://a.test/wp-content/uploads/foto.jpg")
            );
        }
    }
}
