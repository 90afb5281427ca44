//! Stories that differ in the words they hold, and what each question must find among them.

use crate::support::{Site, at, noon};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::{BTreeSet, HashMap};
use warta::{
    domain::{
        address::SearchPlace, article::Status, document::Document, id::AccountId, search::Answer,
        slug::Slug, stamp::Stamp,
    },
    service::{self, clock::block_ids, markdown, zone::Zone},
    store::{self, article::NewArticle},
};

/// Slug, language, category, signer and tags; headline, standfirst and text. Each is a day younger
/// than the one before.
type Told = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    [&'static str; 3],
);

#[rustfmt::skip]
const STORIES: [Told; 15] = [
    ("banjir", "id", "alam", "Rina Wulandari", &["Banjir", "Cuaca"], ["Banjir merendam kota tua Jakarta", "Ratusan warga mengungsi sejak pagi.", "Hujan lebat mengguyur Jakarta selama dua hari. Pemerintah membahas bantuan. Perahu karet dikirim ke Kampung Pulo."]),
    ("hutan", "id", "alam", "Budi Santoso", &["Asap"], ["Kebakaran hutan di Riau meluas", "Asap menutup langit Pekanbaru.", "Petugas memadamkan api di tiga titik. Pembakaran lahan dilarang. Warga memakai masker."]),
    ("anggaran", "id", "politik", "Budi Santoso", &["Anggaran"], ["DPR sahkan anggaran negara", "Pembahasan berlangsung enam jam.", "Anggota dewan membahas belanja pendidikan. Menteri Keuangan hadir."]),
    ("pemilu", "id", "politik", "Budi Santoso", &[], ["Warga memilih kepala daerah hari ini", "Pemungutan suara dibuka pukul tujuh.", "Pemilih mengantre di kota tua. Hasil pemilihan diumumkan malam."]),
    ("kopi", "id", "ekonomi", "Rina Wulandari", &[], ["Harga kopi Gayo naik", "Petani menjual biji ke pengepul.", "Penjualan meningkat 20 persen. Pembeli datang dari José Café di Medan."]),
    ("flood", "en", "dunia", "Budi Santoso", &[], ["Floods displace thousands in Bangladesh", "Rivers keep rising.", "The flooding reached Sylhet on Sunday. Officials discussed relief. Elections were postponed."]),
    ("ghana", "en-GB", "dunia", "Budi Santoso", &[], ["Elections held peacefully in Ghana", "Voters queued before dawn.", "The city counted ballots overnight. Banjir is a word of Indonesian."]),
    ("quran", "id", "budaya", "Budi Santoso", &[], ["Lomba membaca Al-Qur’an di Padang", "Peserta dari 12 provinsi.", "Pembaca terbaik mendapat piala. Salat Jum'at ditunda."]),
    ("covid", "id", "sains", "Budi Santoso", &[], ["Vaksin COVID-19 generasi baru diuji", "Peneliti Universitas Indonesia memimpin.", "Pengujian berjalan setahun. Suhu -70 derajat."]),
    ("orangtua", "id", "budaya", "Budi Santoso", &[], ["Orang tua pindah dari kota", "", "Kota kecil makin sepi."]),
    ("operator", "id", "sains", "Budi Santoso", &[], ["Cara memakai operator OR dan NOT", "Tanda bintang * dan titik dua :.", "Kata NEAR berarti dekat. Ketik headline:hujan untuk mencoba."]),
    ("angstrom", "id", "sains", "Budi Santoso", &[], ["Ångström dan satuan kecil", "Sejarah nama satuan.", "Anders Ångström lahir 1814."]),
    ("beijing", "zh", "dunia", "Budi Santoso", &[], ["北京 暴雨", "", "北京 发布 预警"]),
    ("banyu", "jv", "budaya", "Budi Santoso", &[], ["Banyu munggah ing Solo", "", "Warga padha ngungsi."]),
    ("keliru", "id", "alam", "Budi Santoso", &["Banjir"], ["Banjir keliru", "Ditarik kemudian.", "Naskah yang keliru."]),
];

