//! Addresses that open tabs and other nodes rely on.

#[test]
fn every_server_function_keeps_its_address() {
    let mut paths: Vec<&str> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    paths.sort_unstable();
    let expected = [
        "/api/archive",
        "/api/archive/month",
        "/api/article",
        "/api/article/body",
        "/api/author",
        "/api/category",
        "/api/editor/enter",
        "/api/front",
        "/api/page",
        "/api/site",
        "/api/tag",
    ];
    assert_eq!(paths, expected);
}
