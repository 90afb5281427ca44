//! The whole log of what everybody did, for administrators.

use super::{Services, error::ServiceError, rights::Administrator, zone::Zone};
use crate::{
    domain::{
        id::AccountId,
        log::{Logged, Wanted},
        moderation::When,
        site::Site,
        stamp::Stamp,
    },
    store::{self, audit::NamedRow},
    text,
};

/// Lines on a page.
const LINES: u32 = 50;

/// A page of the log, the newest line first, and the line before which the next page begins.
pub async fn log(
    services: &Services,
    _by: &Administrator,
    wanted: Wanted,
    site: &Site,
    zone: &Zone,
) -> Result<(Vec<Logged>, Option<i64>), ServiceError> {
    let Wanted { kind, by, before } = wanted;
    let mut rows = store::audit::named(&services.store, kind, by, before, LINES + 1).await?;
    let more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    let older = rows.last().filter(|_| more).map(|row| row.line.id);
    let now = zone.moment(services.clock.now());
    let printed = |NamedRow { line, subject_name }| {
        let moment = zone.moment(Stamp::from_micros(line.at));
        Logged {
            when: When {
                text: text::short_when(&moment, &now, site.language),
                datetime: moment.datetime(),
            },
            by: line.account_id.map(AccountId),
            by_name: line.by_name,
            action: line.action,
            subject: line.subject,
            subject_name,
            detail: line.detail,
        }
    };
    Ok((rows.into_iter().map(printed).collect(), older))
}
