//! What the operations page, the audit log and the choice of notifications show.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use rechnungswerk::domain::audit::{AuditEntry, AuditPage, AuditQuery};
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::money::Cents;
use rechnungswerk::domain::notification::{Channel, KINDS, OTHER, Preferences};
use rechnungswerk::domain::operations::{ArchiveCheck, ArchiveProblem, CheckState, Damage, FailedWork, Operations, Pause, QueueFigures};
use rechnungswerk::ui::frame::Room;
use rechnungswerk::ui::pages::audit::AuditLogPage;
use rechnungswerk::ui::pages::notifications::NotificationSettingsPage;
use rechnungswerk::ui::pages::operations::OperationsPage;

use crate::render;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn queue(name: &str, figures: [u64; 6]) -> QueueFigures {
    let [waiting, running, scheduled, failed, done_in_hour, done_in_day] = figures;
    QueueFigures { queue: name.to_owned(), waiting, running, scheduled, failed, done_in_hour, done_in_day, waiting_since: None, pause: None }
}

fn calm() -> Operations {
    let queues = ["documents", "mail", "archive", "notifications"].map(|name| queue(name, [0, 0, 0, 0, 3, 41]));
    let archive = ArchiveCheck {
        state: CheckState::Done,
        fine: 1_204,
        missing: 0,
        changed: 0,
        problems: Vec::new(),
        reason: None,
        ordered_at: moment("2026-02-27T07:00:00Z"),
        ordered_by: Some("Jule Petersen".into()),
        finished_at: Some(moment("2026-02-27T07:01:12Z")),
    };
    Operations { at: moment("2026-02-27T08:12:00Z"), queues: queues.into(), failures: Vec::new(), archive: Some(archive) }
}

fn troubled() -> Operations {
    let mut mail = queue("mail", [12, 3, 2, 2, 128, 1_940]);
    mail.waiting_since = Some(moment("2026-02-27T07:48:00Z"));
    let mut documents = queue("documents", [1, 0, 0, 0, 12, 96]);
    documents.pause = Some(Pause { since: moment("2026-02-27T08:02:00Z"), by: Some("Jule Petersen".into()) });
    let failure = |id: &str, to: &str, reason: &str| FailedWork {
        queue: "mail".into(),
        id: id.into(),
        at: Some(moment("2026-02-27T07:55:00Z")),
        reason: Some(reason.into()),
        refusal: None,
        subject: Some(to.into()),
        invoice_public_id: Some("INV-20260227-ABC123".into()),
        invoice_number: Some("RE-2026-00042".into()),
    };
    let long = format!("buchhaltung.rechnungseingang@{}.example", "donaudampfschifffahrtsgesellschaft".repeat(2));
    let problem = |damage, name: &str| ArchiveProblem {
        damage,
        storage_key: format!("organizations/77553300-4bd2-42d5-aedd-ca1d5f3cc013/invoices/64cd6122-ee69-4578-a9ad-07a15b8e0458/{name}"),
        file_name: format!("Rechnung_RE-2026-00042.{name}"),
        invoice: Some("INV-20260227-ABC123".into()),
        incoming: None,
    };
    let archive = ArchiveCheck {
        fine: 1_202,
        missing: 1,
        changed: 1,
        problems: vec![problem(Damage::Missing, "pdf"), problem(Damage::Changed, "xml")],
        ..calm().archive.unwrap()
    };
    let failures = vec![
        failure("1", "kasse@brandt-soehne.example", "550 5.1.1 No such user here"),
        failure("2", &long, "Connection error: tcp connect error: Connection refused (os error 111)"),
    ];
    let queues = vec![documents, mail, queue("archive", [0, 1, 0, 0, 0, 1]), queue("notifications", [0, 0, 4, 0, 0, 9]), queue("tomorrow", [0; 6])];
    Operations { queues, failures, archive: Some(archive), ..calm() }
}

