//! The module as a text of units below 128, sorted by what they mean, so that a compressor finds like beside like.
//!
//! In a function body the opcodes, the numbers of locals, constants, offsets in memory and callees take turns, and each disturbs the
//! statistics of the others. Taking them apart saves a tenth of the download, and plain ASCII is read the same in a page of any encoding.
//! `pkg-template/unpack` puts the very same bytes together again.
//!
//! The parts, each with a unit of its own behind it:
//!
//! 0. what units of part 3 stand for, where that is not an opcode without operands: six numbers each, see `Unit` in `unpack`,
//! 1. the module up to the first function's body,
//! 2. the module after the last function's body,
//! 3. the opcodes of all functions,
//! 4. the declarations of locals of all functions,
//! 5. and on: what follows the opcodes, one part for each kind, in the order in which the opcodes first ask for them.
//!
//! What a constant means depends less on its own instruction than on the next, which uses it: hence a part for each.
//! A local is written as how many others were in use since it was last, and 0 when it comes for the first time: `first_come` numbers them so that
//! it is then the next one. Addresses are written alike; a new one is expected behind the text before it. An offset is divided by 4 where
//! nearly all are multiples of it. Left out, because the reader works it out: the length of each body.

use super::instructions::{self, Follows, Form, Function};
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::mem;
use std::sync::OnceLock;

pub const BETWEEN: u8 = 126;
/// Numbers up to here take one unit; after it, as many prefixes stand for two.
const ONE: u32 = 112;
const PREFIXES: u32 = 13;
const RADIX: u32 = 126;

/// The units of the smallest numbers: each of another kind for brotli, found by trial with two versions of the core.
const FREQUENT: &[u8] = b"v, ez\"";

/// What `unpack` has room for.
const PARAMETERS: u32 = 64;
const LOCALS: u32 = 1 << 14;
const ADDRESSES: usize = 1 << 14;
const PARTS: usize = 250;

/// Where the linker puts data: constants from here on are taken for addresses.
const DATA: u32 = 1 << 20;
/// Offsets of wide loads and stores that are multiples of 4 are divided by it; others have this added.
const FOURTHS: u32 = 1 << 18;

/// What units stand for: an instruction's form, and whether its constant is an address.
type What = (Form, bool);

/// The text. Fails on what `unpack` could not put back.
pub fn pack(wasm: &[u8]) -> Result<Vec<u8>> {
    let module = instructions::read(wasm)?;
    let all = module.functions.iter().flat_map(|function| &function.instructions);
    let units = units(all.map(|one| what(one.form, &one.numbers)).collect())?;
    let (mut head, mut tail, mut opcodes, mut declared) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let start = instructions::code(wasm)?.start;
    // The number of bodies is the reader's last of the head.
    let count = wasm[start..].iter().position(|byte| *byte < 0x80).context("no functions")? + 1;
    wasm[..start + count].iter().for_each(|byte| raw(*byte, &mut head));
    module.tail.iter().for_each(|byte| raw(*byte, &mut tail));
    let mut operands = Operands::default();
    for function in &module.functions {
        number(function.declared.len() as u32, &mut declared);
        for (count, kind) in &function.declared {
            number(*count, &mut declared);
            raw(*kind, &mut declared);
        }
        operands.add(function, &units, &mut opcodes)?;
    }
    let mut parts = vec![table(&units), head, tail, opcodes, declared];
    parts.extend(operands.parts);
    ensure!(parts.len() < PARTS, "too many parts");
    parts.iter_mut().for_each(|part| part.push(BETWEEN));
    Ok(parts.concat())
}

fn what(form: Form, numbers: &[u32]) -> What {
    (form, form.follows == Follows::Constant && numbers[0] >= DATA && numbers[0] < 1 << 27)
}

/// Opcodes keep their number where they can.
fn units(all: BTreeSet<What>) -> Result<BTreeMap<What, u8>> {
    let mut units = BTreeMap::new();
    let mut free: BTreeSet<u8> = (0..BETWEEN).collect();
    let (mut natural, others): (Vec<What>, Vec<What>) = all.into_iter().partition(|(form, address)| form.second.is_none() && !address);
    let mut rest = Vec::new();
    for what in natural.drain(..) {
        match free.remove(&what.0.opcode) {
            true => drop(units.insert(what, what.0.opcode)),
            false => rest.push(what),
        }
    }
    for what in rest.into_iter().chain(others) {
        units.insert(what, free.pop_last().context("too many opcodes")?);
    }
    Ok(units)
}

