//! How long a document takes: 10 lines aim at 3 ms and 60 KB, 1,000 lines at 60 ms.

#![allow(clippy::print_stderr, clippy::expect_used, reason = "the sizes are part of what is measured")]

#[path = "../tests/support/sample_invoices.rs"]
#[allow(dead_code, reason = "the measurements use a part of the samples")]
mod sample_invoices;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::{PageSetup, render};
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

criterion_group!(benches, documents);
criterion_main!(benches);
