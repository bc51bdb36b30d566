//! How an [`AppError`] crosses the seam: as its code, never as free text. Its status is set by `server::middleware::form_failures`.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::domain::error::{AppError, FieldError, Problem};

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// What the transport says (broken arguments, no connection) holds internal words, so only the kind is kept, and of a missing
    /// argument its name.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(said) | ServerFnErrorErr::MissingArg(said) | ServerFnErrorErr::Deserialization(said) => {
                Self::Invalid(vec![argument(&said)])
            }
            _ => Self::Unavailable,
        }
    }
}

/// Which argument is missing; where that is not what is wrong, that they cannot be read.
fn argument(said: &str) -> FieldError {
    let missing = said.split_once("missing field `").and_then(|(_, rest)| rest.split('`').next());
    let is_name = |name: &&str| (1..=60).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    match missing.filter(is_name) {
        Some(name) => FieldError::new(name, Problem::Required),
        None => FieldError::new("arguments", Problem::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_argument_is_named_and_nothing_else_of_what_was_said() {
        let of = |said: &str| AppError::from_server_fn_error(ServerFnErrorErr::Args(said.to_owned()));
        assert_eq!(of("missing field `id`"), AppError::field("id", Problem::Required));
        for said in ["invalid digit found in string", "missing field ``", "missing field `<b>`", ""] {
            assert_eq!(of(said), AppError::field("arguments", Problem::Unreadable), "{said}");
        }
    }
}