/// What goes together in one part.
fn kind((form, address): What) -> u8 {
    match (form.follows, form.second) {
        (Follows::Nothing | Follows::End, _) => 0,
        (Follows::Offset, _) => 0x28 | u8::from(form.opcode >= 0x36),
        (Follows::WideOffset, _) => 0x2a | u8::from(form.opcode >= 0x36),
        (Follows::Constant, _) if address => 0x50,
        (_, Some(second)) => 0x60 | second,
        _ => form.opcode,
    }
}

/// Is that divided further, by the next unit?
fn by_next((form, address): What) -> bool {
    matches!(form.opcode, 0x41 | 0x42) && !address
}

/// What `unpack` calls what follows.
fn follows((form, address): What) -> u8 {
    match form.follows {
        Follows::Nothing => 0,
        Follows::Numbers => 1,
        Follows::Block => 2,
        Follows::End => 3,
        Follows::Local => 4,
        Follows::Offset => 5,
        Follows::WideOffset => 6,
        Follows::Constant if address => 8,
        Follows::Constant => 7,
        Follows::Bytes => 9,
        Follows::Targets => 10,
    }
}

fn table(units: &BTreeMap<What, u8>) -> Vec<u8> {
    let mut table = Vec::new();
    for (&what, &unit) in units {
        let form = what.0;
        if form.follows == Follows::Nothing && form.opcode == unit && form.second.is_none() {
            continue;
        }
        table.push(unit);
        let opcode = if form.opcode == unit { 0 } else { form.opcode };
        let second = form.second.map_or(0, |second| second + 1);
        for field in [follows(what), opcode, second, form.count, kind(what), by_next(what).into()] {
            number(field.into(), &mut table);
        }
    }
    table
}

#[derive(Default)]
struct Operands {
    parts: Vec<Vec<u8>>,
    places: HashMap<(u8, u8), usize>,
    /// The addresses that came, the latest first.
    known: Vec<u32>,
    expected: u32,
}

impl Operands {
    fn part(&mut self, kind: u8, sub: u8) -> &mut Vec<u8> {
        let new = self.parts.len();
        let place = *self.places.entry((kind, sub)).or_insert(new);
        if place == new {
            self.parts.push(Vec::new());
        }
        &mut self.parts[place]
    }

    fn add(&mut self, function: &Function, units: &BTreeMap<What, u8>, opcodes: &mut Vec<u8>) -> Result<()> {
        let count = function.parameters + function.declared.iter().map(|(count, _)| count).sum::<u32>();
        ensure!(function.parameters <= PARAMETERS && count < LOCALS - PARAMETERS, "too many locals");
        let mut locals: Vec<u32> = (0..count).collect();
        let mut seen = 0;
        // Did a text at a new address begin? Then a constant after it is taken for its length.
        let mut fresh = false;
        let all: Vec<What> = function.instructions.iter().map(|one| what(one.form, &one.numbers)).collect();
        for (index, one) in function.instructions.iter().enumerate() {
            let what = all[index];
            opcodes.push(units[&what]);
            let follows = one.form.follows;
            let was_fresh = mem::take(&mut fresh);
            if matches!(follows, Follows::Nothing | Follows::End) {
                continue;
            }
            let next = *all.get(index + 1).context("the last opcode is not an end")?;
            let sub = if by_next(what) { units[&next] } else { 0 };
            if follows == Follows::Constant && what.1 {
                let (address, from) = (one.numbers[0], self.expected);
                let at = self.known.iter().position(|known| *known == address);
                let part = self.part(kind(what), sub);
                match at {
                    Some(at) => {
                        number(at as u32 + 2, part);
                        self.known.remove(at);
                    }
                    None => {
                        number((address != from).into(), part);
                        if address != from {
                            number(zigzag(address.wrapping_sub(from)), part);
                        }
                        self.expected = address;
                        fresh = true;
                    }
                }
                self.known.insert(0, address);
                ensure!(self.known.len() < ADDRESSES, "too many addresses");
                continue;
            }
            let part = self.part(kind(what), sub);
            match follows {
                Follows::Local => {
                    let at = locals.iter().position(|local| *local == one.numbers[0]).context("a local that is not declared")?;
                    let local = locals.remove(at);
                    locals.insert(0, local);
                    let first = at >= seen;
                    number(if at == seen { 0 } else { at as u32 + u32::from(!first) }, part);
                    seen += usize::from(first);
                }
                Follows::Constant => {
                    number(zigzag(one.numbers[0]), part);
                    if was_fresh {
                        self.expected = self.expected.wrapping_add(one.numbers[0]);
                    }
                }
                Follows::Block => number(one.numbers[0] ^ 64, part),
                Follows::WideOffset => {
                    let offset = one.numbers[0];
                    ensure!(offset < 1 << 28, "an offset is too large");
                    number(if offset % 4 == 0 && offset / 4 < FOURTHS { offset / 4 } else { offset + FOURTHS }, part);
                }
                _ => {
                    one.numbers.iter().for_each(|value| number(*value, part));
                    one.bytes.iter().for_each(|byte| raw(*byte, part));
                }
            }
        }
        Ok(())
    }
}

