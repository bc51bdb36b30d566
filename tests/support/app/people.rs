//! Realistic business: an organization with its key, customers, drafts, issued and shared invoices.

use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::organization::{BankForm, CompanyForm, PortalForm};
use rechnungswerk::server::accounts::{self, SignUp};
use rechnungswerk::server::auth::{Actor, Origin, api_key, session};
use rechnungswerk::server::organizations;
use serde_json::{Value, json};

use super::{Client, TestApp};

pub const PASSWORD: &str = "Korb-Lampe-Nordwind-7";

/// An organization with its owner, who is logged in, and a key for programs.
pub struct Organization {
    pub actor: Actor,
    pub email: String,
    pub session: String,
    pub key: String,
    /// A program with the key.
    pub api: Client,
}

impl TestApp {
    /// A design office in Hamburg, ready to issue.
    pub async fn sign_up(&self) -> Organization {
        self.sign_up_as("Atelier Nordlicht GmbH", "jule.petersen@atelier-nordlicht.example").await
    }

    pub async fn sign_up_as(&self, name: &str, email: &str) -> Organization {
        let form = SignUp {
            organization_name: name.to_owned(),
            name: "Jule Petersen".to_owned(),
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            lang: Lang::De,
        };
        let session = accounts::sign_up(&self.state, form, Origin::default()).await.expect("sign-up");
        let actor = session::actor(&self.state, &session, Origin::default()).await.expect("a live session");
        organizations::save_company(&self.state, &actor, &company(name, email)).await.expect("company data");
        let bank = BankForm {
            account_name: name.to_owned(),
            iban: "DE89 3704 0044 0532 0130 00".to_owned(),
            bic: "COBADEFFXXX".to_owned(),
            ..BankForm::default()
        };
        organizations::save_bank(&self.state, &actor, &bank).await.expect("bank data");
        let key = api_key::create(&self.state, &actor, "Tests").await.expect("a key");
        Organization { api: self.client_with_key(&key), actor, email: email.to_owned(), session, key }
    }

    /// A browser in which this person is logged in.
    pub fn browser(&self, of: &Organization) -> Client {
        self.stranger().with("cookie", &format!("session={}", of.session))
    }

    /// What a confirmation of the customer does from now on: `settle` or `report`.
    pub async fn confirmations(&self, of: &Organization, mode: &str) {
        let form = PortalForm { payment_confirmation: mode.to_owned(), link_days: "30".to_owned(), ..PortalForm::default() };
        organizations::save_portal(&self.state, &of.actor, &form).await.expect("portal settings");
    }
}

fn company(name: &str, email: &str) -> CompanyForm {
    CompanyForm {
        name: name.to_owned(),
        street: "Speicherstraße 12".to_owned(),
        postcode: "20457".to_owned(),
        city: "Hamburg".to_owned(),
        country: "DE".to_owned(),
        vat_id: "DE123456788".to_owned(),
        tax_number: "22/123/45678".to_owned(),
        contact_name: "Jule Petersen".to_owned(),
        contact_phone: "+49 40 1234567".to_owned(),
        contact_email: email.to_owned(),
        ..CompanyForm::default()
    }
}

/// A wholesaler in Lübeck.
pub fn customer() -> Value {
    json!({
        "name": "Brandt & Söhne KG", "street": "Holstenstraße 7", "postcode": "23552", "city": "Lübeck", "country": "DE",
        "vat_id": "DE136695976", "buyer_reference": "Einkauf Nord", "billing_contact_name": "Henning Brandt",
        "billing_email": "rechnung@brandt-soehne.example", "payment_terms_days": 14,
    })
}

/// Design work at 19 % and a printed booklet at 7 %: 2,055.50 net, 2,364.69 gross.
pub fn draft(customer: &str) -> Value {
    json!({
        "customer": customer, "service_start": "2026-02-02", "service_end": "2026-02-25", "order_reference": "B-2026-117",
        "lines": [
            { "name": "Gestaltung Katalog", "quantity": "14.5", "unit": "HUR", "price": "95.00", "tax_rate": "19" },
            { "name": "Druck Broschüre, 500 Stück", "quantity": 500, "unit": "C62", "price": 1.356, "tax_rate": 7 },
        ],
    })
}

impl Organization {
    pub async fn customer(&self) -> String {
        id_of(&self.api.post("/api/customers", &customer()).await.expect(201).json())
    }

    pub async fn draft(&self) -> String {
        let customer = self.customer().await;
        self.draft_for(&customer).await
    }

    pub async fn draft_for(&self, customer: &str) -> String {
        id_of(&self.api.post("/api/invoices", &draft(customer)).await.expect(201).json())
    }

    /// An issued invoice of 2,364.69 €.
    pub async fn invoice(&self) -> String {
        let id = self.draft().await;
        self.issue(&id).await;
        id
    }

    /// Issues a draft; its number.
    pub async fn issue(&self, id: &str) -> String {
        let issued = self.api.post_nothing(&format!("/api/invoices/{id}/issue")).await.expect(200).json();
        issued["number"].as_str().expect("a number").to_owned()
    }

    /// A new link of an issued invoice; its token.
    pub async fn share(&self, id: &str) -> String {
        let link = self.api.post_nothing(&format!("/api/invoices/{id}/share-link")).await.expect(201).json();
        link["token"].as_str().expect("a token").to_owned()
    }

    pub async fn shared_invoice(&self) -> (String, String) {
        let id = self.invoice().await;
        let token = self.share(&id).await;
        (id, token)
    }

    pub async fn read(&self, id: &str) -> Value {
        self.api.get(&format!("/api/invoices/{id}")).await.expect(200).json()
    }
}

pub fn id_of(json: &Value) -> String {
    json["id"].as_str().expect("an id").to_owned()
}
