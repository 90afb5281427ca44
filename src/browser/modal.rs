//! Dialogs over the page.

use leptos::{html::Dialog, prelude::*};

/// Opens or closes a dialog as the signal says.
pub fn follow(dialog: NodeRef<Dialog>, open: Signal<bool>) {
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
}
