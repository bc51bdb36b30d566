//! Damaged e-invoices: the reader reads or refuses them and never panics, and the gate judges whatever was read.
//!
//! `FUZZ_ROUNDS=3000000 cargo test --features ssr --test einvoice_fuzz` goes on for minutes, `FUZZ_SEED=2` takes another way. A file
//! that breaks the reader is kept in `tests/corpus` and read again in every run.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::domain::einvoice::{arithmetic, gate};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::{PageSetup, render};
use rechnungswerk::server::documents::reader;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};

/// What parsers trip over.
const TOKENS: [&[u8]; 38] = [
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
    b"7922816251426433759354395033.5",
    b"0.0000000000000000000000000001",
    b"1e400",
    b"-0",
    b"2026-11-2",
    b"99991231",
    b"262143-12-31",
    b"O",
    b"384",
    b"59",
    b"true",
    b"#SKONTO#TAGE=99999999999999999999#PROZENT=999999999999999999999999999.00#\n",
    b"%%EOF",
    b"endstream",
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

/// Both syntaxes, the credit note, UTF-16, and PDF files with the invoice packed and plain.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for name in ["single-19", "everything", "cancellation-with-everything", "direct-debit", "foreign-currency", "out-of-scope"] {
        let invoice = golden::case(name);
        let embedded = cii::write(&invoice, Guideline::En16931);
        let ubl = xrechnung_ubl::write(&invoice);
        seeds.push(hybrid(&invoice, &PageSetup::default(), &embedded, Profile::En16931).expect("a page"));
        seeds.extend([plain_pdf(&embedded), plain_pdf(&ubl)]);
        seeds.push([0xFEFF].into_iter().chain(String::from_utf8(ubl.clone()).expect("utf-8").encode_utf16()).flat_map(u16::to_le_bytes).collect());
        seeds.extend([ubl.clone(), embedded.clone(), ubl, embedded]);
    }
    seeds
}

/// A PDF file whose attached invoice is not packed, so that damage reaches it, with an object stream beside it.
fn plain_pdf(xml: &[u8]) -> Vec<u8> {
    let head = b"%PDF-1.7\n1 0 obj\n<</Type/Filespec/F(factur-x.xml)/EF<</F 2 0 R>>>>\nendobj\n";
    let packed = b"3 0 obj\n<</Type/ObjStm/N 2/First 8/Length 24>>\nstream\n4 0 5 7 <</A 1>> [1 2 3]\nendstream\nendobj\n";
    let stream = format!("2 0 obj\n<</Type/EmbeddedFile/Length {}>>\nstream\n", xml.len());
    [head, packed.as_slice(), stream.as_bytes(), xml, b"\nendstream\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"].concat()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn reads_without_panic(file: &[u8]) -> bool {
    let look = || {
        if let Ok(reading) = reader::read(file) {
            let _ = gate::check_received(&reading.invoice, reading.findings);
            let _ = gate::check(&reading.invoice);
            use_further(reading.invoice);
        }
    };
    catch_unwind(AssertUnwindSafe(look)).is_ok()
}

/// What was read is written and read again; what adds up gets a page.
fn use_further(mut invoice: EInvoice) {
    for bytes in [xrechnung_ubl::write(&invoice), cii::write(&invoice, Guideline::XRechnung)] {
        assert!(reader::read(&bytes).is_ok(), "what we write can be read");
    }
    let is_small = invoice.lines.len() < 50 && invoice.notes.len() < 50;
    if is_small && arithmetic::compute(&mut invoice).is_ok() {
        let _ = render(&invoice, &PageSetup::default());
    }
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
    let seed: u64 = std::env::var("FUZZ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed.max(1) | 1));
    for round in 0..rounds {
        let mut file = seeds[dice.next(seeds.len())].clone();
        for _ in 0..=dice.next(6) {
            dice.damage(&mut file, &seeds);
        }
        if !reads_without_panic(&file) {
            let kept = corpus().join(format!("round-{seed}-{round}"));
            std::fs::write(&kept, &file).expect("kept");
            panic!("the reader panicked; its file is {}", kept.display());
        }
    }
}
