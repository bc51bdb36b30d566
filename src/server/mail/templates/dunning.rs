//! Letters about overdue invoices: the organization's words or ours, and below them what is asked for.

use chrono::NaiveDate;

use super::layout::{Block, Letterhead};
use super::{Composed, compose};
use crate::domain::dunning::texts::{self, Letter, Place};
use crate::domain::dunning::{Claim, Level};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::t;

/// What a letter says.
#[derive(Clone, Debug)]
pub struct DunningMail<'a> {
    pub lang: Lang,
    /// The seller's name.
    pub organization: &'a str,
    /// `#0f766e`.
    pub color: Option<&'a str>,
    pub number: &'a str,
    pub buyer: &'a str,
    /// The person at the customer.
    pub buyer_contact: Option<&'a str>,
    pub issue_date: NaiveDate,
    pub due_date: NaiveDate,
    pub currency: Currency,
    pub claim: &'a Claim,
    /// The organization's own words.
    pub words: &'a Letter,
    pub portal_url: &'a str,
}

/// Our words for a level, with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsualLetter {
    pub subject: String,
    pub body: String,
}

/// What a letter of this level says where the organization has no words of its own.
#[must_use]
pub fn usual_letter(level: Level, lang: Lang) -> UsualLetter {
    let place = |place: Place| {
        let (german, english) = place.names();
        format!("{{{}}}", if lang == Lang::De { german } else { english })
    };
    let (number, due, days, until) = (place(Place::Number), place(Place::DueDate), place(Place::DaysLate), place(Place::PayUntil));
    let (open, total) = (place(Place::Open), place(Place::Total));
    let (subject, body) = match level {
        Level::Reminder => (
            t!(lang, "dunning-subject-reminder", number = number.as_str()),
            t!(lang, "dunning-body-reminder", number = number.as_str(), due = due, amount = open, until = until),
        ),
        Level::First => (
            t!(lang, "dunning-subject-first", number = number.as_str()),
            t!(lang, "dunning-body-first", number = number.as_str(), days = days, total = total, until = until),
        ),
        Level::Second => (
            t!(lang, "dunning-subject-second", number = number.as_str()),
            t!(lang, "dunning-body-second", number = number.as_str(), days = days, total = total, until = until),
        ),
    };
    UsualLetter { subject, body }
}

/// The letter with its words filled in and the figures below.
#[must_use]
pub fn letter(mail: &DunningMail<'_>) -> Composed {
    let lang = mail.lang;
    let usual = usual_letter(mail.claim.level, lang);
    let filled = |own: &Option<String>, usual: String| texts::fill(own.as_deref().unwrap_or(&usual), |place| value_of(mail, place));
    let (subject, body) = (filled(&mail.words.subject, usual.subject), filled(&mail.words.body, usual.body));
    let greeting = mail.buyer_contact.map_or_else(|| t!(lang, "mail-greeting"), |name| t!(lang, "mail-greeting-name", name = name));
    let mut blocks = vec![Block::Paragraph(greeting)];
    let paragraphs = body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    blocks.extend(paragraphs.map(|paragraph| Block::Paragraph(paragraph.to_owned())));
    blocks.push(Block::Table(figures(mail)));
    blocks.push(Block::Button { label: t!(lang, "mail-portal-button"), url: mail.portal_url.to_owned() });
    blocks.push(Block::Small(t!(lang, "dunning-crossed")));
    blocks.push(Block::Paragraph(t!(lang, "mail-regards")));
    compose(&Letterhead { lang, name: mail.organization, color: mail.color }, subject, &blocks)
}

fn money(mail: &DunningMail<'_>, amount: Cents) -> String {
    text::money(amount, mail.currency, mail.lang)
}

fn value_of(mail: &DunningMail<'_>, place: Place) -> String {
    let (lang, claim) = (mail.lang, mail.claim);
    match place {
        Place::Number => mail.number.to_owned(),
        Place::Customer => mail.buyer.to_owned(),
        Place::IssueDate => text::date(mail.issue_date, lang),
        Place::DueDate => text::date(mail.due_date, lang),
        Place::DaysLate => (claim.on - mail.due_date).num_days().to_string(),
        Place::Open => money(mail, claim.open),
        Place::Fees => money(mail, claim.fees),
        Place::Interest => money(mail, claim.interest),
        Place::Total => money(mail, claim.total()),
        Place::PayUntil => text::date(claim.pay_until, lang),
    }
}

