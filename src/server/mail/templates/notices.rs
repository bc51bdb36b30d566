//! Mails to the organization's own people: one notification at once, or those of a day together.

use chrono::{NaiveDate, NaiveDateTime};

use super::layout::{Block, Entry, Letterhead};
use super::{Composed, compose as put_together};
use crate::domain::lang::Lang;
use crate::domain::text;
use crate::i18n;
use crate::t;

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Notice {
    /// In the organization's zone.
    pub at: NaiveDateTime,
    pub kind: String,
    pub customer: Option<String>,
    pub number: Option<String>,
    pub detail: Option<String>,
    pub url: Option<String>,
}

#[derive(Clone, Debug)]
pub struct NoticeMail<'a> {
    pub lang: Lang,
    pub organization: &'a str,
    pub name: &'a str,
    /// The day of a digest; a mail at once has none.
    pub day: Option<NaiveDate>,
    pub notices: &'a [Notice],
    /// All that happened, also beyond the notices.
    pub count: i64,
    pub inbox_url: &'a str,
    pub settings_url: &'a str,
}

/// The mail with its sentences in the reader's language.
#[must_use]
pub fn compose(mail: &NoticeMail<'_>) -> Composed {
    let lang = mail.lang;
    let (intro, subject) = match mail.day {
        Some(day) => (
            t!(lang, "mail-digest-intro", organization = mail.organization),
            t!(lang, "mail-digest-subject", count = mail.count, date = text::date(day, lang)),
        ),
        None => {
            (t!(lang, "mail-notice-intro", organization = mail.organization), mail.notices.first().map(|one| sentence(lang, one)).unwrap_or_default())
        }
    };
    let mut blocks = vec![Block::Paragraph(t!(lang, "mail-greeting-name", name = mail.name)), Block::Paragraph(intro)];
    blocks.push(Block::Entries(mail.notices.iter().map(|one| entry(lang, one)).collect()));
    let left_out = mail.count - i64::try_from(mail.notices.len()).unwrap_or_default();
    if left_out > 0 {
        blocks.push(Block::Paragraph(t!(lang, "mail-digest-more", count = left_out)));
    }
    blocks.push(Block::Button { label: t!(lang, "mail-notice-button"), url: mail.inbox_url.to_owned() });
    blocks.push(Block::Small(t!(lang, "mail-notice-why", url = mail.settings_url)));
    put_together(&Letterhead { lang, name: mail.organization, color: None }, subject, &blocks)
}

fn sentence(lang: Lang, notice: &Notice) -> String {
    let customer = notice.customer.clone().unwrap_or_else(|| t!(lang, "customer-unknown"));
    let number = notice.number.clone().unwrap_or_else(|| t!(lang, "invoice-without-number"));
    i18n::sentence(lang, "activity", &notice.kind, &[("customer", customer), ("number", number)])
}

fn entry(lang: Lang, notice: &Notice) -> Entry {
    let words = sentence(lang, notice);
    let detail = notice.detail.as_deref().filter(|detail| !words.contains(detail));
    Entry {
        at: format!("{} {}", text::day_month(notice.at.date(), lang), notice.at.format("%H:%M")),
        words: detail.map_or(words.clone(), |detail| format!("{words} ({detail})")),
        url: notice.url.clone(),
    }
}
