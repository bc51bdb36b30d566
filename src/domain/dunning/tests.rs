//! Which letter when, what it asks for, and what the settings refuse.

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::form::LevelForm;
use super::interest::{Debtor, base_rate_on, interest, only_rate};
use super::*;
use crate::domain::error::{AppError, FieldError, Problem};
use crate::domain::text::NumberFormat;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn facts(today: &str) -> Facts {
    Facts {
        today: day(today),
        due_date: day("2026-03-01"),
        last: None,
        is_stopped: false,
        has_email: true,
        awaits_review: false,
        reported_on: None,
        paused_until: None,
    }
}

fn next(facts: &Facts) -> Next {
    Plan::default().next(facts).expect("a letter is left")
}

fn debt(open: i64) -> Debt {
    Debt { open: Cents(open), currency: Currency::EUR, due_date: day("2026-03-01"), debtor: Debtor::Business }
}

#[test]
fn levels_go_in_order_and_a_late_start_begins_with_the_reminder() {
    let due = next(&facts("2026-03-04"));
    assert_eq!((due.level, due.on, due.is_due(day("2026-03-03")), due.is_due(day("2026-03-04"))), (Level::Reminder, day("2026-03-04"), false, true));
    let late = facts("2026-09-01");
    assert_eq!((next(&late).level, next(&late).on), (Level::Reminder, day("2026-03-04")));
    // After the reminder of September the plan's eleven days pass before the next letter, and fourteen more before the last.
    let late = Facts { last: Some((Level::Reminder, day("2026-09-01"))), ..late };
    assert_eq!((next(&late).level, next(&late).on), (Level::First, day("2026-09-12")));
    let late = Facts { last: Some((Level::First, day("2026-09-12"))), ..late };
    assert_eq!((next(&late).level, next(&late).on), (Level::Second, day("2026-09-26")));
    assert_eq!(Plan::default().next(&Facts { last: Some((Level::Second, day("2026-09-26"))), ..late }), None);
    // Who was reminded in time gets the others on the days of the plan.
    let punctual = Facts { last: Some((Level::Reminder, day("2026-03-04"))), ..facts("2026-03-10") };
    assert_eq!((next(&punctual).level, next(&punctual).on), (Level::First, day("2026-03-15")));
}

#[test]
fn what_holds_a_letter_up_is_told_with_its_end() {
    let today = "2026-03-10";
    let holds = [
        (Facts { is_stopped: true, awaits_review: true, ..facts(today) }, Hold::CustomerStopped, "2026-03-04"),
        (Facts { awaits_review: true, reported_on: Some(day(today)), ..facts(today) }, Hold::AwaitsReview, "2026-03-04"),
        (Facts { paused_until: Some(day(today)), ..facts(today) }, Hold::Paused(day(today)), "2026-03-11"),
        (Facts { reported_on: Some(day("2026-03-03")), ..facts(today) }, Hold::Reported(day(today)), "2026-03-11"),
        (Facts { has_email: false, ..facts(today) }, Hold::NoEmail, "2026-03-04"),
    ];
    for (held, hold, on) in holds {
        assert_eq!((next(&held).hold, next(&held).on), (Some(hold), day(on)));
        assert!(!next(&held).is_due(day(today)));
        let judged = matches!(hold, Hold::Reported(_));
        assert_eq!(next(&held).may_be_sent(&held), judged, "a person may go on only after a statement was judged");
    }
    let over = Facts { paused_until: Some(day("2026-03-09")), reported_on: Some(day("2026-03-02")), ..facts(today) };
    assert_eq!((next(&over).hold, next(&over).is_due(day(today))), (None, true));
}

#[test]
fn nobody_sends_two_letters_on_one_day() {
    let sent = Facts { last: Some((Level::Reminder, day("2026-03-04"))), ..facts("2026-03-04") };
    assert!(!next(&sent).may_be_sent(&sent));
    let tomorrow = Facts { today: day("2026-03-05"), ..sent };
    assert!(next(&tomorrow).may_be_sent(&tomorrow) && !next(&tomorrow).is_due(tomorrow.today));
}

#[test]
fn a_letter_asks_for_the_fees_so_far_and_the_interest_of_its_level() {
    let plan = Plan::default();
    let reminder = plan.claim(Level::Reminder, &debt(100_000), Cents::ZERO, day("2026-03-04"));
    assert_eq!((reminder.charges(), reminder.total(), reminder.pay_until), (Cents::ZERO, Cents(100_000), day("2026-03-11")));
    let first = plan.claim(Level::First, &debt(100_000), Cents::ZERO, day("2026-03-15"));
    // 1,000.00 € at 10.27 % for 14 days: 3.9391… €.
    assert_eq!((first.fee, first.fees, first.interest, first.total()), (Cents(250), Cents(250), Cents(394), Cents(100_644)));
    assert_eq!(first.rate.map(|rate| rate.to_string()), Some("10.27".to_owned()));
    let second = plan.claim(Level::Second, &debt(100_000), first.fee, day("2026-03-29"));
    assert_eq!((second.fee, second.fees, second.interest), (Cents(250), Cents(500), Cents(788)));
    let abroad =
        plan.claim(Level::First, &Debt { currency: Currency::parse("CHF").expect("francs"), ..debt(100_000) }, Cents::ZERO, day("2026-03-15"));
    assert_eq!((abroad.fees, abroad.interest), (Cents::ZERO, Cents(394)), "fees are euros");
}

