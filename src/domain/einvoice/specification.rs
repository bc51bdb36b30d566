//! The specification identifiers (BT-24) and the business process (BT-23) that our documents carry.

/// BT-24 of XRechnung 3.0.
pub const XRECHNUNG: &str = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

/// BT-24 of its extension (sub-invoice-lines, claims of third parties); read, never written.
pub const XRECHNUNG_EXTENSION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";

/// BT-24 of its specialisation for vehicles (Clean Vehicles Directive); read, never written.
pub const XRECHNUNG_CVD: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9";

/// BT-24 of EN 16931 without a national specification: ZUGFeRD profile EN 16931.
pub const EN16931: &str = "urn:cen.eu:en16931:2017";

/// BT-23; XRechnung requires it since 3.0 (PEPPOL-EN16931-R001).
pub const PEPPOL_BILLING: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// The profiles of ZUGFeRD that are bookkeeping aids, not invoices: MINIMUM and BASIC WL.
pub const TOO_LITTLE: [&str; 2] = ["urn:factur-x.eu:1p0:minimum", "urn:factur-x.eu:1p0:basicwl"];
