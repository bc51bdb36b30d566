//! Where in the editor, the customer form or the settings a finding is mended.

use serde::{Deserialize, Serialize};

/// The place to send the user to. Numbers count lines or entries from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Place {
    // The head of the document.
    Number,
    IssueDate,
    DocumentType,
    Currency,
    BuyerReference,
    References,
    Correction,
    Notes,
    ServicePeriod,
    TaxPoint,
    Attachment(usize),
    // Its lines.
    Lines,
    LineName(usize),
    LineItem(usize),
    LineQuantity(usize),
    LineUnit(usize),
    LinePrice(usize),
    LineTax(usize),
    LinePeriod(usize),
    LineAllowance(usize),
    // Its sums.
    DocumentAllowance(usize),
    TaxExemption,
    Totals,
    Prepaid,
    // How it is paid.
    DueDate,
    PaymentTerms,
    PaymentMeans,
    DirectDebit,
    Payee,
    // The customer form.
    BuyerName,
    BuyerAddress,
    BuyerVatId,
    BuyerIdentifier,
    BuyerEmail,
    DeliveryAddress,
    // The settings of the seller.
    SellerCompany,
    SellerAddress,
    SellerContact,
    SellerTaxNumber,
    SellerIdentifier,
    SellerEmail,
    SellerBank,
    TaxRepresentative,
}

impl Place {
    /// Every place, with the given line and entry.
    #[must_use]
    pub fn all(at: usize) -> Vec<Self> {
        vec![
            Self::Number,
            Self::IssueDate,
            Self::DocumentType,
            Self::Currency,
            Self::BuyerReference,
            Self::References,
            Self::Correction,
            Self::Notes,
            Self::ServicePeriod,
            Self::TaxPoint,
            Self::Attachment(at),
            Self::Lines,
            Self::LineName(at),
            Self::LineItem(at),
            Self::LineQuantity(at),
            Self::LineUnit(at),
            Self::LinePrice(at),
            Self::LineTax(at),
            Self::LinePeriod(at),
            Self::LineAllowance(at),
            Self::DocumentAllowance(at),
            Self::TaxExemption,
            Self::Totals,
            Self::Prepaid,
            Self::DueDate,
            Self::PaymentTerms,
            Self::PaymentMeans,
            Self::DirectDebit,
            Self::Payee,
            Self::BuyerName,
            Self::BuyerAddress,
            Self::BuyerVatId,
            Self::BuyerIdentifier,
            Self::BuyerEmail,
            Self::DeliveryAddress,
            Self::SellerCompany,
            Self::SellerAddress,
            Self::SellerContact,
            Self::SellerTaxNumber,
            Self::SellerIdentifier,
            Self::SellerEmail,
            Self::SellerBank,
            Self::TaxRepresentative,
        ]
    }

    /// The line a place belongs to, counted from 0.
    #[must_use]
    pub fn line(self) -> Option<usize> {
        match self {
            Self::LineName(line)
            | Self::LineItem(line)
            | Self::LineQuantity(line)
            | Self::LineUnit(line)
            | Self::LinePrice(line)
            | Self::LineTax(line)
            | Self::LinePeriod(line)
            | Self::LineAllowance(line) => Some(line),
            _ => None,
        }
    }
}