#[test]
fn the_lump_sum_takes_the_place_of_fees_and_consumers_never_owe_it() {
    let plan = Plan { lump_sum: true, ..Plan::default() };
    let claim = |level, debtor| plan.claim(level, &Debt { debtor, ..debt(100_000) }, Cents(250), day("2026-03-15"));
    assert_eq!((claim(Level::First, Debtor::Business).fees, claim(Level::First, Debtor::Business).is_lump_sum), (LUMP_SUM, true));
    assert_eq!((claim(Level::First, Debtor::Consumer).fees, claim(Level::First, Debtor::Consumer).is_lump_sum), (Cents(500), false));
    assert!(!claim(Level::Reminder, Debtor::Business).is_lump_sum);
    let dear = plan.claim(Level::Second, &debt(100_000), Cents(5_000), day("2026-03-29"));
    assert_eq!((dear.fees, dear.is_lump_sum), (Cents(5_250), false), "what is more stays");
}

#[test]
fn interest_follows_the_published_rates_day_by_day() {
    assert_eq!([base_rate_on(day("2025-06-30")), base_rate_on(day("2025-07-01"))], [Rate(227), Rate(127)]);
    assert_eq!((base_rate_on(day("2019-12-31")), base_rate_on(day("1999-01-01"))), (Rate(-88), Rate(-13)));
    let owed = |due: &str, until: &str, debtor| interest(Cents(1_000_000), day(due), day(until), debtor, None);
    // 30 days at 11.27 % and 31 days at 10.27 %: 92.6301… € + 87.2246… €.
    assert_eq!(owed("2025-05-31", "2025-07-31", Debtor::Business), Cents(17_985));
    // 30 days at 7.27 % and 31 days at 6.27 %: 59.7534… € + 53.2520… €.
    assert_eq!(owed("2025-05-31", "2025-07-31", Debtor::Consumer), Cents(11_301));
    // A year of 365 days is the yearly rate, a leap year is a day more.
    assert_eq!(interest(Cents(1_000_000), day("2026-02-28"), day("2027-02-28"), Debtor::Business, Some(Rate(100))), Cents(100_000));
    assert_eq!(interest(Cents(1_000_000), day("2027-02-28"), day("2028-02-29"), Debtor::Business, Some(Rate(100))), Cents(100_274));
    assert_eq!(owed("2026-03-01", "2026-03-01", Debtor::Business), Cents::ZERO, "not on the due date itself");
    assert_eq!(owed("2026-03-02", "2026-03-01", Debtor::Business), Cents::ZERO);
    assert_eq!(interest(Cents(-100_000), day("2026-03-01"), day("2026-04-01"), Debtor::Business, None), Cents::ZERO);
    assert_eq!(only_rate(day("2025-05-31"), day("2025-07-31"), Debtor::Business, None), None, "two rates");
    assert_eq!(only_rate(day("2025-07-31"), day("2025-08-31"), Debtor::Consumer, None), Some(Rate(627)));
}

