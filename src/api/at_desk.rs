//! SERVER. Whoever calls about stories, with what a call needs.

use crate::{
    context::{self, Place, Services},
    domain::{
        moderation::{Staff, When},
        stamp::Stamp,
    },
    error::AppError,
    service::{
        moderating,
        rights::{Reader, Writer},
        story_desk::Room,
    },
    text,
};

pub(super) struct AtDesk {
    pub(super) services: Services,
    pub(super) place: Place,
    /// The same as readers see it.
    own: Place,
    pub(super) reader: Reader,
    pub(super) writer: Writer,
}

impl AtDesk {
    /// A writer by session, or a refusal.
    pub(super) fn of_caller() -> Result<AtDesk, AppError> {
        let reader = context::caller().and_then(|caller| caller.reader);
        let reader = reader.ok_or_else(|| context::refuse(AppError::Refused(401)))?;
        let writer = reader.as_writer();
        let own = context::place()?;
        Ok(AtDesk {
            writer: writer.ok_or_else(|| context::refuse(AppError::Forbidden))?,
            services: context::services()?,
            place: own.clone().read_by(&reader),
            own,
            reader,
        })
    }

    pub(super) fn room(&self) -> Room<'_> {
        Room {
            services: &self.services,
            writer: &self.writer,
            site: &self.place.site,
            zone: &self.place.zone,
            look: self.own.look(),
        }
    }

    pub(super) fn when(&self, at: Stamp) -> When {
        let zone = &self.place.zone;
        let moment = zone.moment(at);
        let now = zone.moment(self.services.clock.now());
        When {
            text: text::short_when(&moment, &now, self.place.site.language),
            datetime: moment.datetime(),
        }
    }

    pub(super) async fn staff(&self) -> Result<Staff, AppError> {
        let staff = moderating::staff(&self.services, &self.reader, &self.place.site).await?;
        staff.ok_or_else(|| context::refuse(AppError::Forbidden))
    }
}
