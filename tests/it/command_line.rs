//! The commands about accounts, as a shell runs them.

use std::{path::Path, process::Command};

/// Exit code, stdout and stderr of `warta` with a database of its own.
fn warta(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_warta"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env(
            "DATABASE_URL",
            format!("sqlite:{}", folder.join("warta.db").display()),
        )
        .env("WARTA_MEDIA", folder.join("data").join("media"))
        .env("RUST_LOG", "warn")
        .stdin(std::process::Stdio::null())
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{text:?} is not one JSON value: {e}"))
}

#[test]
fn accounts_are_made_listed_and_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| warta(folder.path(), arguments);
    let (code, out, err) = run(&[
        "user",
        "create",
        "--email",
        "Eko@Warta.example",
        "--name",
        "Eko",
        "--role",
        "editor",
        "--json",
    ]);
    assert_eq!(code, Some(0), "{err}");
    let made = json(&out);
    assert_eq!(made["email"], "eko@warta.example");
    assert!(
        made["password"].as_str().is_some_and(|p| p.len() > 15),
        "generated, shown once"
    );
    let (code, out, err) = run(&[
        "user",
        "create",
        "--email",
        "a@b.id",
        "--name",
        "A",
        "--role",
        "reader",
        "--password",
        "sandi yang baru",
    ]);
    assert_eq!(code, Some(0), "{err}");
    assert!(!out.contains("sandi yang baru"));
    let (code, _, err) = run(&[
        "user",
        "create",
        "--email",
        "a@b.id",
        "--name",
        "A",
        "--role",
        "reader",
        "--password",
        "sandi yang baru",
    ]);
    assert_eq!(code, Some(1));
    assert!(err.contains("email") && err.lines().count() == 1, "{err}");
    assert_eq!(
        run(&[
            "user", "create", "--email", "c@b.id", "--name", "C", "--role", "owner"
        ])
        .0,
        Some(2)
    );
    assert_eq!(
        run(&[
            "user",
            "role",
            "--email",
            "a@b.id",
            "--role",
            "moderator",
            "--json"
        ])
        .0,
        Some(0)
    );
    assert_eq!(
        run(&[
            "user",
            "role",
            "--email",
            "none@b.id",
            "--role",
            "moderator"
        ])
        .0,
        Some(1)
    );
    let (code, out, _) = run(&["user", "password", "--email", "a@b.id", "--json"]);
    assert_eq!(code, Some(0));
    assert!(json(&out)["password"].is_string());
    let (_, out, _) = run(&["user", "list", "--json"]);
    let users = json(&out);
    let roles: Vec<_> = users
        .as_array()
        .expect("a list")
        .iter()
        .map(|u| u["role"].clone())
        .collect();
    assert_eq!(roles, ["editor", "moderator"]);
    assert!(!out.contains("argon2"));
}

#[test]
fn tokens_are_made_and_revoked() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| warta(folder.path(), arguments);
    run(&[
        "user",
        "create",
        "--email",
        "a@b.id",
        "--name",
        "A",
        "--role",
        "reader",
        "--password",
        "sandi yang baru",
    ]);
    let (code, out, err) = run(&[
        "token", "create", "--email", "a@b.id", "--scope", "comment", "--scope", "account",
        "--json",
    ]);
    assert_eq!(code, Some(0), "{err}");
    let made = json(&out);
    assert!(
        made["token"]
            .as_str()
            .is_some_and(|t| t.starts_with("warta_"))
    );
    let id = made["id"].as_str().expect("a number");
    assert_eq!(run(&["token", "revoke", id]).0, Some(0));
    assert_eq!(run(&["token", "revoke", id]).0, Some(1));
    assert_eq!(
        run(&[
            "token",
            "create",
            "--email",
            "a@b.id",
            "--scope",
            "everything"
        ])
        .0,
        Some(2)
    );
    assert_eq!(run(&["token", "create", "--email", "none@b.id"]).0, Some(1));
}

#[test]
fn a_site_is_checked_and_moves() {
    let (old, new) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let run = |arguments: &[&str]| warta(old.path(), arguments);
    assert_eq!(run(&["setting", "name", "Kabar Pesisir"]).0, Some(0));
    let (code, out, err) = run(&["check", "--json"]);
    assert_eq!(
        (code, &json(&out)["wrong"]),
        (Some(0), &serde_json::json!(0)),
        "{err}"
    );
    let (code, out, err) = run(&["export", "keluar", "--json"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(json(&out)["rows"]["settings"], 1);
    let (code, out, err) = run(&["export", "keluar"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(
        err.contains("is not empty") && err.lines().count() == 1,
        "{err}"
    );
    let (code, _, err) = run(&["export", "situs.xml", "--format", "wxr"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(run(&["export", "x", "--format", "csv"]).0, Some(2));
    let folder = old.path().join("keluar").display().to_string();
    let bring = |more: &[&str]| {
        let arguments = [&["import", "warta", folder.as_str()], more].concat();
        warta(new.path(), &arguments)
    };
    let (code, _, err) = bring(&["--dry-run"]);
    assert_eq!(code, Some(0), "{err}");
    let (code, out, err) = bring(&["--json"]);
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(json(&out)["rows"]["settings"], 1);
    let (code, _, err) = bring(&[]);
    assert_eq!(code, Some(1));
    assert!(err.contains("has something in it already"), "{err}");
    assert_eq!(warta(new.path(), &["check"]).0, Some(0));
}
