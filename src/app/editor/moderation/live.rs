//! What happens in the queue while the desk is open.

use super::table::{Decided, Table};
use crate::{
    browser::queue::{self, Heard},
    domain::{comment::State, id::CommentId, moderation::Filter},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::cell::Cell;

#[derive(Deserialize)]
struct Changed {
    id: CommentId,
    state: State,
    by: Option<String>,
}

/// Follows the queue until the page is left.
pub fn follow(table: Table) {
    Effect::new(move || {
        let opened = Cell::new(false);
        let end = queue::watch(move |heard| match heard {
            Heard::Open => {
                table.live.try_set(true);
                // What was told while the stream was away is not told again.
                if opened.replace(true) {
                    table.stale.try_set(true);
                }
            }
            Heard::Lost => {
                table.live.try_set(false);
            }
            Heard::Changed(text) => {
                if let Ok(changed) = serde_json::from_str::<Changed>(&text) {
                    take(table, changed);
                }
            }
        });
        on_cleanup(end);
    });
}

fn take(table: Table, changed: Changed) {
    let Some((_, row)) = table.find(changed.id) else {
        if changed.by.is_none() && belongs(table.filter, changed.state) {
            table.arrived.try_update(|ids| {
                if !ids.contains(&changed.id) {
                    ids.push(changed.id);
                }
            });
        } else {
            // Decided before anybody here has seen it.
            table
                .arrived
                .try_update(|ids| ids.retain(|id| *id != changed.id));
        }
        return;
    };
    // One's own decision is told by its answer.
    if row.busy.try_get_untracked() != Some(false) {
        return;
    }
    let known = row.entry.try_with_untracked(|entry| {
        entry.state == changed.state && (entry.reports.is_empty() || changed.by.is_none())
    });
    if known == Some(true) && changed.by.is_none() {
        // Its author has changed it, or another reader reports it: there is something to read.
        row.refused.try_set(Some(table.words.changed));
        table.stale.try_set(true);
    }
    if known != Some(false) {
        return;
    }
    row.entry.try_update(|entry| {
        entry.state = changed.state;
        entry.reason.clear();
        entry.reports.clear();
    });
    row.decided.try_set(Some(Decided::Elsewhere {
        state: changed.state,
        by: changed.by,
    }));
    table.recount();
}

/// Whether what came into the queue by itself belongs to a list.
fn belongs(filter: Filter, state: State) -> bool {
    match filter {
        Filter::Waiting => matches!(state, State::Held | State::Published),
        // Published, and yet in the queue: somebody reported it.
        Filter::Reported => state == State::Published,
        Filter::In(own) => own == state,
        Filter::All => true,
    }
}
