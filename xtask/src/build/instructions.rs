//! Reads the code of a module instruction by instruction, and writes it again: for what wasm-opt has no pass for. Only what the shipped module may
//! use is known; anything else is an error, and so is what would not be written as it was.

use anyhow::{Context, Result, bail, ensure};

/// What follows an opcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Follows {
    Nothing,
    Numbers,
    Block,
    End,
    Local,
    /// Of a load or store of one or two bytes.
    Offset,
    /// Of a load or store of four or eight.
    WideOffset,
    /// Of 32 bits.
    Constant,
    Bytes,
    /// How many there are, the targets, and the default.
    Targets,
}

/// An opcode with everything that is no operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    pub opcode: u8,
    pub second: Option<u8>,
    pub follows: Follows,
    /// How many numbers or bytes follow, or the alignment.
    pub count: u8,
}

#[derive(Clone, Debug)]
pub struct Instruction {
    pub form: Form,
    pub numbers: Vec<u32>,
    pub bytes: Vec<u8>,
}

pub struct Function {
    pub parameters: u32,
    /// Of the locals that are not parameters: how many of which type.
    pub declared: Vec<(u32, u8)>,
    pub instructions: Vec<Instruction>,
}

pub struct Module {
    /// Up to the size of the code section.
    pub head: Vec<u8>,
    pub functions: Vec<Function>,
    /// From the section after the code on.
    pub tail: Vec<u8>,
}

const TYPE_SECTION: u8 = 1;
const FUNCTION_SECTION: u8 = 3;
const CODE_SECTION: u8 = 10;

const END: u8 = 0x0b;
const I64_CONST: u8 = 0x42;

/// Where the code section's contents start and end in a module.
pub fn code(wasm: &[u8]) -> Result<std::ops::Range<usize>> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.byte()? != CODE_SECTION {
        let size = reader.number()?;
        reader.take(size)?;
    }
    let size = reader.number()? as usize;
    ensure!(size <= wasm.len() - reader.at, "the end comes too early");
    Ok(reader.at..reader.at + size)
}

pub fn read(wasm: &[u8]) -> Result<Module> {
    let mut reader = Reader { bytes: wasm, at: 8 };
    let (mut types, mut functions) = (Vec::new(), Vec::new());
    let head = loop {
        let at = reader.at;
        let id = reader.byte()?;
        let size = reader.number()?;
        match id {
            CODE_SECTION => break &wasm[..=at],
            TYPE_SECTION => {
                for _ in 0..reader.number()? {
                    ensure!(reader.byte()? == 0x60, "a type that is no function");
                    let parameters = reader.number()?;
                    reader.take(parameters)?;
                    let results = reader.number()?;
                    reader.take(results)?;
                    types.push(parameters);
                }
            }
            FUNCTION_SECTION => {
                for _ in 0..reader.number()? {
                    let index = reader.number()? as usize;
                    functions.push(*types.get(index).context("a function of no type")?);
                }
            }
            _ => drop(reader.take(size)?),
        }
    };
    let range = code(wasm)?;
    let mut reader = Reader { bytes: &wasm[..range.end], at: range.start };
    ensure!(reader.number()? as usize == functions.len(), "some functions have no body");
    let mut bodies = Vec::new();
    for (index, parameters) in functions.into_iter().enumerate() {
        let size = reader.number()?;
        let body = reader.take(size)?;
        bodies.push(function(body, parameters).with_context(|| format!("body {index}"))?);
    }
    ensure!(reader.at == range.end, "the bodies do not fill the code section");
    let module = Module { head: head.to_vec(), functions: bodies, tail: wasm[range.end..].to_vec() };
    ensure!(write(&module) == wasm, "a padded number");
    Ok(module)
}

pub fn write(module: &Module) -> Vec<u8> {
    let mut all = Vec::new();
    unsigned(module.functions.len() as u32, &mut all);
    for function in &module.functions {
        let body = body(function);
        unsigned(body.len() as u32, &mut all);
        all.extend(body);
    }
    let mut wasm = module.head.clone();
    unsigned(all.len() as u32, &mut wasm);
    [wasm, all, module.tail.clone()].concat()
}

/// The same module without its alignments, which are hints that no processor of today needs.
pub fn unaligned(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = read(wasm)?;
    for one in module.functions.iter_mut().flat_map(|function| &mut function.instructions) {
        if matches!(one.form.follows, Follows::Offset | Follows::WideOffset) {
            one.form.count = 0;
        }
    }
    Ok(write(&module))
}

