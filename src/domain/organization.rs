//! The organization: its settings forms, and who looks at its pages.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::check;
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::draft::read::{self, Row};
use crate::domain::lang::Lang;
use crate::domain::portal::ConfirmationMode;
use crate::domain::text::{self, NumberFormat};

/// What a user may do (spec §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    /// All of billing.
    Admin,
    /// Reads figures and reports.
    Executive,
    /// Works in the product and sees no billing data.
    Staff,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Executive, Self::Staff];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Executive => "executive",
            Self::Staff => "staff",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// May write invoices, customers and settings.
    #[must_use]
    pub fn may_bill(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// May read figures and reports.
    #[must_use]
    pub fn may_read_figures(self) -> bool {
        matches!(self, Self::Owner | Self::Admin | Self::Executive)
    }
}

/// Who is looking: what the frame of every dashboard page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub lang: Lang,
    pub organization_name: String,
    pub logo_url: Option<String>,
    pub unread_notifications: u32,
    /// The organization's today.
    pub today: NaiveDate,
    /// Organizations to switch to: id, name, current or not.
    pub organizations: Vec<(String, String, bool)>,
}

/// Settings › Company: all that §14 UStG asks of the seller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompanyForm {
    /// BT-27.
    pub name: String,
    pub street: String,
    pub address_extra: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    /// BT-31.
    pub vat_id: String,
    /// BT-32, Steuernummer.
    pub tax_number: String,
    /// BT-30, register number.
    pub registration: String,
    /// BT-33: managing directors, register court.
    pub legal_information: String,
    /// BG-6.
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// §19 UStG; `true` or empty.
    pub small_business: String,
    pub imprint_url: String,
    pub privacy_url: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyContent {
    pub name: String,
    pub street: Option<String>,
    pub address_extra: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: String,
    pub vat_id: Option<String>,
    pub tax_number: Option<String>,
    pub registration: Option<String>,
    pub legal_information: Option<String>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub small_business: bool,
    pub imprint_url: Option<String>,
    pub privacy_url: Option<String>,
}

impl CompanyForm {
    /// # Errors
    /// `Invalid`, with all mistakes at once.
    pub fn parse(&self) -> Result<CompanyContent, AppError> {
        let mut problems = Problems::default();
        let optional = |problems: &mut Problems, field: &str, input: &str, max: u32| problems.take(field, text::line(input, max));
        let country = if self.country.trim().is_empty() { "DE" } else { self.country.trim() };
        let content = CompanyContent {
            name: problems.take("name", text::required_line(&self.name, 200)),
            street: optional(&mut problems, "street", &self.street, 200),
            address_extra: optional(&mut problems, "address_extra", &self.address_extra, 200),
            postcode: optional(&mut problems, "postcode", &self.postcode, 20),
            city: optional(&mut problems, "city", &self.city, 100),
            country: problems.take("country", check::country(country)),
            vat_id: problems.take("vat_id", check::vat_id(&self.vat_id)),
            tax_number: optional(&mut problems, "tax_number", &self.tax_number, 30),
            registration: optional(&mut problems, "registration", &self.registration, 50),
            legal_information: problems.take("legal_information", text::block(&self.legal_information, 500)),
            contact_name: optional(&mut problems, "contact_name", &self.contact_name, 100),
            contact_phone: problems.take("contact_phone", phone(&self.contact_phone)),
            contact_email: problems.take("contact_email", text::email(&self.contact_email)),
            small_business: problems.take("small_business", check::flag(&self.small_business)),
            imprint_url: problems.take("imprint_url", https_url(&self.imprint_url)),
            privacy_url: problems.take("privacy_url", https_url(&self.privacy_url)),
        };
        problems.finish(content)
    }
}

impl CompanyContent {
    /// The form that parses to this company.
    #[must_use]
    pub fn to_form(&self) -> CompanyForm {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        CompanyForm {
            name: self.name.clone(),
            street: own(&self.street),
            address_extra: own(&self.address_extra),
            postcode: own(&self.postcode),
            city: own(&self.city),
            country: self.country.clone(),
            vat_id: own(&self.vat_id),
            tax_number: own(&self.tax_number),
            registration: own(&self.registration),
            legal_information: own(&self.legal_information),
            contact_name: own(&self.contact_name),
            contact_phone: own(&self.contact_phone),
            contact_email: own(&self.contact_email),
            small_business: if self.small_business { "true".to_owned() } else { String::new() },
            imprint_url: own(&self.imprint_url),
            privacy_url: own(&self.privacy_url),
        }
    }
}

impl BankContent {
    /// The form that parses to this account.
    #[must_use]
    pub fn to_form(&self) -> BankForm {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let more =
            |account: &BankAccount| AccountForm { account_name: own(&account.account_name), iban: account.iban.clone(), bic: own(&account.bic) };
        BankForm {
            account_name: own(&self.account_name),
            iban: own(&self.iban),
            bic: own(&self.bic),
            creditor_id: own(&self.creditor_id),
            more: self.more.iter().map(more).collect(),
        }
    }
}

impl PortalContent {
    /// The form that parses to these settings.
    #[must_use]
    pub fn to_form(&self) -> PortalForm {
        PortalForm {
            color: self.color.clone().unwrap_or_default(),
            payment_confirmation: self.payment_confirmation.as_str().to_owned(),
            link_days: self.link_days.map(|days| days.to_string()).unwrap_or_default(),
            mail_on_confirmation: if self.mail_on_confirmation { "true".to_owned() } else { String::new() },
        }
    }
}

