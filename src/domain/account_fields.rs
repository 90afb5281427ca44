//! What may stand in the fields of an account, and what is said of what may not.

use super::account::{NAME_LENGTH, PASSWORD_LENGTH};
use serde::{Deserialize, Serialize};

/// A field of the forms about accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Email,
    /// The password that is chosen, or that one signs in with.
    Password,
    /// The password in force, where a change asks for it.
    CurrentPassword,
    TokenName,
    Scopes,
    Role,
}

impl Field {
    /// Its name in forms and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Email => "email",
            Field::Password => "password",
            Field::CurrentPassword => "current_password",
            Field::TokenName => "token_name",
            Field::Scopes => "scopes",
            Field::Role => "role",
        }
    }
}

/// Why a field was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    NameEmpty,
    NameTooLong,
    NameSigns,
    EmailForm,
    EmailTaken,
    PasswordTooShort,
    PasswordTooLong,
    /// The password in force is another one.
    PasswordNotThis,
    TooManyTokens,
    ScopeUnknown,
    RoleUnknown,
}

/// One field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Complaint {
    pub field: Field,
    pub wrong: Wrong,
}

impl Complaint {
    /// About this field.
    pub const fn new(field: Field, wrong: Wrong) -> Complaint {
        Complaint { field, wrong }
    }
}

/// Longest address, in bytes (RFC 5321, 4.5.3.1.3).
const EMAIL_LENGTH: usize = 254;

/// A name, trimmed, with runs of spaces made one.
pub fn name(text: &str) -> Result<String, Wrong> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        Err(Wrong::NameEmpty)
    } else if name.chars().any(deceives)
        || name.chars().all(|c| !c.is_alphanumeric())
        // It greets in mails, which must not carry anybody's address of a page.
        || name.contains('/')
        || name.to_lowercase().contains("www.")
    {
        Err(Wrong::NameSigns)
    } else if name.chars().count() > NAME_LENGTH {
        Err(Wrong::NameTooLong)
    } else {
        Ok(name)
    }
}

/// Characters that do not show, or that change how those around them show: control characters,
/// bidirectional overrides and marks, invisible letters, and more accents than a script stacks.
fn deceives(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// An address, trimmed and in lower case. The check is simple: whether mail arrives there, only
/// a mail can tell.
pub fn email(text: &str) -> Result<String, Wrong> {
    let email = text.trim().to_lowercase();
    let Some((user, host)) = email.rsplit_once('@') else {
        return Err(Wrong::EmailForm);
    };
    let user_ok = !user.is_empty()
        && user.len() <= 64
        && user.split('.').all(|part| !part.is_empty())
        && user
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b));
    let host_ok = host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
    if user_ok && host_ok && email.len() <= EMAIL_LENGTH {
        Ok(email)
    } else {
        Err(Wrong::EmailForm)
    }
}

/// Whether a password may be chosen. Nothing in it is changed.
pub fn password(text: &str) -> Result<(), Wrong> {
    let length = text.chars().count();
    if length < *PASSWORD_LENGTH.start() {
        Err(Wrong::PasswordTooShort)
    } else if length > *PASSWORD_LENGTH.end() {
        Err(Wrong::PasswordTooLong)
    } else {
        Ok(())
    }
}

/// A path of this site to go on to: `None` for anything a browser might read as another site.
pub fn next(text: &str) -> Option<&str> {
    let inside = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && !text.chars().any(|c| c.is_control() || c.is_whitespace())
        && text.is_ascii()
        && text.len() <= 1024;
    inside.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_checked() {
        assert_eq!(name("  Ratih   Ayu ").as_deref(), Ok("Ratih Ayu"));
        assert_eq!(name(" \u{3000}"), Err(Wrong::NameEmpty));
        assert_eq!(name("Ratih\u{202e}nimda"), Err(Wrong::NameSigns));
        assert_eq!(name("Ra\u{0}tih"), Err(Wrong::NameSigns));
        assert_eq!(name("\u{200d}\u{2764}"), Err(Wrong::NameSigns));
        assert_eq!(name(&"a".repeat(61)), Err(Wrong::NameTooLong));
        assert!(name(&"é".repeat(60)).is_ok());
    }

    #[test]
    fn addresses_are_lowered_and_checked() {
        assert_eq!(
            email(" Ratih@Warta.Example ").as_deref(),
            Ok("ratih@warta.example")
        );
        for bad in [
            "",
            "a",
            "a@",
            "@b.c",
            "a@b",
            "a b@c.d",
            "a@b..c",
            "a@-b.c",
            "a\r\nBcc: x@y.z@c.d",
            "<a@b.c>",
            "a@b.c, d@e.f",
        ] {
            assert_eq!(email(bad), Err(Wrong::EmailForm), "{bad:?}");
        }
        assert_eq!(
            email(&format!("{}@b.c", "a".repeat(65))),
            Err(Wrong::EmailForm)
        );
    }

    #[test]
    fn passwords_are_counted_in_characters() {
        assert_eq!(password("123456789"), Err(Wrong::PasswordTooShort));
        assert_eq!(password("éééééééééé"), Ok(()));
        assert_eq!(password(&"a".repeat(201)), Err(Wrong::PasswordTooLong));
    }

    #[test]
    fn only_paths_of_this_site_lead_on() {
        assert_eq!(
            next("/articles/a?sort=top#c-1"),
            Some("/articles/a?sort=top#c-1")
        );
        for bad in [
            "",
            "x",
            "//evil.test",
            "/\\evil.test",
            "https://evil.test",
            "javascript:x",
            "/\t/evil.test",
            "/a\nb",
            " /a",
            "\\/evil",
            "/\u{2028}",
        ] {
            assert_eq!(next(bad), None, "{bad:?}");
        }
    }
}
