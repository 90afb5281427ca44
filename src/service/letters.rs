//! What stands in mails, in the site's language.

use super::{
    Services,
    error::ServiceError,
    mail::Letter,
    notifying::{self, News},
    settings,
};
use crate::{
    domain::{comment::State, desk_notice::Cause, site::Language},
    store::{desk_notice::DeskNoticeRow, notification::NoticeRow},
    text::{self, Words},
};

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Confirm the address of a new account.
    Verify,
    /// Confirm a new address of an account.
    NewEmail,
    /// Set a new password.
    Reset,
    /// Come and work here.
    Invitation,
    /// The address was changed; to the old one, without a link.
    EmailChanged,
    /// The password was changed, without a link.
    PasswordChanged,
}

/// Writes a mail. `path` is where its link leads.
pub(super) async fn write(
    services: &Services,
    about: About,
    to: &str,
    name: &str,
    path: &str,
) -> Result<Letter, ServiceError> {
    let settings = settings::load(&services.store).await?;
    let words = text::words(settings.language);
    let (subject, intro, end) = wording(about, words);
    let link = format!("{}{path}", services.base_url);
    let parts = [
        format!("{} {name},", words.mail_hello),
        intro.to_owned(),
        if path.is_empty() { String::new() } else { link },
        end.to_owned(),
        format!("{}\n{}", settings.name, services.base_url),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Letter {
        sender: settings.name,
        to: to.to_owned(),
        subject: subject.to_owned(),
        text: parts.join("\n\n") + "\n",
        unsubscribe: None,
    })
}

fn wording(about: About, words: &Words) -> (&'static str, &'static str, &'static str) {
    match about {
        About::Verify => (
            words.mail_verify_subject,
            words.mail_verify_text,
            words.mail_verify_end,
        ),
        About::NewEmail => (
            words.mail_email_subject,
            words.mail_email_text,
            words.mail_email_end,
        ),
        About::Reset => (
            words.mail_reset_subject,
            words.mail_reset_text,
            words.mail_reset_end,
        ),
        About::Invitation => {
            let words = text::people(words.language);
            (words.mail_subject, words.mail_text, words.mail_end)
        }
        About::EmailChanged => (
            words.mail_email_changed_subject,
            words.mail_email_changed_text,
            words.mail_not_you,
        ),
        About::PasswordChanged => (
            words.mail_password_changed_subject,
            words.mail_password_changed_text,
            words.mail_not_you,
        ),
    }
}

/// Most of a comment that is quoted in a mail, in characters.
const QUOTED: usize = 600;

/// The mail of a notice. `None` where none is due: there is nothing to tell any more, the address
/// was never confirmed, or the reader no longer follows the story, which ends all mail about it.
pub(super) async fn of_notice(
    services: &Services,
    notice: &NoticeRow,
    words: &'static Words,
) -> Result<Option<Letter>, ServiceError> {
    let (Some(news), Some(to), Some(secret)) =
        (notifying::news(notice), &notice.email, &notice.secret)
    else {
        return Ok(None);
    };
    let name = if notice.author.is_empty() {
        words.notice_somebody
    } else {
        &notice.author
    };
    let (subject, intro) = match news {
        News::Reply => (words.mail_reply_subject, words.mail_reply_text),
        News::Thread => (words.mail_thread_subject, words.mail_thread_text),
        News::Decision(_) => (words.mail_decision_subject, words.mail_decision_text),
    };
    let filled = |text: &str| {
        let state = match news {
            News::Reply | News::Thread => "",
            News::Decision(State::Published) => words.state_published,
            News::Decision(State::Held | State::Spam) => words.state_held,
            News::Decision(State::Rejected) => words.state_rejected,
            News::Decision(State::Removed) => words.state_removed,
        };
        text.replace("{state}", state)
            .replace("{name}", name)
            .replace("{headline}", &notice.headline)
    };
    let mut quote: String = notice.body.chars().take(QUOTED).collect();
    if quote.len() < notice.body.len() {
        quote.push('…');
    }
    let quote: Vec<_> = quote.lines().map(|line| format!("> {line}")).collect();
    let reason = notifying::reason(notice);
    let reason = if reason.is_empty() {
        String::new()
    } else {
        format!("{}: {reason}", words.gone_reason)
    };
    let base = &services.base_url;
    let unsubscribe = format!("{base}/unsubscribe/{secret}");
    let settings = settings::load(&services.store).await?;
    let parts = [
        format!("{} {},", words.mail_hello, notice.told),
        filled(intro),
        quote.join("\n"),
        reason,
        format!("{base}{}", notifying::address(notice)),
        format!("{}\n{unsubscribe}", words.mail_notice_end),
        format!("{}\n{base}", settings.name),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Some(Letter {
        sender: settings.name,
        to: to.clone(),
        subject: filled(subject),
        text: parts.join("\n\n") + "\n",
        unsubscribe: Some(unsubscribe),
    }))
}

/// The mail of a notice of the newsroom. `None` where none is due: the address was never confirmed.
pub(super) async fn of_desk_notice(
    services: &Services,
    notice: &DeskNoticeRow,
) -> Result<Option<Letter>, ServiceError> {
    let (Some(cause), Some(to)) = (Cause::from_word(&notice.kind), &notice.email) else {
        return Ok(None);
    };
    let settings = settings::load(&services.store).await?;
    let language = Language::from_tag(&notice.desk_language).unwrap_or(settings.language);
    let (words, plan) = (text::words(language), text::plan(language));
    let by = notice.by_name.as_deref().unwrap_or_default();
    let headline = match notice.headline.as_str() {
        "" => plan.untitled,
        headline => headline,
    };
    let told = format!("{} {headline}", text::told(cause, by, language));
    let base = &services.base_url;
    let parts = [
        format!("{} {},", words.mail_hello, notice.told),
        told.clone(),
        format!("{base}/editor/stories/{}", notice.article_id),
        plan.letter_about.to_owned(),
        format!(
            "{} {base}/account#redaksi",
            text::desk_settings(language).letter_end
        ),
        format!("{}\n{base}", settings.name),
    ];
    Ok(Some(Letter {
        sender: settings.name,
        to: to.clone(),
        subject: told,
        text: parts.join("\n\n") + "\n",
        unsubscribe: None,
    }))
}

/// Writes and posts; a mail that cannot be written is logged.
pub(super) async fn post(services: &Services, about: About, to: &str, name: &str, path: &str) {
    match write(services, about, to, name, path).await {
        Ok(letter) => services.mailer.post(&services.secret, letter),
        Err(error) => tracing::error!(%error, "a mail could not be written: {error}"),
    }
}
