//! One contract for every storage: kept once, read back whole, never overwritten.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/moto.rs"]
mod moto;

use axum::body::Bytes;
use futures::TryStreamExt as _;
use rechnungswerk::server::config::StorageConfig;
use rechnungswerk::server::storage::{Storage, StorageError};
use uuid::Uuid;

async fn keeps_its_contract(storage: &Storage) {
    let (organization, invoice) = (Uuid::from_u128(1), Uuid::from_u128(2));
    storage.check().await.unwrap();
    let first = storage.keep_document(organization, invoice, "pdf", Bytes::from_static(b"first")).await.unwrap();
    let again = storage.keep_document(organization, invoice, "pdf", Bytes::from_static(b"first")).await.unwrap();
    let other = storage.keep_document(organization, invoice, "pdf", Bytes::from_static(b"other")).await.unwrap();
    assert_eq!((&again, &other), (&first, &first));
    assert_eq!(storage.document(&first.key).await.unwrap(), Bytes::from_static(b"first"));

    let large = Bytes::from(vec![7; 3 * 1024 * 1024]);
    let kept = storage.keep_document(organization, invoice, "xml", large.clone()).await.unwrap();
    let download = storage.download(&kept.key).await.unwrap();
    assert_eq!(download.size, 3 * 1024 * 1024);
    assert_eq!(download.bytes.try_collect::<Vec<Bytes>>().await.unwrap().concat(), large);

    storage.put_logo(organization, "ab12", b"logo".to_vec()).await.unwrap();
    storage.put_logo(organization, "ab12", b"logo".to_vec()).await.unwrap();
    assert!(matches!(storage.put_logo(organization, "ab12", b"another".to_vec()).await, Err(StorageError::Different)));
    assert_eq!(storage.logo(organization, "ab12").await.unwrap(), b"logo");
    assert!(matches!(storage.logo(Uuid::from_u128(3), "ab12").await, Err(StorageError::Missing)));
    assert!(matches!(storage.document("organizations/none").await, Err(StorageError::Missing)));
}

#[tokio::test]
async fn files_on_disk() {
    let data = tempfile::tempdir().unwrap();
    let storage = Storage::open(&StorageConfig::Local, data.path()).unwrap();
    keeps_its_contract(&storage).await;
    let reopened = Storage::open(&StorageConfig::Local, data.path()).unwrap();
    assert_eq!(reopened.logo(Uuid::from_u128(1), "ab12").await.unwrap(), b"logo");
    assert!(matches!(storage.document("../../etc/passwd").await, Err(StorageError::Missing | StorageError::Unavailable(_))));
}

#[tokio::test]
async fn a_bucket() {
    let server = moto::S3Server::start();
    let config = StorageConfig::S3 {
        bucket: server.bucket.clone(),
        region: "eu-central-1".into(),
        access_key_id: "test".into(),
        secret_access_key: "test".to_owned().into(),
        endpoint_url: Some(server.url.clone()),
    };
    keeps_its_contract(&Storage::open(&config, std::path::Path::new("unused")).unwrap()).await;
}

#[tokio::test]
async fn a_bucket_that_is_away_is_said_to_be_away() {
    let config = StorageConfig::S3 {
        bucket: "rechnungen".into(),
        region: "eu-central-1".into(),
        access_key_id: "test".into(),
        secret_access_key: "test".to_owned().into(),
        endpoint_url: Some("http://127.0.0.1:9".into()),
    };
    let storage = Storage::open(&config, std::path::Path::new("unused")).unwrap();
    assert!(matches!(storage.document("any").await, Err(StorageError::Unavailable(_))));
}
