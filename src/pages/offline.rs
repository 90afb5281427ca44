//! `/saved` and `/offline`: pages of the reader's own device. What stands in them is put there by
//! `browser/offline/reader.js` and `follow.js`; no search engine lists them.

use crate::{
    components::sheet::Sheet,
    text::{self, OfflineWords, Words},
};
use leptos::prelude::*;

/// The stories that are saved on the device, and what its browser follows.
pub fn saved(words: &OfflineWords) -> Sheet {
    let push = text::push(words.language);
    Sheet {
        title: words.saved.to_owned(),
        description: words.saved_about.to_owned(),
        canonical: None,
        when: None,
        category: None,
        class: "page wrap",
        main: view! {
            <h1>{words.saved}</h1>
            <p class="page__of">{words.saved_about}</p>
            <noscript><p class="saved__empty">{words.saved_script}</p></noscript>
            <warta-saved data-remove=words.remove data-removed=words.removed>
                <p class="vh" role="status"></p>
                <p class="saved__empty" hidden>{words.saved_none}</p>
            </warta-saved>
            <warta-followed hidden data-stop=push.stop data-failed=push.failed>
                <h2>{push.followed}</h2>
                <p class="page__of">{push.followed_about}</p>
            </warta-followed>
        }
        .into_any()
        .into(),
    }
}

/// What is shown in the place of a page of which there is no copy.
pub fn nothing(words: &OfflineWords, all: &Words) -> Sheet {
    Sheet {
        title: words.offline.to_owned(),
        description: words.offline_text.to_owned(),
        canonical: None,
        when: None,
        category: None,
        class: "",
        main: view! {
            <section class="problem wrap">
                <h1>{words.offline}</h1>
                <p>{words.offline_text}</p>
                <p class="problem__way">
                    <a href="/saved">{words.to_saved}</a>
                    " "
                    <a href="/">{all.to_home}</a>
                    " "
                    <warta-again data-again=words.again></warta-again>
                </p>
            </section>
        }
        .into_any()
        .into(),
    }
}
