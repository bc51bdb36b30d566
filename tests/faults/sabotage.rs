//! The judge is judged: after a clean reckoning, effects are taken away, doubled and made up, and the next one must name each of them.

use futures::TryStreamExt as _;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use serde_json::{Value, json};

use crate::calendar::Calendar;
use crate::house::House;
use crate::people::People;
use crate::reckoning::{self, Report};

pub async fn is_noticed(house: &House, people: &People, calendar: &Calendar) {
    house.peers.forge("mails", |lines| forge(lines, |line| line["did"] == "ok", "message_id"));
    house.peers.forge("hooks", |lines| forge(lines, |line| line["status"] == 204, "id"));
    forge_a_file(house).await;
    let report = reckoning::reckon(house, people, calendar).await;
    let Report { lost, doubled, invented, .. } = &report;
    for (list, what) in [
        (lost, "the mail to "),
        (lost, " to /"),
        (lost, "the file "),
        (doubled, "the mail to "),
        (doubled, " to /"),
        (invented, "MailSeen"),
        (invented, "a webhook "),
        (invented, "the file "),
    ] {
        assert!(list.iter().any(|one| one.contains(what)), "{what:?} was not noticed: {}", report.told());
    }
}

/// One effect was never taken, one was taken twice more by somebody who lives, and one comes from nowhere.
fn forge(lines: &mut Vec<Value>, was_taken: impl Fn(&Value) -> bool, key: &str) {
    let taken = |lines: &[Value]| lines.iter().find(|line| was_taken(line)).expect("something that was taken").clone();
    let lost = taken(lines);
    lines.retain(|line| line[key] != lost[key]);
    let mut doubled = taken(lines);
    let now = chrono::Utc::now().timestamp();
    (doubled["process"], doubled["at"]) = (json!(std::process::id()), json!(now));
    let mut invented = doubled.clone();
    invented[key] = json!("from-nowhere");
    lines.extend([doubled.clone(), doubled, invented]);
}

async fn forge_a_file(house: &House) {
    let bucket = reckoning::bucket(house);
    let stored = bucket.list(None).try_next().await.expect("the list").expect("a file");
    bucket.delete(&stored.location).await.expect("deleted");
    bucket.put(&"organizations/from-nowhere".into(), "nothing".into()).await.expect("stored");
}
