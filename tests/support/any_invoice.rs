//! Invoices at random: every business term there or not, every text odd.

use chrono::{Days, NaiveDate};
use proptest::option::of;
use proptest::prelude::*;
use rechnungswerk::domain::einvoice::arithmetic::compute;
use rechnungswerk::domain::einvoice::model::*;
use rechnungswerk::domain::einvoice::specification::{PEPPOL_BILLING, XRECHNUNG};
use rechnungswerk::domain::money::Currency;
use rust_decimal::Decimal;

/// Text that survives trimming, with markup, umlauts, inner line ends and other scripts.
pub fn text() -> BoxedStrategy<String> {
    "[A-Za-zÄß0-9&<\"'€Жλ\u{1F600}][A-Za-zäöü0-9 &<>\"'\n\t,;\\]Жλ-]{0,20}[A-Za-z0-9&>\"']".prop_map(|text| text.trim().to_owned()).boxed()
}

/// Text of an attribute, in which XML makes every line end a space.
fn word() -> BoxedStrategy<String> {
    "[A-Za-z0-9&<>\"'ö][A-Za-z0-9 &<>\"'ö]{0,10}[A-Za-z0-9&<>\"'ö]".boxed()
}

fn date() -> BoxedStrategy<NaiveDate> {
    (1_u64..20_000).prop_map(|days| NaiveDate::default() + Days::new(days)).boxed()
}

fn cents() -> BoxedStrategy<Decimal> {
    (0_i64..10_000_000).prop_map(|cents| Decimal::new(cents, 2)).boxed()
}

fn identifier() -> BoxedStrategy<Identifier> {
    (text(), of(word())).prop_map(|(value, scheme)| Identifier { value, scheme }).boxed()
}

fn address() -> BoxedStrategy<Address> {
    (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()))
        .prop_map(|(line1, line2, line3, city, postcode, subdivision)| Address {
            line1,
            line2,
            line3,
            city,
            postcode,
            subdivision,
            country: "DE".to_owned(),
        })
        .boxed()
}

fn party() -> BoxedStrategy<Party> {
    let ids = (prop::collection::vec(text(), 0..2), of(identifier()), of(text()), of(text()), of(text()), of(identifier()));
    let contact = (text(), of(text()), of(text())).prop_map(|(name, phone, email)| Contact { name: Some(name), phone, email });
    (text(), of(text()), ids, address(), of(contact))
        .prop_map(|(name, trading_name, ids, address, contact)| Party {
            name,
            trading_name,
            identifiers: ids.0.into_iter().map(|value| Identifier { value, scheme: None }).collect(),
            legal_registration: ids.1,
            vat_id: ids.2,
            tax_number: ids.3,
            legal_information: ids.4,
            electronic_address: ids.5,
            address,
            contact,
        })
        .boxed()
}

fn period() -> BoxedStrategy<Period> {
    (date(), of(date())).prop_map(|(start, end)| Period { start: Some(start), end }).boxed()
}

fn tax_rate() -> BoxedStrategy<TaxRate> {
    use TaxCategory::{AE, E, G, K, Z};
    let untaxed = prop::sample::select(vec![Z, E, AE, K, G]).prop_map(TaxRate::untaxed);
    prop_oneof![prop::sample::select(vec![19, 7]).prop_map(TaxRate::standard), untaxed].boxed()
}

fn allowance_charge(tax: Option<BoxedStrategy<TaxRate>>) -> BoxedStrategy<AllowanceCharge> {
    let tax = tax.map_or_else(|| Just(None).boxed(), |tax| tax.prop_map(Some).boxed());
    (any::<bool>(), cents(), of(0_i64..10_000), tax, of(text()), of(text()))
        .prop_map(|(is_charge, amount, percent, tax, reason, reason_code)| AllowanceCharge {
            is_charge,
            amount,
            base: percent.map(|_| amount),
            percent: percent.map(|percent| Decimal::new(percent, 2)),
            tax,
            reason,
            reason_code,
        })
        .boxed()
}

fn price() -> BoxedStrategy<Price> {
    (0_i64..1_000_000, 0_u32..6, of(1_i64..1_000), of(1_i64..1_000), of(word()))
        .prop_map(|(net, scale, discount, base, unit)| Price {
            net: Decimal::new(net, scale),
            discount: discount.map(|discount| Decimal::new(discount, 3)),
            gross: None,
            base_quantity: base.map(Decimal::from),
            base_unit: unit.filter(|_| base.is_some()),
        })
        .boxed()
}

fn item() -> BoxedStrategy<Item> {
    let classification = (text(), word(), of(word())).prop_map(|(code, scheme, version)| Classification { code, scheme, version });
    let lists = (prop::collection::vec(classification, 0..3), prop::collection::vec((text(), text()), 0..3));
    (text(), of(text()), of(text()), of(text()), of(identifier()), lists)
        .prop_map(|(name, description, seller_id, buyer_id, standard_id, lists)| Item {
            name,
            description,
            seller_id,
            buyer_id,
            standard_id,
            classifications: lists.0,
            origin_country: None,
            attributes: lists.1,
        })
        .boxed()
}