/// BT-42 must hold at least three digits (BR-DE-27).
fn phone(input: &str) -> Result<Option<String>, Problem> {
    let phone = text::line(input, 50)?;
    if phone.as_ref().is_some_and(|p| p.chars().filter(char::is_ascii_digit).count() < 3) { Err(Problem::OutOfRange) } else { Ok(phone) }
}

fn https_url(input: &str) -> Result<Option<String>, Problem> {
    let url = text::line(input, 300)?;
    let fine = url.as_ref().is_none_or(|u| u.starts_with("https://") && !u.contains([' ', '"', '<', '>', '\'']));
    if fine { Ok(url) } else { Err(Problem::NotAChoice) }
}

/// Settings › Bank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BankForm {
    /// Exactly as at the bank: banks check the name.
    pub account_name: String,
    pub iban: String,
    pub bic: String,
    /// BT-90, for direct debits.
    pub creditor_id: String,
    /// Further accounts, which stand on the invoices below the first one.
    pub more: Vec<AccountForm>,
}

/// A further account as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountForm {
    pub account_name: String,
    pub iban: String,
    pub bic: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankContent {
    pub account_name: Option<String>,
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub creditor_id: Option<String>,
    pub more: Vec<BankAccount>,
}

/// BG-17 of a further account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    pub account_name: Option<String>,
    pub iban: String,
    pub bic: Option<String>,
}

/// So many accounts may stand on an invoice besides the first one.
const MOST_ACCOUNTS: usize = 5;

impl BankForm {
    /// # Errors
    /// `Invalid`, with all mistakes at once.
    pub fn parse(&self) -> Result<BankContent, AppError> {
        let mut problems = Problems::default();
        let content = BankContent {
            account_name: problems.take("account_name", text::line(&self.account_name, 70)),
            iban: problems.take("iban", check::iban(&self.iban)),
            bic: problems.take("bic", check::bic(&self.bic)),
            creditor_id: problems.take("creditor_id", check::creditor_id(&self.creditor_id)),
            more: read::rows("more", &self.more, MOST_ACCOUNTS + 1, NumberFormat::Machine, &mut problems),
        };
        problems.finish(content)
    }
}

impl Row for AccountForm {
    type Content = BankAccount;

    fn is_blank(&self) -> bool {
        read::are_blank(&[&self.account_name, &self.iban, &self.bic])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> BankAccount {
        let iban = check::iban(&self.iban).and_then(|iban| iban.ok_or(Problem::Required));
        BankAccount {
            account_name: problems.take(format!("{at}.account_name"), text::line(&self.account_name, 70)),
            iban: problems.take(format!("{at}.iban"), iban),
            bic: problems.take(format!("{at}.bic"), check::bic(&self.bic)),
        }
    }
}

/// Settings › Portal and branding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PortalForm {
    pub color: String,
    pub payment_confirmation: String,
    /// Days that a share link lives; empty is for ever.
    pub link_days: String,
    /// `true`: a mail for every confirmation.
    pub mail_on_confirmation: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalContent {
    pub color: Option<String>,
    pub payment_confirmation: ConfirmationMode,
    pub link_days: Option<u32>,
    pub mail_on_confirmation: bool,
}

impl PortalForm {
    /// # Errors
    /// `Invalid`, with all mistakes at once.
    pub fn parse(&self) -> Result<PortalContent, AppError> {
        let mut problems = Problems::default();
        let content = PortalContent {
            color: problems.take("color", check::color(&self.color)),
            payment_confirmation: problems
                .take("payment_confirmation", ConfirmationMode::parse(&self.payment_confirmation).ok_or(Problem::NotAChoice)),
            link_days: problems.take("link_days", link_days(&self.link_days)),
            mail_on_confirmation: problems.take("mail_on_confirmation", check::flag(&self.mail_on_confirmation)),
        };
        problems.finish(content)
    }
}

fn link_days(input: &str) -> Result<Option<u32>, Problem> {
    let text = input.trim();
    let digits = text.strip_prefix(['-', '−']).unwrap_or(text);
    if text.is_empty() {
        return Ok(None);
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotANumber);
    }
    if digits.len() < text.len() {
        return Err(Problem::Negative);
    }
    text.parse().ok().filter(|days| (1..=3650).contains(days)).map(Some).ok_or(Problem::OutOfRange)
}

/// Settings › Numbering.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumberingForm {
    /// `RE-{YYYY}-{NNNNN}`.
    pub invoice_format: String,
    /// `ST-{YYYY}-{NNNNN}`, for cancellations.
    pub cancellation_format: String,
}

/// All that the settings pages show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub company: CompanyContent,
    pub bank: BankContent,
    pub portal: PortalContent,
    pub numbering: NumberingForm,
    /// The number that the next issued invoice gets.
    pub next_invoice_number: String,
    pub logo_url: Option<String>,
    pub api_keys: Vec<ApiKeyEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiKeyEntry {
    pub id: String,
    pub name: String,
    /// First characters of the secret, to recognise it by.
    pub prefix: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

/// In-app message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationEntry {
    pub id: String,
    pub at: DateTime<Utc>,
    pub read: bool,
    /// `payment.confirmed`, `mail.failed`, …; the catalogue has its sentence.
    pub kind: String,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub customer_name: Option<String>,
    pub detail: Option<String>,
}
