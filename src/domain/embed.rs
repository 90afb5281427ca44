//! From where something may be shown in a story, and at which address its frame is. The writing
//! surface knows the same providers (`src/browser/writing/document/providers.js`).

const YOUTUBE: &str = "https://www.youtube-nocookie.com";
const X: &str = "https://platform.twitter.com";
const INSTAGRAM: &str = "https://www.instagram.com";
const SPOTIFY: &str = "https://open.spotify.com";
const GOOGLE: &str = "https://www.google.com";
const TIKTOK: &str = "https://www.tiktok.com";
const VIMEO: &str = "https://player.vimeo.com";
const SOUNDCLOUD: &str = "https://w.soundcloud.com";
const DATAWRAPPER: &str = "https://datawrapper.dwcdn.net";
const FLOURISH: &str = "https://flo.uri.sh";

/// Hosts that a reader's page may load a frame from: the policy's `frame-src`.
pub const FRAME_HOSTS: [&str; 10] = [
    YOUTUBE,
    X,
    INSTAGRAM,
    SPOTIFY,
    GOOGLE,
    TIKTOK,
    VIMEO,
    SOUNDCLOUD,
    DATAWRAPPER,
    FLOURISH,
];

/// What a provider shows; it decides the shape of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Video,
    /// Higher than wide.
    Tall,
    Post,
    Audio,
    Map,
    Chart,
}

impl Kind {
    /// Its class in the page.
    pub fn class(self) -> &'static str {
        match self {
            Kind::Video => "embed--video",
            Kind::Tall => "embed--tall",
            Kind::Post => "embed--post",
            Kind::Audio => "embed--audio",
            Kind::Map => "embed--map",
            Kind::Chart => "embed--chart",
        }
    }
}

/// Something of an allowed provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provided {
    pub provider: &'static str,
    pub kind: Kind,
    /// Address of its frame; none where it can only be opened at the provider.
    pub frame: Option<String>,
}

/// An address taken apart, strictly: what browsers would mend is refused.
struct Address<'a> {
    host: String,
    path: Vec<&'a str>,
    /// Path and query as written.
    rest: &'a str,
    query: &'a str,
}

impl<'a> Address<'a> {
    fn read(address: &'a str) -> Option<Self> {
        if !address.bytes().all(|b| b.is_ascii_graphic() && b != b'\\') {
            return None;
        }
        let rest = ["https://", "http://"]
            .iter()
            .find_map(|scheme| address.strip_prefix(scheme))?;
        let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        // Neither a name and password nor a port.
        if !host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
        {
            return None;
        }
        let rest = rest.split('#').next()?;
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Some(Address {
            host: host.to_ascii_lowercase(),
            path: path.split('/').filter(|part| !part.is_empty()).collect(),
            rest,
            query,
        })
    }

    fn is_at(&self, name: &str) -> bool {
        self.host
            .strip_suffix(name)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    }

    fn asked(&self, name: &str) -> Option<&'a str> {
        self.query
            .split('&')
            .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
            .map(|(_, value)| value)
    }
}

