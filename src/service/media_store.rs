//! Where the files of pictures are kept: a folder, or a bucket of an S3-compatible store. A file
//! is named `{key}/{name}`, written once and never changed.

use super::error::ServiceError;
use crate::domain::stamp::Stamp;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use object_store::{
    ObjectStore, ObjectStoreExt, RetryConfig, aws::AmazonS3Builder, local::LocalFileSystem,
    memory::InMemory, path::Path as ObjectPath,
};
use std::{
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// How long a page waits for a store that answers with faults.
const PATIENCE: Duration = Duration::from_secs(15);
/// Files on their way at the same time: a bucket is far, and a disk makes many durable at once.
const AT_ONCE: usize = 8;

/// What the operator names as the place of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MediaPlace {
    Folder(PathBuf),
    /// A bucket, and the path inside it without slashes at its ends.
    Bucket {
        name: String,
        prefix: String,
    },
}

/// The place cannot be used; the text says what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadPlace(String);

impl MediaPlace {
    /// Reads a folder's path, or `s3://BUCKET` with or without `/PREFIX`.
    pub fn parse(text: &str) -> Result<MediaPlace, BadPlace> {
        let Some(rest) = text.strip_prefix("s3:") else {
            return match text.split_once("://") {
                Some((scheme, _)) => Err(BadPlace(format!(
                    "{scheme}:// is no place that is known; name a folder, or s3://bucket/prefix"
                ))),
                None => Ok(MediaPlace::Folder(PathBuf::from(text))),
            };
        };
        let rest = rest.strip_prefix("//").unwrap_or_default();
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
        let prefix = prefix.trim_matches('/');
        let tidy = prefix.is_empty() || ObjectPath::parse(prefix).is_ok();
        if !(3..=63).contains(&name.len()) || !name.chars().all(plain) || !tidy {
            return Err(BadPlace(format!(
                "{text:?} names no bucket; s3://bucket or s3://bucket/prefix does"
            )));
        }
        Ok(MediaPlace::Bucket {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
        })
    }

    /// The folder, where it is one.
    pub fn folder(&self) -> Option<&Path> {
        match self {
            MediaPlace::Folder(path) => Some(path),
            MediaPlace::Bucket { .. } => None,
        }
    }

    /// Opens it: a folder is made where it is missing; a bucket is found by the usual `AWS_*`
    /// variables of the environment and is not asked yet.
    pub fn open(&self) -> Result<MediaStore, BadPlace> {
        match self {
            MediaPlace::Folder(path) => {
                let wrong = |error: &dyn fmt::Display| {
                    let path = path.display();
                    BadPlace(format!("the folder {path} cannot be used: {error}"))
                };
                std::fs::create_dir_all(path).map_err(|e| wrong(&e))?;
                let files = LocalFileSystem::new_with_prefix(path).map_err(|e| wrong(&e))?;
                let files = files.with_automatic_cleanup(true);
                Ok(MediaStore {
                    hasty: Some(Arc::new(files.clone())),
                    // A picture that is acknowledged survives a power cut, as its row does.
                    ..MediaStore::over(files.with_fsync(true), "")
                })
            }
            MediaPlace::Bucket { name, prefix } => {
                // Fails when somebody was first, which is as well.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let insecure = ["AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"]
                    .iter()
                    .filter_map(|name| std::env::var(name).ok())
                    .any(|url| url.starts_with("http://"));
                let mut builder = AmazonS3Builder::from_env()
                    .with_bucket_name(name)
                    .with_retry(RetryConfig {
                        max_retries: 3,
                        retry_timeout: PATIENCE,
                        ..RetryConfig::default()
                    });
                if insecure {
                    // Whoever writes http:// there means it: a store on the same machine.
                    builder = builder.with_allow_http(true);
                }
                let bucket = builder
                    .build()
                    .map_err(|e| BadPlace(format!("the bucket {name:?} cannot be used: {e}")))?;
                Ok(MediaStore::over(bucket, prefix))
            }
        }
    }
}

/// A file as the store lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// `{key}/{name}`, where it is one of ours.
    pub path: String,
    pub written: Stamp,
}

/// The files of the pictures. Cheap to clone.
#[derive(Debug, Clone)]
pub struct MediaStore {
    files: Arc<dyn ObjectStore>,
    /// The same without waiting for the disk, where that makes a difference.
    hasty: Option<Arc<dyn ObjectStore>>,
    prefix: ObjectPath,
}

impl MediaStore {
    fn over(files: impl ObjectStore, prefix: &str) -> MediaStore {
        MediaStore {
            files: Arc::new(files),
            hasty: None,
            prefix: ObjectPath::from(prefix),
        }
    }

    /// The same files, kept without waiting until they are on disk: for what can be made again.
    pub fn hasty(&self) -> MediaStore {
        let files = self.hasty.as_ref().unwrap_or(&self.files);
        MediaStore {
            files: Arc::clone(files),
            ..self.clone()
        }
    }

    /// Files that are gone with the process; for tests.
    pub fn in_memory() -> MediaStore {
        MediaStore::over(InMemory::new(), "")
    }

    fn path(&self, key: &str, name: &str) -> ObjectPath {
        self.prefix.clone().join(key).join(name)
    }

