//! HTTP tests against the real router and a real database, the same bodies on SQLite and on
//! PostgreSQL, and the checks that hold the tree to its rules.

mod support;

mod accounts;
mod addresses;
mod api;
mod articles;
mod cache;
mod checking;
mod command_line;
mod comment_pages;
mod comments;
mod config_files;
mod demo;
mod desk;
mod documents;
mod errors;
mod exporting;
mod feeds;
mod importing;
mod installable;
mod keeping;
mod layers;
mod lists;
mod live;
mod locked;
mod media;
mod migrations;
mod moderation;
mod notices;
mod openapi;
mod people;
mod push;
mod query_plans;
mod rights;
mod search;
mod store_contract;
mod stories;
mod webhooks;
