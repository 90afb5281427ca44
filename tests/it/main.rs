//! HTTP tests against the real router and a real database, the same bodies on SQLite and on
//! PostgreSQL, and the checks that hold the tree to its rules.

mod support;

mod addresses;
mod articles;
mod cache;
mod config_files;
mod demo;
mod errors;
mod layers;
mod lists;
mod migrations;
mod query_plans;
mod store_contract;
