//! Zone 3: components only. Data comes in as props or through `rpc`.

pub mod components;
pub mod document;
pub mod frame;
pub mod islands;
pub mod loading;
pub mod pages;
pub mod portal;
pub mod rooms;
pub mod routes;
