//! Names of the files that were built for the browser.

use super::installable;
use crate::app::{DeskFiles, hydration::Code};
use leptos::config::LeptosOptions;
use std::path::Path;

/// What every page asks for.
#[derive(Debug, Clone, Default)]
pub struct Built {
    /// Font files every page needs; the italic is left to the pages that have one.
    pub fonts: Vec<String>,
    pub code: Code,
    /// Address of the style sheet.
    pub style: String,
    pub desk: DeskFiles,
}

impl Built {
    /// Looks into the site's folder, and into the list of names that lies beside the program.
    pub fn of(options: &LeptosOptions) -> Built {
        let program = std::env::current_exe().unwrap_or_default();
        let list = program.with_file_name(&*options.hash_file);
        let list = match options.hash_files {
            true => std::fs::read_to_string(list).unwrap_or_default(),
            false => String::new(),
        };
        Built {
            fonts: fonts(Path::new(&*options.site_root)),
            style: named(options, &list, "css"),
            code: code(options, &list),
            desk: desk(options),
        }
    }
}

fn fonts(root: &Path) -> Vec<String> {
    let names = std::fs::read_dir(root.join("fonts"))
        .into_iter()
        .flatten()
        .filter_map(|f| f.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|n| n.ends_with(".woff2") && !n.contains("italic"))
        .collect();
    names.sort();
    names.into_iter().map(|n| format!("/fonts/{n}")).collect()
}

fn code(options: &LeptosOptions, list: &str) -> Code {
    Code {
        script: named(options, list, "js"),
        wasm: named(options, list, "wasm"),
        offline: installable::script(),
    }
}

/// The address of a built file. `list` holds lines such as `js: WARPKQ`, written by cargo-leptos.
fn named(options: &LeptosOptions, list: &str, kind: &str) -> String {
    let (folder, name) = (&options.site_pkg_dir, &options.output_name);
    let hash = list
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find_map(|(file, hash)| (file.trim() == kind).then(|| hash.trim()));
    match hash {
        Some(hash) => format!("/{folder}/{name}.{hash}.{kind}"),
        None => format!("/{folder}/{name}.{kind}"),
    }
}

/// What `script/build-writing` made, by its manifest.
fn desk(options: &LeptosOptions) -> DeskFiles {
    let manifest = Path::new(&*options.site_root).join("writing/manifest.json");
    let manifest = std::fs::read_to_string(manifest).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
    let address = |key: &str| {
        let name = manifest.get(key).and_then(serde_json::Value::as_str);
        format!("/writing/{}", name.unwrap_or_default())
    };
    DeskFiles {
        style: address("style"),
        writing: address("module"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_found_under_its_hash_or_its_plain_name() {
        let options = LeptosOptions::builder().output_name("warta").build();
        let hashed = code(&options, "css: aa\njs: bb\nwasm: cc\nsplit: dd\n");
        assert_eq!(hashed.script, "/pkg/warta.bb.js");
        assert_eq!(hashed.wasm, "/pkg/warta.cc.wasm");
        assert_eq!(code(&options, "").wasm, "/pkg/warta.wasm");
    }
}
