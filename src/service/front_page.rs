//! The front page: what editors have put there, and the newest stories in every other place.

use super::{
    Services,
    error::ServiceError,
    readership,
    reading::{brief, card, without_summary},
    zone::Zone,
};
use crate::{
    domain::{
        front_picks::{SECONDS, Slot},
        id::CategoryId,
        listing::{Block, Front},
        page::{Key, Walk},
    },
    store::{
        self, Store,
        category::CategoryRow,
        listing::{CardRow, Scope},
    },
};

/// Stories it may show beside those that were put there.
const FRONT: u32 = 18;
/// Stories beside the lead.
const RAIL: usize = 11;
/// Stories in a block.
const BLOCK: u32 = 7;
/// So many of a category's newest stories are looked at.
pub(super) const ON_FRONT: u32 = BLOCK + FRONT;

/// A story in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) row: CardRow,
    /// Whether an editor put it there.
    pub(super) picked: bool,
}

/// A category's stories that are not shown above.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) category: CategoryRow,
    pub(super) rows: Vec<CardRow>,
    /// Whether an editor put the first one there.
    pub(super) picked: bool,
}

/// Which story is where.
#[derive(Debug, Clone, Default)]
pub(super) struct Composed {
    pub(super) lead: Option<Placed>,
    /// Each with its number: one that nothing fills is left out.
    pub(super) seconds: Vec<(u8, Placed)>,
    pub(super) rail: Vec<CardRow>,
    pub(super) sections: Vec<Section>,
}

/// Puts every story in its place, none in two. What editors put in one that is not public now, or
/// not in its category any more, leaves the place to the newest.
pub(super) async fn compose(store: &Store) -> Result<Composed, ServiceError> {
    let newest = Walk::Before(Key::NEWEST);
    let categories = store::category::all(store).await?;
    let mut picks = store::front_pick::public(store).await?;
    picks.retain(|(slot, row)| match slot {
        Slot::Lead | Slot::Second(_) => true,
        Slot::Block(slug) => *slug == row.category_slug,
    });
    let taken: Vec<_> = picks.iter().map(|(_, row)| row.id).collect();
    let mut pick = |slot: Slot| {
        let at = picks.iter().position(|(own, _)| *own == slot)?;
        let row = picks.swap_remove(at).1;
        Some(Placed { row, picked: true })
    };
    let asked = FRONT + u32::try_from(taken.len()).unwrap_or(0);
    let mut rows = store::listing::cards(store, Scope::ALL, newest, asked).await?;
    rows.retain(|row| !taken.contains(&row.id));
    rows.truncate(FRONT as usize);
    let automatic = |row| Placed { row, picked: false };
    let lead = match pick(Slot::Lead) {
        Some(lead) => Some(lead),
        None if rows.is_empty() => None,
        None => Some(automatic(rows.remove(0))),
    };
    let mut seconds = Vec::new();
    for n in 1..=SECONDS {
        let next = pick(Slot::Second(n)).or_else(|| {
            let at = rows.iter().position(|row| row.picture.is_some())?;
            Some(automatic(rows.remove(at)))
        });
        seconds.extend(next.map(|placed| (n, placed)));
    }
    rows.truncate(RAIL);
    let beneath = seconds.iter().map(|(_, placed)| placed);
    let above = lead.iter().chain(beneath).map(|placed| &placed.row);
    let mut shown: Vec<_> = above.chain(&rows).map(|row| row.id).collect();
    shown.extend(taken);
    let mut sections = Vec::new();
    for category in categories {
        let scope = Scope::Category(CategoryId(category.id));
        let found = store::listing::cards(store, scope, newest, ON_FRONT).await?;
        let first = pick(Slot::Block(category.slug.clone()));
        let picked = first.is_some();
        let first = first.into_iter().map(|placed| placed.row);
        let others = found.into_iter().filter(|row| !shown.contains(&row.id));
        let rows: Vec<_> = first.chain(others).take(BLOCK as usize).collect();
        if !rows.is_empty() {
            sections.push(Section {
                category,
                rows,
                picked,
            });
        }
    }
    Ok(Composed {
        lead,
        seconds,
        rail: rows,
        sections,
    })
}

/// The front page: the newest story leads, the three newest others with pictures stand beneath it,
/// the rest is the rail; then a block a category with what is not shown above.
pub async fn front(services: &Services, zone: &Zone) -> Result<Front, ServiceError> {
    let store = &services.store;
    let Composed {
        lead,
        seconds,
        rail,
        sections,
    } = compose(store).await?;
    let lead_bylines = match &lead {
        Some(lead) => store::account::bylines_of(store, lead.row.id).await?,
        None => Vec::new(),
    };
    let second = |(_, placed): (u8, Placed)| without_summary(card(placed.row, zone));
    let block = |section: Section| Block {
        category: section.category.named(),
        cards: section
            .rows
            .into_iter()
            .map(|row| card(row, zone))
            .collect(),
        picked: section.picked,
    };
    Ok(Front {
        lead: lead.map(|lead| card(lead.row, zone)),
        lead_bylines,
        seconds: seconds.into_iter().map(second).collect(),
        latest: rail.into_iter().map(|row| brief(card(row, zone))).collect(),
        blocks: sections.into_iter().map(block).collect(),
        popular: readership::most_read(services, zone).await?,
    })
}