/// Questions and what they find, in any order.
#[rustfmt::skip]
pub(super) const QUESTIONS: [(&str, &[&str]); 84] = [
    ("banjir", &["banjir", "ghana"]),
    ("BANJIR", &["banjir", "ghana"]),
    ("kebanjiran", &["banjir", "ghana"]),
    ("bahas", &["banjir", "anggaran"]),
    ("membahas", &["banjir", "anggaran"]),
    ("dibahas", &["banjir", "anggaran"]),
    ("pembahasan", &["banjir", "anggaran"]),
    ("kebakaran", &["hutan"]),
    ("membakar", &["hutan"]),
    ("bakar", &["hutan"]),
    ("pembakaran lahan", &["hutan"]),
    ("hutan riau asap", &["hutan"]),
    ("\"kota tua\"", &["banjir", "pemilu"]),
    ("“kota tua”", &["banjir", "pemilu"]),
    ("kota tua", &["banjir", "pemilu", "orangtua"]),
    ("\"tua kota\"", &[]),
    ("\"orang tua\"", &["orangtua"]),
    ("\"kota tua\" malam", &["pemilu"]),
    ("kota", &["banjir", "pemilu", "orangtua"]),
    ("memilih", &["pemilu"]),
    ("pilihan", &["pemilu"]),
    ("pemilihan", &["pemilu"]),
    ("menjual", &["kopi"]),
    ("penjualan", &["kopi"]),
    ("jual", &["kopi"]),
    ("café", &["kopi"]),
    ("cafe", &["kopi"]),
    ("JOSE", &["kopi"]),
    ("20 persen", &["kopi"]),
    ("flood", &["flood"]),
    ("floods", &["flood"]),
    ("flooded", &["flood"]),
    ("discussion", &["flood"]),
    ("election", &["flood", "ghana"]),
    ("elected", &["flood", "ghana"]),
    ("city", &["ghana"]),
    ("cities", &["ghana"]),
    ("quran", &["quran"]),
    ("qur'an", &["quran"]),
    ("al-qur’an", &["quran"]),
    ("jumat", &["quran"]),
    ("baca", &["quran"]),
    ("bacaan", &["quran"]),
    ("covid", &["covid"]),
    ("covid-19", &["covid"]),
    ("COVID 19", &["covid"]),
    ("-70", &["covid"]),
    ("angstrom", &["angstrom"]),
    ("Ångström", &["angstrom"]),
    ("1814", &["angstrom"]),
    ("NEAR", &["operator"]),
    ("not or", &["operator"]),
    ("headline:hujan", &["operator"]),
    ("hujan*", &["banjir", "operator"]),
    ("hujan -banjir", &["banjir"]),
    ("hujan OR kopi", &[]),
    ("NEAR(hujan kopi)", &[]),
    ("^banjir", &["banjir", "ghana"]),
    ("{headline}:banjir", &[]),
    ("hujan AND", &[]),
    ("banjir & !hujan", &["banjir"]),
    ("kebak", &["hutan"]),
    ("pemb", &["hutan", "anggaran", "kopi", "quran"]),
    ("pemb jam", &[]),
    ("rina", &["banjir", "kopi"]),
    ("\"rina wulandari\"", &["banjir", "kopi"]),
    ("rina jual", &["kopi"]),
    ("cuaca", &["banjir"]),
    ("asap", &["hutan"]),
    ("\"mengungsi sejak\"", &["banjir"]),
    ("ngungsi", &["banyu"]),
    ("北京", &["beijing"]),
    ("warga", &["banjir", "hutan", "pemilu", "banyu"]),
    ("warga memilih kepala", &["pemilu"]),
    ("\"hari ini\"", &["pemilu"]),
    ("dua hari", &["banjir"]),
    ("\"ini pemungutan\"", &[]),
    ("\"banjir cuaca\"", &[]),
    ("indonesia", &["covid", "ghana"]),
    ("rahasia", &[]),
    ("keliru", &[]),
    ("'; DROP TABLE articles; --", &[]),
    ("***", &[]),
    ("\"", &[]),
];

fn document(text: &str) -> Document {
    let mut ids = block_ids(<rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(7));
    markdown::to_document(text, &mut ids)
}

/// Publishes the stories, a draft among them, and withdraws the one that is wrong.
pub(super) async fn filled(site: Site) -> Site {
    let made = site.services.store.write(|mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let mut categories = HashMap::new();
            for (n, slug) in
                (1_i64..).zip(["alam", "politik", "ekonomi", "dunia", "budaya", "sains"])
            {
                categories.insert(slug, store::category::insert(tx, slug, slug, n, "").await?);
            }
            let mut people: HashMap<&str, AccountId> = HashMap::new();
            for name in ["Rina Wulandari", "Budi Santoso"] {
                let slug = Slug::from_title(name).expect("a slug");
                let id = store::account::insert_author(tx, slug.as_str(), name, "", noon()).await?;
                people.insert(name, id);
            }
            let first = at("2024-11-01T08:00:00+07:00").micros();
            for (n, (slug, language, category, by, tags, [headline, standfirst, text])) in
                (0_i64..).zip(STORIES)
            {
                let mut ids = Vec::new();
                for name in tags {
                    let slug = Slug::from_title(name).expect("a slug");
                    ids.push(store::tag::ensure(tx, slug.as_str(), name).await?);
                }
                let new = NewArticle {
                    slug: slug.into(),
                    status: Status::Published,
                    headline: headline.into(),
                    standfirst: standfirst.into(),
                    document: document(text),
                    language: language.into(),
                    category: categories[category],
                    dateline: String::new(),
                    banner: None,
                    banner_caption: None,
                    banner_credit: None,
                    banner_note: None,
                    sample: false,
                    published_at: Some(Stamp::from_micros(first + n * 86_400_000_000)),
                    bylines: vec![people[by]],
                    tags: ids,
                    desk: Default::default(),
                };
                store::article::insert(tx, &new, noon()).await?;
                if n == 0 {
                    let draft = NewArticle {
                        slug: "rahasia".into(),
                        status: Status::Draft,
                        headline: "Banjir rahasia".into(),
                        published_at: None,
                        ..new
                    };
                    store::article::insert(tx, &draft, noon()).await?;
                }
            }
            store::article::withdraw(tx, "keliru", "Keliru").await?;
            Ok(())
        })
    });
    made.await.expect("the stories are there");
    site.services.freshness.purge_all();
    site
}

/// A text as an address carries it.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// What a question finds.
pub(super) async fn ask(site: &Site, place: SearchPlace) -> Answer {
    let zone = Zone::named("Asia/Jakarta").expect("a zone");
    service::search::answer(&site.services, &zone, &place)
        .await
        .unwrap_or_else(|error| panic!("{place:?}: {error}"))
}

/// The slugs of the stories that words find, best first.
pub(super) async fn found(site: &Site, q: &str) -> Vec<String> {
    let place = SearchPlace {
        q: Some(encoded(q)),
        ..SearchPlace::default()
    };
    slugs(&ask(site, place).await)
}

pub(super) fn slugs(answer: &Answer) -> Vec<String> {
    answer
        .hits
        .iter()
        .map(|hit| hit.card.slug.clone())
        .collect()
}

/// Without an order.
pub(super) fn set<S: Into<String>>(slugs: impl IntoIterator<Item = S>) -> BTreeSet<String> {
    slugs.into_iter().map(Into::into).collect()
}
