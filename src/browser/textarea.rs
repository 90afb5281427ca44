//! Marks around the selected text of a field.

use web_sys::HtmlTextAreaElement;

/// Puts `before` and `after` around what is selected, and selects it again. Returns the new text.
pub fn surround(field: &HtmlTextAreaElement, before: &str, after: &str) -> String {
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let at = |n: Result<Option<u32>, _>| {
        let n = n.ok().flatten().unwrap_or(0) as usize;
        n.min(text.len())
    };
    let (start, end) = (at(field.selection_start()), at(field.selection_end()));
    let part = |range: &[u16]| String::from_utf16_lossy(range);
    let new = [
        &part(&text[..start]),
        before,
        &part(&text[start..end.max(start)]),
        after,
        &part(&text[end.max(start)..]),
    ]
    .concat();
    field.set_value(&new);
    let shift = before.encode_utf16().count();
    let place = |n: usize| u32::try_from(n + shift).unwrap_or(u32::MAX);
    let _ = field.set_selection_range(place(start), place(end.max(start)));
    let _ = field.focus();
    new
}
