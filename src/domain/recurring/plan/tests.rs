//! What the form of a series takes and what it refuses.

use proptest::prelude::*;

use super::*;
use crate::domain::error::FieldError;
use crate::domain::invoice::draft::LineForm;

fn invoice() -> InvoiceForm {
    let line = LineForm { name: "Wartung {Monat}".into(), price: "100".into(), ..LineForm::default() };
    InvoiceForm { customer: "CUS-1".into(), lines: vec![line], ..InvoiceForm::default() }
}

fn plan(start: &str) -> PlanForm {
    PlanForm { start_date: start.into(), ..PlanForm::default() }
}

fn read(plan: &PlanForm, invoice: &InvoiceForm) -> Result<Plan, Vec<(String, Problem)>> {
    parse(plan, invoice, NumberFormat::Machine).map(|(plan, _)| plan).map_err(|error| match error {
        AppError::Invalid(errors) => errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect(),
        other => panic!("{other}"),
    })
}

fn wrong(plan: &PlanForm, invoice: &InvoiceForm) -> Vec<(String, Problem)> {
    read(plan, invoice).expect_err("it is refused")
}

#[test]
fn a_plan_is_read_with_its_defaults_and_written_back() {
    let monthly = read(&plan("2026-01-31"), &invoice()).expect("a plan");
    assert_eq!((monthly.schedule.frequency, monthly.schedule.anchor_day, monthly.handling), (Frequency::Monthly, 31, Handling::Draft));
    let form = PlanForm {
        name: "Hosting".into(),
        frequency: "quarterly".into(),
        covers: "behind".into(),
        start_date: "2026-02-28".into(),
        anchor_day: "31".into(),
        end_date: "2027-12-31".into(),
        count: "4".into(),
        handling: "issue_and_send".into(),
    };
    assert_eq!(read(&form, &invoice()).expect("a plan").to_form(), form);
}

#[test]
fn impossible_days_and_counts_are_refused_at_their_fields() {
    for (form, field, problem) in [
        (plan(""), "start_date", Problem::Required),
        (plan("2026-02-30"), "start_date", Problem::NotADate),
        (plan("1826-01-01"), "start_date", Problem::NotADate),
        (PlanForm { anchor_day: "31".into(), ..plan("2026-02-27") }, "start_date", Problem::NotOnAnchorDay),
        (PlanForm { anchor_day: "32".into(), ..plan("2026-01-31") }, "anchor_day", Problem::OutOfRange),
        (PlanForm { end_date: "2026-01-01".into(), ..plan("2026-01-31") }, "end_date", Problem::EndBeforeStart),
        (PlanForm { count: "0".into(), ..plan("2026-01-31") }, "count", Problem::OutOfRange),
        (PlanForm { count: "-3".into(), ..plan("2026-01-31") }, "count", Problem::OutOfRange),
        (PlanForm { count: "viele".into(), ..plan("2026-01-31") }, "count", Problem::NotANumber),
        (PlanForm { frequency: "daily".into(), ..plan("2026-01-31") }, "frequency", Problem::NotAChoice),
        (PlanForm { handling: "burn".into(), ..plan("2026-01-31") }, "handling", Problem::NotAChoice),
    ] {
        assert_eq!(wrong(&form, &invoice()), [(field.to_owned(), problem)], "{form:?}");
    }
}

#[test]
fn mistakes_of_both_parts_are_told_at_once() {
    let mut typed = invoice();
    typed.customer = String::new();
    typed.note = "{Mnoat}".into();
    typed.service_start = "2026-01-01".into();
    typed.lines[0].price = "viel".into();
    typed.lines[0].service_end = "2026-01-01".into();
    let all = wrong(&plan(""), &typed);
    let fields: Vec<&str> = all.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["start_date", "lines[0].price", "note", "service_start", "lines[0].service_end", "customer"]);
    assert_eq!(
        wrong(&plan("2026-01-31"), &InvoiceForm { customer: "CUS-1".into(), ..InvoiceForm::default() }),
        [("lines".into(), Problem::Required)]
    );
}

#[test]
fn a_start_long_ago_is_refused_unless_an_end_keeps_it_short() {
    let today = "2026-11-21".parse().expect("a day");
    let progress = |frequency, start: &str, most_invoices| {
        let start: NaiveDate = start.parse().expect("a day");
        let schedule = Schedule { frequency, covers: Covers::Ahead, start, anchor_day: start.day(), end: None };
        Progress { schedule, most_invoices, position: 0, produced: 0 }
    };
    assert_eq!(check_start(progress(Frequency::Monthly, "2022-01-01", None), today), Ok(()));
    assert_eq!(progress(Frequency::Monthly, "2022-01-01", None).missed(today), 59);
    let refused = AppError::field("start_date", Problem::TooManyMissed(60));
    assert_eq!(check_start(progress(Frequency::Monthly, "2021-10-31", None), today), Err(refused.clone()));
    assert_eq!(check_start(progress(Frequency::Weekly, "1900-01-01", None), today), Err(refused));
    assert_eq!(check_start(progress(Frequency::Weekly, "1900-01-01", Some(12)), today), Ok(()));
    assert_eq!(check_start(progress(Frequency::Yearly, "2180-01-01", None), today), Ok(()));
}

proptest! {
    #[test]
    fn a_count_is_respected_wherever_the_series_stands(most in 1..100_u32, produced in 0..120_u32, position in 0..50_u32) {
        let start: NaiveDate = "2026-01-31".parse().expect("a day");
        let schedule = Schedule { frequency: Frequency::Monthly, covers: Covers::Ahead, start, anchor_day: 31, end: None };
        let left: Vec<_> = Progress { schedule, most_invoices: Some(most), position, produced }.upcoming().collect();
        prop_assert_eq!(left.len() as u32, most.saturating_sub(produced));
        prop_assert!(left.first().is_none_or(|first| first.position == position));
    }
}
