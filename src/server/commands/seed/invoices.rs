//! The demo invoices: a year of business, every state, and links to see them by.

use anyhow::Context as _;
use chrono::{Days, NaiveDate, TimeDelta};

use super::{Demo, SeededInvoice, SeededLink, story, told};
use crate::domain::customer::CustomerForm;
use crate::domain::invoice::draft::{InvoiceForm, LineForm};
use crate::domain::text::NumberFormat;
use crate::domain::usage::{BillingEventForm, Month};
use crate::server::auth::Actor;
use crate::server::invoices::cancelling::CancelledLine;
use crate::server::invoices::sending::SendForm;
use crate::server::invoices::sharing::Lifetime;
use crate::server::payments::{self, PaymentForm};
use crate::server::portal::{self, ConfirmationForm};
use crate::server::state::AppState;
use crate::server::{customers, invoices, usage};

/// Writes the story of one organization.
struct Teller<'a> {
    state: &'a AppState,
    actor: &'a Actor,
    organization: &'a str,
    customers: Vec<String>,
    today: NaiveDate,
    demo: &'a mut Demo,
}

/// A year of the first organization.
pub async fn tell(state: &AppState, actor: &Actor, organization: &str, demo: &mut Demo) -> anyhow::Result<()> {
    let mut teller = Teller { state, actor, organization, customers: Vec::new(), today: actor.today(state), demo };
    teller.buyers().await?;
    teller.past_year().await?;
    teller.every_state().await
}

/// The second organization: enough to see that it is another one.
pub async fn tell_short(state: &AppState, actor: &Actor, organization: &str, demo: &mut Demo) -> anyhow::Result<()> {
    let mut teller = Teller { state, actor, organization, customers: Vec::new(), today: actor.today(state), demo };
    teller.buyers().await?;
    let open = teller.issue(0, 6, &[(0, "8"), (7, "1")], None).await?;
    teller.link(&open, "open").await?;
    let reported = teller.issue(3, 9, &[(0, "3")], None).await?;
    let token = teller.link(&reported, "reported").await?;
    let form = ConfirmationForm { note: "Gestern überwiesen".to_owned(), ..ConfirmationForm::default() };
    portal::confirm_payment(state, &token, &form, actor.origin.clone()).await.map_err(|error| told(error.into()))?;
    Ok(())
}

/// `count` issued invoices of five lines, for load tests; prints the first hundred.
pub async fn add_many(state: &AppState, actor: &Actor, count: u32, demo: &mut Demo) -> anyhow::Result<()> {
    let mut teller = Teller { state, actor, organization: story::NORDLICHT.name, customers: Vec::new(), today: actor.today(state), demo };
    let list = customers::list(state, actor, &crate::domain::customer::CustomerListQuery::default()).await.map_err(told)?;
    teller.customers = list.rows.into_iter().filter(|row| row.billing_email.is_some()).map(|row| row.public_id).collect();
    anyhow::ensure!(!teller.customers.is_empty(), "there is no customer with a billing e-mail");
    for index in 0..count as usize {
        let lines = [(index % 9, "2"), ((index + 1) % 9, "1.5"), ((index + 2) % 9, "10"), ((index + 3) % 9, "4"), ((index + 4) % 9, "1")];
        let customer = index % teller.customers.len();
        let id = teller.issue(customer, (index % 28) as u64, &lines, None).await?;
        let link = invoices::share(state, actor, &id, Lifetime::Usual).await.map_err(told)?;
        if index < 100 {
            teller.note(&id, "load").await?;
            teller.demo.share_links.push(SeededLink {
                organization: teller.organization.to_owned(),
                shows: "load".to_owned(),
                invoice: id,
                token: link.token,
                url: link.url,
            });
        }
    }
    Ok(())
}

