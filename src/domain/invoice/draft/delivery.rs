//! Where and when it was delivered: BG-13, BG-15.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::read::{day_text, identifier, identifier_text, own};
use crate::domain::check;
use crate::domain::einvoice::model::Identifier;
use crate::domain::error::Problems;
use crate::domain::text;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeliveryForm {
    /// BT-70.
    pub name: String,
    /// BT-71.
    pub location: String,
    pub location_scheme: String,
    /// BT-72, where it is not the service date.
    pub date: String,
    pub street: String,
    pub address_extra: String,
    pub postcode: String,
    pub city: String,
    /// Empty is the customer's.
    pub country: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftDelivery {
    pub name: Option<String>,
    pub location: Option<Identifier>,
    pub date: Option<NaiveDate>,
    pub street: Option<String>,
    pub address_extra: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
}

impl DeliveryForm {
    pub(super) fn parse(&self, problems: &mut Problems) -> DraftDelivery {
        let country = if self.country.trim().is_empty() { Ok(None) } else { check::country(&self.country).map(Some) };
        DraftDelivery {
            name: problems.take("delivery.name", text::line(&self.name, 200)),
            location: identifier(["delivery.location", "delivery.location_scheme"], &self.location, &self.location_scheme, problems),
            date: problems.take("delivery.date", text::day(&self.date)),
            street: problems.take("delivery.street", text::line(&self.street, 200)),
            address_extra: problems.take("delivery.address_extra", text::line(&self.address_extra, 200)),
            postcode: problems.take("delivery.postcode", text::line(&self.postcode, 20)),
            city: problems.take("delivery.city", text::line(&self.city, 100)),
            country: problems.take("delivery.country", country),
        }
    }
}

impl DraftDelivery {
    /// Whether a place is given (BG-15).
    #[must_use]
    pub fn has_address(&self) -> bool {
        [&self.street, &self.address_extra, &self.postcode, &self.city, &self.country].iter().any(|part| part.is_some())
    }

    #[must_use]
    pub fn to_form(&self) -> DeliveryForm {
        let (location, location_scheme) = identifier_text(self.location.as_ref());
        DeliveryForm {
            name: own(&self.name),
            location,
            location_scheme,
            date: day_text(self.date),
            street: own(&self.street),
            address_extra: own(&self.address_extra),
            postcode: own(&self.postcode),
            city: own(&self.city),
            country: own(&self.country),
        }
    }
}
