//! Cargo.toml says how to build, Leptos.toml how to run; where they overlap they agree.

use std::path::Path;

fn table(file: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(path)
        .expect("the file")
        .parse()
        .expect("TOML")
}

#[test]
fn the_two_files_agree_where_they_overlap() {
    let (build, run) = (table("Cargo.toml"), table("Leptos.toml"));
    let section = |t: &toml::Table| {
        t["package"]["metadata"]["leptos"]
            .as_table()
            .cloned()
            .expect("the section")
    };
    let (build, run) = (section(&build), section(&run));
    for (key, value) in run.iter().filter(|(key, _)| *key != "env") {
        assert_eq!(build.get(key), Some(value), "{key}");
    }
}

#[test]
fn the_operators_file_reads_as_configuration() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Leptos.toml"))
        .expect("the file");
    let options = leptos::config::get_config_from_str(&text).expect("Leptos reads it");
    assert_eq!(&*options.output_name, "warta");
}
