//! Who is who in the demo data. All of them are invented.

/// A business that issues invoices.
pub struct Business {
    pub name: &'static str,
    pub owner: &'static str,
    pub domain: &'static str,
    pub street: &'static str,
    pub postcode: &'static str,
    pub city: &'static str,
    pub vat_id: &'static str,
    pub tax_number: &'static str,
    pub registration: &'static str,
    pub legal_information: &'static str,
    pub phone: &'static str,
    pub iban: &'static str,
    pub bic: &'static str,
    pub color: &'static str,
    pub confirmation: &'static str,
}

pub const NORDLICHT: Business = Business {
    name: "Atelier Nordlicht GmbH",
    owner: "inhaber@nordlicht.example",
    domain: "nordlicht.example",
    street: "Fischstraße 14",
    postcode: "23552",
    city: "Lübeck",
    vat_id: "DE123456788",
    tax_number: "22/294/03127",
    registration: "HRB 20417 HL",
    legal_information: "Amtsgericht Lübeck, HRB 20417 HL",
    phone: "+49 451 5550142",
    iban: "DE89370400440532013000",
    bic: "COBADEFFXXX",
    color: "",
    confirmation: "settle",
};

pub const HAFENWERK: Business = Business {
    name: "Hafenwerk IT UG",
    owner: "inhaber@hafenwerk.example",
    domain: "hafenwerk.example",
    street: "Am Sandtorkai 5",
    postcode: "20457",
    city: "Hamburg",
    vat_id: "DE136695976",
    tax_number: "48/725/01832",
    registration: "HRB 171204",
    legal_information: "Amtsgericht Hamburg, HRB 171204",
    phone: "+49 40 5550177",
    iban: "DE75512108001245126199",
    bic: "SOGEDEFF",
    color: "#7c3aed",
    confirmation: "report",
};

/// Name, street, postcode, city, VAT ID, mail, Leitweg-ID or reference, tier, language, country.
pub type Buyer =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

pub const BUYERS: [Buyer; 9] = [
    ("Bäckerei Öztürk & Söhne KG", "Hüxstraße 87", "23552", "Lübeck", "", "buchhaltung@oeztuerk.example", "", "invoice_only", "de", "DE"),
    (
        "Stadtwerke Lübeck GmbH",
        "Hafenstraße 8",
        "23554",
        "Lübeck",
        "",
        "rechnung@stadtwerke.example",
        "04011000-12345-03",
        "invoice_only",
        "de",
        "DE",
    ),
    ("Kanzlei Brandt", "Königstraße 21", "23552", "Lübeck", "", "post@kanzlei-brandt.example", "", "invoice_only", "de", "DE"),
    ("Hansekontor Logistik GmbH", "Seelandkai 3", "23569", "Lübeck", "", "ap@hansekontor.example", "PO-Team Nord", "hybrid", "de", "DE"),
    ("Zahnarztpraxis am Markt", "Markt 6", "23552", "Lübeck", "", "praxis@zahnarzt-markt.example", "", "hybrid", "de", "DE"),
    ("Weingut Sonnenhang eG", "Rebenweg 12", "55411", "Bingen am Rhein", "", "hof@sonnenhang.example", "", "invoice_only", "de", "DE"),
    ("Werft Travemünde AG", "Vorderreihe 40", "23570", "Travemünde", "", "kreditoren@werft.example", "W-7714", "subscription", "de", "DE"),
    (
        "Harbour & Quay Ltd",
        "12 Wharf Lane",
        "D02 X285",
        "Dublin",
        "IE6388047V",
        "accounts@harbourquay.example",
        "HQ-2210",
        "invoice_only",
        "en",
        "IE",
    ),
    ("Hofladen Priwall", "Mecklenburger Landstraße 2", "23570", "Travemünde", "", "", "", "invoice_only", "de", "DE"),
];

/// Items with unit, price and tax rate.
pub const ITEMS: [(&str, &str, &str, &str); 9] = [
    ("Umsetzung Filialfinder", "HUR", "95.00", "19"),
    ("Produktfotografie", "LS", "480.00", "19"),
    ("Broschüre „Unser Brot“, gedruckt", "C62", "1.40", "7"),
    ("Gestaltung Ladenschild und Schaufenster", "HUR", "92.00", "19"),
    ("Illustrationen Brotkarte", "C62", "145.00", "7"),
    ("Brotkarte A5, gedruckt", "C62", "0.62", "19"),
    ("Montage Außenschild", "LS", "480.00", "19"),
    ("Pflege der Website", "MON", "180.00", "19"),
    ("Anfahrt", "KMT", "0.52", "19"),
];

/// Usage: customer, type, quantity, amount in cents, description, days after the 1st of last month.
pub type Usage = (usize, &'static str, &'static str, &'static str, &'static str, u64);

pub const USAGE: [Usage; 10] = [
    (3, "filing_fee", "4", "", "Zollanmeldung", 3),
    (3, "filing_fee", "2", "15000", "Zollanmeldung mit Prüfung", 9),
    (3, "credit", "1", "2500", "Gutschrift wegen verspäteter Anmeldung", 12),
    (6, "filing_fee", "8", "", "", 5),
    (6, "filing_fee", "5", "", "", 17),
    (6, "adjustment", "1", "1200", "Nachberechnung Archivplatz", 18),
    (0, "Kurierfahrt", "3", "8700", "Kurier zu den Filialen", 21),
    (8, "filing_fee", "1", "7500", "", 23),
    (4, "filing_fee", "2", "", "", 34),
    (0, "Kurierfahrt", "1", "2900", "Kurier zu den Filialen", 36),
];
