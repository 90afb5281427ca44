//! A thread of any length.

use super::{GROUP, sentence};
use crate::{
    domain::{comment::State, id::CommentId, stamp::Stamp},
    service::{
        clock::Clock,
        comment_text,
        error::ServiceError,
        visibility::{self, Effects},
    },
    store::{self, Store, comment::NewComment, thread::StoryRow},
};
use rand::{Rng, SeedableRng, rngs::StdRng};

/// How many of ten comments answer the story itself; the others answer a comment.
const TOP: u32 = 6;
/// How far back an answer reaches.
const BACK: usize = 50;

/// Adds `count` comments under the newest story, reporting progress as it goes. They are spread
/// evenly from the story's publication to now.
pub async fn comments(
    store: &Store,
    clock: &dyn Clock,
    count: usize,
    mut progress: impl FnMut(usize),
) -> Result<(), ServiceError> {
    let nothing = || ServiceError::Input("there is no story to comment on; add articles=1".into());
    let story = store::thread::newest_story(store)
        .await?
        .ok_or_else(nothing)?;
    let now = clock.now().micros();
    let begun = story.published_at.map_or(now, Stamp::micros).min(now);
    let mut rng = StdRng::seed_from_u64(20_241_120);
    let mut lately: Vec<(CommentId, CommentId, u32)> = Vec::new();
    let mut done = 0;
    while done < count {
        let mut group = Vec::new();
        for n in done..count.min(done + GROUP) {
            let share = (now - begun) as f64 * (n + 1) as f64 / count as f64;
            let at = Stamp::from_micros(begun + share as i64);
            let answers = rng.random_range(0..10) >= TOP;
            // Of the last ones, by how far back it is; the group's own count too.
            let back = answers.then(|| rng.random_range(1..=BACK));
            group.push((comment(&story, n, at, &mut rng), back));
        }
        done += group.len();
        let (story, before) = (story.clone(), lately);
        let written = store.write(move |mut tx| {
            Box::pin(async move {
                let mut lately = before;
                let mut effects = Effects::on(&story);
                for (mut new, back) in group {
                    new.under = back.and_then(|back| lately.iter().rev().nth(back).copied());
                    let spot = visibility::arrive(&mut tx, &mut new, &mut effects).await?;
                    let (top, depth) = new
                        .under
                        .map_or((spot.id, 0), |(_, top, depth)| (top, depth));
                    lately.push((spot.id, top, depth + 1));
                }
                effects.note(&mut tx).await?;
                Ok(lately.split_off(lately.len().saturating_sub(BACK + 1)))
            })
        });
        lately = written.await?;
        progress(done);
    }
    Ok(())
}

fn comment(story: &StoryRow, n: usize, at: Stamp, rng: &mut StdRng) -> NewComment {
    let words = rng.random_range(4..40);
    let text = format!("Komentar sintetis {}: {}.", n + 1, sentence(rng, words));
    let text = comment_text::render(&text);
    NewComment {
        article: story.id,
        under: None,
        account: None,
        name: format!("Pembaca sintetis {}", n % 97 + 1),
        body: text.body,
        html: text.html,
        state: State::Published,
        reason: String::new(),
        key: None,
        address_hash: String::new(),
        at,
        seq: 0,
    }
}
