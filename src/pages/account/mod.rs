//! Pages about one's account: drawn by the server alone, they work by links and forms.

pub mod desk;
pub mod form;
pub mod invitation;
pub mod notices;
pub mod recovery;
pub mod settings;
pub mod sign_in;

use crate::components::sheet::Sheet;
use leptos::prelude::*;

/// A page of this kind.
fn sheet(title: &str, main: AnyView) -> Sheet {
    Sheet {
        title: title.to_owned(),
        description: String::new(),
        canonical: None,
        when: None,
        category: None,
        class: "account wrap",
        main: main.into(),
    }
}
