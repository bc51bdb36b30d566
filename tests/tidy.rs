//! The rules of the house, held by reading the sources: who may know whom, where things live, and how large they grow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

use std::fs;
use std::path::{Path, PathBuf};

/// A source file with its path from the root and its lines without comments.
struct Source {
    path: String,
    text: String,
    code: Vec<String>,
}

impl Source {
    fn read(root: &Path, file: &Path) -> Self {
        let text = fs::read_to_string(file).expect("a source is text");
        let code = text.lines().map(without_comment).collect();
        Self { path: file.strip_prefix(root).expect("below the root").to_string_lossy().into_owned(), text, code }
    }

    fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// Lines of code, numbered from 1, that mention one of the words.
    fn mentions(&self, words: &[&str]) -> Vec<String> {
        let numbered = self.code.iter().enumerate();
        let found = numbered.flat_map(|(index, line)| words.iter().filter(|word| has_word(line, word)).map(move |word| (index + 1, *word)));
        found.map(|(line, word)| format!("{}:{line} mentions {word}", self.path)).collect()
    }

    /// Functions with their first line and their length, found by the indentation that rustfmt gives them.
    fn functions(&self) -> Vec<(usize, usize)> {
        let mut functions = Vec::new();
        for (start, line) in self.code.iter().enumerate() {
            let trimmed = line.trim_start();
            let words = trimmed.split("fn ").next().unwrap_or_default();
            let is_function = trimmed.contains("fn ")
                && words.split_whitespace().all(|word| matches!(word, "async" | "const" | "unsafe") || word.starts_with("pub"));
            if !is_function || trimmed.ends_with('}') || trimmed.ends_with(';') {
                continue;
            }
            let end = format!("{}}}", &line[..line.len() - trimmed.len()]);
            let length = self.code[start..].iter().position(|line| *line == end).map_or(1, |lines| lines + 1);
            functions.push((start + 1, length));
        }
        functions
    }
}

fn without_comment(line: &str) -> String {
    let trimmed = line.trim_start();
    if trimmed.starts_with("//") {
        return String::new();
    }
    line.split(" // ").next().unwrap_or_default().trim_end().to_owned()
}

/// The word with nothing of a longer name around it.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(|c| is_part(c) && !word.ends_with(|last| !is_part(last)))
    })
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files);
    files.sort();
    files.iter().map(|file| Source::read(root, file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
}

#[track_caller]
fn hold(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}\n  {}\n", broken.join("\n  "));
}

fn mentions_below(folders: &[&str], words: &[&str]) -> Vec<String> {
    sources("src").iter().filter(|source| source.is_below(folders)).flat_map(|source| source.mentions(words)).collect()
}

#[test]
fn the_domain_is_pure() {
    let framework = ["leptos", "axum", "sqlx", "tokio", "crate::rpc", "crate::ui", "crate::server"];
    let world = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now", "Uuid::new_v4", "rand", "std::fs", "std::net", "std::env"];
    let rule = "The domain runs in browser and server and is tested without either: no framework, no IO, no clock, no randomness. Hand the value in as an argument.";
    hold(&mentions_below(&["src/domain/"], &[framework.as_slice(), &world].concat()), rule);
}

#[test]
fn pages_know_no_server() {
    hold(&mentions_below(&["src/ui/"], &["axum", "sqlx", "crate::server"]), "Components get their data as props or through rpc.");
}

#[test]
fn server_functions_are_thin() {
    let mut broken = mentions_below(&["src/rpc/"], &["sqlx"]);
    for source in sources("src").iter().filter(|source| source.is_below(&["src/rpc/"])) {
        broken.extend(
            source
                .functions()
                .into_iter()
                .filter(|(_, length)| *length > 25)
                .map(|(line, length)| format!("{}:{line} has {length} lines", source.path)),
        );
        let unnamed = source.code.iter().enumerate().filter(|(_, line)| line.starts_with("#[server") && !line.contains("endpoint"));
        broken.extend(unnamed.map(|(index, _)| format!("{}:{} names no endpoint", source.path, index + 1)));
    }
    hold(&broken, "A server function asks who is there, calls one verb and answers: no SQL, at most 25 lines, and a fixed address.");
}

#[test]
fn sql_stands_in_queries_only() {
    let sql = ["sqlx::query", "sqlx::query_as", "sqlx::query_scalar", "query!", "query_as!", "query_scalar!"];
    let broken: Vec<String> = sources("src")
        .iter()
        .filter(|source| !source.path.ends_with("queries.rs") && source.path != "src/server/db.rs")
        .flat_map(|source| source.mentions(&sql))
        .collect();
    hold(&broken, "SQL stands in the queries.rs of its word (and in db.rs, which opens the connection).");
}