fn entry(event: &str, who: (&str, Option<&str>), detail: Option<&str>) -> AuditEntry {
    AuditEntry {
        id: "1".into(),
        at: moment("2026-02-27T07:55:00Z"),
        event: event.into(),
        actor_kind: who.0.into(),
        actor_name: who.1.map(str::to_owned),
        detail: detail.map(str::to_owned),
        amount: None,
        address: Some("203.0.113.7".into()),
        request_id: Some("4f1c".into()),
        invoice: None,
        invoice_number: None,
        customer: None,
        customer_name: None,
    }
}

fn log() -> AuditPage {
    let user = ("user", Some("Jule Petersen"));
    let issued = AuditEntry {
        amount: Some(Cents(236_469)),
        invoice: Some("INV-20260227-ABC123".into()),
        invoice_number: Some("RE-2026-00042".into()),
        customer: Some("CUS-1".into()),
        customer_name: Some("Brandt & Söhne KG, Großhandel für Schiffsbedarf und Taue".into()),
        ..entry("invoice.issued", user, Some("RE-2026-00042"))
    };
    let events = ["settings.bank_changed", "api_key.created", "queue.paused", "work.retried", "archive.checked", "tomorrow.happened"];
    let rest = events.into_iter().map(|event| entry(event, user, Some("Warenwirtschaft")));
    let entries =
        [issued, entry("payment.confirmed_by_customer", ("portal", None), None), entry("mail.sent", ("system", None), Some("kasse@brandt.example"))];
    AuditPage {
        entries: entries.into_iter().chain(rest).collect(),
        next: Some("AAAA".into()),
        people: vec![("1".into(), "Jule Petersen".into())],
        about: None,
    }
}

/// The pages by the names of their files.
pub fn pages(lang: Lang) -> Vec<(&'static str, String)> {
    let operations = |state: Operations| {
        render(lang, Room::Operations, move || view! { <OperationsPage operations=state notice=Some("retried".to_owned()) /> }.into_any())
    };
    let audit = |page: AuditPage, query: AuditQuery| render(lang, Room::Audit, move || view! { <AuditLogPage page=page query=query /> }.into_any());
    let about = AuditPage { about: Some("RE-2026-00042".into()), ..log() };
    let asked = AuditQuery { invoice: "INV-20260227-ABC123".into(), group: "invoices".into(), cursor: "AAAA".into(), ..AuditQuery::default() };
    let choices = KINDS.iter().chain([&OTHER]).zip(Channel::ALL.iter().cycle()).map(|(kind, channel)| ((*kind).to_owned(), *channel)).collect();
    let preferences = Preferences { email: "jule.petersen@atelier-nordlicht.example".into(), choices };
    let settings = render(lang, Room::Notifications, move || {
        view! { <NotificationSettingsPage preferences=preferences notice=Some("saved".to_owned()) /> }.into_any()
    });
    vec![
        ("operations", operations(calm())),
        ("operations-troubled", operations(troubled())),
        ("audit", audit(log(), AuditQuery::default())),
        ("audit-invoice", audit(about, asked)),
        ("audit-none", audit(AuditPage::default(), AuditQuery { q: "Xylophon".into(), ..AuditQuery::default() })),
        ("notification-settings", settings),
    ]
}

#[test]
fn a_queue_and_an_event_that_nobody_described_are_shown_by_their_names() {
    let pages = pages(Lang::De);
    let page = |name: &str| pages.iter().find(|(of, _)| *of == name).map(|(_, html)| html.clone()).expect("the page");
    assert!(page("operations-troubled").replace("<!>", "").contains("<b>tomorrow</b>"));
    assert!(page("audit").contains("tomorrow.happened"));
    assert!(
        page("audit-invoice").contains("/audit?group=invoices&amp;invoice=INV-20260227-ABC123&amp;cursor=AAAA"),
        "the next page keeps the filter"
    );
}
