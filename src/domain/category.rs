//! Names of sections and topics, with their addresses.

use serde::{Deserialize, Serialize};

/// A category, tag, author or standing page as a link shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Named {
    pub slug: String,
    pub name: String,
}
