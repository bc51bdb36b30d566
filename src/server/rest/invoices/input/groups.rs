//! The parts of a draft that few invoices have, each an object of its own.

use super::same::input;
use crate::domain::invoice::draft::delivery::DeliveryForm;
use crate::domain::invoice::draft::payment::{PayeeForm, PaymentForm};
use crate::domain::invoice::draft::references::{NoteForm, PrecedingForm, ReferencesForm};
use crate::domain::invoice::draft::tax::{ExemptionForm, TaxForm};
use crate::server::rest::text::Text;

input! {
    /// How the invoice is to be paid. Nothing said: as agreed with the customer, else by transfer to the organization's accounts.
    PaymentInput is PaymentForm {
        /// BT-81, UNTDID 4461: `58` SEPA transfer, `30` transfer, `59` SEPA direct debit, `48`, `54`, `55` card, `10` cash, …
        means: Text,
        /// BT-82.
        text: Text,
        /// BT-83; the invoice number where nothing is said.
        remittance: Text,
        /// BT-89; the customer's where nothing is said.
        mandate: Text,
        /// BT-91; the customer's where nothing is said.
        debited_account: Text,
        /// BT-87: the last four to six digits.
        card_number: Text,
        /// BT-88.
        card_holder: Text,
    }
}

input! {
    /// BG-10: who gets the money, where it is not the seller.
    PayeeInput is PayeeForm {
        /// BT-59.
        name: Text,
        /// BT-60.
        identifier: Text,
        identifier_scheme: Text,
        /// BT-61.
        registration: Text,
        registration_scheme: Text,
    }
}

input! {
    /// BG-13, BG-15: where and when it was delivered.
    DeliveryInput is DeliveryForm {
        /// BT-70.
        name: Text,
        /// BT-71 with its scheme, such as `0088` for a GLN.
        location: Text,
        location_scheme: Text,
        /// BT-72, where it is not the service date.
        date: Text,
        street: Text,
        address_extra: Text,
        postcode: Text,
        city: Text,
        /// The customer's where nothing is said.
        country: Text,
    }
}

input! {
    /// References that few invoices have.
    ReferencesInput is ReferencesForm {
        /// BT-14.
        sales_order: Text,
        /// BT-15.
        receiving_advice: Text,
        /// BT-16.
        despatch_advice: Text,
        /// BT-17.
        tender: Text,
        /// BT-18 with its scheme (UNTDID 1153).
        invoiced_object: Text,
        invoiced_object_scheme: Text,
        /// BT-19.
        buyer_accounting: Text,
    }
}

input! {
    /// Tax point, and the tax in another currency than the invoice's.
    TaxInput is TaxForm {
        /// BT-7.
        point_date: Text,
        /// BT-8, instead of the date: `3` issue, `35` delivery, `432` payment.
        point_code: Text,
        /// BT-6; EUR where an amount or a rate is given.
        currency: Text,
        /// BT-111.
        amount: Text,
        /// Instead of the amount: so much of the tax currency for one of the invoice's.
        exchange_rate: Text,
    }
}

input! {
    /// BT-120, BT-121: why a category is exempt, in own words instead of those of the law.
    ExemptionInput is ExemptionForm {
        /// `E`, `AE`, `K`, `G` or `O`.
        category: Text,
        reason: Text,
        /// VATEX code.
        code: Text,
    }
}

input! {
    /// A note besides the first one.
    NoteInput is NoteForm {
        /// BT-21, UNTDID 4451.
        subject_code: Text,
        /// BT-22.
        text: Text,
    }
}

input! {
    /// BG-3: an invoice before this one.
    PrecedingInput is PrecedingForm {
        /// BT-25.
        number: Text,
        /// BT-26.
        issue_date: Text,
    }
}
