//! Corrections: full and partial cancellations of every kind of invoice, corrected invoices.

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("full-cancellation", full_cancellation(), HOUR),
        golden("partial-cancellation", partial_cancellation(), by_hand("50.00", "S 19% 50.00 9.50", "59.50")),
        golden("cancellation-with-everything", rich_cancellation(), by_hand("90.00", "S 19% 90.00 17.10", "107.10")),
        golden("corrected-invoice", corrected(one_hour(standard())), HOUR),
        golden(
            "correction-with-negative-lines",
            corrected(vec![line("Beratung", "-1", "HUR", "100", standard())]),
            by_hand("-100.00", "S 19% -100.00 -19.00", "-119.00"),
        ),
        golden("direct-debit-cancellation", cancelled(payments::direct_debit()), HOUR),
        golden("two-accounts-cancellation", cancelled(payments::two_accounts()), HOUR),
        golden("card-cancellation", cancelled(payments::paid_by_card()), HOUR),
        golden("small-business-cancellation", cancelled(taxes::small_business()), by_hand("480.00", "E 0% 480.00 0.00", "480.00")),
        golden("reverse-charge-cancellation", cancelled(taxes::reverse_charge_eu()), by_hand("4800.00", "AE 0% 4800.00 0.00", "4800.00")),
        golden("out-of-scope-cancellation", cancelled(taxes::out_of_scope()), by_hand("300.00", "O 0% 300.00 0.00", "300.00")),
        golden(
            "partial-cancellation-of-two-rates",
            cancelled(domestic(vec![line("Beratung", "0.25", "HUR", "95.50", standard()), line("Fachbuch", "1", "C62", "19.95", reduced())])),
            by_hand("43.83", "S 19% 23.88 4.54; S 7% 19.95 1.40", "49.77"),
        ),
        golden("intra-community-correction", intra_community_correction(), by_hand("-2500.00", "K 0% -2500.00 0.00", "-2500.00")),
        golden(
            "correction-of-a-price",
            corrected(vec![line("Beratung", "-1", "HUR", "100", standard()), line("Beratung", "1", "HUR", "120", standard())]),
            by_hand("20.00", "S 19% 20.00 3.80", "23.80"),
        ),
    ]
}

fn preceding(number: &str) -> Vec<PrecedingInvoice> {
    vec![PrecedingInvoice { number: number.to_owned(), issue_date: Some(date(2026, 10, 5)) }]
}

fn full_cancellation() -> EInvoice {
    EInvoice {
        number: "ST-2026-00003".to_owned(),
        type_code: TypeCode::CREDIT_NOTE,
        preceding: preceding("RE-2026-00040"),
        notes: vec![Note { subject_code: None, text: "Stornorechnung zu RE-2026-00040".to_owned() }],
        ..domestic(one_hour(standard()))
    }
}

fn partial_cancellation() -> EInvoice {
    EInvoice { lines: vec![line("Beratung", "0.5", "HUR", "100", standard())], ..full_cancellation() }
}

/// Whatever a credit note places differently from an invoice.
fn rich_cancellation() -> EInvoice {
    let mut invoice = full_cancellation();
    invoice.tax_point_date = Some(date(2026, 10, 31));
    invoice.project_reference = some("Projekt Nordlicht");
    invoice.tender_reference = some("Los 3");
    invoice.contract_reference = some("V-77");
    invoice.invoiced_object = some_id("Zähler 4711", None);
    invoice.attachments = vec![Attachment { reference: "Anlage 1".to_owned(), description: some("Begründung"), ..Attachment::default() }];
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(standard()), ..allowance("10", "Bereits gewährt", "104") }];
    invoice
}

fn corrected(lines: Vec<Line>) -> EInvoice {
    EInvoice { type_code: TypeCode::CORRECTED, preceding: preceding("RE-2026-00039"), ..domestic(lines) }
}

/// The whole invoice taken back.
fn cancelled(invoice: EInvoice) -> EInvoice {
    EInvoice { number: "ST-2026-00003".to_owned(), type_code: TypeCode::CREDIT_NOTE, preceding: preceding("RE-2026-00040"), ..invoice }
}

fn intra_community_correction() -> EInvoice {
    let mut invoice = taxes::intra_community();
    invoice.type_code = TypeCode::CORRECTED;
    invoice.preceding = preceding("RE-2026-00039");
    invoice.lines[0].quantity = decimal("-1");
    invoice
}
