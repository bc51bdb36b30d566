//! What happens to the house: a schedule made of a seed, and then peace until everything is done.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt as _;
use rand::rngs::StdRng;
use serde_json::json;
use sqlx::{Connection as _, PgConnection};

use crate::calendar::Calendar;
use crate::house::{House, Role};
use crate::people::People;
use crate::postgres::Blow;

/// A key of a request that died is free again after a minute.
const KEY_IN_USE: TimeDelta = TimeDelta::seconds(61);
/// From here on the requests under way must be over first: their keys are known for a day.
const LONG: TimeDelta = TimeDelta::hours(10);

pub struct Chaos {
    dice: StdRng,
    wanted: u64,
    servers: u64,
    workers: u64,
    commands: u64,
    databases: u64,
    moves: u64,
    faults: u64,
}

impl Chaos {
    pub fn new(dice: StdRng, wanted: u64) -> Self {
        Self { dice, wanted, servers: 0, workers: 0, commands: 0, databases: 0, moves: 0, faults: 0 }
    }

    fn kills(&self) -> u64 {
        self.servers + self.workers + self.commands + self.databases
    }

    pub fn told(&self) -> String {
        format!(
            "{} kills ({} of workers, {} of the server, {} of Postgres, {} of commands), {} moves of the clock, {} faults of neighbours",
            self.kills(),
            self.workers,
            self.servers,
            self.databases,
            self.commands,
            self.moves,
            self.faults
        )
    }

    fn pause(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(self.dice.random_range(from..to))
    }

    /// All kills, with the stations of the clock evenly between them.
    pub async fn rage(&mut self, house: &mut House, people: &People, calendar: &Calendar) {
        let stations = calendar.stations();
        let apart = self.wanted.div_ceil(stations.len() as u64 + 1).max(1);
        let mut stations = stations.into_iter();
        let mut next_move = apart;
        while self.kills() < self.wanted {
            let pause = self.pause(150, 1500);
            house.live(pause).await;
            self.trouble_a_neighbour(house);
            self.kill(house, calendar);
            if self.kills() >= next_move {
                next_move += apart;
                if let Some(station) = stations.next() {
                    self.move_clock(house, people, station).await;
                }
            }
        }
        for station in stations {
            self.move_clock(house, people, station).await;
        }
    }

    fn kill(&mut self, house: &mut House, calendar: &Calendar) {
        match self.dice.random_range(0..100) {
            0..50 => {
                let (number, pause) = (self.dice.random_range(0..3), self.pause(0, 900));
                self.workers += u64::from(house.kill(|role| *role == Role::Worker(number), pause));
            }
            50..70 => {
                let pause = self.pause(0, 900);
                self.servers += u64::from(house.kill(|role| *role == Role::Server, pause));
            }
            70..90 if house.postgres.is_up() => {
                let pause = self.pause(100, 2500);
                let blow = if self.dice.random_bool(0.5) { Blow::Kill } else { Blow::Immediate };
                house.postgres.strike(blow, pause);
                self.databases += 1;
            }
            _ if house.has_command() => self.commands += u64::from(house.kill(Role::is_command, Duration::ZERO)),
            _ => {
                let month = calendar.month().format("%Y-%m").to_string();
                let is_over = house.now() >= Calendar::at(calendar.first_of_next_month(), 0, 0);
                if is_over && self.dice.random_bool(0.5) {
                    house.command(&["run", "monthly", "--month", &month]);
                } else if !Calendar::would_be_early(house.now()) {
                    house.command(&["run", "recurring"]);
                }
            }
        }
    }

    fn trouble_a_neighbour(&mut self, house: &mut House) {
        match self.dice.random_range(0..8) {
            0 | 1 => {
                let mode = ["ok", "busy", "stall", "lose", "keep", "ok", "keep", "refuse"][self.dice.random_range(0..8)];
                house.peers.tell("smtp", mode);
            }
            2 | 3 => {
                let mode = ["ok", "broken", "stall", "drop", "ok"][self.dice.random_range(0..5)];
                house.peers.tell("moody", mode);
            }
            4 => house.storage.open(false),
            5 => house.storage.open(true),
            _ => return,
        }
        self.faults += 1;
    }

