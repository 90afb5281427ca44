//! From what Leptos renders to what is sent: valid HTML, and the policy that names every inline
//! script of the app by its hash, and no other.

use crate::domain::embed::FRAME_HOSTS;
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use leptos::nonce::Nonce;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What marks the scripts that Leptos and the app write, as their nonce: nobody outside this
/// process knows it, so no text that somebody has typed can carry it. It never leaves: pages are
/// the same bytes for everyone, and their policy names hashes.
static MARK: LazyLock<String> =
    LazyLock::new(|| BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()));

/// Provided to the app for its scripts.
pub fn nonce() -> Nonce {
    Nonce::from_value(MARK.as_str())
}

/// A document that can be sent.
pub struct Mended {
    pub html: String,
    /// Its Content-Security-Policy.
    pub policy: String,
}

/// Makes the rendered document valid HTML without changing the DOM that hydration walks: Leptos'
/// `<!>` markers become empty comments, and the scripts it writes after `</html>` move to the end
/// of the body.
pub fn mend(html: &str) -> Mended {
    let policy = policy(html, &MARK);
    let mut html = html
        .replace("<!>", "<!---->")
        .replace(&format!(" nonce=\"{}\"", *MARK), "")
        .replace(MARK.as_str(), "");
    const END: &str = "</body></html>";
    if let Some(end) = html.rfind(END) {
        let tail = html.split_off(end);
        html.push_str(&tail[END.len()..]);
        html.push_str(END);
    }
    Mended { html, policy }
}

/// Scripts from this site, and those inline ones that are marked.
fn policy(html: &str, mark: &str) -> String {
    let hashes: String = inline_scripts(html, mark)
        .map(|s| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(s))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-src 'self' {}; frame-ancestors 'none'",
        FRAME_HOSTS.join(" ")
    )
}

fn inline_scripts<'a>(html: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    html.split("<script").skip(1).filter_map(move |rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once("</script>")?;
        let ours = attributes.contains(mark) && !attributes.contains(" src=");
        (ours && !content.is_empty()).then_some(content)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_and_late_scripts_are_mended() {
        let html = "<html><body><p>a<!>b</p></body></html><script>x()</script>";
        assert_eq!(
            mend(html).html,
            "<html><body><p>a<!---->b</p><script>x()</script></body></html>"
        );
    }

    #[test]
    fn the_policy_names_the_scripts_of_the_app_alone() {
        let html = "<script src=\"/a.js\" nonce=\"m\"></script><script type=\"module\" nonce=\"m\">x()</script><script>alert(1)</script>";
        let policy = policy(html, "m");
        assert_eq!(policy.matches("sha256-").count(), 1);
        // sha256 of `x()`, by `printf 'x()' | openssl dgst -sha256 -binary | base64`
        assert!(policy.contains(&BASE64_STANDARD.encode(Sha256::digest("x()"))));
    }

    #[test]
    fn the_mark_stays_inside() {
        let html = format!(
            "<link crossorigin=\"{0}\"><script nonce=\"{0}\">x()</script>",
            *MARK
        );
        let mended = mend(&html);
        assert_eq!(mended.html, "<link crossorigin=\"\"><script>x()</script>");
        assert!(mended.policy.contains("sha256-") && !mended.policy.contains(MARK.as_str()));
    }
}
