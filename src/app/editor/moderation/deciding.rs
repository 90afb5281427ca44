//! Sending what the desk's forms decide, and showing what came of it.

use super::table::{Decided, Row, Table};
use crate::{
    api::moderation,
    browser::desk::{self, Sent},
    components::entry::{refusal, state},
    domain::{
        id::AccountId,
        moderation::{Choice, Decision, Entry, Outcome, Term, Verdict},
    },
    error::AppError,
};
use leptos::{prelude::*, task::spawn_local};

impl Table {
    /// Sends a form of the desk. Whether it was one that is sent from here.
    pub fn send(self, sent: &Sent) -> bool {
        let reason = [sent.field("own"), sent.field("reason")];
        let reason = reason
            .into_iter()
            .flatten()
            .find(|text| !text.trim().is_empty());
        if let Some(decision) = Decision::from_word(&sent.button) {
            let choices: Vec<Choice> = sent
                .fields("ids")
                .iter()
                .filter_map(|text| Choice::parse(text))
                .collect();
            // The button of a row has no reason yet; its panel asks for one.
            let asks = decision == Decision::Reject && sent.field("own").is_none();
            if asks
                && let [choice] = choices[..]
                && sent.field("reason").is_none()
                && let Some((_, row)) = self.find(choice.id)
            {
                self.ask(row, ".more__reject input[type=radio]");
                return true;
            }
            self.decide(choices, decision, reason.unwrap_or_default());
            return true;
        }
        let account = sent.field("account").and_then(|id| id.parse().ok());
        let term = match sent.button.as_str() {
            "unban" => Some(Term::Over),
            "ban" => sent.field("days").and_then(|days| match days.as_str() {
                "0" => Some(Term::ForGood),
                days => days.parse().ok().map(Term::Days),
            }),
            _ => None,
        };
        let (Some(account), Some(term)) = (account.map(AccountId), term) else {
            return false;
        };
        self.ban(account, term, sent.field("ban_reason").unwrap_or_default());
        true
    }

    fn decide(self, choices: Vec<Choice>, decision: Decision, reason: String) {
        if choices.is_empty() {
            self.told.set(self.words.nothing_chosen.to_owned());
            return;
        }
        let rows: Vec<Row> = choices
            .iter()
            .filter_map(|choice| Some(self.find(choice.id)?.1))
            .collect();
        for row in &rows {
            row.busy.set(true);
            row.refused.set(None);
        }
        let moves = !matches!(
            decision,
            Decision::Pick | Decision::Unpick | Decision::Pin | Decision::Unpin
        );
        spawn_local(async move {
            match moderation::decide(choices, decision, reason).await {
                Ok(verdicts) => {
                    for verdict in verdicts {
                        self.take(verdict);
                    }
                    if moves && decision != Decision::Restore {
                        self.go_on();
                    }
                    self.recount();
                    // The button that was pressed is drawn anew.
                    let row = rows.first().map(Row::element);
                    request_animation_frame(move || {
                        if let Some(row) = row.filter(|_| !desk::has_focus("main")) {
                            desk::focus(&format!("#{row}"));
                        }
                    });
                }
                Err(error) => self.failed(&error, &rows),
            }
            for row in &rows {
                row.busy.try_set(false);
            }
        });
    }

    fn take(self, verdict: Verdict) {
        let Some(entry) = verdict.entry else {
            return;
        };
        let Some((_, row)) = self.find(entry.id) else {
            // Undone from the notice: it belongs to another page of the list.
            self.again.try_run(());
            return;
        };
        let said = match refusal(verdict.outcome, self.words) {
            None => {
                row.decided.try_set(Some(Decided::Here));
                let moved = entry.log.first().is_some_and(|act| act.action != "restore");
                self.last.try_set_value(moved.then_some(entry.id));
                state(entry.state, self.words)
            }
            Some(refused) => {
                row.refused.try_set(Some(refused));
                if verdict.outcome == Outcome::Conflict {
                    row.decided.try_set(Some(Decided::Here));
                }
                refused
            }
        };
        self.told.try_set(format!("{}: {said}", entry.name));
        row.entry.try_set(entry);
    }

    /// After a decision about the current row, the keys go to the next that waits.
    fn go_on(self) {
        let Some(index) = self.current.try_get_untracked().flatten() else {
            return;
        };
        let decided = |row: &Row| {
            row.decided
                .try_with_untracked(Option::is_some)
                .unwrap_or(true)
        };
        if !self.row_at(index).is_some_and(|row| decided(&row)) {
            return;
        }
        let next = self.rows.try_with_value(|rows| {
            let after = rows.iter().enumerate().skip(index + 1);
            after
                .map(|(n, row)| (n, *row))
                .find(|(_, row)| !decided(row))
        });
        match next.flatten() {
            Some((n, _)) => self.go_to(n),
            None => self.go_to(index),
        }
    }

    /// Undoes what was decided here last, or else what was decided about the current row.
    pub fn undo(self) {
        let last = self.last.get_value().and_then(|id| self.find(id));
        let row = last.map(|(_, row)| row).or_else(|| self.row());
        let Some(row) = row else {
            return;
        };
        let (choice, can) = row
            .entry
            .with_untracked(|entry| (entry.choice(), entry.decided().is_some()));
        if can && !row.busy.get_untracked() {
            self.decide(vec![choice], Decision::Restore, String::new());
        }
    }

    fn ban(self, account: AccountId, term: Term, reason: String) {
        let by_it = move |row: &Row| {
            let author = |entry: &Entry| entry.author.as_ref().is_some_and(|a| a.id == account);
            row.entry.try_with_untracked(author).unwrap_or(false)
        };
        let rows = self.rows.with_value(|rows| {
            let rows = rows.iter().copied();
            rows.filter(by_it).collect::<Vec<Row>>()
        });
        spawn_local(async move {
            match moderation::ban(account, term, reason).await {
                Ok(banned) => {
                    let refused = refusal(banned.outcome, self.words);
                    for row in rows {
                        row.refused.try_set(refused);
                        if let Some(author) = banned.author.clone() {
                            row.entry.try_update(|entry| entry.author = Some(author));
                        }
                    }
                    let said = refused.unwrap_or(self.words.done);
                    self.told.try_set(said.to_owned());
                }
                Err(error) => self.failed(&error, &rows),
            }
        });
    }

    fn failed(self, error: &AppError, rows: &[Row]) {
        if *error == AppError::Refused(401) {
            self.out.try_set(true);
        }
        for row in rows {
            row.refused.try_set(Some(self.words.fault));
        }
        self.told.try_set(self.words.fault.to_owned());
    }
}
