//! Zone 3: components only. Data comes in as props or through `rpc`.

pub mod document;
pub mod portal;
