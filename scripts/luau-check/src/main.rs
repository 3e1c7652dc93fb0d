//! `luau-check DEFINITIONS FILE...`: checks each file by itself under `--!strict` rules and prints `file:line:column: message`.
//! Exits with 1 where a file has an error, with 2 where the definitions have one or a file cannot be read.

use luau_analyze::{CheckOptions, Checker, Severity};
use std::{env, fs, process::exit, time::Duration};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn fail(why: String) -> ! {
    eprintln!("luau-check: {why}");
    exit(2)
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| fail(format!("{path}: {why}")))
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.first().map(String::as_str) == Some("--version") {
        println!("luau-check {VERSION}");
        return;
    }
    let Some((definitions, files)) = arguments.split_first() else {
        fail("usage: luau-check DEFINITIONS FILE...".into())
    };
    let mut checker = Checker::new().unwrap_or_else(|why| fail(format!("{why:?}")));
    if let Err(why) = checker.add_definitions(&read(definitions)) {
        fail(format!("{definitions}: {why:?}"));
    }
    let mut found = false;
    for file in files {
        let options = CheckOptions {
            module_name: Some(file),
            timeout: Some(Duration::from_secs(60)),
            ..Default::default()
        };
        let checked = checker
            .check_with_options(&read(file), options)
            .unwrap_or_else(|why| fail(format!("{file}: {why:?}")));
        for one in checked.diagnostics.iter().filter(|one| matches!(one.severity, Severity::Error)) {
            found = true;
            println!("{file}:{}:{}: {}", one.line + 1, one.col + 1, one.message.replace('\n', " "));
        }
    }
    exit(if found { 1 } else { 0 });
}