fn function(body: &[u8], parameters: u32) -> Result<Function> {
    let mut reader = Reader { bytes: body, at: 0 };
    let mut declared = Vec::new();
    for _ in 0..reader.number()? {
        declared.push((reader.number()?, reader.byte()?));
    }
    let (mut instructions, mut depth) = (Vec::new(), 1);
    while reader.at < body.len() {
        ensure!(depth > 0, "code after the end");
        let one = instruction(&mut reader)?;
        match one.form.follows {
            Follows::Block => depth += 1,
            Follows::End => depth -= 1,
            _ => {}
        }
        instructions.push(one);
    }
    ensure!(depth == 0, "a block without an end");
    Ok(Function { parameters, declared, instructions })
}

fn instruction(reader: &mut Reader) -> Result<Instruction> {
    let opcode = reader.byte()?;
    let (mut second, mut count) = (None, 0);
    let follows = match opcode {
        0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x1b | 0x45..=0xc4 => Follows::Nothing,
        0x02..=0x04 => Follows::Block,
        END => Follows::End,
        0x0c | 0x0d | 0x10 | 0x23 | 0x24 | 0x3f | 0x40 => {
            count = 1;
            Follows::Numbers
        }
        0x0e => Follows::Targets,
        0x11 => {
            count = 2;
            Follows::Numbers
        }
        0x20..=0x22 => Follows::Local,
        0x28..=0x3e => {
            count = reader.byte()?;
            if matches!(opcode, 0x28..=0x2b | 0x34..=0x39 | 0x3e) { Follows::WideOffset } else { Follows::Offset }
        }
        0x41 => Follows::Constant,
        I64_CONST => Follows::Bytes,
        0x43 | 0x44 => {
            count = (opcode - 0x42) * 4;
            Follows::Bytes
        }
        0xfc => {
            let sub = reader.byte()?;
            second = Some(sub);
            match sub {
                0..=7 => Follows::Nothing,
                10 | 11 => {
                    count = 12 - sub;
                    Follows::Numbers
                }
                other => bail!("unknown opcode 0xfc {other:#04x}"),
            }
        }
        other => bail!("unknown opcode {other:#04x}"),
    };
    let (mut numbers, mut bytes) = (Vec::new(), Vec::new());
    match follows {
        Follows::Nothing | Follows::End => {}
        Follows::Block => numbers.push(reader.byte()?.into()),
        Follows::Numbers => {
            for _ in 0..count {
                numbers.push(reader.number()?);
            }
        }
        Follows::Local | Follows::Offset | Follows::WideOffset => numbers.push(reader.number()?),
        Follows::Targets => {
            let targets = reader.number()?;
            numbers.push(targets);
            for _ in 0..=targets {
                numbers.push(reader.number()?);
            }
        }
        Follows::Constant => numbers.push(reader.signed()?),
        Follows::Bytes if opcode == I64_CONST => loop {
            let byte = reader.byte()?;
            bytes.push(byte);
            if byte < 0x80 {
                count = bytes.len() as u8;
                break;
            }
        },
        Follows::Bytes => bytes.extend(reader.take(count.into())?),
    }
    Ok(Instruction { form: Form { opcode, second, follows, count }, numbers, bytes })
}

fn body(function: &Function) -> Vec<u8> {
    let mut out = Vec::new();
    unsigned(function.declared.len() as u32, &mut out);
    for (count, kind) in &function.declared {
        unsigned(*count, &mut out);
        out.push(*kind);
    }
    for one in &function.instructions {
        out.push(one.form.opcode);
        out.extend(one.form.second);
        match one.form.follows {
            Follows::Block => out.push(one.numbers[0] as u8),
            Follows::Constant => signed(one.numbers[0] as i32, &mut out),
            Follows::Offset | Follows::WideOffset => {
                out.push(one.form.count);
                unsigned(one.numbers[0], &mut out);
            }
            _ => one.numbers.iter().for_each(|number| unsigned(*number, &mut out)),
        }
        out.extend(&one.bytes);
    }
    out
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

    fn take(&mut self, count: u32) -> Result<&'a [u8]> {
        let taken = self.bytes[self.at..].get(..count as usize).context("the end comes too early")?;
        self.at += count as usize;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        bail!("a number of more than five bytes")
    }

    fn signed(&mut self) -> Result<u32> {
        let start = self.at;
        let value = self.number()?;
        let bits = 7 * (self.at - start);
        let negative = self.bytes[self.at - 1] & 0x40 != 0 && bits < 32;
        Ok(if negative { value | u32::MAX << bits } else { value })
    }
}

fn unsigned(mut value: u32, out: &mut Vec<u8>) {
    while value > 0x7f {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn signed(mut value: i32, out: &mut Vec<u8>) {
    while !(-64..64).contains(&value) {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8 & 0x7f);
}
