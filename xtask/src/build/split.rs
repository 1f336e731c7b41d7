//! The module's code sorted by what its bytes mean, so that a compressor finds like beside like.
//!
//! In a function body the opcodes, the numbers of locals, constants, offsets in memory and callees take turns, and each disturbs the
//! statistics of the others. Taking them apart saves 7 % of the download, the reader included. `unsplit.ts` puts them back and gives the
//! very same bytes.
//!
//! The parts, in this order:
//!
//! 0. the module up to the first function's body,
//! 1. the module after the last function's body,
//! 2. the opcodes of all functions, with the changes below,
//! 3. the declarations of locals of all functions, as in the module,
//! 4. and on: what follows the opcodes, one part for each `key`, in the order in which the opcodes first ask for them.
//!
//! What a number means depends less on its own instruction than on the next, which uses it: hence the keys of locals and constants.
//! An offset is divided by 4 where nearly all are multiples of it, and is then mostly one byte.
//!
//! Left out, because the reader works it out: the length of each body, and alignments. An alignment that is not the natural one has an
//! opcode before it (`ALIGN`) or, where that is frequent, an opcode of its own (`HALF_ALIGNED`). A constant that is an address
//! (`ADDRESS`) is written as the difference from the address before, which is small, because code and its texts have the same order.
//! The opcodes taken for this belong to features that the module may not use.

use anyhow::{Context, Result, bail, ensure};
use std::collections::HashMap;

/// `i32.const` of an address: 4 bytes long, which is everything from one megabyte up, where the linker puts data.
const ADDRESS: u8 = 0x12;
/// Before a load or store: its alignment is 0, 1 or 2.
const ALIGN: u8 = 7;
/// The alignment of these is 2, not 3: how two words are copied at once.
const HALF_ALIGNED: [(u8, u8); 2] = [(0x29, 0x17), (0x37, 0x25)];
/// The natural alignments of the loads and stores, from 0x28 on.
const NATURAL: [u8; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/// Offsets of wide loads and stores that are multiples of 4 are divided by it; others have this added.
const FOURTHS: i32 = 1 << 18;

const BLOCK: u8 = 0x02;
const IF: u8 = 0x04;
const END: u8 = 0x0b;
const LOCAL_GET: u8 = 0x20;
const I32_LOAD: u8 = 0x28;
const I32_CONST: u8 = 0x41;
const I64_CONST: u8 = 0x42;
const PREFIX: u8 = 0xfc;
const CODE_SECTION: u8 = 10;

/// Splits a module. Fails on what `unsplit.ts` could not put back.
pub fn split(wasm: &[u8]) -> Result<Vec<Vec<u8>>> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.byte()? != CODE_SECTION {
        let size = reader.number()?;
        reader.take(size)?;
    }
    let end = reader.number()? + reader.at;
    let functions = reader.number()?;
    let mut parts = Parts { head: wasm.get(..reader.at).context("no head")?.to_vec(), ..Parts::default() };
    for index in 0..functions {
        let size = reader.shortest()?;
        ensure!(size < 1 << 21, "body {index} is too long");
        let body = reader.take(size)?;
        function(body, &mut parts).with_context(|| format!("body {index} of {functions}"))?;
    }
    ensure!(reader.at == end, "the bodies do not fill the code section");
    let tail = wasm.get(end..).context("no tail")?.to_vec();
    Ok([vec![parts.head, tail, parts.opcodes, parts.locals], parts.operands].concat())
}

#[derive(Default)]
struct Parts {
    head: Vec<u8>,
    opcodes: Vec<u8>,
    locals: Vec<u8>,
    operands: Vec<Vec<u8>>,
    places: HashMap<u32, usize>,
    address: i32,
}

impl Parts {
    fn operand(&mut self, key: u32) -> &mut Vec<u8> {
        let new = self.operands.len();
        let place = *self.places.entry(key).or_insert(new);
        if place == new {
            self.operands.push(Vec::new());
        }
        &mut self.operands[place]
    }
}

