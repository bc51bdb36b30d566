//! A coarse name for a browser: enough to recognise a visit, too little to recognise a person.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// `iPhone, Safari`.
    pub name: String,
    pub is_phone: bool,
}

/// Reads device and browser from a `User-Agent` header.
pub fn describe(user_agent: &str) -> Client {
    const DEVICES: [(&str, &str, bool); 8] = [
        ("iPhone", "iPhone", true),
        ("iPad", "iPad", false),
        ("Android", "Android", true),
        ("Windows", "Windows", false),
        ("Macintosh", "Mac", false),
        ("CrOS", "Chromebook", false),
        ("Linux", "Linux", false),
        ("X11", "Linux", false),
    ];
    // The order matters: Edge and Opera also say Chrome, and Chrome also says Safari.
    const BROWSERS: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let device = DEVICES.iter().find(|(mark, ..)| user_agent.contains(mark));
    let browser = BROWSERS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    let name = match (device, browser) {
        (Some((_, device, _)), Some(browser)) => format!("{device}, {browser}"),
        (Some((_, device, _)), None) => (*device).to_owned(),
        (None, Some(browser)) => browser.to_owned(),
        (None, None) => "?".to_owned(),
    };
    Client { name, is_phone: device.is_some_and(|(_, _, phone)| *phone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_coarsely() {
        let safari =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
        assert_eq!(describe(safari), Client { name: "iPhone, Safari".into(), is_phone: true });
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(describe(edge), Client { name: "Windows, Edge".into(), is_phone: false });
        assert_eq!(describe(""), Client { name: "?".into(), is_phone: false });
    }
}
