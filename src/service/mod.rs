//! SERVER. Use cases: domain rules over the store, with time, randomness and zone passed in.

pub mod clock;
pub mod demo;
pub mod error;
pub mod freshness;
pub mod markdown;
pub mod pictures;
pub mod publishing;
pub mod reading;
pub mod scale;
pub mod settings;
pub mod zone;
