//! Invoices at random: every business term there or not, every text odd.

use chrono::{Days, NaiveDate};
use proptest::option::of;
use proptest::prelude::*;
use rechnungswerk::domain::einvoice::arithmetic::compute;
use rechnungswerk::domain::einvoice::model::*;
use rechnungswerk::domain::einvoice::specification::{PEPPOL_BILLING, XRECHNUNG};
use rechnungswerk::domain::einvoice::tax::declare_exemption;
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
    // CII keeps identifiers with a scheme apart, behind those without.
    let plain = prop::collection::vec(text(), 0..3).prop_map(|ids| ids.into_iter().map(|value| Identifier { value, scheme: None }));
    let global = prop::collection::vec((text(), word()), 0..3)
        .prop_map(|ids| ids.into_iter().map(|(value, scheme)| Identifier { value, scheme: Some(scheme) }));
    let identifiers = (plain, global).prop_map(|(plain, global)| plain.chain(global).collect::<Vec<_>>());
    let ids = (identifiers, of(identifier()), of(text()), of(text()), of(text()), of(identifier()));
    let contact = prop::array::uniform3(of(text()))
        .prop_map(|[name, phone, email]| Contact { name, phone, email })
        .prop_filter("empty", |contact| *contact != Contact::default());
    (text(), of(text()), ids, address(), of(contact))
        .prop_map(|(name, trading_name, ids, address, contact)| Party {
            name,
            trading_name,
            identifiers: ids.0,
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
    (of(date()), of(date())).prop_map(|(start, end)| Period { start, end }).prop_filter("empty", |period| *period != Period::default()).boxed()
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
    (0_i64..1_000_000, 0_u32..6, of(1_i64..1_000), of(1_i64..1_000), of(word()), any::<bool>())
        .prop_map(|(net, scale, discount, base, unit, with_gross)| Price {
            net: Decimal::new(net, scale),
            discount: discount.map(|discount| Decimal::new(discount, 3)),
            // A discount brings its gross price along; without one it is the net price once more.
            gross: Some(Decimal::new(net, scale)).filter(|_| with_gross && discount.is_none()),
            base_quantity: base.map(Decimal::from),
            base_unit: unit.filter(|_| base.is_some()),
        })
        .boxed()
}

fn item() -> BoxedStrategy<Item> {
    let classification = (text(), word(), of(word())).prop_map(|(code, scheme, version)| Classification { code, scheme, version });
    let lists = (prop::collection::vec(classification, 0..3), prop::collection::vec((text(), text()), 0..3));
    let country = of(prop::sample::select(vec!["DE", "AT", "XI"]));
    (text(), of(text()), of(text()), of(text()), of(identifier()), lists, country)
        .prop_map(|(name, description, seller_id, buyer_id, standard_id, lists, country)| Item {
            name,
            description,
            seller_id,
            buyer_id,
            standard_id,
            classifications: lists.0,
            origin_country: country.map(str::to_owned),
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

/// One means of any kind, or several cards: more cannot be told apart in CII.
fn payment_means() -> BoxedStrategy<Vec<PaymentMeans>> {
    let iban = prop::sample::select(vec!["DE75512108001245126199".to_owned(), "AT611904300234573201".to_owned()]);
    let account =
        (prop_oneof![text(), iban], of(text()), of(text())).prop_map(|(account, account_name, bic)| CreditTransfer { account, account_name, bic });
    let transfers = (prop::sample::select(vec![30, 58]), prop::collection::vec(account, 1..4))
        .prop_map(|(code, credit_transfers)| vec![PaymentMeans { code, credit_transfers, ..PaymentMeans::default() }]);
    let card = (text(), of(text())).prop_map(|(number, holder)| PaymentMeans {
        code: 48,
        card: Some(PaymentCard { number, holder }),
        ..PaymentMeans::default()
    });
    let cards = prop::collection::vec(card, 1..4);
    let debit = (text(), of(text()), of(text())).prop_map(|(mandate, creditor, debited_account)| {
        let direct_debit = Some(DirectDebit { mandate: Some(mandate), creditor, debited_account });
        vec![PaymentMeans { code: 59, direct_debit, ..PaymentMeans::default() }]
    });
    let bare = prop::sample::select(vec![1, 10, 97]).prop_map(|code| vec![PaymentMeans { code, ..PaymentMeans::default() }]);
    (prop_oneof![transfers, cards, debit, bare], of(word()), of(text()))
        .prop_map(|(mut means, text, remittance)| {
            means[0].text = text;
            means.iter_mut().for_each(|means| means.remittance.clone_from(&remittance));
            means
        })
        .boxed()
}

fn attachment() -> BoxedStrategy<Attachment> {
    let mime = prop::sample::select(vec!["application/pdf", "image/png", "image/jpeg", "text/csv"]);
    let file = (prop::collection::vec(any::<u8>(), 1..200), mime, word()).prop_map(|(bytes, mime, file_name)| AttachedFile {
        bytes,
        mime: mime.to_owned(),
        file_name,
    });
    (text(), of(text()), of(text()), of(file))
        .prop_map(|(reference, description, location, content)| Attachment { reference, description, location, content })
        .boxed()
}

fn delivery() -> BoxedStrategy<Delivery> {
    (of(text()), of(identifier()), of(date()), of(address()))
        .prop_map(|(name, location, date, address)| Delivery { name, location, date, address })
        .prop_filter("empty", |delivery| *delivery != Delivery::default())
        .boxed()
}

type References = [Option<String>; 9];

fn references() -> BoxedStrategy<References> {
    prop::array::uniform9(of(text())).boxed()
}

/// What changes the whole document.
#[derive(Clone, Debug)]
struct Turn {
    currency: &'static str,
    tax_point: (Option<NaiveDate>, Option<&'static str>),
    /// Reason and code of the exemption of category E.
    exemption: Option<(String, Option<String>)>,
    is_outside_scope: bool,
    skonto: Option<(u8, u8)>,
}

fn turn() -> BoxedStrategy<Turn> {
    let currency = prop::sample::select(vec!["EUR", "EUR", "USD", "JPY"]);
    let tax_point = prop_oneof![
        2 => Just((None, None)),
        1 => date().prop_map(|date| (Some(date), None)),
        1 => prop::sample::select(vec!["3", "35", "432"]).prop_map(|code| (None, Some(code))),
    ];
    (currency, tax_point, of((text(), of(text()))), prop::bool::weighted(0.1), of((any::<u8>(), any::<u8>())))
        .prop_map(|(currency, tax_point, exemption, is_outside_scope, skonto)| Turn { currency, tax_point, exemption, is_outside_scope, skonto })
        .boxed()
}

fn turned(mut invoice: EInvoice, turn: Turn) -> EInvoice {
    invoice.currency = Currency::parse(turn.currency).expect("a currency");
    invoice.tax_currency = invoice.totals.tax_in_tax_currency.and(Currency::parse("CHF"));
    invoice.tax_point_date = turn.tax_point.0;
    invoice.tax_point_code = turn.tax_point.1.map(str::to_owned);
    if let Some((days, percent)) = turn.skonto {
        let own = invoice.payment_terms.unwrap_or_default().replace('#', "");
        invoice.payment_terms = Some(format!("{own}\n#SKONTO#TAGE={days}#PROZENT={percent}.00#\n"));
    }
    if turn.is_outside_scope {
        invoice.lines.iter_mut().for_each(|line| line.tax = TaxRate::untaxed(TaxCategory::O));
        invoice.allowances_charges.iter_mut().for_each(|entry| entry.tax = Some(TaxRate::untaxed(TaxCategory::O)));
    }
    if let Some((reason, code)) = turn.exemption {
        declare_exemption(&mut invoice, TaxCategory::E, &reason, code.as_deref());
    }
    compute(&mut invoice).expect("plausible invoices compute");
    invoice
}

/// An invoice or credit note, computed.
pub fn invoice() -> BoxedStrategy<EInvoice> {
    (raw_invoice(), turn()).prop_map(|(invoice, turn)| turned(invoice, turn)).boxed()
}

fn raw_invoice() -> BoxedStrategy<EInvoice> {
    let others = (
        of((text(), of(identifier()), of(identifier())).prop_map(|(name, identifier, legal_registration)| Payee {
            name,
            identifier,
            legal_registration,
        })),
        of((text(), of(text()), address()).prop_map(|(name, vat_id, address)| TaxRepresentative { name, vat_id, address })),
        of(delivery()),
        of(period()),
    );
    let head =
        (text(), date(), prop::sample::select(vec![326, 380, 381, 384, 389, 875, 876, 877]), of(date()), of(identifier()), of(text()), of(cents()));
    let note =
        (of(prop::sample::select(vec!["AAI", "REG", "SUR"])), text()).prop_map(|(code, text)| Note { subject_code: code.map(str::to_owned), text });
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
                payment_means: means,
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
            invoice
        })
        .boxed()
}
