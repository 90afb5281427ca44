//! The writing surface (`src/browser/writing`), loaded when a story is opened.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlScriptElement};

#[wasm_bindgen]
extern "C" {
    type Loaded;
    #[wasm_bindgen(method, catch)]
    fn open(
        this: &Loaded,
        element: &HtmlElement,
        text: &str,
        setup: &str,
        tell: &JsValue,
    ) -> Result<Surface, JsValue>;

    /// A surface with a document on it.
    #[derive(Clone)]
    pub type Surface;
    /// The document as JSON.
    #[wasm_bindgen(method)]
    pub fn text(this: &Surface) -> String;
    #[wasm_bindgen(method)]
    pub fn put(this: &Surface, text: &str);
    #[wasm_bindgen(method)]
    fn count(this: &Surface) -> Vec<u32>;
    #[wasm_bindgen(method)]
    fn block(this: &Surface) -> String;
    #[wasm_bindgen(method, js_name = setEditable)]
    pub fn set_editable(this: &Surface, editable: bool);
    #[wasm_bindgen(method)]
    pub fn focus(this: &Surface);
    #[wasm_bindgen(method)]
    pub fn find(this: &Surface);
    #[wasm_bindgen(method)]
    pub fn shortcuts(this: &Surface);
    #[wasm_bindgen(method, js_name = showBlock)]
    pub fn show_block(this: &Surface, id: &str) -> bool;
    /// Whether the surface knows everything that is in the document; if not, it is only read.
    #[wasm_bindgen(method)]
    pub fn readable(this: &Surface) -> bool;
    #[wasm_bindgen(method)]
    pub fn destroy(this: &Surface);
}

/// How much there is of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub words: u32,
    pub minutes: u32,
    /// Pictures that lack it.
    pub without_credit: u32,
    pub without_alt: u32,
    pub pictures: u32,
    /// On their way.
    pub uploading: u32,
}

/// The block with the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Here {
    pub id: String,
    /// Counted from 1.
    pub n: usize,
    pub text: String,
}

/// Leaves for another page.
pub fn go(path: &str) {
    let _ = window().location().set_href(path);
}

/// Counts what is on a surface.
pub fn count(surface: &Surface) -> Count {
    let counted = surface.count();
    let at = |n: usize| counted.get(n).copied().unwrap_or_default();
    Count {
        words: at(0),
        minutes: at(1),
        without_credit: at(2),
        without_alt: at(3),
        pictures: at(4),
        uploading: at(5),
    }
}

/// Where the cursor is.
pub fn here(surface: &Surface) -> Option<Here> {
    let told = surface.block();
    let mut lines = told.splitn(3, '\n');
    Some(Here {
        id: lines.next().filter(|id| !id.is_empty())?.to_owned(),
        n: lines.next()?.parse().ok()?,
        text: lines.next()?.to_owned(),
    })
}

const GLOBAL: &str = "wartaWriting";

/// Loads the surface's code, once a page. `None` where it does not come.
async fn load() -> Option<Loaded> {
    let there = || {
        let found = js_sys::Reflect::get(&js_sys::global(), &GLOBAL.into()).ok()?;
        (!found.is_undefined()).then(|| found.unchecked_into::<Loaded>())
    };
    if let Some(loaded) = there() {
        return Some(loaded);
    }
    let document = document();
    let named = document
        .query_selector("meta[name=warta-writing]")
        .ok()
        .flatten()?;
    let script = document.create_element("script").ok()?;
    let script: HtmlScriptElement = script.dyn_into().ok()?;
    script.set_type("module");
    script.set_src(&named.get_attribute("content")?);
    let (done, came) = futures::channel::oneshot::channel::<bool>();
    let done = std::rc::Rc::new(std::cell::Cell::new(Some(done)));
    let told = |good: bool| {
        let done = done.clone();
        Closure::once_into_js(move || {
            if let Some(done) = done.take() {
                let _ = done.send(good);
            }
        })
    };
    script.set_onload(Some(told(true).unchecked_ref()));
    script.set_onerror(Some(told(false).unchecked_ref()));
    document.head()?.append_child(&script).ok()?;
    came.await.ok()?;
    there()
}

/// Puts a surface with a document into an element. `tell` is told of `change` and `blur`, and
/// answers `pictures` and `story` with a promise.
pub async fn open(
    element: HtmlElement,
    text: &str,
    setup: &str,
    tell: impl FnMut(String) -> JsValue + 'static,
) -> Option<Surface> {
    let loaded = load().await?;
    let tell = Closure::<dyn FnMut(String) -> JsValue>::new(tell);
    // It lives as long as the surface, which the browser's own collector ends.
    let surface = loaded.open(&element, text, setup, &tell.into_js_value());
    surface
        .inspect_err(|error| leptos::logging::error!("the writing surface: {error:?}"))
        .ok()
}
