//! What people do meanwhile: invoices are written, issued and mailed by programs that ask again until they have an answer.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use tokio::task::JoinHandle;

const CALLERS: usize = 3;
/// An answer may take so long before the caller hangs up and asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program with a key that never gives up.
#[derive(Clone)]
pub struct Caller {
    http: reqwest::Client,
    base: String,
    key: String,
    database_url: String,
    /// What was refused although nothing was wrong with it.
    pub refusals: Arc<Mutex<Vec<String>>>,
}

impl Caller {
    pub fn new(address: &str, key: &str, database_url: &str) -> Self {
        let http = reqwest::Client::builder().timeout(PATIENCE).build().expect("a client");
        Self { http, base: format!("http://{address}"), key: key.to_owned(), database_url: database_url.to_owned(), refusals: Arc::default() }
    }

    /// A POST under one idempotency key until it is answered. `None`: it was carried out, but its answer died with the server.
    pub async fn post(&self, path: &str, body: &Value, once: &str) -> Option<Value> {
        loop {
            let request = self.http.post(format!("{}{path}", self.base)).header("idempotency-key", once).json(body);
            if let Some(answer) = self.ask(request, path).await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    pub async fn put(&self, path: &str, body: &Value) {
        while self.ask(self.http.put(format!("{}{path}", self.base)).json(body), path).await.is_none() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    /// `None`: ask again.
    async fn ask(&self, request: reqwest::RequestBuilder, path: &str) -> Option<Option<Value>> {
        let answer = request.header("x-api-key", &self.key).send().await.ok()?;
        let status = answer.status();
        let text = answer.text().await.ok()?;
        let json: Value = serde_json::from_str(&text).unwrap_or_default();
        match json["code"].as_str() {
            _ if status.is_success() => Some(Some(json)),
            _ if status.is_server_error() => None,
            Some("idempotency_key_in_use") => None,
            Some("idempotency_answer_lost") => Some(None),
            _ => {
                self.refusals.lock().unwrap().push(format!("{path}: {status} {text}"));
                Some(None)
            }
        }
    }

    /// What a person would look up: the invoice of this order.
    async fn invoice_of_order(&self, reference: &str) -> String {
        const SQL: &str = "select public_id from invoices where coalesce(draft->>'order_reference', document->>'order_reference') = $1";
        loop {
            if let Ok(mut database) = PgConnection::connect(&self.database_url).await
                && let Ok(Some(id)) = sqlx::query_scalar::<_, String>(SQL).bind(reference).fetch_optional(&mut database).await
            {
                return id;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// An order that became an invoice, with all answers heard.
#[derive(Clone, Debug)]
pub struct Order {
    pub reference: String,
    pub invoice: String,
    pub mail_to: String,
}

pub struct Load {
    is_over: Arc<AtomicBool>,
    is_held: Arc<AtomicBool>,
    under_way: Arc<AtomicUsize>,
    done: Arc<Mutex<Vec<Order>>>,
    callers: Vec<JoinHandle<()>>,
}

impl Load {
    /// `pause` between two orders of one caller; the service was done on this day.
    pub fn start(caller: &Caller, customers: &[String], day: &str, pause: Duration) -> Self {
        let mut load =
            Self { is_over: Arc::default(), is_held: Arc::default(), under_way: Arc::default(), done: Arc::default(), callers: Vec::new() };
        let number = Arc::new(AtomicUsize::new(0));
        for _ in 0..CALLERS {
            let (caller, customers, day) = (caller.clone(), customers.to_vec(), day.to_owned());
            let (is_over, is_held, under_way) = (load.is_over.clone(), load.is_held.clone(), load.under_way.clone());
            let (done, number) = (load.done.clone(), number.clone());
            load.callers.push(tokio::spawn(async move {
                while !is_over.load(Ordering::SeqCst) {
                    under_way.fetch_add(1, Ordering::SeqCst);
                    if !is_held.load(Ordering::SeqCst) {
                        let number = number.fetch_add(1, Ordering::SeqCst);
                        let order = carry_out(&caller, number, &customers[number % customers.len()], &day).await;
                        done.lock().unwrap().push(order);
                    }
                    under_way.fetch_sub(1, Ordering::SeqCst);
                    tokio::time::sleep(pause).await;
                }
            }));
        }
        load
    }

    /// No new orders for now; those that are under way go on.
    pub fn hold(&self, is_held: bool) {
        self.is_held.store(is_held, Ordering::SeqCst);
    }

    pub fn under_way(&self) -> usize {
        self.under_way.load(Ordering::SeqCst)
    }

    pub fn end(&self) {
        self.is_over.store(true, Ordering::SeqCst);
    }

    pub fn is_over(&self) -> bool {
        self.callers.iter().all(JoinHandle::is_finished)
    }

    pub fn orders(&self) -> Vec<Order> {
        self.done.lock().unwrap().clone()
    }
}

async fn carry_out(caller: &Caller, number: usize, customer: &str, day: &str) -> Order {
    let reference = format!("B-{number:05}");
    let draft = json!({
        "customer": customer, "service_start": day, "order_reference": reference,
        "lines": [
            { "name": "Gestaltung Katalog", "quantity": "14.5", "unit": "HUR", "price": "95.00", "tax_rate": "19" },
            { "name": "Druck Broschüre", "quantity": number % 7 + 1, "unit": "C62", "price": "1.356", "tax_rate": "7" },
        ],
    });
    let drafted = caller.post("/api/invoices", &draft, &format!("{reference} draft")).await;
    let invoice = match drafted.as_ref().and_then(|answer| answer["id"].as_str()) {
        Some(id) => id.to_owned(),
        None => caller.invoice_of_order(&reference).await,
    };
    caller.post(&format!("/api/invoices/{invoice}/issue"), &json!({}), &format!("{reference} issue")).await;
    let mail_to = format!("einkauf-{number}@brandt.example");
    let mail = json!({ "to_email": mail_to, "attach_pdf": true });
    caller.post(&format!("/api/invoices/{invoice}/send-email"), &mail, &format!("{reference} mail")).await;
    Order { reference, invoice, mail_to }
}