#[test]
fn verbs_know_no_http() {
    let verbs = [
        "accounts",
        "archive_checks",
        "audit",
        "customers",
        "documents",
        "dunning",
        "idempotency",
        "incoming",
        "invoices",
        "mail",
        "notifications",
        "operations",
        "organizations",
        "payments",
        "portal",
        "recurring",
        "webhooks",
        "usage",
    ]
    .map(|word| format!("src/server/{word}/"));
    let folders: Vec<&str> = verbs.iter().map(String::as_str).collect();
    let mut verbs = sources("src");
    verbs.retain(|source| source.is_below(&folders));
    // A shared buffer is no protocol.
    verbs.iter_mut().flat_map(|source| source.code.iter_mut()).for_each(|line| *line = line.replace("axum::body::Bytes", ""));
    let broken: Vec<String> = verbs.iter().flat_map(|source| source.mentions(&["axum", "leptos", "StatusCode", "HeaderMap"])).collect();
    hold(&broken, "A verb is called by pages, API, jobs, commands and tests alike, so it speaks of the business only.");
}

#[test]
fn boundaries_do_not_call_one_another() {
    let none_of = [
        ("src/server/rest/", ["crate::rpc", "crate::ui", "server::pages"].as_slice()),
        ("src/server/jobs/", &["crate::rpc", "crate::ui", "server::pages", "server::rest", "server::files"]),
        ("src/server/pages/", &["crate::rpc", "server::rest"]),
        ("src/rpc/", &["server::rest", "server::jobs", "server::files", "server::router"]),
    ];
    let broken: Vec<String> = none_of.iter().flat_map(|(folder, words)| mentions_below(&[folder], words)).collect();
    hold(&broken, "A boundary translates, calls one verb and translates back; what two of them need is a verb.");
}

#[test]
fn features_are_asked_for_in_their_homes_only() {
    let mut broken = Vec::new();
    for source in sources("src") {
        let found = source.mentions(&["cfg(feature", "cfg_attr(feature", "cfg(not(feature"]);
        let most = match source.path.as_str() {
            "src/lib.rs" | "src/main.rs" | "src/rpc/error.rs" => usize::MAX,
            _ if source.is_below(&["src/ui/"]) => 3,
            _ => 0,
        };
        if found.len() > most {
            broken.extend(found);
        }
    }
    hold(&broken, "Which half a module belongs to is decided by where it lies: the gates stand in lib.rs, main.rs and rpc/error.rs.");
}

#[test]
fn every_notice_that_is_sent_has_words() {
    let told = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/components/note.rs")).expect("the notices");
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| source.is_below(&["src/rpc/", "src/server/"])) {
        let codes = source.code.iter().flat_map(|line| notices(line));
        let unknown = codes.filter(|code| !told.contains(&format!("\"{code}\"")));
        broken.extend(unknown.map(|code| format!("{} sends {code}", source.path)));
    }
    hold(&broken, "A notice that note.rs does not know says nothing to the reader.");
}

/// The codes in `…?notice=code` and `with_notice(path, "code")`.
fn notices(line: &str) -> Vec<String> {
    let is_code = |c: &char| c.is_ascii_lowercase() || *c == '_';
    let in_addresses = line.split("notice=").skip(1).map(|rest| rest.chars().take_while(is_code).collect::<String>());
    let given = line.split("with_notice(").skip(1).filter_map(|rest| rest.rsplit('"').nth(1)).map(str::to_owned);
    in_addresses.chain(given).filter(|code| !code.is_empty() && code.chars().all(|c| is_code(&c))).collect()
}

#[test]
fn files_and_functions_stay_small() {
    let mut broken = Vec::new();
    for (folder, most, longest) in [("src", 400, 60), ("tests", 600, 80), ("benches", 600, 80)] {
        for source in sources(folder) {
            let lines = source.text.lines().count();
            if lines > most {
                broken.push(format!("{} has {lines} lines, at most {most}", source.path));
            }
            broken.extend(
                source
                    .functions()
                    .into_iter()
                    .filter(|(_, length)| *length > longest)
                    .map(|(line, length)| format!("{}:{line} is a function of {length} lines, at most {longest}", source.path)),
            );
        }
    }
    hold(&broken, "What is small is read; cut at the seam between two thoughts.");
}

#[test]
fn every_file_says_what_it_is() {
    let all = ["src", "tests", "benches"].into_iter().flat_map(sources);
    let silent: Vec<String> =
        all.filter(|source| !source.text.lines().take(3).any(|line| line.starts_with("//! "))).map(|source| source.path).collect();
    hold(&silent, "A file opens with one `//!` sentence.");
}

#[test]
fn the_rules_find_what_they_look_for() {
    assert!(has_word("use axum::Router;", "axum") && has_word("    sqlx::query!(x)", "sqlx::query"));
    assert!(!has_word("use axum_extra::x;", "axum") && !has_word("operand", "rand"));
    let source = Source {
        path: String::new(),
        text: String::new(),
        code: ["    async fn a(", "        x: u8,", "    ) {", "    }", "fn b() {}"].map(str::to_owned).to_vec(),
    };
    assert_eq!(source.functions(), [(1, 4)]);
}
