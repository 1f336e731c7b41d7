//! Running other programs: their own output goes straight through, a failure names the command.

use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Output, Stdio};
use std::thread;

/// Runs to the end and fails when the program does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// Runs and keeps the output; on failure what it wrote becomes the error.
pub fn capture(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } = command.output().with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        let said = [String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)].concat();
        bail!("{} ended with {status}\n{}", line(command), said.trim_end());
    }
    Ok(String::from_utf8_lossy(&stdout).into_owned())
}

/// A tool of the root package.json, started in the root folder.
pub fn node_tool(tree: &Tree, tool: &str) -> Command {
    let file = if cfg!(windows) { format!("{tool}.cmd") } else { tool.to_owned() };
    let mut command = Command::new(tree.root.join("node_modules/.bin").join(file));
    command.current_dir(&tree.root);
    command
}

fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

fn line(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(name(command)).chain(args).collect::<Vec<_>>().join(" ")
}

/// Runs, passes on what the program writes as it comes, and gives it back with whether the program succeeded.
pub fn tee(command: &mut Command) -> Result<(bool, String)> {
    let context = format!("cannot start {}", name(command));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().context(context)?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (out, err) = thread::scope(|scope| {
        let err = scope.spawn(|| stderr.map_or_else(String::new, |pipe| copy(pipe, &mut io::stderr())));
        let out = stdout.map_or_else(String::new, |pipe| copy(pipe, &mut io::stdout()));
        (out, err.join().unwrap_or_default())
    });
    Ok((child.wait()?.success(), out + &err))
}

/// Line by line; bytes that are no UTF-8 are replaced.
fn copy(from: impl Read, to: &mut impl Write) -> String {
    let mut from = BufReader::new(from);
    let mut all = String::new();
    let mut line = Vec::new();
    while from.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // Nobody listening any more is no reason to stop the tests.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        all.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    all
}
