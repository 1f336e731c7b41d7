//! Numbers the locals of each function in the order in which they occur. wasm-opt numbers them by how often they do, which saves a byte where a
//! function has more than 127; in this order a compressor is told nothing by a local's first number.

use super::instructions::{self, Follows, Function};
use anyhow::{Context, Result};

pub fn first_come(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = instructions::read(wasm)?;
    for (index, function) in module.functions.iter_mut().enumerate() {
        renumber(function).with_context(|| format!("the locals of function {index}"))?;
    }
    Ok(instructions::write(&module))
}

fn renumber(function: &mut Function) -> Result<()> {
    // Locals of one type stay together: each takes the next number of its group.
    let mut groups = Vec::new();
    let mut end = function.parameters;
    for (count, _) in &function.declared {
        groups.push((end, end + count));
        end += count;
    }
    let mut next: Vec<u32> = groups.iter().map(|(start, _)| *start).collect();
    let mut numbers: Vec<Option<u32>> = (0..end).map(|local| (local < function.parameters).then_some(local)).collect();
    for one in function.instructions.iter_mut().filter(|one| one.form.follows == Follows::Local) {
        let local = one.numbers[0];
        let number = numbers.get_mut(local as usize).context("a local that is not declared")?;
        one.numbers[0] = *number.get_or_insert_with(|| {
            let group = groups.iter().position(|(start, end)| (*start..*end).contains(&local)).unwrap_or_default();
            next[group] += 1;
            next[group] - 1
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locals_are_numbered_as_they_come_each_type_by_itself() {
        let head = b"\0asm\x01\0\0\0\x01\x05\x01\x60\x01\x7f\0\x03\x02\x01\0\x0a\x15\x01\x13".to_vec();
        // One parameter, three i32 and two f64; in the order 3, 5, 0, 1, 3, 4.
        let body = |order: [u8; 6]| {
            [vec![2, 3, 0x7f, 2, 0x7c], order.into_iter().flat_map(|local| [0x20, local]).collect(), vec![0x1a, 0x0b]].concat()
        };
        let wasm = [head.clone(), body([3, 5, 0, 1, 3, 4])].concat();
        assert_eq!(first_come(&wasm).unwrap(), [head, body([1, 4, 0, 2, 1, 5])].concat());
    }
}
