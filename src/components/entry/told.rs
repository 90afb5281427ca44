//! Where a comment stands and what was done about it, in words.

use super::{ACTION, Time};
use crate::{
    domain::{
        comment::State,
        moderation::{Act, Choice, Decision, Entry, Outcome, Report, Verdict},
    },
    text::Newsroom,
};
use leptos::prelude::*;

/// Where a comment stands.
pub const fn state(state: State, words: &Newsroom) -> &'static str {
    match state {
        State::Published => words.state_published,
        State::Held => words.state_held,
        State::Rejected => words.state_rejected,
        State::Spam => words.state_spam,
        State::Removed => words.state_removed,
    }
}

/// A name; whoever deleted their account has none.
pub fn name(name: &str, words: &Newsroom) -> String {
    if name.is_empty() {
        words.deleted_account.to_owned()
    } else {
        name.to_owned()
    }
}

/// Why a comment is held.
pub fn hold(reason: &str, words: &Newsroom) -> String {
    let known = match reason {
        "unverified" => words.hold_unverified,
        "links" => words.hold_links,
        "similar" => words.hold_similar,
        "fast" => words.hold_fast,
        "all" => words.hold_all,
        "first" => words.hold_first,
        "honeypot" => words.hold_honeypot,
        other => {
            return match other.strip_prefix("words:") {
                Some(word) => format!("{} {word}", words.hold_words),
                None => other.to_owned(),
            };
        }
    };
    known.to_owned()
}

fn reported(reason: &str, words: &Newsroom) -> String {
    let known = match reason {
        "spam" => words.report_spam,
        "abuse" => words.report_abuse,
        "hate" => words.report_hate,
        "false" => words.report_false,
        "off_topic" => words.report_off_topic,
        "other" => words.report_other,
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// Why a comment is on the desk, line by line.
pub fn why(state: State, reason: &str, reports: &[Report], words: &Newsroom) -> Vec<String> {
    let mut lines = Vec::new();
    if !reason.is_empty() {
        lines.push(match state {
            State::Held | State::Spam => hold(reason, words),
            State::Published | State::Rejected | State::Removed => reason.to_owned(),
        });
    }
    if !reports.is_empty() {
        let mut reasons: Vec<String> = reports
            .iter()
            .map(|report| {
                let reason = reported(&report.reason, words);
                match report.note.as_str() {
                    "" => reason,
                    note => format!("{reason} (\u{201c}{note}\u{201d})"),
                }
            })
            .collect();
        reasons.dedup();
        lines.push(format!(
            "{} {} {}: {}",
            words.reported_times,
            reports.len(),
            words.times,
            reasons.join(", ")
        ));
    }
    lines
}

/// What is offered.
pub const fn offer(decision: Decision, state: State, words: &Newsroom) -> &'static str {
    match decision {
        Decision::Approve if matches!(state, State::Published) => words.keep,
        Decision::Approve => words.approve,
        Decision::Reject => words.reject,
        Decision::Spam => words.spam,
        Decision::Remove => words.remove,
        Decision::Pick => words.pick,
        Decision::Unpick => words.unpick,
        Decision::Pin => words.pin,
        Decision::Unpin => words.unpin,
        Decision::Restore => words.restore,
    }
}

/// What was done.
const fn did(decision: Decision, words: &Newsroom) -> &'static str {
    match decision {
        Decision::Approve => words.did_approve,
        Decision::Reject => words.did_reject,
        Decision::Spam => words.did_spam,
        Decision::Remove => words.did_remove,
        Decision::Pick => words.did_pick,
        Decision::Unpick => words.did_unpick,
        Decision::Pin => words.did_pin,
        Decision::Unpin => words.did_unpin,
        Decision::Restore => words.did_restore,
    }
}

