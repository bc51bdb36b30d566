//! Signatures as in the Standard Webhooks specification, and the secrets that they are made with.

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};

use crate::server::secret;

/// What every secret begins with.
const PREFIX: &str = "whsec_";

/// A message that is older, or comes from the future by so much, may be a repetition by somebody else.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// A secret of 256 random bits.
#[must_use]
pub fn new_secret() -> String {
    format!("{PREFIX}{}", STANDARD.encode(hex::decode(secret::new_token()).unwrap_or_default()))
}

/// One signature for each secret, parted by spaces: the value of `webhook-signature`. Secrets that are none sign nothing.
#[must_use]
pub fn sign(secrets: &[String], id: &str, timestamp: i64, body: &[u8]) -> String {
    let signatures = secrets.iter().filter_map(|secret| Some(format!("v1,{}", STANDARD.encode(tag(secret, id, timestamp, body)?))));
    signatures.collect::<Vec<_>>().join(" ")
}

fn key(secret: &str) -> Option<hmac::Key> {
    let bytes = STANDARD.decode(secret.strip_prefix(PREFIX).unwrap_or(secret)).ok()?;
    Some(hmac::Key::new(hmac::HMAC_SHA256, &bytes))
}

fn content(id: &str, timestamp: i64, body: &[u8]) -> Vec<u8> {
    [format!("{id}.{timestamp}.").as_bytes(), body].concat()
}

fn tag(secret: &str, id: &str, timestamp: i64, body: &[u8]) -> Option<hmac::Tag> {
    Some(hmac::sign(&key(secret)?, &content(id, timestamp, body)))
}

/// Whether one of the signatures was made with the secret, over just this and just now.
#[must_use]
pub fn is_genuine(secret: &str, id: &str, timestamp: &str, signatures: &str, body: &[u8], now: DateTime<Utc>) -> bool {
    let (Some(key), Some(at)) = (key(secret), moment(timestamp)) else { return false };
    let content = content(id, at.timestamp(), body);
    let mut given = signatures.split(' ').filter_map(|signature| STANDARD.decode(signature.strip_prefix("v1,")?).ok());
    is_fresh(at, now) && given.any(|tag| hmac::verify(&key, &content, &tag).is_ok())
}

/// Whether it is a secret that this specification knows: prefix, then at least 24 bytes in base64.
#[must_use]
pub fn is_secret(text: &str) -> bool {
    text.strip_prefix(PREFIX).and_then(|rest| STANDARD.decode(rest).ok()).is_some_and(|bytes| bytes.len() >= 24)
}

/// The point of a P-256 key that is written as base64 of its SubjectPublicKeyInfo (RFC 5480): what stands at the end of it.
#[must_use]
pub fn public_key(text: &str) -> Option<Vec<u8>> {
    const POINT: usize = 65;
    let key = STANDARD.decode(text).ok().filter(|key| key.len() == 91)?;
    let point = &key[key.len() - POINT..];
    (point[0] == 4).then(|| point.to_vec())
}

/// Whether the base64 signature (ECDSA over P-256 and SHA-256) was made by the owner of the key over timestamp and body, just now.
#[must_use]
pub fn is_signed_by(key: &str, timestamp: &str, signature: &str, body: &[u8], now: DateTime<Utc>) -> bool {
    let (Some(point), Some(at), Ok(signature)) = (public_key(key), moment(timestamp), STANDARD.decode(signature)) else { return false };
    let content = [timestamp.as_bytes(), body].concat();
    is_fresh(at, now) && UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(&content, &signature).is_ok()
}

/// Seconds since 1970 as they stand in a header.
#[must_use]
pub fn moment(timestamp: &str) -> Option<DateTime<Utc>> {
    let is_plain = !timestamp.is_empty() && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| DateTime::from_timestamp(timestamp.parse().ok()?, 0)).flatten()
}

#[must_use]
pub fn is_fresh(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (now - at).abs() <= TOLERANCE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    #[test]
    fn the_example_of_the_specification_is_signed_alike() {
        assert_eq!(sign(&[SECRET.to_owned()], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY), SIGNATURE);
        let both = sign(&[SECRET.to_owned(), new_secret()], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, BODY);
        assert!(both.starts_with(SIGNATURE) && both.split(' ').count() == 2);
    }

    #[test]
    fn what_was_changed_or_is_old_is_not_genuine() {
        let at = DateTime::from_timestamp(1_614_265_330, 0).unwrap();
        let genuine = |id: &str, timestamp: &str, signature: &str, body: &[u8], now| is_genuine(SECRET, id, timestamp, signature, body, now);
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        assert!(genuine(id, "1614265330", SIGNATURE, BODY, at));
        assert!(genuine(id, "1614265330", &format!("v1a,x v1,AAAA {SIGNATURE}"), BODY, at));
        assert!(!genuine("msg_other", "1614265330", SIGNATURE, BODY, at));
        assert!(!genuine(id, "1614265331", SIGNATURE, BODY, at));
        assert!(!genuine(id, "1614265330", SIGNATURE, b"{}", at));
        assert!(!genuine(id, "1614265330", "", BODY, at));
        assert!(!genuine(id, "+1614265330", SIGNATURE, BODY, at));
        assert!(!genuine(id, "1614265330", SIGNATURE, BODY, at + TimeDelta::minutes(6)));
        assert!(!genuine(id, "1614265330", SIGNATURE, BODY, at - TimeDelta::minutes(6)));
        assert!(!is_genuine("whsec_%%%", id, "1614265330", SIGNATURE, BODY, at));
    }

    #[test]
    fn secrets_have_the_prefix_and_enough_bytes() {
        let secret = new_secret();
        assert_eq!(STANDARD.decode(secret.strip_prefix(PREFIX).unwrap()).unwrap().len(), 32);
        assert_ne!(secret, new_secret());
    }
}
