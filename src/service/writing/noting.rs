//! What the newsroom says among itself of a story: notes, and who is to work on it. Neither is part
//! of the story: no version, no revision, and nothing that readers see.

use super::{
    Seen, WriteError, may_edit,
    pen::{Pen, Wish, transaction},
    read,
};
use crate::{
    domain::{
        desk_notice::Cause,
        id::{AccountId, ArticleId},
        story::Wrong,
        workflow::{self, Act},
    },
    service::{Services, rights::Writer},
    store::{
        self, StoreError,
        account::AccountRow,
        story_note::{NewNote, NoteRow},
    },
};

/// Longest note, in characters.
const LONGEST: usize = 2_000;
/// Longest beginning of a block that is kept with a note.
const EXCERPT: usize = 80;
/// Notes shown of one story.
const SHOWN: u32 = 200;
/// Most people who are to work on one story.
const PEOPLE: usize = 10;
/// Accounts that a note may name, and a story be given to.
const NAMED: u32 = 500;

/// The notes on a story, newest first.
pub async fn notes(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
) -> Result<Vec<NoteRow>, WriteError> {
    read(services, writer, id).await?;
    Ok(store::story_note::of_article(&services.store, id, SHOWN).await?)
}

/// Whoever works on stories and can sign in.
pub async fn staff(store: &store::Store) -> Result<Vec<AccountRow>, StoreError> {
    let mut staff = store::account::list(store, None, NAMED).await?;
    staff.retain(|row| row.active() && row.role().may_write());
    Ok(staff)
}

/// Writes a note on a story, or on one of its blocks. Whoever it names with `@Name` is told, and so
/// are the others whose story it is.
pub async fn note(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    (block, excerpt): (String, String),
    body: &str,
) -> Result<(), WriteError> {
    let story = read(services, writer, id).await?;
    let body = body.trim().to_owned();
    if body.is_empty() {
        return Err(WriteError::field("/note", Wrong::Empty));
    }
    if body.chars().count() > LONGEST {
        return Err(WriteError::field("/note", Wrong::TooLong(LONGEST)));
    }
    let staff = staff(&services.store).await?;
    let named = named_in(&body, &staff);
    for row in &named {
        let own = story.is_of(AccountId(row.id));
        if workflow::may(row.role(), own, story.status, Act::Read).is_err() {
            return Err(WriteError::field(
                "/note",
                Wrong::NotTheirs(row.name.clone()),
            ));
        }
    }
    let named: Vec<AccountId> = named.iter().map(|row| AccountId(row.id)).collect();
    let now = services.clock.now();
    let by = writer.id();
    let new = NewNote {
        article: id,
        block: block.chars().take(40).collect(),
        excerpt: excerpt.chars().take(EXCERPT).collect(),
        by,
        body,
        at: now,
    };
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            store::story_note::insert(tx, &new).await?;
            for account in named {
                store::desk_notice::tell(tx, account, Cause::Mentioned, id, Some(by), now).await?;
            }
            store::desk_notice::tell_all(tx, Cause::Noted, id, Some(by), now).await
        })
    });
    Ok(done.await?)
}

/// The accounts whose names stand in a text behind an `@`; of two names that begin alike the longer
/// one is meant.
fn named_in<'a>(text: &str, staff: &'a [AccountRow]) -> Vec<&'a AccountRow> {
    let mut found: Vec<&AccountRow> = Vec::new();
    for (at, _) in text.match_indices('@') {
        let rest = text[at + 1..].to_lowercase();
        let named = staff
            .iter()
            .filter(|row| rest.starts_with(&row.name.to_lowercase()))
            .max_by_key(|row| row.name.len());
        if let Some(row) = named
            && found.iter().all(|known| known.id != row.id)
        {
            found.push(row);
        }
    }
    found
}

/// Says that what a note asks is done, or that it is not after all.
pub async fn set_note_done(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    note: i64,
    done: bool,
) -> Result<(), WriteError> {
    read(services, writer, id).await?;
    let at = done.then(|| services.clock.now());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move { store::story_note::set_done(&mut tx, id, note, at).await })
    });
    Ok(done.await?)
}

/// Deletes a note of one's own.
pub async fn delete_note(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    note: i64,
) -> Result<(), WriteError> {
    read(services, writer, id).await?;
    let by = writer.id();
    let done = services.store.write(move |mut tx| {
        Box::pin(async move { store::story_note::delete(&mut tx, id, note, by).await })
    });
    match done.await? {
        true => Ok(()),
        false => Err(WriteError::Forbidden),
    }
}

/// Whom a story is given to.
#[derive(Debug, Clone)]
pub enum Given {
    /// To these people, and to nobody else.
    These(Vec<AccountId>),
    /// To this one besides those who have it.
    Also(AccountId),
}

/// Gives a story to people to work on.
pub async fn assign(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    given: Given,
) -> Result<(), WriteError> {
    may_edit(services, writer, id).await?;
    let named = match &given {
        Given::These(people) => people.as_slice(),
        Given::Also(one) => std::slice::from_ref(one),
    };
    if named.len() > PEOPLE {
        return Err(WriteError::field("/assigned", Wrong::TooMany(PEOPLE)));
    }
    for account in named {
        let row = store::account::by_id(&services.store, *account).await?;
        if !row.is_some_and(|row| row.active() && row.role().may_write()) {
            return Err(WriteError::field("/assigned", Wrong::NoWriter));
        }
    }
    let pen = Pen::of(services, writer).await?;
    transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let story = pen.take(tx, id, Wish::Do(Act::Edit), &Seen::any()).await?;
            let people = match given {
                Given::These(people) => people,
                Given::Also(one) if story.assigned.contains(&one) => return Ok(()),
                Given::Also(one) => {
                    let mut people = story.assigned.clone();
                    people.push(one);
                    people
                }
            };
            if people.len() > PEOPLE {
                return Err(WriteError::field("/assigned", Wrong::TooMany(PEOPLE)));
            }
            if story.assigned == people {
                return Ok(());
            }
            let new = store::assignment::replace(tx, id, &people, pen.by, pen.now).await?;
            for account in new {
                store::desk_notice::tell(tx, account, Cause::Assigned, id, pen.by, pen.now).await?;
            }
            let subject = format!("article:{id}");
            let people: Vec<String> = people.iter().map(ToString::to_string).collect();
            let people = people.join(" ");
            store::audit::note(tx, pen.now, pen.by, "story.assigned", &subject, &people).await?;
            Ok(())
        })
    })
    .await
}
