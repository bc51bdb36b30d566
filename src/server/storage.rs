//! Files of the organizations: below the data directory or in an S3 bucket, written once and never changed.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Bytes;
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions, PutPayload, RetryConfig};
use secrecy::ExposeSecret as _;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::config::StorageConfig;

const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);

/// The store, opened once per process. A key is kept in the row of what it belongs to and never made up from a request.
#[derive(Clone, Debug)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
}

#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The row says that the file is there, and it is not.
    #[error("a stored file is missing")]
    Missing,
    /// Other bytes stand under this key already; what is stored is never changed.
    #[error("other bytes are stored under this key")]
    Different,
    #[error("the storage does not answer: {0}")]
    Unavailable(object_store::Error),
}

impl From<object_store::Error> for StorageError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            other => Self::Unavailable(other),
        }
    }
}

/// Logged here, because a page only learns that something is away.
impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        tracing::error!(%error, "The storage did not do what was asked.");
        Self::Unavailable
    }
}

/// A file as it is now stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub key: String,
    pub bytes: Bytes,
}

/// A file that is being read.
pub struct Download {
    pub size: u64,
    pub bytes: BoxStream<'static, Result<Bytes, StorageError>>,
}

impl Storage {
    /// # Errors
    /// When the folder cannot be made or a setting is wrong.
    pub fn open(config: &StorageConfig, data_dir: &Path) -> anyhow::Result<Self> {
        let store: Arc<dyn ObjectStore> = match config {
            StorageConfig::Local => {
                let folder = data_dir.join("files");
                std::fs::create_dir_all(&folder).with_context(|| format!("DATA_DIR cannot be written: {}", data_dir.display()))?;
                // A row must never speak of a file that a power cut then takes away.
                Arc::new(LocalFileSystem::new_with_prefix(folder)?.with_fsync(true))
            }
            StorageConfig::S3 { bucket, region, access_key_id, secret_access_key, endpoint_url } => {
                let retry = RetryConfig { max_retries: 3, retry_timeout: REQUEST_TIMEOUT, ..RetryConfig::default() };
                let plain_http = endpoint_url.as_ref().is_some_and(|url| url.starts_with("http://"));
                let mut builder = AmazonS3Builder::new()
                    .with_bucket_name(bucket)
                    .with_region(region)
                    .with_access_key_id(access_key_id)
                    .with_secret_access_key(secret_access_key.expose_secret())
                    .with_conditional_put(S3ConditionalPut::ETagMatch)
                    .with_client_options(ClientOptions::new().with_timeout(REQUEST_TIMEOUT).with_allow_http(plain_http))
                    .with_retry(retry);
                if let Some(url) = endpoint_url {
                    builder = builder.with_endpoint(url);
                }
                Arc::new(builder.build().context("AWS_BUCKET and its settings cannot be used")?)
            }
        };
        Ok(Self { store })
    }

    /// Keeps a document of an invoice. If one was kept before, that one stays and is handed back: a document is made once.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn keep_document(&self, organization: Uuid, invoice: Uuid, name: &str, bytes: Bytes) -> Result<Stored, StorageError> {
        let key = format!("organizations/{organization}/invoices/{invoice}/{name}");
        match self.put_once(&key, bytes.clone()).await {
            Ok(()) => Ok(Stored { key, bytes }),
            Err(StorageError::Different) => {
                let bytes = self.read(&key).await?;
                Ok(Stored { key, bytes })
            }
            Err(error) => Err(error),
        }
    }

    /// Keeps a received file under the hash of its content; returns its key.
    ///
    /// # Errors
    /// `Unavailable`, and `Different` for a hash that is not this content's.
    pub async fn keep_incoming(&self, organization: Uuid, hash: &str, bytes: Bytes) -> Result<String, StorageError> {
        let key = format!("organizations/{organization}/incoming/{hash}");
        self.put_once(&key, bytes).await?;
        Ok(key)
    }

    /// Keeps an attachment under the hash of its content; returns its key.
    ///
    /// # Errors
    /// `Unavailable`, and `Different` for a hash that is not this content's.
    pub async fn keep_attachment(&self, organization: Uuid, hash: &str, bytes: Bytes) -> Result<String, StorageError> {
        let key = format!("organizations/{organization}/attachments/{hash}");
        self.put_once(&key, bytes).await?;
        Ok(key)
    }

    /// Keeps a logo under the hash of its content, so that a new one never changes pages that show the old one.
    ///
    /// # Errors
    /// `Unavailable`, and `Different` for a hash that is not this content's.
    pub async fn put_logo(&self, organization: Uuid, hash: &str, bytes: Vec<u8>) -> Result<(), StorageError> {
        self.put_once(&logo_key(organization, hash), bytes.into()).await
    }

    /// # Errors
    /// `Missing` or `Unavailable`.
    pub async fn document(&self, key: &str) -> Result<Bytes, StorageError> {
        self.read(key).await
    }

    /// # Errors
    /// `Missing` or `Unavailable`.
    pub async fn logo(&self, organization: Uuid, hash: &str) -> Result<Vec<u8>, StorageError> {
        Ok(self.read(&logo_key(organization, hash)).await?.into())
    }

    /// The same as [`Storage::document`], piece by piece.
    ///
    /// # Errors
    /// `Missing` or `Unavailable`.
    pub async fn download(&self, key: &str) -> Result<Download, StorageError> {
        let found = self.store.get(&Key::from(key)).await?;
        Ok(Download { size: found.meta.size, bytes: found.into_stream().map_err(StorageError::from).boxed() })
    }

    /// Whether the store answers; for `/readyz`.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn check(&self) -> Result<(), StorageError> {
        match self.store.head(&Key::from("organizations")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn read(&self, key: &str) -> Result<Bytes, StorageError> {
        Ok(self.store.get(&Key::from(key)).await?.bytes().await?)
    }

    /// Whole or not at all. The same bytes once more are fine, other bytes are refused.
    async fn put_once(&self, key: &str, bytes: Bytes) -> Result<(), StorageError> {
        let create = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.store.put_opts(&Key::from(key), PutPayload::from_bytes(bytes.clone()), create).await {
            Ok(_) => Ok(()),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
                if self.read(key).await? == bytes {
                    Ok(())
                } else {
                    Err(StorageError::Different)
                }
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn logo_key(organization: Uuid, hash: &str) -> String {
    format!("organizations/{organization}/logos/{hash}")
}