/// A name as providers give them; nothing in it means anything in an address.
fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 20 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Reads the address of something of an allowed provider.
pub fn provided(address: &str) -> Option<Provided> {
    let at = Address::read(address)?;
    let found = |provider, kind, frame| {
        Some(Provided {
            provider,
            kind,
            frame,
        })
    };
    if ["youtube.com", "youtu.be", "youtube-nocookie.com"]
        .iter()
        .any(|name| at.is_at(name))
    {
        let id = match at.path[..] {
            ["watch"] => at.asked("v"),
            ["embed" | "shorts" | "live", id] | [id] => Some(id),
            _ => None,
        };
        let id = id.filter(|id| id.len() == 11 && is_name(id))?;
        let start = at
            .asked("t")
            .or_else(|| at.asked("start"))
            .and_then(seconds);
        let start = start.map_or(String::new(), |s| format!("&start={s}"));
        let frame = format!("{YOUTUBE}/embed/{id}?autoplay=1{start}");
        return found("YouTube", Kind::Video, Some(frame));
    }
    if at.is_at("x.com") || at.is_at("twitter.com") {
        let [_, "status", id, ..] = at.path[..] else {
            return None;
        };
        let frame = format!("{X}/embed/Tweet.html?dnt=true&id={id}");
        return is_number(id).then(|| found("X", Kind::Post, Some(frame)))?;
    }
    if at.is_at("instagram.com") {
        let (kind, id) = match at.path[..] {
            [kind @ ("p" | "reel" | "tv"), id, ..] | [_, kind @ ("p" | "reel" | "tv"), id, ..] => {
                (kind, id)
            }
            _ => return None,
        };
        let frame = format!("{INSTAGRAM}/{kind}/{id}/embed/");
        return is_name(id).then(|| found("Instagram", Kind::Post, Some(frame)))?;
    }
    if at.is_at("open.spotify.com") {
        let (kind, id) = match at.path[..] {
            [kind, id] | ["embed", kind, id] => (kind, id),
            _ => return None,
        };
        const KINDS: [&str; 6] = ["track", "album", "playlist", "episode", "show", "artist"];
        let frame = format!("{SPOTIFY}/embed/{kind}/{id}");
        return (KINDS.contains(&kind) && is_name(id))
            .then(|| found("Spotify", Kind::Audio, Some(frame)))?;
    }
    if at.is_at("google.com") || at.is_at("google.co.id") {
        return match at.path[..] {
            // The address that Google gives for a frame; others can only be opened there.
            ["maps", "embed"] => found(
                "Google Maps",
                Kind::Map,
                Some(format!("{GOOGLE}{}", at.rest)),
            ),
            ["maps", ..] => found("Google Maps", Kind::Map, None),
            _ => None,
        };
    }
    if at.is_at("maps.app.goo.gl") {
        return (!at.path.is_empty()).then(|| found("Google Maps", Kind::Map, None))?;
    }
    if at.is_at("tiktok.com") {
        let [who, "video", id, ..] = at.path[..] else {
            return None;
        };
        let frame = format!("{TIKTOK}/player/v1/{id}");
        return (who.starts_with('@') && is_number(id))
            .then(|| found("TikTok", Kind::Tall, Some(frame)))?;
    }
    if at.is_at("vimeo.com") {
        let id = match at.path[..] {
            ["video", id, ..] | [id, ..] => id,
            _ => return None,
        };
        let frame = format!("{VIMEO}/video/{id}?dnt=1&autoplay=1");
        return is_number(id).then(|| found("Vimeo", Kind::Video, Some(frame)))?;
    }
    if at.is_at("soundcloud.com") {
        let [who, what, ..] = at.path[..] else {
            return None;
        };
        let set = match at.path[..] {
            [_, "sets", set] => set,
            _ => "",
        };
        if !is_name(who) || !is_name(what) || !(set.is_empty() || is_name(set)) {
            return found("SoundCloud", Kind::Audio, None);
        }
        let tail = if set.is_empty() {
            String::new()
        } else {
            format!("%2F{set}")
        };
        let frame = format!(
            "{}/player/?url=https%3A%2F%2Fsoundcloud.com%2F{who}%2F{what}{tail}",
            SOUNDCLOUD
        );
        return found("SoundCloud", Kind::Audio, Some(frame));
    }
    if at.host == "datawrapper.dwcdn.net" {
        let [id, ..] = at.path[..] else { return None };
        let frame = format!("{DATAWRAPPER}/{id}/");
        return is_name(id).then(|| found("Datawrapper", Kind::Chart, Some(frame)))?;
    }
    if at.host == "public.flourish.studio" {
        let [kind @ ("visualisation" | "story"), id, ..] = at.path[..] else {
            return None;
        };
        let frame = format!("{FLOURISH}/{kind}/{id}/embed");
        return is_number(id).then(|| found("Flourish", Kind::Chart, Some(frame)))?;
    }
    None
}

