//! Who may import whom: a file imports only from layers above its own in this table.

use std::path::Path;

const LAYERS: [&[&str]; 13] = [
    &["domain"],
    &["text"],
    &["error"],
    &["store"],
    &["service"],
    &["context"],
    &["components"],
    &["pages"],
    &["api"],
    &["browser"],
    &["app"],
    &["server"],
    &["cli"],
];

/// What a layer may not import although it stands below it.
const APART: [(&str, &[&str]); 6] = [
    ("store", &["text", "error"]),
    ("service", &["error"]),
    (
        "browser",
        &[
            "text",
            "error",
            "store",
            "service",
            "context",
            "components",
            "pages",
            "api",
        ],
    ),
    ("components", &["store", "service", "context"]),
    ("pages", &["store", "service", "context"]),
    // Whatever reacts must not carry the code of pages.
    ("app", &["store", "service", "context", "pages"]),
];

/// Files that may name a database.
const DIALECTS: [&str; 9] = [
    "pool.rs",
    "dialect.rs",
    "search.rs",
    "search/checking.rs",
    "notify.rs",
    "sqlite.rs",
    "schema.rs",
    "writer.rs",
    "snapshot.rs",
];

fn level(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder)
        .expect("a folder")
        .filter_map(Result::ok)
    {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The modules named after `crate::` in a file, inside braces too.
fn imports(text: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 1;
        found.push(name(group));
        for (i, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => found.push(name(&group[i + 1..])),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[test]
fn a_group_of_imports_is_read_whole() {
    let text = "use crate::{\n a::{x, y},\n b::c,\n};\nuse crate::d::e;";
    assert_eq!(
        imports(text)
            .into_iter()
            .filter(|m| !m.is_empty())
            .collect::<Vec<_>>(),
        ["a", "b", "d"]
    );
}

#[test]
fn imports_point_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut wrong = Vec::new();
    for path in &all {
        let relative = path.strip_prefix(&src).expect("inside src");
        let own = relative
            .components()
            .next()
            .and_then(|c| c.as_os_str().to_str())
            .unwrap_or_default()
            .trim_end_matches(".rs");
        let Some(own_level) = level(own) else {
            continue;
        };
        let text = std::fs::read_to_string(path).expect("a source file");
        for module in imports(&text) {
            let Some(other) = level(&module) else {
                continue;
            };
            let apart = APART
                .iter()
                .any(|(layer, not)| *layer == own && not.contains(&module.as_str()));
            // The bodies of server functions run on the server: they may use what it has.
            if (other > own_level || apart) && !(own == "api" && module == "context") {
                wrong.push(format!("{} imports {module}", relative.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sql_and_databases_stay_in_the_store() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    for path in &all {
        let text = std::fs::read_to_string(path).expect("a source file");
        let relative = path.strip_prefix(&src).expect("inside src");
        if !relative.starts_with("store") {
            assert!(
                !text.contains("sqlx::"),
                "{} names sqlx",
                relative.display()
            );
        } else if !DIALECTS.iter().any(|name| relative.ends_with(name))
            && !relative.ends_with("changes.rs")
        {
            for word in ["Sqlite", "Postgres", "PgPool"] {
                assert!(!text.contains(word), "{} names {word}", relative.display());
            }
        }
    }
}