struct Instruction<'a> {
    /// As they are written; a reader looks at the first of the next instruction's.
    opcodes: Vec<u8>,
    /// The real opcode.
    opcode: u8,
    operands: &'a [u8],
}

fn function(body: &[u8], parts: &mut Parts) -> Result<()> {
    let mut reader = Reader { bytes: body, at: 0 };
    for _ in 0..reader.shortest()? {
        reader.number()?;
        ensure!(reader.byte()? < 0x80, "a type of more than one byte");
    }
    parts.locals.extend(&body[..reader.at]);
    let mut all = Vec::new();
    let mut depth = 1;
    while reader.at < body.len() {
        ensure!(depth > 0, "code after the end");
        let one = instruction(&mut reader)?;
        match one.opcode {
            BLOCK..=IF => depth += 1,
            END => depth -= 1,
            _ => {}
        }
        all.push(one);
    }
    ensure!(depth == 0, "a block without an end");
    for (index, one) in all.iter().enumerate() {
        parts.opcodes.extend(&one.opcodes);
        if one.operands.is_empty() {
            continue;
        }
        let next = all.get(index + 1).context("the last opcode is not an end")?.opcodes[0];
        let key = key(one, next);
        match one.opcode {
            I32_CONST if one.opcodes[0] == ADDRESS => {
                let address = small(one.operands)?;
                let distance = address - parts.address;
                parts.address = address;
                write((distance << 1) ^ (distance >> 31), parts.operand(key));
            }
            0x28..=0x3e => {
                let offset = small(one.operands)?;
                let written = match (wide(one.opcode), offset % 4 == 0 && offset < FOURTHS * 4) {
                    (true, true) => offset / 4,
                    (true, false) => offset + FOURTHS,
                    (false, _) => offset,
                };
                write(written, parts.operand(key));
            }
            _ => parts.operand(key).extend(one.operands),
        }
    }
    Ok(())
}

/// Which numbers go together. What is last written here keeps the opcodes apart.
fn key(one: &Instruction, next: u8) -> u32 {
    match (one.opcode, next) {
        (0x28..=0x3e, _) => 0x1_0000 + u32::from(one.opcode >= 0x36) * 2 + u32::from(wide(one.opcode)),
        (I32_CONST, _) if one.opcodes[0] == ADDRESS => ADDRESS.into(),
        (I32_CONST | I64_CONST, _) => u32::from(next) << 8,
        (LOCAL_GET, LOCAL_GET | I32_LOAD | I32_CONST) => u32::from(next | 0x80),
        (PREFIX, _) => one.opcodes[1].into(),
        (other, _) => other.into(),
    }
}

/// Loads and stores of 4 or 8 bytes.
fn wide(opcode: u8) -> bool {
    NATURAL[usize::from(opcode - 0x28)] >= 2
}

