//! Asking before something cannot be undone.

use leptos::prelude::*;

/// Whether the reader says yes.
pub fn sure(question: &str) -> bool {
    window().confirm_with_message(question).unwrap_or(false)
}