    /// Keeps a file whole or not at all.
    pub async fn put(&self, key: &str, name: &str, bytes: Bytes) -> Result<(), ServiceError> {
        let path = self.path(key, name);
        let put = self.files.put(&path, bytes.into()).await;
        put.map(|_| ()).map_err(|error| fault(&path, error))
    }

    /// Keeps several files of one key.
    pub async fn put_all(
        &self,
        key: &str,
        files: impl IntoIterator<Item = (String, Bytes)>,
    ) -> Result<(), ServiceError> {
        let puts: Vec<_> = files
            .into_iter()
            .map(|(name, bytes)| async move { self.put(key, &name, bytes).await })
            .collect();
        futures::stream::iter(puts)
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
    }

    /// A file's content; `None` when there is none.
    pub async fn get(&self, key: &str, name: &str) -> Result<Option<Bytes>, ServiceError> {
        let path = self.path(key, name);
        let found = match self.files.get(&path).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found.map_err(|error| fault(&path, error))?,
        };
        let bytes = found.bytes().await.map_err(|error| fault(&path, error))?;
        Ok(Some(bytes))
    }

    /// The names of the files under a key, with their sizes in bytes.
    pub async fn list(&self, key: &str) -> Result<HashMap<String, u64>, ServiceError> {
        let folder = self.prefix.clone().join(key);
        let named = self.files.list(Some(&folder)).map_ok(|file| {
            let name = file.location.filename().unwrap_or_default().to_owned();
            (name, file.size)
        });
        named.try_collect().await.map_err(|e| fault(&folder, e))
    }

    /// Every file there is, one by one.
    pub fn all(&self) -> BoxStream<'static, Result<Stored, ServiceError>> {
        let prefix = self.prefix.clone();
        let whole = self
            .files
            .list(Some(&prefix).filter(|p| !p.as_ref().is_empty()));
        let named = whole.map(move |file| {
            let file = file.map_err(|error| fault(&prefix, error))?;
            let parts = file.location.prefix_match(&prefix);
            let path: Vec<String> = parts
                .map(|parts| parts.map(|part| part.as_ref().to_owned()).collect())
                .unwrap_or_default();
            Ok(Stored {
                path: path.join("/"),
                written: Stamp::from_micros(file.last_modified.timestamp_micros()),
            })
        });
        named.boxed()
    }

    /// Removes every file under a key. What is gone already is as good.
    pub async fn remove(&self, key: &str) -> Result<(), ServiceError> {
        let folder = self.prefix.clone().join(key);
        let found: Vec<_> = self
            .files
            .list(Some(&folder))
            .map_ok(|file| file.location)
            .try_collect()
            .await
            .map_err(|error| fault(&folder, error))?;
        let paths = futures::stream::iter(found.into_iter().map(Ok)).boxed();
        let mut removed = self.files.delete_stream(paths);
        while let Some(one) = removed.next().await {
            match one {
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(fault(&folder, error)),
            }
        }
        Ok(())
    }
}

fn fault(path: &ObjectPath, error: object_store::Error) -> ServiceError {
    ServiceError::File {
        path: path.to_string(),
        cause: std::io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_folder_or_a_bucket() {
        let bucket = |name: &str, prefix: &str| MediaPlace::Bucket {
            name: name.into(),
            prefix: prefix.into(),
        };
        assert_eq!(
            MediaPlace::parse("data/media"),
            Ok(MediaPlace::Folder("data/media".into()))
        );
        assert_eq!(MediaPlace::parse("s3://warta"), Ok(bucket("warta", "")));
        assert_eq!(
            MediaPlace::parse("s3://warta.foto/situs/media/"),
            Ok(bucket("warta.foto", "situs/media"))
        );
        for wrong in [
            "s3:",
            "s3://",
            "s3:///x",
            "s3://A",
            "s3://warta//a//b",
            "gs://x",
            "s3:x",
        ] {
            assert!(MediaPlace::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_folder_and_a_memory_keep_the_same_promises() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = MediaPlace::Folder(folder.path().join("a").join("media"));
        for store in [place.open().expect("opened"), MediaStore::in_memory()] {
            assert_eq!(store.get("kunci", "1.jpg").await.expect("asked"), None);
            let files = ["1.jpg", "2.jpg"].map(|n| (n.to_owned(), Bytes::from_static(b"isi")));
            store.put_all("kunci", files).await.expect("kept");
            let hasty = store.hasty();
            hasty
                .put("lain", "1.jpg", Bytes::new())
                .await
                .expect("kept");
            assert_eq!(
                store.get("kunci", "1.jpg").await.expect("asked"),
                Some(Bytes::from_static(b"isi"))
            );
            assert_eq!(store.list("kunci").await.expect("listed").len(), 2);
            store.remove("kunci").await.expect("removed");
            store.remove("kunci").await.expect("nothing left to remove");
            assert!(store.list("kunci").await.expect("listed").is_empty());
            assert_eq!(store.list("lain").await.expect("listed")["1.jpg"], 0);
        }
        assert!(
            !folder.path().join("a/media/kunci").exists(),
            "no empty folder is left"
        );
    }
}
