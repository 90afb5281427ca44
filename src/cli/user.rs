//! `warta user create|list|role|password`

use super::Failure;
use crate::{
    context::Services,
    domain::{account::Role, id::AccountId, site::Language},
    pages::account::form::told,
    service::{
        accounts::AccountError,
        administering::{self, By},
    },
    text,
};
use clap::Subcommand;
use serde_json::{Value, json};
use std::io::IsTerminal;

/// What is done to accounts.
#[derive(Subcommand)]
pub(super) enum User {
    /// Make an account. It counts as confirmed.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// reader, contributor, author, editor, moderator or administrator
        #[arg(long, value_parser = role)]
        role: Role,
        /// Without it one is asked for, or generated and printed once.
        #[arg(long)]
        password: Option<String>,
        /// Print the outcome as JSON.
        #[arg(long)]
        json: bool,
    },
    /// List the accounts.
    List {
        /// Print them as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give an account another role; it is signed out everywhere.
    Role {
        #[arg(long)]
        email: String,
        #[arg(long, value_parser = role)]
        role: Role,
        /// Print the outcome as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Set another password; the account is signed out everywhere.
    Password {
        #[arg(long)]
        email: String,
        /// Without it one is asked for, or generated and printed once.
        #[arg(long)]
        password: Option<String>,
        /// Print the outcome as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn role(word: &str) -> Result<Role, String> {
    Role::from_word(word).ok_or_else(|| {
        let words: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("the roles are {}", words.join(", "))
    })
}

/// What was refused, in words.
pub(super) fn refusal(error: AccountError) -> Failure {
    match error {
        AccountError::Fields(complaints) => {
            let words = text::words(Language::English);
            let told: Vec<_> = complaints
                .iter()
                .map(|c| format!("{}: {}", c.field.as_str(), told(c.wrong, words)))
                .collect();
            told.join(" ").into()
        }
        other => other.to_string().into(),
    }
}

/// A password, and whether it was made up here.
fn password(given: Option<String>) -> Result<(String, bool), Failure> {
    if let Some(password) = given {
        return Ok((password, false));
    }
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        let typed = rpassword::prompt_password("Password (empty: one is generated): ")?;
        if !typed.is_empty() {
            return Ok((typed, false));
        }
    }
    Ok((administering::generated_password(), true))
}

fn print(json: bool, value: &Value, line: &str) {
    if json {
        println!("{value}");
    } else {
        println!("{line}");
    }
}

/// Runs the command.
pub(super) async fn run(services: &Services, command: User) -> Result<(), Failure> {
    match command {
        User::Create {
            email,
            name,
            role,
            password: given,
            json,
        } => {
            let (password, generated) = password(given)?;
            let id = administering::create(services, By::Console, &name, &email, role, &password)
                .await
                .map_err(refusal)?;
            let row = administering::by_email(services, By::Console, &email)
                .await
                .map_err(refusal)?;
            let email = row.email.unwrap_or_default();
            let mut value = json!({"id": id.to_string(), "name": row.name, "email": email, "role": row.role, "state": row.state});
            let mut line = format!("{email} is {} number {id}", row.role);
            if generated {
                value["password"] = json!(password);
                line = format!("{line}\nPassword, shown once: {password}");
            }
            print(json, &value, &line);
        }
        User::List { json } => list(services, json).await?,
        User::Role { email, role, json } => {
            let row = administering::by_email(services, By::Console, &email)
                .await
                .map_err(refusal)?;
            administering::set_role(services, By::Console, AccountId(row.id), role)
                .await
                .map_err(refusal)?;
            let value =
                json!({"id": row.id.to_string(), "email": row.email, "role": role.as_str()});
            print(json, &value, &format!("{email} is {} now", role.as_str()));
        }
        User::Password {
            email,
            password: given,
            json,
        } => {
            let row = administering::by_email(services, By::Console, &email)
                .await
                .map_err(refusal)?;
            let (password, generated) = password(given)?;
            administering::set_password(services, By::Console, AccountId(row.id), &password)
                .await
                .map_err(refusal)?;
            let mut value = json!({"id": row.id.to_string(), "email": row.email});
            let mut line = format!("the password of {email} is changed");
            if generated {
                value["password"] = json!(password);
                line = format!("{line}\nPassword, shown once: {password}");
            }
            print(json, &value, &line);
        }
    }
    Ok(())
}

async fn list(services: &Services, json: bool) -> Result<(), Failure> {
    const AT_ONCE: u32 = 500;
    let mut after = None;
    let mut all = Vec::new();
    loop {
        let rows = administering::list(services, By::Console, after, AT_ONCE)
            .await
            .map_err(refusal)?;
        after = rows.last().map(|row| AccountId(row.id));
        all.extend(rows.into_iter().map(|row| {
            json!({"id": row.id.to_string(), "name": row.name, "email": row.email, "role": row.role, "state": row.state})
        }));
        if after.is_none() {
            break;
        }
    }
    if json {
        println!("{}", Value::Array(all));
    } else {
        for user in all {
            let text = |name: &str| user[name].as_str().unwrap_or("-").to_owned();
            println!(
                "{:>6}  {:13}  {}  {}",
                text("id"),
                text("role"),
                text("email"),
                text("name")
            );
        }
    }
    Ok(())
}

/// The editor of a demo site, made where nobody can sign in yet.
pub(super) async fn demo_editor(services: &Services) -> Result<Option<(String, String)>, Failure> {
    if crate::store::account::any_with_password(&services.store).await? {
        return Ok(None);
    }
    let (email, password) = ("redaksi@warta.example", administering::generated_password());
    administering::create(
        services,
        By::Console,
        "Redaksi Warta",
        email,
        Role::Editor,
        &password,
    )
    .await
    .map_err(refusal)?;
    Ok(Some((email.to_owned(), password)))
}
