//! `/editor`: the newsroom. With the feature `split` every view here lies in a chunk of WASM of
//! its own, which readers never fetch.

mod door;

#[cfg(not(feature = "split"))]
pub use door::Door;
#[cfg(feature = "split")]
pub use door::DoorPage;