fn instruction<'a>(reader: &mut Reader<'a>) -> Result<Instruction<'a>> {
    let opcode = reader.byte()?;
    let mut opcodes = vec![opcode];
    let mut start = reader.at;
    match opcode {
        0x00 | 0x01 | 0x05 | END | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => {}
        BLOCK..=IF | 0x0c | 0x0d | 0x10 | 0x20..=0x24 | 0x3f | 0x40 | I64_CONST => reader.numbers(1)?,
        0x0e => {
            let targets = reader.shortest()?;
            reader.numbers(targets + 1)?;
        }
        0x11 => reader.numbers(2)?,
        0x28..=0x3e => {
            let align = reader.byte()?;
            let natural = NATURAL[usize::from(opcode - 0x28)];
            let half = HALF_ALIGNED.into_iter().find(|(real, _)| *real == opcode && align == 2);
            match half {
                Some((_, written)) => opcodes = vec![written],
                None if align < natural => opcodes.insert(0, ALIGN + align),
                None => ensure!(align == natural, "an alignment larger than the natural one"),
            }
            start = reader.at;
            reader.shortest()?;
        }
        I32_CONST => {
            reader.numbers(1)?;
            let number = &reader.bytes[start..reader.at];
            if matches!(number, [_, _, _, 0..=0x3f]) && small(number)? >= 1 << 20 {
                opcodes = vec![ADDRESS];
            }
        }
        0x43 => drop(reader.take(4)?),
        0x44 => drop(reader.take(8)?),
        PREFIX => {
            let second = reader.byte()?;
            opcodes.push(second);
            start = reader.at;
            match second {
                0..=7 => {}
                8..=11 => reader.numbers(2 - usize::from(second & 1))?,
                other => bail!("unknown opcode 0xfc {other:#04x}"),
            }
        }
        other => bail!("unknown opcode {other:#04x}"),
    }
    Ok(Instruction { opcodes, opcode, operands: &reader.bytes[start..reader.at] })
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let byte = self.bytes.get(self.at).context("the end comes too early")?;
        self.at += 1;
        Ok(*byte)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let taken = self.bytes[self.at..].get(..count).context("the end comes too early")?;
        self.at += count;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        bail!("a number of more than five bytes")
    }

    /// A number that is written anew and must come out the same.
    fn shortest(&mut self) -> Result<usize> {
        let start = self.at;
        let value = self.number()?;
        let last = self.bytes[self.at - 1];
        ensure!(last > 0 || self.at == start + 1, "a padded number");
        Ok(value)
    }

    /// Past so many numbers of any size.
    fn numbers(&mut self, count: usize) -> Result<()> {
        for _ in 0..count {
            while self.byte()? >= 0x80 {}
        }
        Ok(())
    }
}

/// The value of a number of at most 28 bits that is not negative.
fn small(bytes: &[u8]) -> Result<i32> {
    ensure!(bytes.len() < 5, "a number is too large");
    Ok(bytes.iter().rev().fold(0, |value, byte| value << 7 | i32::from(byte & 0x7f)))
}

