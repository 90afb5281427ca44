//! Synthetic stories and comments in any number, labelled as such, for measurements.

mod comments;

use super::{
    clock::{Clock, block_ids},
    error::ServiceError,
    markdown,
};
use crate::{
    domain::{article::Status, id::CategoryId, slug::Slug, stamp::Stamp},
    store::{self, Store, article::NewArticle},
};
pub use comments::comments;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};

const WORDS: [&str; 24] = [
    "warta", "redaksi", "halaman", "pembaca", "naskah", "kolom", "berita", "arsip", "kota", "laut",
    "pasar", "jalan", "sekolah", "hujan", "pagi", "peta", "angka", "rapat", "kapal", "beras",
    "listrik", "taman", "buku", "suara",
];
/// Stories or comments in one transaction.
const GROUP: usize = 500;
/// One story every ten minutes, back in time.
const STEP: i64 = 600_000_000;

/// Adds `count` stories spread over the categories there are, reporting progress as it goes.
pub async fn articles(
    store: &Store,
    clock: &dyn Clock,
    count: usize,
    mut progress: impl FnMut(usize),
) -> Result<(), ServiceError> {
    let now = clock.now();
    let mut categories: Vec<CategoryId> = store::category::all(store)
        .await?
        .into_iter()
        .map(|c| CategoryId(c.id))
        .collect();
    if categories.is_empty() {
        let made = store.write(|mut tx| {
            Box::pin(
                async move { store::category::insert(&mut tx, "contoh", "Contoh", 1, "").await },
            )
        });
        categories.push(made.await?);
    }
    // A fixed seed: two runs of a measurement meet the same texts.
    let mut rng = StdRng::seed_from_u64(20_241_120);
    let mut done = 0;
    while done < count {
        let group: Vec<NewArticle> = (done..count.min(done + GROUP))
            .map(|n| story(n, now, &categories, &mut rng))
            .collect();
        done += group.len();
        store
            .write(move |mut tx| {
                Box::pin(async move {
                    let tag = store::tag::ensure(&mut tx, "sintetis", "Sintetis").await?;
                    for mut new in group {
                        new.tags.push(tag);
                        store::article::insert(&mut tx, &new, now).await?;
                    }
                    store::changes::note(&mut tx, &["lists".to_owned()]).await
                })
            })
            .await?;
        progress(done);
    }
    Ok(())
}

fn sentence(rng: &mut StdRng, words: usize) -> String {
    let list: Vec<&str> = (0..words)
        .filter_map(|_| WORDS.choose(rng).copied())
        .collect();
    list.join(" ")
}

fn story(n: usize, now: Stamp, categories: &[CategoryId], rng: &mut StdRng) -> NewArticle {
    let headline = format!("Berita sintetis {}: {}", n + 1, sentence(rng, 5));
    let paragraphs: Vec<String> = (0..8)
        .map(|_| {
            let words = rng.random_range(20..60);
            format!("Teks sintetis: {}.", sentence(rng, words))
        })
        .collect();
    let mut ids = block_ids(StdRng::seed_from_u64(n as u64));
    let at = now.micros() - STEP * (i64::try_from(n).unwrap_or(0) + 1);
    NewArticle {
        slug: Slug::from_title(&headline).map_or_else(|| format!("sintetis-{n}"), String::from),
        status: Status::Published,
        standfirst: format!("Teks sintetis untuk pengukuran, nomor {}.", n + 1),
        headline,
        document: markdown::to_document(&paragraphs.join("\n\n"), &mut ids),
        language: "id".into(),
        category: categories[n % categories.len()],
        dateline: String::new(),
        banner: None,
        banner_caption: None,
        banner_credit: None,
        banner_note: None,
        sample: true,
        published_at: Some(Stamp::from_micros(at)),
        bylines: Vec::new(),
        tags: Vec::new(),
        desk: Default::default(),
    }
}