proptest! {
    /// The same with decimals and one span per rate, which is how people reckon it.
    #[test]
    fn interest_is_exact_and_rounded_once(open in 0_i64..10_000_000_000, start in 0_u64..4_000, length in 0_u64..1_500, consumer: bool, base in proptest::option::of(-500_i32..2_000)) {
        let due = day("2015-01-01") + Days::new(start);
        let until = due + Days::new(length);
        let debtor = if consumer { Debtor::Consumer } else { Debtor::Business };
        let mut exact = Decimal::ZERO;
        let mut from = due.succ_opt().expect("a day");
        while from <= until {
            let rate = base.unwrap_or_else(|| base_rate_on(from).0) + debtor.surcharge().0;
            let same = from.iter_days().take_while(|day| *day <= until && base_rate_on(*day) == base_rate_on(from)).count();
            exact += Decimal::new(open, 2) * Decimal::new(rate.max(0).into(), 4) * Decimal::from(same);
            from = from + Days::new(same as u64);
        }
        let rounded = (exact / Decimal::from(365)).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        prop_assert_eq!(Some(interest(Cents(open), due, until, debtor, base.map(Rate))), Cents::from_decimal(rounded));
    }

    /// More days, a larger balance or a higher rate never ask for less.
    #[test]
    fn interest_never_falls(open in 0_i64..10_000_000_000, more in 0_i64..1_000_000, length in 0_u64..1_500, longer in 0_u64..400) {
        let due = day("2024-02-15");
        let owed = |open, days| interest(Cents(open), due, due + Days::new(days), Debtor::Business, None);
        prop_assert!(owed(open, length) <= owed(open, length + longer));
        prop_assert!(owed(open, length) <= owed(open + more, length));
        prop_assert!(interest(Cents(open), due, due + Days::new(length), Debtor::Consumer, None) <= owed(open, length));
    }

    /// However late dunning begins and whatever the plan: every level once, in order, on days of its own.
    #[test]
    fn every_level_comes_once_in_order(first in 1_u32..100, second in 1_u32..100, third in 1_u32..100, started in 0_u64..1_000, rests in proptest::collection::vec(0_u64..30, 3)) {
        let mut plan = Plan::default();
        let days = [first, first + second, first + second + third];
        for (level, days) in plan.levels.iter_mut().zip(days) {
            level.days = days;
        }
        let mut now = facts("2026-03-02");
        now.today = now.today + Days::new(started);
        let mut sent = Vec::new();
        for rest in rests {
            let next = plan.next(&now).expect("three levels");
            now.today = now.today.max(next.on) + Days::new(rest);
            prop_assert!(next.is_due(now.today) && next.may_be_sent(&now));
            prop_assert!((now.today - now.due_date).num_days() >= i64::from(plan.level(next.level).days));
            now.last = Some((next.level, now.today));
            sent.push((next.level, now.today));
        }
        prop_assert_eq!(plan.next(&now), None);
        prop_assert!(sent.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    }
}

fn form(days: [&str; 3]) -> DunningForm {
    DunningForm { levels: days.iter().map(|days| LevelForm { days: (*days).to_owned(), ..LevelForm::default() }).collect(), ..DunningForm::default() }
}

fn wrong(form: &DunningForm) -> Vec<(String, Problem)> {
    match form.parse(NumberFormat::Machine) {
        Err(AppError::Invalid(errors)) => errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_form_of_a_plan_parses_to_the_same_plan() {
    use crate::domain::lang::Lang;
    let mut plan = Plan { base_rate: Some(Rate(-88)), lump_sum: true, ..Plan::default() };
    plan.levels[1].german = Letter { subject: Some("Mahnung {Nummer}".into()), body: Some("Bitte bis {Frist}.".into()) };
    for format in [NumberFormat::Machine, NumberFormat::Of(Lang::De), NumberFormat::Of(Lang::En)] {
        assert_eq!(plan.to_form(true, format).parse(format), Ok((true, plan.clone())));
    }
    assert_eq!(DunningForm::default().parse(NumberFormat::Machine), Ok((false, Plan::default())));
}

#[test]
fn wrong_settings_are_told_at_their_fields() {
    assert_eq!(wrong(&form(["3", "3", "28"])), [("levels[1].days".to_owned(), Problem::NotAfterPrevious)]);
    assert_eq!(wrong(&form(["30", "14", "28"])).len(), 2);
    assert_eq!(wrong(&form(["", "14", "28"])), [("levels[0].days".to_owned(), Problem::Required)]);
    assert_eq!(wrong(&form(["0", "14", "366"])).iter().map(|(_, problem)| *problem).collect::<Vec<_>>(), [Problem::OutOfRange, Problem::OutOfRange]);
    assert_eq!(wrong(&form(["-3", "bald", "28"])).iter().map(|(_, problem)| *problem).collect::<Vec<_>>(), [Problem::Negative, Problem::NotANumber]);
    let mut two = form(["3", "14", "28"]);
    two.levels.pop();
    assert_eq!(wrong(&two), [("levels".to_owned(), Problem::OutOfRange)]);
    let with = |change: &dyn Fn(&mut DunningForm)| {
        let mut form = form(["3", "14", "28"]);
        change(&mut form);
        wrong(&form)
    };
    assert_eq!(with(&|f| f.levels[2].fee = "-1".into()), [("levels[2].fee".to_owned(), Problem::Negative)]);
    assert_eq!(with(&|f| f.levels[2].fee = "1000.01".into()), [("levels[2].fee".to_owned(), Problem::OutOfRange)]);
    assert_eq!(with(&|f| f.levels[0].body = "{Nummer} {Nomen}".into()), [("levels[0].body".to_owned(), Problem::UnknownLetterPlace)]);
    assert_eq!(with(&|f| f.levels[0].subject_en = "{number".into()), [("levels[0].subject_en".to_owned(), Problem::UnknownLetterPlace)]);
    assert_eq!(with(&|f| f.base_rate = "21".into()), [("base_rate".to_owned(), Problem::OutOfRange)]);
    assert_eq!(with(&|f| f.base_rate = "1.275".into()), [("base_rate".to_owned(), Problem::TooManyDecimals(2))]);
    assert_eq!(with(&|f| f.pay_within_days = "0".into()), [("pay_within_days".to_owned(), Problem::OutOfRange)]);
    assert_eq!(with(&|f| f.automatic = "ja".into()), [("automatic".to_owned(), Problem::NotAChoice)]);
}

#[test]
fn places_are_filled_by_their_names_in_either_language() {
    let value = |place| match place {
        texts::Place::Number => "RE-1".to_owned(),
        texts::Place::PayUntil => "{Nummer}".to_owned(),
        _ => "?".to_owned(),
    };
    assert_eq!(texts::fill("{Nummer} {number} { NUMMER } {Frist} {x} {", value), "RE-1 RE-1 RE-1 {Nummer} {x} {");
}
