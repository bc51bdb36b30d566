//! Zone 3: components only. Data comes in as props or through `rpc`.