impl Teller<'_> {
    async fn buyers(&mut self) -> anyhow::Result<()> {
        for (name, street, postcode, city, vat_id, email, reference, tier, language, country) in story::BUYERS {
            let own = |text: &str| text.to_owned();
            let form = CustomerForm {
                name: own(name),
                street: own(street),
                postcode: own(postcode),
                city: own(city),
                country: own(country),
                vat_id: own(vat_id),
                buyer_reference: own(reference),
                language: own(language),
                billing_contact_name: own("Buchhaltung"),
                billing_email: own(email),
                billing_tier: own(tier),
                monthly_fee_cents: own(if tier == "subscription" { "4900" } else { "" }),
                included_units: own(if tier == "subscription" { "10" } else { "" }),
                overage_rate_cents: own(if tier == "subscription" { "450" } else { "" }),
                payment_terms_days: own("14"),
                ..CustomerForm::default()
            };
            self.customers.push(customers::create(self.state, self.actor, &form).await.map_err(told)?);
        }
        Ok(())
    }

    /// Two invoices in each of the last eleven months, paid on time.
    async fn past_year(&mut self) -> anyhow::Result<()> {
        for month in (1..=11u64).rev() {
            for part in 0..2u64 {
                let index = (month * 2 + part) as usize;
                let ago = month * 30 + part * 9;
                let lines = [(index % 9, "4"), ((index + 3) % 9, "6"), ((index * 2 + 1) % 9, "2")];
                let id = self.issue(index % 7, ago, &lines, None).await?;
                invoices::mark_sent(self.state, self.actor, &id).await.map_err(told)?;
                self.pay(&id, "", ago.saturating_sub(12)).await?;
            }
        }
        Ok(())
    }

    async fn every_state(&mut self) -> anyhow::Result<()> {
        let overdue = self.issue(4, 40, &[(3, "9"), (4, "2")], None).await?;
        self.send(&overdue, "praxis@zahnarzt-markt.example").await?;
        self.link(&overdue, "overdue").await?;
        let lost = self.issue(5, 38, &[(1, "1")], None).await?;
        invoices::write_off(self.state, self.actor, &lost).await.map_err(told)?;
        self.note(&lost, "uncollectible").await?;
        let void = self.issue(2, 12, &[(0, "3")], None).await?;
        self.link(&void, "void").await?;
        invoices::cancel(self.state, self.actor, &void, "Doppelt berechnet", &[]).await.map_err(told)?;
        let corrected = self.issue(0, 11, &[(0, "12"), (1, "1"), (2, "200")], None).await?;
        self.link(&corrected, "corrected").await?;
        let part = [CancelledLine { line: "1".to_owned(), quantity: 2.into() }];
        invoices::cancel(self.state, self.actor, &corrected, "2 Stunden zu viel berechnet", &part).await.map_err(told)?;
        let partial = self.issue(6, 9, &[(3, "20"), (6, "1")], None).await?;
        self.link(&partial, "partially_paid").await?;
        self.pay(&partial, "1000.00", 2).await?;
        let paid = self.issue(1, 8, &[(7, "1"), (0, "5")], None).await?;
        self.link(&paid, "paid").await?;
        self.pay(&paid, "", 1).await?;
        let english = self.issue(7, 5, &[(0, "10")], Some("reverse_charge")).await?;
        self.link(&english, "english").await?;
        let open = self.issue(0, 3, &[(3, "14.5"), (4, "6"), (5, "500"), (6, "1")], Some("discount")).await?;
        self.send(&open, "buchhaltung@oeztuerk.example").await?;
        self.link(&open, "open").await?;
        let unsent = self.issue(3, 1, &[(1, "2"), (8, "100")], None).await?;
        self.note(&unsent, "unsent").await?;
        self.expired().await?;
        self.drafts().await?;
        self.usage().await
    }

    /// Billing events of last month and of this one; the next monthly run bills the older ones.
    async fn usage(&self) -> anyhow::Result<()> {
        let last_month = Month::of(self.today).previous().first();
        let forms: Vec<BillingEventForm> = story::USAGE
            .iter()
            .enumerate()
            .map(|(index, (customer, kind, quantity, cents, description, days))| BillingEventForm {
                customer: self.customers[*customer].clone(),
                kind: (*kind).to_owned(),
                quantity: (*quantity).to_owned(),
                amount_cents: (*cents).to_owned(),
                reference: format!("Q-{:04}", index + 1),
                description: (*description).to_owned(),
                occurred_on: last_month.checked_add_days(Days::new(*days)).unwrap_or(last_month).min(self.today).to_string(),
                ..BillingEventForm::default()
            })
            .collect();
        usage::events::create_many(self.state, self.actor, &forms).await.map_err(told)?;
        Ok(())
    }

    /// A link that was made long ago.
    async fn expired(&mut self) -> anyhow::Result<()> {
        let id = self.issue(2, 2, &[(1, "1")], None).await?;
        self.state.clock.advance(TimeDelta::days(-60));
        let link = self.link(&id, "expired").await;
        self.state.clock.advance(TimeDelta::days(60));
        link.map(|_| ())
    }

    async fn drafts(&mut self) -> anyhow::Result<()> {
        let complete = self.draft(1, 0, &[(0, "16"), (7, "1"), (8, "100")], None).await?;
        self.note(&complete, "draft").await?;
        let form = InvoiceForm { customer: self.customers[8].clone(), lines: vec![line(1, "1")], ..InvoiceForm::default() };
        let incomplete = invoices::save_draft(self.state, self.actor, None, &form, NumberFormat::Machine).await.map_err(told)?;
        self.note(&incomplete, "incomplete_draft").await
    }

    async fn draft(&self, customer: usize, days_ago: u64, lines: &[(usize, &str)], case: Option<&str>) -> anyhow::Result<String> {
        let issued = self.today.checked_sub_days(Days::new(days_ago)).context("a date")?;
        let start = issued.checked_sub_days(Days::new(14)).context("a date")?;
        let has_discount = case == Some("discount");
        let form = InvoiceForm {
            customer: self.customers[customer].clone(),
            issue_date: issued.to_string(),
            service_start: start.to_string(),
            service_end: issued.to_string(),
            tax_case: case.filter(|_| !has_discount).unwrap_or_default().to_owned(),
            discount_percent: if has_discount { "2" } else { "" }.to_owned(),
            discount_days: if has_discount { "10" } else { "" }.to_owned(),
            note: "Vielen Dank für die gute Zusammenarbeit.".to_owned(),
            lines: lines.iter().map(|(item, quantity)| line(*item, quantity)).collect(),
            ..InvoiceForm::default()
        };
        invoices::save_draft(self.state, self.actor, None, &form, NumberFormat::Machine).await.map_err(told)
    }

    async fn issue(&self, customer: usize, days_ago: u64, lines: &[(usize, &str)], case: Option<&str>) -> anyhow::Result<String> {
        let id = self.draft(customer, days_ago, lines, case).await?;
        if let Err(error) = invoices::issue(self.state, self.actor, &id).await {
            let editor = invoices::editor(self.state, self.actor, Some(&id), None).await.map_err(told)?;
            anyhow::bail!("demo data: {error:?} {:?}", editor.findings);
        }
        Ok(id)
    }

    async fn pay(&self, id: &str, amount: &str, days_ago: u64) -> anyhow::Result<()> {
        let date = self.today.checked_sub_days(Days::new(days_ago)).context("a date")?.to_string();
        let form = PaymentForm { date, amount: amount.to_owned(), ..PaymentForm::default() };
        payments::record(self.state, self.actor, id, &form, None).await.map_err(told)?;
        Ok(())
    }

    async fn send(&self, id: &str, to: &str) -> anyhow::Result<()> {
        let form = SendForm { to_email: to.to_owned(), ..SendForm::default() };
        invoices::send_email(self.state, self.actor, id, &form).await.map_err(told)?;
        Ok(())
    }

    async fn link(&mut self, id: &str, shows: &str) -> anyhow::Result<String> {
        let link = invoices::share(self.state, self.actor, id, Lifetime::Usual).await.map_err(told)?;
        self.note(id, shows).await?;
        let seeded = SeededLink {
            organization: self.organization.to_owned(),
            shows: shows.to_owned(),
            invoice: id.to_owned(),
            token: link.token.clone(),
            url: link.url,
        };
        self.demo.share_links.push(seeded);
        Ok(link.token)
    }

    async fn note(&mut self, id: &str, shows: &str) -> anyhow::Result<()> {
        let mut tx = self.state.db.organization(self.actor.organization).await?;
        let number = invoices::find(&mut tx, id).await.map_err(told)?.number;
        self.demo.invoices.push(SeededInvoice { organization: self.organization.to_owned(), id: id.to_owned(), number, shows: shows.to_owned() });
        Ok(())
    }
}

fn line(item: usize, quantity: &str) -> LineForm {
    let (name, unit, price, tax_rate) = story::ITEMS[item];
    LineForm {
        name: name.to_owned(),
        quantity: quantity.to_owned(),
        unit: unit.to_owned(),
        price: price.to_owned(),
        tax_rate: tax_rate.to_owned(),
        ..LineForm::default()
    }
}
