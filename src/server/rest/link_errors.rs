//! Why a share link shows nothing, in the words of the API.

use crate::server::portal::LinkError;
use crate::server::rest::problem::ApiError;

pub fn of(error: LinkError) -> ApiError {
    match error {
        LinkError::Unknown => ApiError::LinkNotFound,
        LinkError::Expired { .. } => ApiError::LinkExpired,
        LinkError::App(error) => ApiError::App(error),
    }
}