fn line() -> BoxedStrategy<Line> {
    let entries = prop::collection::vec(allowance_charge(None), 0..3);
    let references = (of(text()), of(identifier()), of(text()), of(text()));
    let amounts = (-100_000_i64..100_000, word(), price(), tax_rate());
    (text(), references, amounts, of(period()), entries, item())
        .prop_map(|(id, references, amounts, period, allowances_charges, item)| Line {
            id,
            note: references.0,
            object: references.1,
            quantity: Decimal::new(amounts.0, 3),
            unit: amounts.1,
            net: Decimal::ZERO,
            order_line_reference: references.2,
            buyer_accounting_reference: references.3,
            period,
            allowances_charges,
            price: amounts.2,
            tax: amounts.3,
            item,
        })
        .boxed()
}

fn payment_means() -> BoxedStrategy<PaymentMeans> {
    let account = (text(), of(text()), of(text())).prop_map(|(account, account_name, bic)| CreditTransfer { account, account_name, bic });
    let transfers =
        prop::collection::vec(account, 1..3).prop_map(|credit_transfers| PaymentMeans { code: 58, credit_transfers, ..PaymentMeans::default() });
    let card = (text(), of(text())).prop_map(|(number, holder)| PaymentMeans {
        code: 48,
        card: Some(PaymentCard { number, holder }),
        ..PaymentMeans::default()
    });
    let debit = (text(), text(), text()).prop_map(|(mandate, creditor, account)| PaymentMeans {
        code: 59,
        direct_debit: Some(DirectDebit { mandate: Some(mandate), creditor: Some(creditor), debited_account: Some(account) }),
        ..PaymentMeans::default()
    });
    (prop_oneof![transfers, card, debit], of(word()), of(text()))
        .prop_map(|(means, text, remittance)| PaymentMeans { text, remittance, ..means })
        .boxed()
}

fn attachment() -> BoxedStrategy<Attachment> {
    let file = (prop::collection::vec(any::<u8>(), 1..200), word()).prop_map(|(bytes, file_name)| AttachedFile {
        bytes,
        mime: "application/pdf".to_owned(),
        file_name,
    });
    (text(), of(text()), of(text()), of(file))
        .prop_map(|(reference, description, location, content)| Attachment { reference, description, location, content })
        .boxed()
}

fn delivery() -> BoxedStrategy<Delivery> {
    (of(text()), of(identifier()), date(), of(address()))
        .prop_map(|(name, location, date, address)| Delivery { name, location, date: Some(date), address })
        .boxed()
}

type References = [Option<String>; 9];

fn references() -> BoxedStrategy<References> {
    prop::array::uniform9(of(text())).boxed()
}

/// An invoice or credit note, computed.
pub fn invoice() -> BoxedStrategy<EInvoice> {
    let others = (
        of((text(), of(identifier()), of(identifier())).prop_map(|(name, identifier, legal_registration)| Payee {
            name,
            identifier,
            legal_registration,
        })),
        of((text(), text(), address()).prop_map(|(name, vat_id, address)| TaxRepresentative { name, vat_id: Some(vat_id), address })),
        of(delivery()),
        of(period()),
    );
    let head = (text(), date(), prop::sample::select(vec![326, 380, 381, 384]), of(date()), of(identifier()), of(text()), of(cents()));
    let note = (of(prop::sample::select(vec!["AAI", "REG"])), text()).prop_map(|(code, text)| Note { subject_code: code.map(str::to_owned), text });
    let preceding = (text(), of(date())).prop_map(|(number, issue_date)| PrecedingInvoice { number, issue_date });
    let lists = (
        prop::collection::vec(note, 0..3),
        prop::collection::vec(preceding, 0..3),
        prop::collection::vec(attachment(), 0..3),
        prop::collection::vec(allowance_charge(Some(tax_rate().boxed())), 0..3),
        prop::collection::vec(line(), 1..5),
    );
    let sums = (-1_000_i64..100_000, -99_i64..99);
    (head, references(), (party(), party()), others, payment_means(), lists, sums)
        .prop_map(|(head, references, parties, others, means, lists, sums)| {
            let [buyer_reference, project, contract, order, sales_order, receiving, despatch, tender, accounting] = references;
            let mut invoice = EInvoice {
                number: head.0,
                issue_date: head.1,
                type_code: TypeCode(head.2),
                due_date: head.3,
                invoiced_object: head.4,
                payment_terms: head.5,
                tax_currency: head.6.and(Currency::parse("CHF")),
                buyer_reference,
                project_reference: project,
                contract_reference: contract,
                order_reference: order,
                sales_order_reference: sales_order,
                receiving_advice_reference: receiving,
                despatch_advice_reference: despatch,
                tender_reference: tender,
                buyer_accounting_reference: accounting,
                process: Some(PEPPOL_BILLING.to_owned()),
                specification: Some(XRECHNUNG.to_owned()),
                seller: parties.0,
                buyer: Party { tax_number: None, legal_information: None, ..parties.1 },
                payee: others.0,
                tax_representative: others.1,
                delivery: others.2,
                period: others.3,
                payment_means: vec![means],
                notes: lists.0,
                preceding: lists.1,
                attachments: lists.2,
                allowances_charges: lists.3,
                lines: lists.4,
                ..EInvoice::default()
            };
            invoice.totals.tax_in_tax_currency = head.6;
            invoice.totals.prepaid = Decimal::new(sums.0, 2);
            invoice.totals.rounding = Decimal::new(sums.1, 2);
            compute(&mut invoice).expect("plausible invoices compute");
            invoice
        })
        .boxed()
}
