//! SQL of the dashboard's pages.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct Filter<'a> {
    pub text: &'a str,
    pub status: &'a str,
    /// Public identifier, or empty.
    pub customer: &'a str,
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub sort: &'a str,
    pub today: NaiveDate,
    pub limit: i64,
    pub offset: i64,
}

pub struct ListRow {
    pub public_id: String,
    pub number: Option<String>,
    pub kind: String,
    pub state: String,
    pub buyer_name: Option<String>,
    pub customer_without_email: bool,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub currency: String,
    pub gross_cents: i64,
    pub open_cents: i64,
    pub paid_cents: i64,
    pub sent_at: Option<DateTime<Utc>>,
    pub mail_failed: bool,
    pub is_reported: bool,
}

pub async fn list(tx: &mut Tx, f: &Filter<'_>) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select i.public_id, i.number, i.kind, i.state, i.buyer_name, i.issue_date, i.due_date, i.currency, i.gross_cents, i.open_cents as "open_cents!", i.paid_cents, i.sent_at,
                  (c.id is not null and c.billing_email is null) as "customer_without_email!",
                  coalesce((select m.state = 'failed' or m.fate is not distinct from 'bounced' from email_messages m where m.invoice_id = i.id order by m.created_at desc limit 1), false) as "mail_failed!",
                  exists (select from payments p where p.invoice_id = i.id and p.state = 'reported') as "is_reported!"
           from invoices i left join customers c on c.id = i.customer_id
           where ($1 = '' or i.number ilike '%' || $1 || '%' or i.buyer_name ilike '%' || $1 || '%' or i.public_id ilike $1)
             and ($2 = '' or c.public_id = $2)
             and ($3::date is null or i.issue_date >= $3) and ($4::date is null or i.issue_date <= $4)
             and case $5 when '' then true when 'draft' then i.state = 'draft' when 'open' then i.state = 'open' when 'paid' then i.state = 'paid'
                  when 'overdue' then i.state = 'open' and i.open_cents > 0 and i.due_date < $6
                  when 'unsent' then i.state = 'open' and i.sent_at is null when 'void' then i.state in ('void', 'uncollectible') else false end
           order by case when $7 = 'number' then i.number end asc nulls last, case when $7 = '-number' then i.number end desc nulls last,
                    case when $7 = 'customer' then lower(i.buyer_name) end asc nulls last, case when $7 = '-customer' then lower(i.buyer_name) end desc nulls last,
                    case when $7 = 'date' then i.issue_date end asc nulls last, case when $7 = '-date' then i.issue_date end desc nulls last,
                    case when $7 = 'due' then i.due_date end asc nulls last, case when $7 = '-due' then i.due_date end desc nulls last,
                    case when $7 = 'amount' then i.gross_cents end asc, case when $7 = '-amount' then i.gross_cents end desc,
                    case when $7 = 'open' then i.open_cents end asc, case when $7 = '-open' then i.open_cents end desc,
                    i.created_at desc, i.id
           limit $8 offset $9"#,
        f.text,
        f.customer,
        f.from,
        f.until,
        f.status,
        f.today,
        f.sort,
        f.limit,
        f.offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct ChipCounts {
    pub all: i64,
    pub draft: i64,
    pub open: i64,
    pub overdue: i64,
    pub paid: i64,
    pub unsent: i64,
    pub void: i64,
    pub in_organization: i64,
}

/// Rows behind every chip, with the other filters applied.
pub async fn chip_counts(tx: &mut Tx, f: &Filter<'_>) -> Result<ChipCounts, DbError> {
    let row = sqlx::query_as!(
        ChipCounts,
        r#"select count(*) as "all!", count(*) filter (where i.state = 'draft') as "draft!", count(*) filter (where i.state = 'open') as "open!",
                  count(*) filter (where i.state = 'open' and i.open_cents > 0 and i.due_date < $5) as "overdue!", count(*) filter (where i.state = 'paid') as "paid!",
                  count(*) filter (where i.state = 'open' and i.sent_at is null) as "unsent!", count(*) filter (where i.state in ('void', 'uncollectible')) as "void!",
                  (select count(*) from (select 1 from invoices limit 1) one) as "in_organization!"
           from invoices i left join customers c on c.id = i.customer_id
           where ($1 = '' or i.number ilike '%' || $1 || '%' or i.buyer_name ilike '%' || $1 || '%' or i.public_id ilike $1)
             and ($2 = '' or c.public_id = $2)
             and ($3::date is null or i.issue_date >= $3) and ($4::date is null or i.issue_date <= $4)"#,
        f.text,
        f.customer,
        f.from,
        f.until,
        f.today,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

/// Open invoices that fall due next, or drafts, as rows of the list.
pub async fn next_due(tx: &mut Tx, today: NaiveDate, most: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select i.public_id, i.number, i.kind, i.state, i.buyer_name, i.issue_date, i.due_date, i.currency, i.gross_cents, i.open_cents as "open_cents!", i.paid_cents, i.sent_at,
                  false as "customer_without_email!", false as "mail_failed!", false as "is_reported!"
           from invoices i where i.state = 'open' and i.open_cents > 0 and i.due_date >= $1 order by i.due_date, i.number limit $2"#,
        today,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn drafts(tx: &mut Tx, most: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select i.public_id, i.number, i.kind, i.state, i.buyer_name, i.issue_date, i.due_date, i.currency, i.gross_cents, i.open_cents as "open_cents!", i.paid_cents, i.sent_at,
                  false as "customer_without_email!", false as "mail_failed!", false as "is_reported!"
           from invoices i where i.state = 'draft' order by i.updated_at desc limit $1"#,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct OverviewRow {
    pub open: i64,
    pub open_count: i64,
    pub overdue: i64,
    pub overdue_count: i64,
    pub sent_count: i64,
    pub collected: i64,
    pub collected_count: i64,
    pub customer_count: i64,
    pub invoice_count: i64,
}

/// The figures of the overview; `month` is its first day.
pub async fn overview(tx: &mut Tx, today: NaiveDate, month: NaiveDate) -> Result<OverviewRow, DbError> {
    let row = sqlx::query_as!(
        OverviewRow,
        r#"select i.open as "open!", i.open_count as "open_count!", i.overdue as "overdue!", i.overdue_count as "overdue_count!", i.sent_count as "sent_count!",
                  p.collected as "collected!", p.collected_count as "collected_count!",
                  (select count(*) from customers) as "customer_count!", (select count(*) from invoices) as "invoice_count!"
           from (select coalesce(sum(open_cents), 0)::bigint as open, count(*) as open_count,
                        coalesce(sum(open_cents) filter (where due_date < $1), 0)::bigint as overdue, count(*) filter (where due_date < $1) as overdue_count,
                        count(*) filter (where sent_at is not null) as sent_count
                 from invoices where state = 'open' and open_cents > 0) i,
                (select coalesce(sum(amount_cents), 0)::bigint as collected, count(*) as collected_count
                 from payments where state = 'settled' and paid_on >= $2 and paid_on <= $1) p"#,
        today,
        month,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub struct MonthRow {
    pub month: NaiveDate,
    pub paid: i64,
    pub open: i64,
}

/// Net of issued invoices per month since `since`; an invoice taken back counts with what is left of it.
pub async fn revenue(tx: &mut Tx, since: NaiveDate) -> Result<Vec<MonthRow>, DbError> {
    let rows = sqlx::query_as!(
        MonthRow,
        r#"select date_trunc('month', issue_date)::date as "month!",
                  coalesce(sum(net_cents) filter (where state in ('paid', 'void') or kind = 'cancellation'), 0)::bigint as "paid!",
                  coalesce(sum(net_cents) filter (where state not in ('paid', 'void') and kind <> 'cancellation'), 0)::bigint as "open!"
           from invoices where state <> 'draft' and issue_date >= $1 group by 1 order by 1"#,
        since,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct MailRow {
    pub id: Uuid,
    pub kind: String,
    pub to_address: String,
    pub state: String,
    pub attempts: i32,
    pub last_answer: Option<String>,
    pub sent_at: Option<DateTime<Utc>>,
    pub fate: Option<String>,
    pub fate_at: Option<DateTime<Utc>>,
    pub fate_reason: Option<String>,
    pub created_at: DateTime<Utc>,
}

pub async fn mails_of(tx: &mut Tx, invoice: Uuid) -> Result<Vec<MailRow>, DbError> {
    let rows = sqlx::query_as!(
        MailRow,
        "select id, kind, to_address, state, attempts, last_answer, sent_at, fate, fate_at, fate_reason, created_at from email_messages
         where invoice_id = $1 and kind <> 'payment_confirmation' order by created_at desc limit 20",
        invoice,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct ViewRow {
    pub viewed_at: DateTime<Utc>,
    pub client: String,
    pub is_phone: bool,
}

pub async fn views_of(tx: &mut Tx, invoice: Uuid, most: i64) -> Result<Vec<ViewRow>, DbError> {
    let rows = sqlx::query_as!(
        ViewRow,
        "select viewed_at, client, is_phone from share_link_views where invoice_id = $1 order by viewed_at desc limit $2",
        invoice,
        most
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct Counts {
    pub views: i64,
    pub events: i64,
}

pub async fn counts_of(tx: &mut Tx, invoice: Uuid) -> Result<Counts, DbError> {
    let row = sqlx::query_as!(
        Counts,
        r#"select (select count(*) from share_link_views where invoice_id = $1) as "views!", (select count(*) from audit_events where invoice_id = $1) as "events!""#,
        invoice,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

#[derive(Debug)]
pub struct DocumentRow {
    pub kind: String,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub size: i64,
    pub created_at: DateTime<Utc>,
}

pub async fn documents_of(tx: &mut Tx, invoice: Uuid) -> Result<Vec<DocumentRow>, DbError> {
    let rows = sqlx::query_as!(
        DocumentRow,
        "select kind, file_name, sha256, size, created_at from invoice_documents where invoice_id = $1 order by kind",
        invoice
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct ItemRow {
    pub name: String,
    pub unit: String,
    pub price: Decimal,
    pub tax_rate: Option<Decimal>,
    pub issue_date: NaiveDate,
}

/// The last price of each item, the customer's own first.
pub async fn recent_items(tx: &mut Tx, customer: Option<Uuid>, most: i64) -> Result<Vec<ItemRow>, DbError> {
    let rows = sqlx::query_as!(
        ItemRow,
        r#"select name as "name!", unit as "unit!", price as "price!", tax_rate, issue_date as "issue_date!" from (
             select distinct on (lower(l.name)) l.name, l.unit, l.price, l.tax_rate, i.issue_date, (i.customer_id = $1) as own
             from invoice_lines l join invoices i on i.id = l.invoice_id
             where i.kind <> 'cancellation'
             order by lower(l.name), (i.customer_id = $1) desc nulls last, i.issue_date desc) item
           order by own desc nulls last, issue_date desc limit $2"#,
        customer,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