/// What was done about an account; other words of the log stand for themselves.
pub fn account_action(action: &str, words: &Newsroom) -> String {
    let known = match action {
        "ban" => words.did_ban,
        "unban" => words.did_unban,
        "account.created" => words.did_created,
        "account.role" => words.did_role,
        "account.password" => words.did_password,
        "account.reset" => words.did_reset,
        "account.email" => words.did_email,
        "account.name" => words.did_name,
        "account.verified" => words.did_verified,
        "account.deleted" => words.did_deleted,
        "token.created" => words.did_token,
        "token.revoked" => words.did_revoke,
        other => return other.to_owned(),
    };
    known.to_owned()
}

/// A line of the log: what was done by whom, and why.
pub fn action(act: &Act, words: &Newsroom) -> String {
    let what = match Decision::from_word(&act.action) {
        Some(decision) => did(decision, words).to_owned(),
        None => account_action(&act.action, words),
    };
    let by = match act.by.as_str() {
        "" => String::new(),
        by => format!(" {} {by}", words.by),
    };
    let reason = match act.reason.as_str() {
        "" => String::new(),
        reason => format!(": {reason}"),
    };
    format!("{what}{by}{reason}")
}

/// What is said when it did not come to what was wanted; `None` where it did.
pub fn refusal(outcome: Outcome, words: &Newsroom) -> Option<&'static str> {
    match outcome {
        Outcome::Done => None,
        Outcome::Conflict => Some(words.conflict),
        Outcome::Edited => Some(words.edited_meanwhile),
        Outcome::NotPinnable => Some(words.not_pinnable),
        Outcome::NotFound => Some(words.not_found),
        Outcome::Protected => Some(words.protected),
        Outcome::BadDate => Some(words.bad_date),
        Outcome::NothingChosen => Some(words.nothing_chosen),
        Outcome::Fault => Some(words.fault),
    }
}

/// Where a comment stands and who decided so, as one sentence for a notice.
fn stands(entry: &Entry, words: &Newsroom) -> String {
    match entry.log.first() {
        Some(act) => action(act, words),
        None => state(entry.state, words).to_owned(),
    }
}

/// What was decided before, beside a comment that is not waiting.
#[component]
pub fn Stands(entry: Entry, words: &'static Newsroom) -> impl IntoView {
    let act = entry.decided().filter(|_| entry.state != State::Held);
    act.map(|act| {
        let said = action(act, words);
        view! { <p class="entry__decided">{said}" "<Time when=act.when.clone()/></p> }
    })
}

/// What came of a form, at the top of the page, with a way to undo it.
#[component]
pub fn Notice(
    verdicts: Vec<Verdict>,
    /// Where to come back to.
    here: String,
    words: &'static Newsroom,
) -> impl IntoView {
    if verdicts.is_empty() {
        return ().into_any();
    }
    let refused = verdicts.iter().any(|v| v.outcome != Outcome::Done);
    let undo: Vec<Choice> = verdicts
        .iter()
        .filter(|v| v.outcome == Outcome::Done)
        .filter_map(|v| v.entry.as_ref())
        .filter(|entry| entry.decided().is_some_and(|act| act.action != "restore"))
        .map(Entry::choice)
        .collect();
    let lines = verdicts
        .into_iter()
        .map(|verdict| {
            let said = verdict.entry.map(|entry| {
                let name = name(&entry.name, words);
                let stands = stands(&entry, words);
                let when = entry.log.into_iter().next().map(|act| act.when);
                view! { <b>{name}</b>" "{stands}" "{when.map(|when| view! { <Time when=when/> })} }
            });
            let refused =
                refusal(verdict.outcome, words).map(|text| view! { <span>{text}</span>" " });
            view! { <p>{refused}{said}</p> }
        })
        .collect_view();
    let undo = (!undo.is_empty()).then(|| {
        let ids = undo
            .into_iter()
            .map(|choice| view! { <input type="hidden" name="ids" value=choice.to_string()/> })
            .collect_view();
        view! {
            <form method="post" action=ACTION>
                <input type="hidden" name="back" value=here/>
                {ids}
                <button class="link" name="decision" value="restore">{words.restore}</button>
            </form>
        }
    });
    let (class, role) = if refused {
        ("form__trouble", "alert")
    } else {
        ("form__done", "status")
    };
    view! { <div class=class role=role>{lines}{undo}</div> }.into_any()
}
