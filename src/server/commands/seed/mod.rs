//! `seed-demo`: two organizations with everything that belongs to them, made by the same verbs that people use.

use std::fmt::Write as _;

use anyhow::{Context as _, bail};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::organization::{BankForm, CompanyForm, PortalForm, Role};
use crate::server::accounts::{self, SignUp, queries::NewUser};
use crate::server::auth::{Actor, Origin, Who, api_key, password};
use crate::server::state::AppState;
use crate::server::{clock, organizations, secret};

mod invoices;
mod recurring;
mod story;

/// The password of every demo login.
const PASSWORD: &str = "Leuchtturm-Segel-47";

/// What `--json` prints.
#[derive(Debug, Default, Serialize)]
pub struct Demo {
    pub logins: Vec<Login>,
    pub api_keys: Vec<Key>,
    pub invoices: Vec<SeededInvoice>,
    pub share_links: Vec<SeededLink>,
}

#[derive(Debug, Serialize)]
pub struct Login {
    pub organization: String,
    pub role: &'static str,
    pub email: String,
    pub password: &'static str,
}

#[derive(Debug, Serialize)]
pub struct Key {
    pub organization: String,
    pub api_key: String,
}

#[derive(Debug, Serialize)]
pub struct SeededInvoice {
    pub organization: String,
    pub id: String,
    pub number: Option<String>,
    /// What it shows: `open`, `overdue`, `partially_paid`, …
    pub shows: String,
}

#[derive(Debug, Serialize)]
pub struct SeededLink {
    pub organization: String,
    pub shows: String,
    pub invoice: String,
    pub token: String,
    pub url: String,
}

impl Demo {
    /// The logins as lines.
    #[must_use]
    pub fn for_people(&self) -> String {
        let mut text = String::from("Demo data is there. Log in with:\n");
        for login in &self.logins {
            let _ = writeln!(text, "  {:<10} {:<36} {}  ({})", login.role, login.email, login.password, login.organization);
        }
        for link in self.share_links.iter().take(3) {
            let _ = writeln!(text, "  portal page ({}): {}", link.shows, link.url);
        }
        text
    }
}

/// Fills an empty database; in a filled one only `--invoices` adds something.
///
/// # Errors
/// When the database holds other data already.
pub async fn run(state: &AppState, more_invoices: u32) -> anyhow::Result<Demo> {
    let owner = accounts::queries::user_by_email(state.db.pool(), story::NORDLICHT.owner).await.context("the database does not answer")?;
    if let Some(owner) = owner {
        if more_invoices == 0 {
            bail!("the demo data is there already; seed-demo --invoices N adds invoices to it");
        }
        let home = accounts::queries::memberships_of(state.db.pool(), owner.id).await?;
        let organization = home.first().context("the demo owner has no organization")?.organization_id;
        return add_invoices(state, &actor(organization, owner.id), more_invoices, Demo::default()).await;
    }
    if accounts::queries::has_users(state.db.pool()).await? {
        bail!("the database holds other data already; seed-demo fills an empty one only");
    }
    let mut demo = Demo::default();
    let nordlicht = organization(state, &story::NORDLICHT, &mut demo).await?;
    invoices::tell(state, &nordlicht, story::NORDLICHT.name, &mut demo).await?;
    recurring::tell(state, &nordlicht).await?;
    let hafenwerk = organization(state, &story::HAFENWERK, &mut demo).await?;
    invoices::tell_short(state, &hafenwerk, story::HAFENWERK.name, &mut demo).await?;
    if more_invoices > 0 {
        return add_invoices(state, &nordlicht, more_invoices, demo).await;
    }
    Ok(demo)
}

async fn add_invoices(state: &AppState, actor: &Actor, count: u32, mut demo: Demo) -> anyhow::Result<Demo> {
    invoices::add_many(state, actor, count, &mut demo).await?;
    Ok(demo)
}

fn actor(organization: Uuid, user: Uuid) -> Actor {
    let who = Who::User { id: user, name: "Inhaber".to_owned(), email: String::new(), role: Role::Owner, lang: Lang::De };
    Actor { organization, zone: clock::zone("Europe/Berlin"), who, origin: Origin::default() }
}

async fn organization(state: &AppState, business: &story::Business, demo: &mut Demo) -> anyhow::Result<Actor> {
    let form = SignUp {
        organization_name: business.name.to_owned(),
        name: "Inhaber".to_owned(),
        email: business.owner.to_owned(),
        password: PASSWORD.to_owned(),
        lang: Lang::De,
    };
    let (organization, user) = accounts::create_owner(state, form, Origin::default()).await.map_err(told)?;
    let actor = actor(organization, user);
    demo.logins.push(Login { organization: business.name.to_owned(), role: "owner", email: business.owner.to_owned(), password: PASSWORD });
    people(state, &actor, business, demo).await?;
    settings(state, &actor, business).await?;
    let key = api_key::create(state, &actor, "Demo").await.map_err(told)?;
    demo.api_keys.push(Key { organization: business.name.to_owned(), api_key: key });
    Ok(actor)
}

/// One person of every other role.
async fn people(state: &AppState, actor: &Actor, business: &story::Business, demo: &mut Demo) -> anyhow::Result<()> {
    let hash = password::hash(PASSWORD.to_owned()).await.map_err(told)?;
    let mut tx = state.db.organization(actor.organization).await?;
    for (role, name) in [("admin", "Verwaltung"), ("executive", "Leitung"), ("staff", "Werkstatt")] {
        let email = format!("{role}@{}", business.domain);
        let user = NewUser { id: secret::new_uuid(), email: &email, name, password_hash: &hash, lang: Lang::De };
        accounts::insert_member(&mut tx, actor.organization, &user, role, state.clock.now()).await.map_err(told)?;
        demo.logins.push(Login { organization: business.name.to_owned(), role, email: email.clone(), password: PASSWORD });
    }
    tx.commit().await?;
    Ok(())
}

async fn settings(state: &AppState, actor: &Actor, business: &story::Business) -> anyhow::Result<()> {
    let own = |text: &str| text.to_owned();
    let company = CompanyForm {
        name: own(business.name),
        street: own(business.street),
        postcode: own(business.postcode),
        city: own(business.city),
        vat_id: own(business.vat_id),
        tax_number: own(business.tax_number),
        registration: own(business.registration),
        legal_information: own(business.legal_information),
        contact_name: own("Buchhaltung"),
        contact_phone: own(business.phone),
        contact_email: format!("rechnung@{}", business.domain),
        imprint_url: format!("https://{}/impressum", business.domain),
        privacy_url: format!("https://{}/datenschutz", business.domain),
        ..CompanyForm::default()
    };
    organizations::save_company(state, actor, &company).await.map_err(told)?;
    let bank = BankForm { account_name: own(business.name), iban: own(business.iban), bic: own(business.bic), ..BankForm::default() };
    organizations::save_bank(state, actor, &bank).await.map_err(told)?;
    let portal = PortalForm {
        color: own(business.color),
        payment_confirmation: own(business.confirmation),
        link_days: own("30"),
        mail_on_confirmation: own("true"),
    };
    organizations::save_portal(state, actor, &portal).await.map_err(told)?;
    Ok(())
}

/// The error of a verb as a line; here it means that the story itself is wrong.
fn told(error: AppError) -> anyhow::Error {
    anyhow::anyhow!("demo data: {error:?}")
}
