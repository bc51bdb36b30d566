//! How long the issue gate takes: aim at 200 µs for 20 lines and 20 ms for 2,000.

#![allow(clippy::expect_used, reason = "a measurement fails by panicking")]

#[path = "../tests/support/golden/mod.rs"]
mod golden;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rechnungswerk::domain::einvoice::{arithmetic, gate};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::{reader, xrechnung_ubl};

fn gate(criterion: &mut Criterion) {
    let long = golden::case("lines-2000");
    let mut short = long.clone();
    short.lines.truncate(20);
    arithmetic::compute(&mut short).expect("computes");
    for (name, invoice) in [("20 lines", &short), ("2,000 lines", &long)] {
        assert!(gate::check(invoice).is_empty());
        criterion.bench_function(&format!("issue gate, {name}"), |bencher| bencher.iter(|| gate::check(black_box(invoice))));
        criterion.bench_function(&format!("write UBL, {name}"), |bencher| bencher.iter(|| xrechnung_ubl::write(black_box(invoice))));
        criterion.bench_function(&format!("write CII, {name}"), |bencher| bencher.iter(|| cii::write(black_box(invoice), Guideline::En16931)));
        let file = xrechnung_ubl::write(invoice);
        criterion.bench_function(&format!("read UBL, {name}"), |bencher| bencher.iter(|| reader::read(black_box(&file))));
    }
}

criterion_group!(benches, gate);
criterion_main!(benches);