    /// A long way only when nobody waits for an answer: callers know their keys for a day.
    async fn move_clock(&mut self, house: &mut House, people: &People, to: DateTime<Utc>) {
        if to - house.now() > LONG {
            people.load.hold(true);
            let mut patience = Instant::now();
            while people.load.under_way() > 0 {
                house.live(Duration::from_millis(100)).await;
                if patience.elapsed() > Duration::from_secs(4) {
                    let soon = house.now() + KEY_IN_USE;
                    house.set_clock(soon, false).await;
                    patience = Instant::now();
                }
            }
        }
        let to = to.max(house.now() + KEY_IN_USE);
        house.set_clock(to, false).await;
        self.moves += 1;
        people.load.hold(false);
        // Something is to be under way when the next blow falls.
        let pause = self.pause(700, 1500);
        house.live(pause).await;
    }

    /// The neighbours behave again, people press "again" where something was given up, and the clock goes to where the last pause ends.
    pub async fn heal(&mut self, house: &mut House, people: &People) {
        house.peers.heal();
        house.storage.open(true);
        people.load.end();
        while house.kill(Role::is_command, Duration::ZERO) {
            self.commands += 1;
        }
        let mut moved_at = Instant::now();
        while !people.load.is_over() || !house.postgres.is_up() {
            house.live(Duration::from_millis(100)).await;
            if moved_at.elapsed() > Duration::from_secs(5) {
                let soon = house.now() + KEY_IN_USE;
                self.gently(house, soon).await;
                moved_at = Instant::now();
            }
        }
        for listener in &people.listeners {
            let mut form = listener.form.clone();
            form["enabled"] = json!(true);
            house.live(Duration::from_millis(20)).await;
            people.caller.put(&format!("/api/webhooks/{}", listener.id), &form).await;
        }
        let mut round = 0;
        loop {
            house.live(Duration::from_millis(250)).await;
            let open = Open::look(house).await;
            if open.given_up > 0 {
                round += 1;
                for queue in ["mail", "webhooks", "documents", "billing", "notifications"] {
                    people.caller.post(&format!("/api/queues/{queue}/retry"), &json!({}), &format!("again {queue} {round}")).await;
                }
            } else if open.due == 0 {
                match open.last_due_at {
                    Some(later) => self.gently(house, later + TimeDelta::seconds(1)).await,
                    None => return,
                }
            }
        }
    }

    async fn gently(&mut self, house: &mut House, to: DateTime<Utc>) {
        house.set_clock(to, true).await;
        self.moves += 1;
    }
}

/// What is still to be done.
#[derive(Debug, sqlx::FromRow)]
struct Open {
    due: i64,
    /// Of what comes later.
    last_due_at: Option<DateTime<Utc>>,
    given_up: i64,
}

impl Open {
    async fn look(house: &House) -> Self {
        let sql = "
            with work as (
                select state = 'queued' as is_open, state = 'failed' as is_failed, due_at from email_messages
                union all select state = 'waiting', state = 'failed', due_at from document_tasks
                union all select state = 'pending', state = 'failed', due_at from webhook_deliveries
                union all select state = 'running', state = 'failed', due_at from billing_runs
                union all select state = 'waiting', state = 'failed', due_at from notification_mails
                union all select true, false, due_at from recurring_invoices where state = 'active' and due_at <= $1
            )
            select count(*) filter (where is_open and due_at <= $1) as due,
                   max(due_at) filter (where is_open and due_at > $1) as last_due_at,
                   count(*) filter (where is_failed) as given_up
            from work";
        let mut database = PgConnection::connect(&house.postgres.url).await.expect("the database");
        let open = sqlx::query_as(sql).bind(house.now()).fetch_one(&mut database).await.expect("what is open");
        database.close().await.expect("an end");
        open
    }
}
