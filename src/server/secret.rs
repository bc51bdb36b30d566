//! Randomness and secrets: tokens, their hashes, encryption at rest, public identifiers.

use std::path::Path;

use anyhow::Context as _;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use chrono::NaiveDate;
use rand::RngExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The hash under which a token is stored; the token has full entropy, so a plain SHA-256 is right.
#[must_use]
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// 256 random bits as 64 hexadecimal digits.
#[must_use]
pub fn new_token() -> String {
    hex::encode(rand::rng().random::<[u8; 32]>())
}

/// A random identifier (RFC 9562 version 4).
#[must_use]
pub fn new_uuid() -> Uuid {
    #[allow(clippy::disallowed_methods, reason = "this is the one home of random identifiers")]
    Uuid::new_v4()
}

/// `INV-20260227-7KQ2ZD9F`: prefix, day, and eight random characters that cannot be mistaken for one another.
#[must_use]
pub fn new_public_id(prefix: &str, day: NaiveDate) -> String {
    format!("{prefix}-{}-{}", day.format("%Y%m%d"), random_word(8))
}

fn random_word(length: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut rng = rand::rng();
    (0..length).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect()
}

/// Encrypts what must be shown again but not lie open in the database.
#[derive(Clone)]
pub struct Cipher(XChaCha20Poly1305);

impl Cipher {
    /// A key derived from `SECRET_KEY`.
    #[must_use]
    pub fn new(secret_key: &SecretString) -> Self {
        let digest = Sha256::digest([b"rechnungswerk at rest ".as_slice(), secret_key.expose_secret().as_bytes()].concat());
        let key: [u8; 32] = digest.into();
        Self(XChaCha20Poly1305::new(&Key::from(key)))
    }

    /// Nonce (24 bytes), then ciphertext.
    ///
    /// # Errors
    /// Never for texts of our size.
    pub fn encrypt(&self, plain: &str) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; 24] = rand::rng().random();
        let sealed = self.0.encrypt(&XNonce::from(nonce), plain.as_bytes()).map_err(|_| anyhow::anyhow!("encryption failed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// `None` where it was encrypted with another key or was changed.
    #[must_use]
    pub fn decrypt(&self, sealed: &[u8]) -> Option<String> {
        let (nonce, rest) = sealed.split_at_checked(24)?;
        let nonce: [u8; 24] = nonce.try_into().ok()?;
        let plain = self.0.decrypt(&XNonce::from(nonce), rest).ok()?;
        String::from_utf8(plain).ok()
    }
}

impl std::fmt::Debug for Cipher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cipher")
    }
}

/// The development key, made once and kept below the data directory, readable by its owner only.
///
/// # Errors
/// When the directory cannot be written.
pub fn development_key(data_dir: &Path) -> anyhow::Result<SecretString> {
    let path = data_dir.join("secret_key");
    if let Ok(key) = std::fs::read_to_string(&path)
        && key.trim().len() >= 32
    {
        return Ok(key.trim().to_owned().into());
    }
    std::fs::create_dir_all(data_dir).with_context(|| format!("DATA_DIR cannot be written: {}", data_dir.display()))?;
    let key = new_token();
    std::fs::write(&path, &key).with_context(|| format!("DATA_DIR cannot be written: {}", data_dir.display()))?;
    #[cfg(unix)]
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(key.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encrypted_is_read_only_with_the_same_key() {
        let cipher = Cipher::new(&"k".repeat(32).into());
        let sealed = cipher.encrypt("a token").unwrap();
        assert_eq!(cipher.decrypt(&sealed).as_deref(), Some("a token"));
        assert_eq!(Cipher::new(&"x".repeat(32).into()).decrypt(&sealed), None);
        assert_eq!(cipher.decrypt(&sealed[..20]), None);
    }
}