fn zigzag(value: u32) -> u32 {
    (value << 1) ^ ((value as i32) >> 31) as u32
}

/// Writes a number of any size.
fn number(value: u32, out: &mut Vec<u8>) {
    let Some(value) = value.checked_sub(ONE) else { return out.push(digit(value)) };
    match (value / RADIX).checked_sub(PREFIXES) {
        None => out.push(digit(ONE + value / RADIX)),
        Some(high) => {
            out.push(digit(ONE + PREFIXES));
            number(high, out);
        }
    }
    out.push(digit(value % RADIX));
}

/// Brotli's statistics of a character go by what kind the two before it are, as texts have them: control characters, spaces, vowels, marks. Small
/// numbers would all be of one kind. So digits begin at the space, and the most frequent ones are of kinds of their own. `unpack` says the same.
fn digit(value: u32) -> u8 {
    static DIGITS: OnceLock<Vec<u8>> = OnceLock::new();
    let digits = DIGITS.get_or_init(|| {
        let mut values: Vec<u8> = (0..128).map(|unit| unit ^ 32).collect();
        for (value, unit) in FREQUENT.iter().enumerate() {
            values.swap(value ^ 32, usize::from(*unit));
        }
        // Between parts stands what would be 94; it takes the place of what no digit is.
        values.swap(BETWEEN.into(), 94);
        (0..128).map(|value| values.iter().position(|known| *known == value).unwrap_or_default() as u8).collect()
    });
    digits[value as usize]
}

