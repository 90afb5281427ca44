//! `warta demo --scale articles=N,comments=N`.

use super::Failure;
use crate::{
    service::{clock::SystemClock, scale},
    store::Store,
};

/// Adds what is asked for.
pub(super) async fn add(store: &Store, wanted: &str) -> Result<(), Failure> {
    let (stories, comments) = parse(wanted).ok_or_else(|| {
        format!("--scale {wanted:?} is not understood; articles=1000,comments=1000 is")
    })?;
    if stories > 0 {
        let told = |done| tell(done, stories, "stories");
        scale::articles(store, &SystemClock, stories, told).await?;
    }
    if comments > 0 {
        let told = |done| tell(done, comments, "comments");
        scale::comments(store, &SystemClock, comments, told).await?;
    }
    Ok(())
}

fn tell(done: usize, of: usize, what: &str) {
    if done.is_multiple_of(10_000) || done == of {
        eprintln!("{done} of {of} synthetic {what}");
    }
}

/// How many stories and how many comments.
fn parse(wanted: &str) -> Option<(usize, usize)> {
    let (mut stories, mut comments) = (0, 0);
    for part in wanted.split(',') {
        let (name, number) = part.split_once('=')?;
        let number = number.parse().ok()?;
        match name.trim() {
            "articles" => stories = number,
            "comments" => comments = number,
            _ => return None,
        }
    }
    Some((stories, comments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_or_both_may_be_asked_for() {
        assert_eq!(parse("articles=5"), Some((5, 0)));
        assert_eq!(parse("comments=7"), Some((0, 7)));
        assert_eq!(parse("articles=5,comments=7"), Some((5, 7)));
        for wrong in [
            "",
            "articles",
            "articles=",
            "articles=-1",
            "readers=5",
            "articles=5;comments=7",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