/// Label and amount of everything that is asked for, and until when.
fn figures(mail: &DunningMail<'_>) -> Vec<(String, String)> {
    let (lang, claim) = (mail.lang, mail.claim);
    let mut rows = vec![
        (t!(lang, "mail-number"), mail.number.to_owned()),
        (t!(lang, "mail-due"), text::date(mail.due_date, lang)),
        (t!(lang, "mail-open"), money(mail, claim.open)),
    ];
    if claim.fees.is_positive() {
        let label = if claim.is_lump_sum { t!(lang, "dunning-lump-sum") } else { t!(lang, "dunning-fees") };
        rows.push((label, money(mail, claim.fees)));
    }
    if claim.interest.is_positive() {
        let from = text::date(mail.due_date.succ_opt().unwrap_or(mail.due_date), lang);
        let until = text::date(claim.on, lang);
        let label = match claim.rate {
            Some(rate) => t!(lang, "dunning-interest-at", rate = text::number(rate.to_decimal(), 2, lang), from = from, until = until),
            None => t!(lang, "dunning-interest-from", from = from, until = until),
        };
        rows.push((label, money(mail, claim.interest)));
    }
    if claim.charges().is_positive() {
        rows.push((t!(lang, "dunning-total"), money(mail, claim.total())));
    }
    rows.push((t!(lang, "dunning-pay-until"), text::date(claim.pay_until, lang)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dunning::{Debt, Plan, interest::Debtor};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn written(lang: Lang, level: Level, words: &Letter) -> Composed {
        let debt = Debt { open: Cents(119_000), currency: Currency::EUR, due_date: day("2026-03-01"), debtor: Debtor::Business };
        let claim = Plan::default().claim(level, &debt, Cents::ZERO, day("2026-03-15"));
        letter(&DunningMail {
            lang,
            organization: "Atelier Nordlicht GmbH",
            color: None,
            number: "RE-2026-00042",
            buyer: "Bäckerei <Brandt>",
            buyer_contact: None,
            issue_date: day("2026-02-15"),
            due_date: day("2026-03-01"),
            currency: Currency::EUR,
            claim: &claim,
            words,
            portal_url: "https://rechnung.example/portal/5b0a",
        })
    }

    #[test]
    fn a_letter_says_what_is_asked_for_until_when_in_text_and_html() {
        let mail = written(Lang::De, Level::First, &Letter::default());
        assert_eq!(mail.subject, "1. Mahnung zur Rechnung RE-2026-00042");
        let told = ["1.190,00\u{a0}€", "2,50\u{a0}€", "10,27", "4,69\u{a0}€", "1.197,19\u{a0}€", "22.03.2026", "/portal/5b0a"];
        for part in [&mail.text, &mail.html] {
            for word in told {
                assert!(part.contains(word), "{word} is missing in {part}");
            }
            assert!(!part.contains('{'), "a place was left: {part}");
        }
        let mail = written(Lang::En, Level::First, &Letter::default());
        assert!(mail.text.contains("€1,197.19") && mail.text.contains("22 Mar 2026"), "{}", mail.text);
    }

    #[test]
    fn a_reminder_is_friendly_and_asks_for_the_invoice_alone() {
        let mail = written(Lang::De, Level::Reminder, &Letter::default());
        assert!(!mail.text.contains("Mahnkosten") && !mail.text.contains("Verzugszinsen"), "{}", mail.text);
    }

    #[test]
    fn own_words_are_filled_and_never_markup() {
        let words =
            Letter { subject: Some("{Kunde}: {number}".into()), body: Some("Erster Absatz.\n\nSeit {Tage} Tagen <fällig>, {Kunde}.".into()) };
        let mail = written(Lang::De, Level::Second, &words);
        assert_eq!(mail.subject, "Bäckerei <Brandt>: RE-2026-00042");
        assert!(mail.text.contains("Seit 14 Tagen <fällig>") && mail.html.contains("Seit 14 Tagen &lt;fällig&gt;, Bäckerei &lt;Brandt&gt;"));
        assert!(mail.html.contains("<p style=\"margin:12px 0\">Erster Absatz.</p>"), "{}", mail.html);
    }

    #[test]
    fn our_words_have_only_places_that_there_are() {
        for (level, lang) in Level::ALL.into_iter().flat_map(|level| [(level, Lang::De), (level, Lang::En)]) {
            let usual = usual_letter(level, lang);
            assert_eq!((texts::check(&usual.subject), texts::check(&usual.body)), (Ok(()), Ok(())), "{usual:?}");
            assert!(usual.subject.contains('{') && usual.body.contains('{'));
        }
    }
}
