//! `warta token create|revoke`

use super::{Failure, user::refusal};
use crate::{
    context::Services,
    domain::id::TokenId,
    service::{
        administering::{self, By},
        rights::Scope,
    },
};
use clap::Subcommand;
use serde_json::json;

/// What is done to personal access tokens.
#[derive(Subcommand)]
pub(super) enum Token {
    /// Make a token for an account and print it once.
    Create {
        #[arg(long)]
        email: String,
        /// What it is for.
        #[arg(long, default_value = "command line")]
        name: String,
        /// comment, moderate, account or admin; may be repeated. Without it the token carries all
        /// rights of its owner's role.
        #[arg(long, value_parser = scope, value_delimiter = ',')]
        scope: Vec<Scope>,
        /// Print it as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Revoke a token by its number.
    Revoke {
        id: i64,
        /// Print the outcome as JSON.
        #[arg(long)]
        json: bool,
    },
}

fn scope(word: &str) -> Result<Scope, String> {
    Scope::from_word(word).ok_or_else(|| {
        let words: Vec<_> = Scope::ALL.iter().map(|scope| scope.as_str()).collect();
        format!("the scopes are {}", words.join(", "))
    })
}

/// Runs the command.
pub(super) async fn run(services: &Services, command: Token) -> Result<(), Failure> {
    match command {
        Token::Create {
            email,
            name,
            scope,
            json,
        } => {
            let made = administering::create_token(services, By::Console, &email, &name, &scope)
                .await
                .map_err(refusal)?;
            if json {
                println!(
                    "{}",
                    json!({"id": made.id.to_string(), "token": made.secret})
                );
            } else {
                eprintln!("token number {}, shown once:", made.id);
                println!("{}", made.secret);
            }
        }
        Token::Revoke { id, json } => {
            let revoked = administering::revoke_token(services, By::Console, TokenId(id))
                .await
                .map_err(refusal)?;
            if !revoked {
                return Err(format!("there is no working token with the number {id}").into());
            }
            if json {
                println!("{}", json!({"id": id.to_string(), "revoked": true}));
            } else {
                eprintln!("token number {id} is revoked");
            }
        }
    }
    Ok(())
}
