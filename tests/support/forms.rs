//! The four forms in which one invoice leaves the house, and the sums that a file states, read without the code under test.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::PageSetup;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};

pub struct Form {
    /// Ends the name of its file.
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// The XML, which in a hybrid lies inside.
    pub xml: String,
}

/// XRechnung UBL, XRechnung CII, ZUGFeRD EN 16931, ZUGFeRD XRECHNUNG.
pub fn all(invoice: &EInvoice) -> [Form; 4] {
    let ubl = xrechnung_ubl::write(invoice);
    let xrechnung = cii::write(invoice, Guideline::XRechnung);
    let en16931 = cii::write(invoice, Guideline::En16931);
    let page = |xml: &[u8], profile| hybrid(invoice, &PageSetup::default(), xml, profile).expect("a page");
    let (zugferd, zugferd_xrechnung) = (page(&en16931, Profile::En16931), page(&xrechnung, Profile::XRechnung));
    [
        form("ubl.xml", ubl.clone(), ubl),
        form("cii.xml", xrechnung.clone(), xrechnung.clone()),
        form("zugferd.pdf", zugferd, en16931),
        form("zugferd-xrechnung.pdf", zugferd_xrechnung, xrechnung),
    ]
}

fn form(name: &'static str, bytes: Vec<u8>, xml: Vec<u8>) -> Form {
    Form { name, bytes, xml: String::from_utf8(xml).expect("utf-8") }
}

/// Net, tax groups, gross and amount due, as the text of the file has them; the groups in the order of their letters.
pub fn stated_sums(xml: &str) -> [String; 4] {
    let is_ubl = xml.contains("cbc:PayableAmount");
    let [net, gross, due, group] = if is_ubl {
        ["cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount", "cbc:PayableAmount", "cac:TaxSubtotal"]
    } else {
        ["ram:TaxBasisTotalAmount", "ram:GrandTotalAmount", "ram:DuePayableAmount", "ram:ApplicableTradeTax"]
    };
    let [category, rate, base, tax] = if is_ubl {
        ["cbc:ID", "cbc:Percent", "cbc:TaxableAmount", "cbc:TaxAmount"]
    } else {
        ["ram:CategoryCode", "ram:RateApplicablePercent", "ram:BasisAmount", "ram:CalculatedAmount"]
    };
    // The tax of a line of CII has the name of a group, but no amounts.
    let groups = contents(xml, group).filter(|group| group.contains(tax));
    let groups = groups.map(|group| format!("{}% {} {}", [one(group, category), one(group, rate)].join(" "), one(group, base), one(group, tax)));
    [one(xml, net).to_owned(), sorted(groups.collect()), one(xml, gross).to_owned(), one(xml, due).to_owned()]
}

/// Tax groups in the order of their letters.
pub fn sorted(mut groups: Vec<String>) -> String {
    groups.sort();
    groups.join("; ")
}

fn one<'a>(xml: &'a str, element: &str) -> &'a str {
    contents(xml, element).next().unwrap_or_else(|| panic!("no {element}"))
}

/// What stands in each element of this name.
fn contents<'a>(xml: &'a str, element: &str) -> impl Iterator<Item = &'a str> {
    let (start, end) = (format!("<{element}"), format!("</{element}>"));
    let parts: Vec<&str> = xml.split(&start).skip(1).collect();
    parts.into_iter().filter(|part| part.starts_with(['>', ' '])).filter_map(move |part| Some(part.split_once('>')?.1.split_once(&end)?.0))
}
