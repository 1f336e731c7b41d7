//! The README quotes docs/bench.html and docs/loss.json. `cargo xtask bench` and `cargo xtask loss` write them; this sees to it that nobody else does.

use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn the_readme_says_what_became_of_events() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let kept: Value = serde_json::from_str(&fs::read_to_string(root.join("docs/loss.json")).unwrap()).unwrap();
    let (_, quoted) = readme.split_once("<!-- loss: ").unwrap();
    let (quoted, _) = quoted.split_once("<!-- /loss -->").unwrap();
    let date = kept["date"].as_str().unwrap();
    assert!(quoted.contains(&format!(" on {date}, ")), "{date}");
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let line = |row: &Value| format!("| {} | {} | {} |", cell(row, "accident"), cell(row, "posthog"), cell(row, "prickle"));
    let kept: Vec<String> = kept["rows"].as_array().unwrap().iter().map(line).collect();
    let told: Vec<&str> = quoted.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert!(told.len() > 10, "{told:?}");
    assert_eq!(told, kept);
}

#[test]
fn the_readme_says_what_the_report_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let report = fs::read_to_string(root.join("docs/bench.html")).unwrap();
    let (_, quoted) = readme.split_once("<!-- bench: ").unwrap();
    let (quoted, _) = quoted.split_once("<!-- /bench -->").unwrap();
    let (_, when) = quoted.split_once(" on ").unwrap();
    let (date, _) = when.split_once(',').unwrap();
    assert!(report.contains(&format!("<b>{date}</b>")), "{date}");
    let rows: Vec<&str> = quoted.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert!(rows.len() > 5, "{rows:?}");
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [what, theirs, ours, ratio] = cells[..] else { panic!("{row}") };
        let name = format!("<th scope=\"row\">{}</th>", marked(what));
        let (_, line) = report.split_once(&name).unwrap_or_else(|| panic!("the report has no {name}"));
        let (line, _) = line.split_once("</tr>").unwrap();
        let told: Vec<&str> = line.split("<td>").skip(1).map(|cell| cell.split('<').next().unwrap()).collect();
        assert_eq!(told[..3], [theirs, ours, ratio], "{what}");
    }
}

/// As HTML: every other mark ends what is code.
fn marked(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    parts.iter().enumerate().map(|(at, part)| if at % 2 == 1 { format!("<code>{part}</code>") } else { (*part).to_owned() }).collect()
}
