//! EN 16931 in BT/BG terms: the semantic model, its arithmetic and the rules of the issue gate.

pub mod arithmetic;
pub mod characters;
pub mod gate;
pub mod model;
mod printable;
pub mod specification;
pub mod tax;
