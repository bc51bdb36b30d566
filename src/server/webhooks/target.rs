//! Where a webhook may go: to a public address, found out again for every request, and to nothing in our own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::domain::error::Problem;

/// The address as it is connected to.
///
/// # Errors
/// What is wrong with it. Names are looked up later, by [`Guarded`].
pub fn parse(text: &str, allow_private: bool) -> Result<Url, Problem> {
    let url = Url::parse(text.trim()).map_err(|_| Problem::NotAWebAddress)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Problem::NotAWebAddress);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Problem::HasCredentials);
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(Problem::NotAWebAddress)?;
    if !allow_private && !is_public_host(host) {
        return Err(Problem::NotAPublicAddress);
    }
    Ok(url)
}

/// A name may still lead to a private address; what no name of the public may end with is refused at once.
fn is_public_host(host: &str) -> bool {
    if let Ok(address) = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        return is_public(address);
    }
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    !matches!(last, "localhost" | "local" | "internal" | "lan" | "home" | "corp" | "intranet") && !name.ends_with(".home.arpa")
}

/// Whether the address belongs to the public internet (IANA special-purpose registries).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

/// Global unicast only, and of that nothing that carries an IPv4 address or leads to documentation.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_special = match segments[0] {
        // 2001::/23 (Teredo, benchmarking, ORCHID …) and 2001:db8::/32.
        0x2001 => segments[1] < 0x0200 || segments[1] == 0x0db8,
        // 6to4 hides an IPv4 address.
        0x2002 => true,
        // 3fff::/20 is for documentation.
        0x3fff => segments[1] < 0x1000,
        _ => false,
    };
    is_global && !is_special
}

/// A name leads to an address that no webhook may go to.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
pub struct NotPublic;

/// Asks for the addresses of a name and hands them on only if all are public. The connection is made to the very
/// addresses that were looked at here, so that a second answer of the name server cannot lead elsewhere.
#[derive(Clone)]
pub struct Guarded {
    names: Arc<dyn Resolve>,
    allow_private: bool,
}

impl Guarded {
    #[must_use]
    pub fn new(names: Arc<dyn Resolve>, allow_private: bool) -> Self {
        Self { names, allow_private }
    }

    #[must_use]
    pub fn allows_private(&self) -> bool {
        self.allow_private
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (found, allow_private) = (self.names.resolve(name), self.allow_private);
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = found.await?.collect();
            if !allow_private && !addresses.iter().all(|address| is_public(address.ip())) {
                return Err(NotPublic.into());
            }
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// The machine's own name service.
#[derive(Clone, Copy, Debug)]
pub struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let addresses: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_private_address_is_refused() {
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://①②⑦.0.0.1/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.168.178.1/",
            "http://100.64.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://192.0.0.192/",
            "http://198.18.0.1/",
            "http://224.0.0.1/",
            "http://240.0.0.1/",
            "http://255.255.255.255/",
            "http://[::]/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:4136:e378::]/",
            "http://[2001:db8::1]/",
            "http://[fc00::1]/",
            "http://[fd12:3456::1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[fd00:ec2::254]/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://shop.localhost/",
            "http://printer.local/",
            "http://metadata.google.internal/",
        ] {
            assert_eq!(parse(url, false).err(), Some(Problem::NotAPublicAddress), "{url}");
            assert!(parse(url, true).is_ok(), "{url} in development");
        }
    }

    #[test]
    fn only_web_addresses_without_credentials_are_taken() {
        for url in
            ["", "shop.example", "ftp://shop.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "https://:443", "//shop.example"]
        {
            assert_eq!(parse(url, true).err(), Some(Problem::NotAWebAddress), "{url}");
        }
        for url in ["https://user@shop.example/", "https://user:secret@shop.example/", "https://:secret@shop.example/"] {
            assert_eq!(parse(url, false).err(), Some(Problem::HasCredentials), "{url}");
        }
        for url in [
            "https://shop.example/hooks?key=1",
            "http://8.8.8.8:8080/",
            "https://[2a00:1450:4001::1]/",
            "https://172.32.0.1/",
            "https://100.128.0.1/",
        ] {
            assert!(parse(url, false).is_ok(), "{url}");
        }
    }
}
