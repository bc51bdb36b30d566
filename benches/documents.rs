//! How long a document takes: 10 lines aim at 3 ms and 60 KB, 1,000 lines at 60 ms; and how long the refusal of a hostile file.

#![allow(clippy::print_stderr, clippy::expect_used, clippy::unwrap_used, reason = "the sizes are part of what is measured")]

#[path = "../tests/support/golden/mod.rs"]
mod golden;
#[path = "../tests/support/hostile.rs"]
mod hostile;
#[path = "../tests/support/sample_invoices.rs"]
#[allow(dead_code, reason = "the measurements use a part of the samples")]
mod sample_invoices;

use std::hint::black_box;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::{PageSetup, render};
use rechnungswerk::server::documents::reader;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};

fn documents(criterion: &mut Criterion) {
    let setup = PageSetup { portal_url: Some("https://rechnungen.example/portal/0b8f7c1e"), ..PageSetup::default() };
    for lines in [1, 10, 100, 1000] {
        let invoice = sample_invoices::with_lines(lines);
        let size = hybrid(&invoice, &setup, &cii::write(&invoice, Guideline::En16931), Profile::En16931).map_or(0, |bytes| bytes.len());
        eprintln!("{lines} lines: {size} bytes");
        criterion.bench_function(&format!("page of {lines} lines"), |bencher| bencher.iter(|| render(black_box(&invoice), &setup)));
        criterion.bench_function(&format!("hybrid of {lines} lines"), |bencher| {
            bencher.iter(|| hybrid(black_box(&invoice), &setup, &cii::write(&invoice, Guideline::En16931), Profile::En16931));
        });
    }
}

/// Each once, because the worst of them takes long; all aim at a second.
fn hostile_files(_: &mut Criterion) {
    let huge = ("100 MB", vec![b' '; 100 << 20], "file_too_large");
    for (name, bytes, _) in hostile::xml_files().into_iter().chain(hostile::pdf_files()).chain([huge]) {
        let started = Instant::now();
        let refusal = reader::read(black_box(&bytes)).err().map(|error| error.to_string());
        eprintln!("{name} ({} KB): {:?}, {}", bytes.len() / 1024, started.elapsed(), refusal.as_deref().unwrap_or("read"));
    }
}

criterion_group!(benches, documents, hostile_files);
criterion_main!(benches);
