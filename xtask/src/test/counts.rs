//! How many tests ran, read from what the runners print.

use anyhow::{Context, Result};
use regex::Regex;
use serde_json::Value;

#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl Counts {
    pub fn plus(self, other: Counts) -> Counts {
        Counts { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// Nothing for a step that is no test.
    pub fn shown(self) -> String {
        if self == Counts::default() { String::new() } else { format!(": {} passed, {} failed", self.passed, self.failed) }
    }
}

/// `cargo test` and wasm-bindgen's runner: one such line for each binary.
pub fn of_cargo_test(output: &str) -> Result<Counts> {
    sum(&Regex::new(r"test result: \w+\. (\d+) passed; (\d+) failed")?, output)
}

/// nextest: `Summary [ 0.1s] 3 tests run: 2 passed (1 slow), 1 failed, 0 skipped`, a part that is zero may be missing.
pub fn of_nextest(output: &str) -> Result<Counts> {
    let line = output.lines().rev().find(|line| line.contains("Summary [")).context("nextest printed no summary")?;
    let number = |word: &str| -> Result<u64> {
        let found = Regex::new(&format!(r"(\d+) {word}\b"))?.captures(line).and_then(|found| found[1].parse().ok());
        Ok(found.unwrap_or(0))
    };
    Ok(Counts { passed: number("passed")?, failed: number("failed")? + number("timed out")? + number("exec failed")? })
}

/// Playwright's JSON report. A test that passed only when tried again counts as failed: nothing here may depend on luck.
pub fn of_playwright(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("reading Playwright's report")?;
    let stat = |name: &str| report["stats"][name].as_u64().with_context(|| format!("Playwright's report has no {name}"));
    let broken = report["errors"].as_array().map_or(0, |errors| errors.len() as u64);
    Ok(Counts { passed: stat("expected")?, failed: stat("unexpected")? + stat("flaky")? + broken })
}

fn sum(pattern: &Regex, output: &str) -> Result<Counts> {
    let mut total = Counts::default();
    for found in pattern.captures_iter(output) {
        total = total.plus(Counts { passed: found[1].parse()?, failed: found[2].parse()? });
    }
    Ok(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_test_binaries_are_added_up() {
        let output = "test result: ok. 3 passed; 0 failed; 0 ignored\n…\ntest result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(of_cargo_test(output).unwrap(), Counts { passed: 4, failed: 2 });
    }

    #[test]
    fn nextest_may_leave_out_zeros() {
        let line = "     Summary [   0.005s] 9 tests run: 9 passed, 0 skipped\n";
        assert_eq!(of_nextest(line).unwrap(), Counts { passed: 9, failed: 0 });
        let line = "     Summary [   0.005s] 9/12 tests run: 7 passed (1 slow), 2 failed, 0 skipped\n";
        assert_eq!(of_nextest(line).unwrap(), Counts { passed: 7, failed: 2 });
        assert!(of_nextest("error: could not compile").is_err());
    }

    #[test]
    fn a_flaky_browser_test_is_a_failed_one() {
        let report = r#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2},"errors":[{"message":"x"}]}"#;
        assert_eq!(of_playwright(report).unwrap(), Counts { passed: 5, failed: 3 });
    }
}
