//! How the app's code comes to a page that stands already.

use leptos::hydration::HydrationScripts;
use leptos::{nonce::use_nonce, prelude::*};

/// Provided by the server: addresses of the app's code.
#[derive(Debug, Clone, Default)]
pub struct Code {
    pub script: String,
    pub wasm: String,
    /// What goes with the worker that keeps copies.
    pub offline: String,
}

/// After the page and its pictures have been painted, when the browser is idle: without the code
/// the page is read and used all the same, so it must not take the line from what is seen first.
/// A picture that never comes keeps it waiting for four seconds.
const START: &str = "(script,wasm,offline)=>{\
let begun=false;\
const begin=()=>{\
if(begun)return;\
begun=true;\
const file=fetch(wasm);\
import(script).then(app=>app.default({module_or_path:file}).then(()=>{\
app.hydrate();\
import(offline).catch(()=>{})\
}))\
};\
const soon=()=>setTimeout(()=>window.requestIdleCallback?requestIdleCallback(begin,{timeout:1000}):begin(),100);\
if(document.readyState==='complete')soon();\
else{addEventListener('load',soon,{once:true});setTimeout(begin,4000)}\
}";

/// The script that fetches the code and starts it.
#[component]
pub fn Hydration(options: LeptosOptions) -> impl IntoView {
    // For what it provides to lazy routes alone: it would fetch the code before the pictures.
    let _ = view! { <HydrationScripts options=options/> };
    let Code {
        script,
        wasm,
        offline,
    } = use_context().unwrap_or_default();
    view! { <script type="module" nonce=use_nonce()>{format!("({START})({script:?},{wasm:?},{offline:?})")}</script> }
}
