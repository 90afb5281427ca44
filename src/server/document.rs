//! From what Leptos renders to what is sent: valid HTML, and the policy that names every inline
//! script by its hash.

use crate::domain::embed::FRAME_HOSTS;
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// Makes the rendered document valid HTML without changing the DOM that hydration walks: Leptos'
/// `<!>` markers become empty comments, and the scripts it writes after `</html>` move to the end
/// of the body.
pub fn mend(html: &str) -> String {
    let mut html = html.replace("<!>", "<!---->").replace(" nonce=\"\"", "");
    const END: &str = "</body></html>";
    if let Some(end) = html.rfind(END) {
        let tail = html.split_off(end);
        html.push_str(&tail[END.len()..]);
        html.push_str(END);
    }
    html
}

/// The Content-Security-Policy of a page: scripts from this site, and those inline ones that are
/// in the page now.
pub fn policy(html: &str) -> String {
    let hashes: String = inline_scripts(html)
        .map(|s| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(s))))
        .collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-src 'self' {}; frame-ancestors 'none'",
        FRAME_HOSTS.join(" ")
    )
}

fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once("</script>")?;
        // Data is not run, so no policy keeps it out.
        let runs = !attributes.contains(" src=") && !attributes.contains("application/ld+json");
        (runs && !content.is_empty()).then_some(content)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_and_late_scripts_are_mended() {
        let html = "<html><body><p>a<!>b</p></body></html><script>x()</script>";
        assert_eq!(
            mend(html),
            "<html><body><p>a<!---->b</p><script>x()</script></body></html>"
        );
    }

    #[test]
    fn the_policy_names_inline_scripts_only() {
        let policy = policy("<script src=\"/a.js\"></script><script type=\"module\">x()</script>");
        assert_eq!(policy.matches("sha256-").count(), 1);
        // sha256 of `x()`, by `printf 'x()' | openssl dgst -sha256 -binary | base64`
        assert!(policy.contains(&BASE64_STANDARD.encode(Sha256::digest("x()"))));
    }
}
