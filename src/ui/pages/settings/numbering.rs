//! Settings › Numbering: the shape of the numbers, and which one comes next.

use leptos::prelude::*;

use super::{FORM, SettingsFrame, SettingsRoom};
use crate::domain::error::{AppError, FieldError};
use crate::domain::organization::NumberingForm;
use crate::t;
use crate::ui::components::Field;
use crate::ui::components::words::lang;
use crate::ui::pages::form::{FormPart, FormScope, Trouble};

#[component]
pub fn NumberingPage(
    form: NumberingForm,
    /// The number that the next issued invoice gets.
    next: String,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let part = |word: String, code: &'static str| view! { <li><code>{code}</code>" "{word}</li> };
    view! {
        <SettingsFrame room=SettingsRoom::Numbering notice=notice>
            <form id=FORM method="post" action="/rpc/settings/save_numbering" aria-label=t!(lang, "settings-numbering")>
                <Trouble error=error />
                <FormScope errors=errors>
                    <FormPart title=t!(lang, "settings-numbering") text=t!(lang, "settings-numbering-why")>
                        <div class="next-number">
                            <span class="label">{t!(lang, "numbering-next")}</span>
                            <output class="figure">{next}</output>
                        </div>
                        <Field name="form[invoice_format]" id="invoice_format" label=t!(lang, "numbering-invoices") value=form.invoice_format maxlength=40 autocomplete="off" />
                        <Field name="form[cancellation_format]" id="cancellation_format" label=t!(lang, "numbering-cancellations") value=form.cancellation_format maxlength=40 autocomplete="off" />
                        <ul class="placeholders">
                            {part(t!(lang, "numbering-counter"), "{NNNNN}")}
                            {part(t!(lang, "numbering-year"), "{YYYY}")}
                            {part(t!(lang, "numbering-month"), "{MM}")}
                        </ul>
                    </FormPart>
                </FormScope>
            </form>
        </SettingsFrame>
    }
}
