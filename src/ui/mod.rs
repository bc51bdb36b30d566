//! Zone 3: components only. Data comes in as props or through `rpc`.

pub mod components;
pub mod frame;
pub mod islands;
pub mod pages;
