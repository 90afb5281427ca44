//! What makes a site its newsroom's own: name, colour, and the links around every page.

use super::{
    desk::signed_in,
    world::{Person, World},
};
use crate::on_both_databases;
use serde_json::json;
use warta::domain::account::Role;

on_both_databases! {
    async fn every_page_shows_whose_it_is(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let administrator = Person::new(site, "pengelola", Role::Administrator).await.api;
        let own = json!({
            "name": "Kabar Pantai",
            "accent": "#0A5C36",
            "navigation": "Alam kita /categories/alam\nAkun /account\nRadio https://example.org/radio",
            "social": "Mastodon https://example.org/@kabar",
            "footer": "Terbit setiap pagi.",
        });
        let set = administrator.call(site, "PATCH", "/settings", None, Some(own)).await;
        assert_eq!((set.status.as_u16(), &set.json()["accent"]), (200, &json!("#0a5c36")));
        let front = site.get("/").await.body;
        for shown in [
            "<span class=\"wordmark\">Kabar Pantai</span>",
            "href=\"/theme/0a5c36-1.css\"",
            "<a href=\"https://example.org/radio\">Radio</a>",
            // No page that is swapped in place.
            "<a href=\"/account\" rel=\"external\">Akun</a>",
            "<a href=\"https://example.org/@kabar\">Mastodon</a>",
            "Terbit setiap pagi.",
        ] {
            assert!(front.contains(shown), "{shown}");
        }
        let header = front.split("</header>").next().unwrap_or_default();
        assert!(!header.contains("/categories/sains"), "the links stand in place of the categories");
        let category = site.get("/categories/alam").await.body;
        assert!(category.contains("<a href=\"/categories/alam\" aria-current=\"page\">Alam kita</a>"), "{category}");
        let back = json!({"name": "Warta", "accent": "", "navigation": "", "social": "", "footer": ""});
        administrator.call(site, "PATCH", "/settings", None, Some(back)).await;
        let front = site.get("/").await.body;
        assert!(!front.contains("/theme/") && !front.contains("Mastodon") && front.contains("/categories/sains"));
    }

    async fn the_colour_is_a_sheet_that_may_be_kept(site: Site) {
        let sheet = site.get("/theme/0a5c36-1.css").await;
        assert_eq!((sheet.status.as_u16(), sheet.header("content-type")), (200, "text/css; charset=utf-8"));
        assert!(sheet.header("cache-control").contains("immutable"));
        assert!(sheet.body.starts_with(":root{--accent:#0a5c36;--on-accent:#ffffff}@media (prefers-color-scheme:dark)"), "{}", sheet.body);
        // Too pale, of another edition, or no colour: no sheet of ours.
        for name in ["ffee88-1.css", "0a5c36-2.css", "0A5C36-1.css", "0a5c36-1.css.map", "merah"] {
            assert_eq!(site.get(&format!("/theme/{name}")).await.status, 404, "{name}");
        }
    }

    async fn what_cannot_be_read_or_followed_is_refused(site: Site) {
        let world = World::new(site).await;
        let mut client = signed_in(&world, "Ratih", Role::Administrator).await;
        let site = &world.site;
        let typed = [("accent", "#ffee88"), ("navigation", "Jahat javascript:alert(1)"), ("social", "Tanpa alamat"), ("footer", "Terbit setiap pagi.")];
        let refused = client.post(site, "/editor/settings", &typed).await;
        assert_eq!(refused.status, 422);
        for kept in ["value=\"#ffee88\"", "Jahat javascript:alert(1)</textarea>", "Tanpa alamat</textarea>", "value=\"Terbit setiap pagi.\"", "terlalu pucat"] {
            assert!(refused.body.contains(kept), "{kept}: {}", refused.body);
        }
        assert!(!site.get("/").await.body.contains("Terbit setiap pagi."), "all or nothing");
    }
}