fn write(mut value: i32, out: &mut Vec<u8>) {
    while value > 0x7f {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::proof;
    use crate::tree::Tree;

    /// A module with one function type, two functions of it, a memory, these bodies and a custom section after them.
    fn module(bodies: &[Vec<u8>]) -> Vec<u8> {
        let count = bodies.len() as u8;
        let mut code = vec![count];
        for body in bodies {
            write(body.len() as i32, &mut code);
            code.extend(body);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03".to_vec();
        wasm.extend([count + 1, count]);
        wasm.extend(vec![0; count.into()]);
        wasm.extend([5, 3, 1, 0, 1, CODE_SECTION]);
        write(code.len() as i32, &mut wasm);
        wasm.extend(code);
        wasm.extend([0, 3, 1, b'x', 0x80]);
        wasm
    }

    fn comes_back(bodies: &[Vec<u8>]) {
        let wasm = module(bodies);
        proof::check(&Tree::find().unwrap(), &wasm).unwrap();
    }

    #[test]
    fn every_form_of_operand_comes_back() {
        let mut body = vec![2, 3, 0x7f, 0x81, 0x01, 0x7e];
        for opcode in (0x45..=0xc4).chain([0x00, 0x01, 0x0f, 0x1a, 0x1b]) {
            body.push(opcode);
        }
        for opcode in 0x20..=0x24 {
            body.extend([opcode, 5, opcode, 0x85, 0x01]);
        }
        for opcode in 0x28..=0x3e {
            for align in 0..=NATURAL[usize::from(opcode - 0x28)] {
                body.extend([opcode, align, 0, opcode, align, 0xff, 0xff, 0x03, opcode, align, 0x84, 0x08]);
                body.extend([opcode, align, 0xfc, 0xff, 0x3f, opcode, align, 0x80, 0x80, 0x40]);
            }
        }
        body.extend([0x02, 0x40, 0x03, 0x7f, 0x04, 0x40, 0x0c, 0, 0x05, 0x0d, 1, 0x0b, 0x0e, 3, 0, 1, 2, 0, 0x0b, 0x0b]);
        body.extend([0x10, 1, 0x10, 0xff, 0x07, 0x11, 3, 0, 0x3f, 0, 0x40, 0]);
        body.extend([0x0e, 0x81, 0x01].into_iter().chain([0; 130]));
        body.extend([0x43, 0, 0x0d, 0x7f, 0x80, 0x44, 0, 1, 0x7e, 0x7f, 0x80, 0xff, 0x0b, 0x06]);
        for second in 0..=7 {
            body.extend([0xfc, second]);
        }
        body.extend([0xfc, 8, 3, 0, 0xfc, 9, 3, 0xfc, 10, 0, 0, 0xfc, 11, 0, END]);
        comes_back(&[body.clone(), vec![0, END], body]);
    }

    #[test]
    fn constants_of_every_size_come_back() {
        let mut body = vec![0];
        let addresses = [0x10_0000, 0x10_0001, 0x7ff_ffff, 0x10_0000, 0x1f_ffff, 0x20_0000];
        for value in
            [0, -1, 63, 64, -64, -65, 8191, 8192, 0xf_ffff, 0x800_0000, -0x10_0000, i32::MAX, i32::MIN].into_iter().chain(addresses)
        {
            for opcode in [I32_CONST, I64_CONST] {
                body.push(opcode);
                let mut rest = value;
                while !(-64..64).contains(&rest) {
                    body.push((rest & 0x7f) as u8 | 0x80);
                    rest >>= 7;
                }
                body.push((rest & 0x7f) as u8);
            }
        }
        // Longer than need be, which is allowed.
        body.extend([I32_CONST, 0x80, 0x80, 0x80, 0, I32_CONST, 0xff, 0xff, 0xbf, 0, 0x20, 0x80, 0, END]);
        comes_back(&[body]);
    }

    #[test]
    fn bodies_of_every_length_come_back() {
        let bodies = [0, 124, 125, 126, 127, 128, 16_380, 16_381, 16_382, 16_383, 16_384, 70_000];
        let bodies = bodies.map(|length| [vec![0], vec![1; length], vec![END]].concat());
        comes_back(&bodies);
    }

    fn refuses(body: &[u8], why: &str) {
        let error = format!("{:#}", split(&module(&[body.to_vec()])).unwrap_err());
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn what_the_reader_does_not_know_is_refused() {
        for opcode in [ADDRESS, 0x06, 0x17, ALIGN, ALIGN + 1, ALIGN + 2, 0x13, 0x1c, 0x25, 0x26, 0x27, 0xc5, 0xd0, 0xfb, 0xfd, 0xfe] {
            refuses(&[0, opcode, 0, END], "unknown opcode");
        }
        refuses(&[0, 0xfc, 12, 0, 0, END], "unknown opcode 0xfc");
        refuses(&[0, 0x28, 3, 0, END], "alignment");
        refuses(&[0, 0x28, 0x42, 0, 0, END], "alignment");
        refuses(&[0, 0x28, 2, 0x80, 0, END], "padded");
        refuses(&[0, 0x28, 2, 0x80, 0x80, 0x80, 0x80, 1, END], "too large");
        refuses(&[0, 0x0e, 0x80, 0, 0, END], "padded");
        refuses(&[0x80, 0, END], "padded");
        refuses(&[0, 1], "without an end");
        refuses(&[0, END, 1, END], "after the end");
        refuses(&[0, 0x41, 0x80], "too early");
        refuses(&[1, 1, 0x80, 0, END], "type");
        refuses(&[], "too early");
    }

    #[test]
    fn padded_lengths_are_refused() {
        let mut wasm = module(&[vec![0, END]]);
        let at = wasm.windows(5).position(|five| five == [CODE_SECTION, 4, 1, 2, 0]).unwrap();
        wasm.splice(at..at + 4, [CODE_SECTION, 5, 1, 0x82, 0]);
        assert!(split(&wasm).unwrap_err().to_string().contains("padded"));
    }

    #[test]
    fn a_module_without_code_is_refused() {
        assert!(split(b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0").is_err());
    }
}
