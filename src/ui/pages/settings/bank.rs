//! Settings › Bank: the account on every invoice and in its GiroCode.

use leptos::prelude::*;

use super::{FORM, SettingsFrame, SettingsRoom};
use crate::domain::error::{AppError, FieldError};
use crate::domain::organization::{AccountForm, BankForm};
use crate::domain::text::iban_groups;
use crate::t;
use crate::ui::components::Field;
use crate::ui::components::words::lang;
use crate::ui::pages::form::{FormPart, FormScope, Trouble};

#[component]
pub fn BankPage(
    form: BankForm,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let iban = if form.iban.contains(' ') { form.iban } else { iban_groups(&form.iban).join(" ") };
    let more = more_accounts(form.more);
    view! {
        <SettingsFrame room=SettingsRoom::Bank notice=notice>
            <form id=FORM method="post" action="/rpc/settings/save_bank" aria-label=t!(lang, "settings-bank")>
                <Trouble error=error />
                <FormScope errors=errors>
                    <FormPart title=t!(lang, "settings-bank") text=t!(lang, "settings-bank-why")>
                        <Field name="form[account_name]" id="account_name" label=t!(lang, "bank-account-name") value=form.account_name maxlength=70 hint=t!(lang, "bank-account-name-hint") />
                        <Field name="form[iban]" id="iban" label="IBAN" value=iban autocomplete="off" />
                        <Field class="c3" name="form[bic]" id="bic" label="BIC" value=form.bic optional=true autocomplete="off" />
                    </FormPart>
                    <FormPart title=t!(lang, "settings-more-accounts") text=t!(lang, "settings-more-accounts-why")>{more}</FormPart>
                    <FormPart title=t!(lang, "settings-direct-debit") text=t!(lang, "settings-direct-debit-why")>
                        <Field name="form[creditor_id]" id="creditor_id" label=t!(lang, "bank-creditor-id") value=form.creditor_id optional=true autocomplete="off" />
                    </FormPart>
                </FormScope>
            </form>
        </SettingsFrame>
    }
}

/// What is given, and a blank account; one that is emptied is gone.
fn more_accounts(mut accounts: Vec<AccountForm>) -> impl IntoView {
    let lang = lang();
    accounts.push(AccountForm::default());
    let row = move |(index, account): (usize, AccountForm)| {
        let (name, id) = (move |key: &str| format!("form[more][{index}][{key}]"), move |key: &str| format!("more-{index}-{key}"));
        let iban = iban_groups(&account.iban.replace(' ', "")).join(" ");
        view! {
            <Field name=name("account_name") id=id("account_name") label=t!(lang, "bank-account-name") value=account.account_name maxlength=70 optional=true />
            <Field class="c4" name=name("iban") id=id("iban") label="IBAN" value=iban autocomplete="off" />
            <Field class="c2" name=name("bic") id=id("bic") label="BIC" value=account.bic optional=true autocomplete="off" />
        }
    };
    accounts.into_iter().enumerate().map(row).collect_view()
}