/// `90`, `90s` or `1m30s`, in seconds.
fn seconds(text: &str) -> Option<u32> {
    let mut sum = 0_u32;
    let mut number = String::new();
    for c in text.chars() {
        let unit = match c {
            '0'..='9' if number.len() < 6 => {
                number.push(c);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        sum = sum.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    if number.is_empty() {
        return (sum > 0).then_some(sum);
    }
    sum.checked_add(number.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_allowed_providers_have_frames() {
        let cases = [
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=90",
            ),
            (
                "https://youtu.be/dQw4w9WgXcQ?t=42",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=42",
            ),
            (
                "https://m.youtube.com/shorts/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
            ),
            (
                "https://x.com/bank/status/1858000000000000000",
                "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1858000000000000000",
            ),
            (
                "https://www.instagram.com/warta/reel/Cx_1-a/",
                "https://www.instagram.com/reel/Cx_1-a/embed/",
            ),
            (
                "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
                "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
            ),
            (
                "https://www.google.com/maps/embed?pb=!1m18",
                "https://www.google.com/maps/embed?pb=!1m18",
            ),
            (
                "https://www.tiktok.com/@warta/video/7300000000000000000",
                "https://www.tiktok.com/player/v1/7300000000000000000",
            ),
            (
                "https://vimeo.com/76979871",
                "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
            ),
            (
                "https://soundcloud.com/warta/sets/berita",
                "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fwarta%2Fsets%2Fberita",
            ),
            (
                "https://datawrapper.dwcdn.net/abcde/3/",
                "https://datawrapper.dwcdn.net/abcde/",
            ),
            (
                "https://public.flourish.studio/visualisation/123456/",
                "https://flo.uri.sh/visualisation/123456/embed",
            ),
        ];
        for (address, frame) in cases {
            let found = provided(address).unwrap_or_else(|| panic!("{address} is allowed"));
            assert_eq!(found.frame.as_deref(), Some(frame), "{address}");
            assert!(
                FRAME_HOSTS
                    .iter()
                    .any(|host| frame.starts_with(&format!("{host}/"))),
                "{frame} is in the policy"
            );
        }
    }

    #[test]
    fn a_map_without_a_frame_is_opened_at_the_provider() {
        for address in [
            "https://maps.app.goo.gl/abc",
            "https://www.google.com/maps/place/Jakarta",
        ] {
            assert_eq!(provided(address).expect("allowed").frame, None);
        }
    }

    #[test]
    fn other_addresses_are_refused() {
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://evil.example/watch?v=dQw4w9WgXcQ",
            "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
            "https://evilyoutube.com/watch?v=dQw4w9WgXcQ",
            "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
            "https://a:b@www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
            "https://www.youtube.com\\@evil.example/watch?v=dQw4w9WgXcQ",
            "https://www.уoutube.com/watch?v=dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=\"><script>",
            "https://www.youtube.com/watch?v=../../../x1",
            "https://www.youtube.com/redirect?q=https://evil.example",
            "https://www.youtube.com/ watch?v=dQw4w9WgXcQ",
            "https://x.com/bank/status/1/../../x\n",
            "https://x.com/bank/status/abc",
            "https://www.google.com/url?q=https://evil.example",
            "https://www.google.com.evil.example/maps/embed?pb=1",
            "https://vimeo.com/channels",
            "https://evil-datawrapper.dwcdn.net/x",
            "ftp://vimeo.com/1",
            "",
        ] {
            assert_eq!(provided(address), None, "{address}");
        }
    }

    #[test]
    fn starts_are_seconds_or_nothing() {
        assert_eq!(seconds("1h2m3s"), Some(3723));
        assert_eq!(seconds("42"), Some(42));
        assert_eq!(seconds("9999999999"), None);
        assert_eq!(seconds("1&x"), None);
    }
}
