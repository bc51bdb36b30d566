//! The fault harness: several real processes work under load while everything is killed and every neighbour misbehaves.
//!
//! Afterwards what reached the outside (mails, webhooks, stored files) is compared with the database: lost, doubled and
//! invented must be nothing. The short form runs in bin/test; `RW_FAULT_KILLS=200 RW_FAULT_SEED=7` makes it long and another one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, reports what it did, and asks the environment itself"
)]

#[path = "../support/moto.rs"]
mod moto;
#[path = "../support/app/mod.rs"]
#[allow(dead_code, unused_imports, reason = "only the people are needed")]
mod support;

mod calendar;
mod chaos;
mod effects;
mod gate;
mod house;
mod load;
mod peers;
mod people;
mod postgres;
mod reckoning;
mod sabotage;

use std::time::{Duration, Instant};

use calendar::Calendar;
use chaos::Chaos;
use house::House;
use rand::SeedableRng as _;
use rand::rngs::StdRng;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whatever_is_killed_nothing_is_lost_doubled_or_invented() {
    let (kills, seed) = (number("RW_FAULT_KILLS", 20), number("RW_FAULT_SEED", 1));
    let started = Instant::now();
    // Whatever hangs must not hang the whole of bin/test.
    let limit = Duration::from_secs(240 + 6 * kills);
    let calendar = Calendar::around_the_next_change(chrono::Utc::now(), seed);
    let mut house = House::build(&calendar).await;
    let people = people::move_in(&mut house, &calendar).await;
    println!("faults: seed {seed}, {kills} kills around {}, logs in {}", calendar.sunday, house.folder.display());
    let mut chaos = Chaos::new(StdRng::seed_from_u64(seed), kills);
    let report = tokio::time::timeout(limit, async {
        chaos.rage(&mut house, &people, &calendar).await;
        chaos.heal(&mut house, &people).await;
        reckoning::reckon(&house, &people, &calendar).await
    });
    let Ok(report) = report.await else { panic!("it was not over after {limit:?}: see the logs in {}", house.folder.display()) };
    println!("faults: {}\nfaults: {}; it took {:.0} s", chaos.told(), report.told(), started.elapsed().as_secs_f64());
    report.is_clean();
    sabotage::is_noticed(&house, &people, &calendar).await;
    house.pull_down();
}
