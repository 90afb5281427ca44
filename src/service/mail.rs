//! Sending mail: to an SMTP server, or as files into a folder where none is configured.

use super::secret::Secret;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// Longest wait for a mail server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail could not be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("the mail cannot be written: {0}")]
    Form(String),
    #[error("the mail server did not take it: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    #[error("the mail cannot be kept in {folder}: {cause}")]
    Folder {
        folder: String,
        cause: std::io::Error,
    },
}

/// One mail, in plain text.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The sender's name: the site's.
    pub sender: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    /// Absolute address that ends mails of this kind with one request (RFC 8058).
    pub unsubscribe: Option<String>,
}

/// Sends mail. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    way: Way,
    from: Arc<str>,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    /// Through the server of an `smtp://` or `smtps://` address; `None` when it or `from` cannot
    /// be used. The address may hold a password and is never printed.
    pub fn smtp(url: &str, from: &str) -> Option<Mailer> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok()?;
        Mailer::through(Way::Smtp(transport.timeout(Some(PATIENCE)).build()), from)
    }

    /// Into files of this folder, which is made at the first mail; `None` when `from` cannot be used.
    pub fn folder(folder: &Path, from: &str) -> Option<Mailer> {
        Mailer::through(Way::Folder(folder.to_owned()), from)
    }

    fn through(way: Way, from: &str) -> Option<Mailer> {
        from.parse::<lettre::Address>().ok()?;
        Some(Mailer {
            way,
            from: from.into(),
        })
    }

    /// Whether mail reaches anybody. Where it does not, addresses count as confirmed.
    pub fn delivers(&self) -> bool {
        matches!(self.way, Way::Smtp(_))
    }

    /// Sends, and returns when the mail was taken.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = self.message(letter)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(message).await?;
            }
            Way::Folder(folder) => {
                keep(folder, &message.formatted())
                    .await
                    .map_err(|cause| MailError::Folder {
                        folder: folder.display().to_string(),
                        cause,
                    })?;
            }
        }
        Ok(())
    }

    /// Sends in the background. Call it after the commit that the mail tells of.
    pub fn post(&self, secret: &Secret, letter: Letter) {
        let mailer = self.clone();
        let whom = secret.hash("email", &letter.to);
        tokio::spawn(async move {
            if let Err(error) = mailer.send(&letter).await {
                tracing::error!(%whom, %error, "a mail to {whom} could not be sent: {error}");
            }
        });
    }

    fn message(&self, letter: &Letter) -> Result<Message, MailError> {
        let form = |what: &dyn std::fmt::Display| MailError::Form(what.to_string());
        let address = |text: &str| text.parse::<lettre::Address>().map_err(|e| form(&e));
        let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
        let from = Mailbox::new(Some(plain(&letter.sender)), address(&self.from)?);
        let mut message = Message::builder()
            .from(from)
            .to(Mailbox::new(None, address(&letter.to)?))
            .subject(plain(&letter.subject))
            .message_id(None)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|e| form(&e))?;
        // Answers of machines to machines are nobody's joy (RFC 3834).
        let mut extra = vec![(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        )];
        if let Some(url) = &letter.unsubscribe {
            extra.push((
                HeaderName::new_from_ascii_str("List-Unsubscribe"),
                format!("<{}>", plain(url)),
            ));
            extra.push((
                HeaderName::new_from_ascii_str("List-Unsubscribe-Post"),
                "List-Unsubscribe=One-Click".to_owned(),
            ));
        }
        for (name, value) in extra {
            message
                .headers_mut()
                .insert_raw(HeaderValue::new(name, value));
        }
        Ok(message)
    }
}

/// Writes a file of its own, for this user alone: it may hold a link that opens an account.
async fn keep(folder: &Path, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    // Names sort by time.
    let name = format!(
        "{:016}-{:08x}.eml",
        since.as_micros(),
        rand::random::<u32>()
    );
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    let part = folder.join(format!(".{name}.part"));
    let mut file = options.open(&part).await?;
    tokio::io::AsyncWriteExt::write_all(&mut file, bytes).await?;
    tokio::io::AsyncWriteExt::flush(&mut file).await?;
    tokio::fs::rename(part, folder.join(name)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            sender: "Warta \"Kita\"".into(),
            to: "ratih@warta.example".into(),
            subject: "Sandi baru\r\nBcc: evil@evil.test".into(),
            text: "Halo Ratih, buka https://warta.example/password/reset/abc".into(),
            unsubscribe: Some("https://warta.example/unsubscribe/x".into()),
        }
    }

    #[tokio::test]
    async fn a_mail_becomes_a_file_for_this_user_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let outbox = folder.path().join("outbox");
        let mailer = Mailer::folder(&outbox, "warta@warta.example").expect("usable");
        assert!(!mailer.delivers());
        mailer.send(&letter()).await.expect("kept");
        let files: Vec<_> = std::fs::read_dir(&outbox)
            .expect("made")
            .flatten()
            .collect();
        assert_eq!(files.len(), 1);
        let text = std::fs::read_to_string(files[0].path()).expect("text");
        assert!(
            text.contains("To: ratih@warta.example") && text.contains("/password/reset/abc"),
            "{text}"
        );
        assert!(!text.contains("\nBcc:"), "{text}");
        assert!(
            text.contains("List-Unsubscribe: <https://warta.example/unsubscribe/x>"),
            "{text}"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = files[0].metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn addresses_of_servers_are_checked() {
        let from = "warta@warta.example";
        for good in [
            "smtp://localhost:25",
            "smtps://a:b@mail.example",
            "smtp://mail.example:587?tls=required",
        ] {
            assert!(
                Mailer::smtp(good, from).is_some_and(|m| m.delivers()),
                "{good}"
            );
        }
        for bad in ["http://mail.example", "mail.example", "smtp://"] {
            assert!(Mailer::smtp(bad, from).is_none(), "{bad}");
        }
        assert!(Mailer::smtp("smtp://localhost", "no address").is_none());
    }
}
