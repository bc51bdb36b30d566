//! Passwords: argon2id, and a judgement of their strength.

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Argon2, PasswordHash};

use crate::domain::error::{AppError, Problem};

/// The longest password we hash, in bytes; longer ones would only cost time.
const LONGEST: usize = 200;

/// The hash to store, in PHC format. Takes tens of milliseconds, so it runs beside the other requests.
///
/// # Errors
/// `Unavailable` when the machine cannot do it.
pub async fn hash(password: String) -> Result<String, AppError> {
    let work = move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string());
    tokio::task::spawn_blocking(work).await.ok().and_then(Result::ok).ok_or(AppError::Unavailable)
}

/// Whether the password belongs to the hash. Without a hash it takes as long and is false,
/// so that the time does not tell who has an account.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$zvYDwY1pMOWDdWnT0sPUoVJQ5dMGB8Lw1DgwXFzFHTQ";
    if password.len() > LONGEST {
        return false;
    }
    let known = hash.is_some();
    let work = move || {
        let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(false) && known
}

/// Refuses passwords that are guessed quickly (zxcvbn below 3 of 4); name and address count as guessable.
///
/// # Errors
/// `Required`, `TooLong` or `WeakPassword`.
pub fn check(password: &str, about: &[&str]) -> Result<(), Problem> {
    if password.is_empty() {
        return Err(Problem::Required);
    }
    if password.len() > LONGEST {
        return Err(Problem::TooLong(200));
    }
    let guessable = guessable(about);
    let guessable: Vec<&str> = guessable.iter().map(String::as_str).collect();
    let strong = password.chars().count() >= 10 && zxcvbn::zxcvbn(password, &guessable).score() >= zxcvbn::Score::Three;
    if strong { Ok(()) } else { Err(Problem::WeakPassword) }
}

/// What is known about a person, in its words and run together: "Kontor Weser AG" is guessed as "kontorweser" too.
fn guessable(about: &[&str]) -> Vec<String> {
    let mut guesses = Vec::new();
    for text in about {
        let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_lowercase).collect();
        guesses.extend((2..=words.len()).map(|count| words[..count].concat()));
        guesses.extend(words);
    }
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let hash = hash("Korb-Lampe-Nordwind".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("Korb-Lampe-Nordwind".to_owned(), Some(hash.clone())).await);
        assert!(!verify("korb-lampe-nordwind".to_owned(), Some(hash)).await);
        assert!(!verify("anything".to_owned(), None).await);
    }

    #[test]
    fn passwords_that_are_guessed_quickly_are_refused() {
        for weak in ["password123", "1234567890", "nordlicht2026", "aaaaaaaaaaaa"] {
            assert_eq!(check(weak, &["nordlicht"]), Err(Problem::WeakPassword), "{weak}");
        }
        assert_eq!(check("Korb-Lampe-Nordwind", &[]), Ok(()));
    }
}
