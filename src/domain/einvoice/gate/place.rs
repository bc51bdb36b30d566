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