/// Writes a byte that is no number.
fn raw(byte: u8, out: &mut Vec<u8>) {
    match byte {
        0..125 => out.push(byte),
        125..251 => out.extend([127, byte - 125]),
        251.. => out.extend([125, byte.wrapping_neg()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::inline::Alphabet;
    use crate::build::{first_come, proof, unpacker};
    use crate::tree::Tree;

    /// A module with one function type of two parameters, functions of it, and a custom section after them.
    fn module(bodies: &[Vec<u8>]) -> Vec<u8> {
        let count = bodies.len() as u8;
        let mut code = vec![count];
        for body in bodies {
            leb(body.len(), &mut code);
            code.extend(body);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x06\x01\x60\x02\x7f\x7f\0\x03".to_vec();
        wasm.extend([count + 1, count]);
        wasm.extend(vec![0; count.into()]);
        wasm.extend([5, 3, 1, 0, 1, 10]);
        leb(code.len(), &mut wasm);
        wasm.extend(code);
        // Bytes that take two units each among them.
        wasm.extend([0, 0x80, 0x02, 1, b'x']);
        wasm.extend((0..254).map(|byte| byte as u8 + 2));
        wasm
    }

    fn leb(mut value: usize, out: &mut Vec<u8>) {
        while value > 127 {
            out.push(value as u8 | 128);
            value >>= 7;
        }
        out.push(value as u8);
    }

    fn comes_back(bodies: &[Vec<u8>]) {
        static UNPACKERS: OnceLock<[(Alphabet, Vec<u8>); 2]> = OnceLock::new();
        let tree = Tree::find().unwrap();
        let unpackers = UNPACKERS
            .get_or_init(|| [Alphabet::Ascii, Alphabet::Printable].map(|alphabet| (alphabet, unpacker::wasm(&tree, alphabet).unwrap())));
        let wasm = module(bodies);
        let text = pack(&wasm).unwrap();
        assert!(text.is_ascii());
        for (alphabet, unpacker) in unpackers {
            proof::check(&tree, &wasm, *alphabet, unpacker).unwrap();
            proof::check(&tree, &first_come::first_come(&wasm).unwrap(), *alphabet, unpacker).unwrap();
        }
    }

    #[test]
    fn every_form_of_operand_comes_back() {
        let mut body = vec![2, 3, 0x7f, 0x81, 0x01, 0x7e];
        for opcode in (0x45..=0x62).chain([0x00, 0x01, 0x0f, 0x1a, 0x1b, 0x7c, 0x80, 0xc4]) {
            body.push(opcode);
        }
        for opcode in 0x20..=0x22 {
            body.extend([opcode, 5, opcode, 0x85, 0x01, opcode, 0, opcode, 1, opcode, 5, opcode, 0x80, 0x01]);
        }
        for opcode in [0x23, 0x24] {
            body.extend([opcode, 5, opcode, 0x85, 0x01]);
        }
        for opcode in [0x28, 0x29, 0x2d, 0x2f, 0x36, 0x37, 0x3a, 0x3b, 0x3e] {
            for align in 0..=2 {
                body.extend([opcode, align, 0, opcode, align, 0xff, 0xff, 0x03, opcode, align, 0x84, 0x08]);
                body.extend([opcode, align, 0xfc, 0xff, 0x3f, opcode, align, 0x80, 0x80, 0x40]);
            }
        }
        body.extend([0x02, 0x40, 0x03, 0x7f, 0x04, 0x40, 0x0c, 0, 0x05, 0x0d, 1, 0x0b, 0x0e, 3, 0, 1, 2, 0, 0x0b, 0x0b]);
        body.extend([0x10, 1, 0x10, 0xff, 0x07, 0x11, 3, 0, 0x3f, 0, 0x40, 0]);
        body.extend([0x0e, 0x81, 0x01].into_iter().chain([0; 130]));
        body.extend([0x43, 0, 0x0d, 0x7f, 0x80, 0x44, 0, 1, 0x7e, 0x7d, 0x80, 0xff, 0xfb, 0xfa]);
        body.extend([0xfc, 0, 0xfc, 7, 0xfc, 10, 0, 0, 0xfc, 11, 0, 0x0b]);
        comes_back(&[body.clone(), vec![0, 0x0b], body]);
    }

    #[test]
    fn constants_of_every_size_come_back() {
        let mut body = vec![0];
        let addresses = [0x10_0000, 0x10_0001, 0x7ff_ffff, 0x10_0000, 0x1f_ffff, 0x20_0000];
        for value in
            [0, -1, 63, 64, -64, -65, 8191, 8192, 0xf_ffff, 0x800_0000, -0x10_0000, i32::MAX, i32::MIN].into_iter().chain(addresses)
        {
            for opcode in [0x41, 0x42] {
                body.push(opcode);
                let mut rest = value;
                while !(-64..64).contains(&rest) {
                    body.push((rest & 0x7f) as u8 | 0x80);
                    rest >>= 7;
                }
                body.push((rest & 0x7f) as u8);
            }
        }
        // A text and its length, the text behind it, and one of them again: predicted, and not.
        body.extend([0x41, 0x80, 0x80, 0xc4, 0x00, 0x41, 5, 0x41, 0x85, 0x80, 0xc4, 0x00, 0x41, 0x7f, 0x41, 0x84, 0x80, 0xc4, 0x00]);
        body.extend([0x41, 0x80, 0x80, 0xc4, 0x00, 0x1a, 0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x0b]);
        comes_back(&[body]);
    }

    #[test]
    fn bodies_of_every_length_come_back() {
        let bodies = [0, 124, 125, 126, 127, 128, 16_380, 16_381, 16_382, 16_383, 16_384, 70_000];
        let bodies = bodies.map(|length| [vec![0], vec![1; length], vec![0x0b]].concat());
        comes_back(&bodies);
    }

    fn refuses(body: &[u8], why: &str) {
        let error = format!("{:#}", pack(&module(&[body.to_vec()])).unwrap_err());
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn what_the_reader_does_not_know_is_refused() {
        for opcode in [0x06, 0x07, 0x12, 0x13, 0x17, 0x1c, 0x25, 0x26, 0x27, 0xc5, 0xd0, 0xfb, 0xfd, 0xfe] {
            refuses(&[0, opcode, 0, 0x0b], "unknown opcode");
        }
        refuses(&[0, 0xfc, 12, 0, 0, 0x0b], "unknown opcode 0xfc");
        refuses(&[0, 0x28, 2, 0x80, 0, 0x0b], "padded");
        refuses(&[0, 0x41, 0x80, 0, 0x0b], "padded");
        refuses(&[0, 0x29, 2, 0x80, 0x80, 0x80, 0x80, 1, 0x0b], "too large");
        refuses(&[0x80, 0, 0x0b], "padded");
        refuses(&[0, 1], "without an end");
        refuses(&[0, 0x0b, 1, 0x0b], "after the end");
        refuses(&[0, 0x41, 0x80], "too early");
        refuses(&[0, 0x20, 2, 0x0b], "not declared");
        refuses(&[], "too early");
        assert!(pack(b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0").is_err());
    }
}
