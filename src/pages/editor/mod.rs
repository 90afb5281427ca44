//! `/editor`: the newsroom. With the feature `split` every view here lies in a chunk of WASM of
//! its own, which readers never fetch; nothing outside but `app.rs` may import it.

mod door;

#[cfg(not(feature = "split"))]
pub use door::Door;
pub use door::DoorPage;
