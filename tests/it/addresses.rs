//! Addresses that open tabs and other nodes rely on.

#[test]
fn every_server_function_keeps_its_address() {
    let mut paths: Vec<&str> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, _)| path)
        .collect();
    paths.sort_unstable();
    assert_eq!(
        paths,
        [
            "/api/comments/act",
            "/api/comments/own",
            "/api/library/delete",
            "/api/library/describe",
            "/api/library/list",
            "/api/library/uses",
            "/api/moderation/ban",
            "/api/moderation/decide",
            "/api/moderation/desk",
            "/api/newsroom",
            "/api/plan/load",
            "/api/plan/notices",
            "/api/plan/read",
            "/api/plan/start",
            "/api/standing/act",
            "/api/standing/open",
            "/api/stories/act",
            "/api/stories/forget",
            "/api/stories/keep",
            "/api/stories/list",
            "/api/stories/open",
            "/api/visit",
        ]
    );
}
