//! Damaged e-invoices: the reader reads or refuses them and never panics, and the gate judges whatever was read.
//!
//! `FUZZ_ROUNDS=3000000 cargo test --features ssr --test einvoice_fuzz` goes on for minutes. A file that breaks the reader is kept
//! in `tests/corpus` and read again in every run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rechnungswerk::domain::einvoice::gate;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::PageSetup;
use rechnungswerk::server::documents::reader;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};

/// What parsers trip over.
const TOKENS: [&[u8]; 24] = [
    b"<",
    b">",
    b"</",
    b"/>",
    b"&amp;",
    b"&#0;",
    b"&#x10FFFF;",
    b"<!DOCTYPE x [<!ENTITY a 'a'>]>",
    b"&a;",
    b"<![CDATA[",
    b"]]>",
    b"<?xml?>",
    b"xmlns:cbc=\"\"",
    b"-99999999999999999999999999999",
    b"0.00000000000000000000000000000001",
    b"2026-02-30",
    b"\xff\xfe",
    b"\0",
    b"obj",
    b"endobj",
    b"stream\r\n",
    b"<< /Length 99999999999 >>",
    b"/Filter [/FlateDecode /FlateDecode]",
    b"1 0 R",
];

/// Small numbers that look random (xorshift64*), the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).expect("fits") % below.max(1)
    }

    fn damage(&mut self, file: &mut Vec<u8>, others: &[Vec<u8>]) {
        let (at, length) = (self.next(file.len()), self.next(64));
        let end = (at + length).min(file.len());
        match self.next(7) {
            0 => file[at] ^= 1 << self.next(8),
            1 => drop(file.drain(at..end)),
            2 => file.truncate(at + 1),
            3 => {
                let part = file[at..end].to_vec();
                let to = self.next(file.len());
                file.splice(to..to, part);
            }
            4 => {
                let other = &others[self.next(others.len())];
                let from = self.next(other.len());
                let until = (from + self.next(2_000)).min(other.len());
                file.splice(at..end, other[from..until].iter().copied());
            }
            5 => file[at..end].reverse(),
            _ => drop(file.splice(at..end, TOKENS[self.next(TOKENS.len())].iter().copied())),
        }
        if file.is_empty() {
            file.push(b'<');
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    ["single-19", "everything"]
        .into_iter()
        .flat_map(|name| {
            let invoice = golden::case(name);
            let embedded = cii::write(&invoice, Guideline::En16931);
            let page = hybrid(&invoice, &PageSetup::default(), &embedded, Profile::En16931).expect("a page");
            [xrechnung_ubl::write(&invoice), embedded, page]
        })
        .collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn reads_without_panic(file: &[u8]) -> bool {
    let look = || {
        if let Ok(reading) = reader::read(file) {
            let _ = gate::check_received(&reading.invoice, reading.findings);
        }
    };
    catch_unwind(AssertUnwindSafe(look)).is_ok()
}

#[test]
fn files_that_once_broke_the_reader_do_not_any_more() {
    for entry in std::fs::read_dir(corpus()).expect("tests/corpus") {
        let path = entry.expect("an entry").path();
        assert!(reads_without_panic(&std::fs::read(&path).expect("read")), "{}", path.display());
    }
}

#[test]
fn damaged_files_never_panic() {
    let rounds: usize = std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(2_000);
    let seeds = seeds();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for round in 0..rounds {
        let mut file = seeds[dice.next(seeds.len())].clone();
        for _ in 0..=dice.next(6) {
            dice.damage(&mut file, &seeds);
        }
        if !reads_without_panic(&file) {
            let kept = corpus().join(format!("round-{round}"));
            std::fs::write(&kept, &file).expect("kept");
            panic!("the reader panicked; its file is {}", kept.display());
        }
    }
}
