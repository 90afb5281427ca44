//! The story editor: a story opened with everything that is needed to work on it, texts beside each
//! other, who else is there, and the secret address under which a draft is shown.

mod comparing;
mod noting;
mod opening;
mod presence;
mod preview;
mod translating;

pub use comparing::{compare, merge};
pub use noting::notes;
pub use opening::{content_of, open};
pub use presence::{here, leave};
pub use preview::{address, shown};
pub use translating::{find_translation, translate};

use super::{error::ServiceError, rights::Writer, sharing::Look};
use crate::{
    domain::{moderation::When, site::Site, stamp::Stamp},
    service::{Services, zone::Zone},
    text,
};

/// Who works on stories, and where it is what time.
pub struct Room<'a> {
    pub services: &'a Services,
    pub writer: &'a Writer,
    pub site: &'a Site,
    pub zone: &'a Zone,
    /// The site as readers see it, in whatever language somebody works on its stories.
    pub look: Look<'a>,
}

impl Room<'_> {
    fn when(&self, at: Stamp) -> When {
        let now = self.zone.moment(self.services.clock.now());
        let moment = self.zone.moment(at);
        When {
            text: text::short_when(&moment, &now, self.site.language),
            datetime: moment.datetime(),
        }
    }

    async fn name(&self, id: Option<crate::domain::id::AccountId>) -> Result<String, ServiceError> {
        let Some(id) = id else {
            return Ok(String::new());
        };
        let row = crate::store::account::by_id(&self.services.store, id).await?;
        Ok(row.map(|row| row.name).unwrap_or_default())
    }
}
