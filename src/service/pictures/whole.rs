//! Whether a JPEG or a GIF is there to its end, read from its structure alone: the decoders fill
//! what is missing with grey, and a GIF's frames are only known by walking past them.

use super::refusal::Refusal;
use std::io::BufRead;

/// How a JPEG is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jpeg {
    /// In several passes, of which all coefficients have to be held.
    pub progressive: bool,
}

/// Walks a JPEG's segments (ITU-T T.81, annex B) to its end marker. What follows that is nobody's
/// picture: phones put films there, attackers archives and pages, and none of it is ever kept.
pub fn jpeg(file: &mut impl BufRead) -> Result<Jpeg, Refusal> {
    let mut found = Jpeg { progressive: false };
    skip(file, 2)?;
    let mut marker = next_marker(file)?;
    loop {
        marker = match marker {
            0xd9 => return Ok(found),
            // These have no length.
            0x01 | 0xd0..=0xd7 => next_marker(file)?,
            0xda => {
                segment(file)?;
                after_scan(file)?
            }
            other => {
                found.progressive |= matches!(other, 0xc2 | 0xc6 | 0xca | 0xce);
                segment(file)?;
                next_marker(file)?
            }
        };
    }
}

fn segment(file: &mut impl BufRead) -> Result<(), Refusal> {
    let length = u16::from_be_bytes([byte(file)?, byte(file)?]);
    skip(
        file,
        u64::from(length.checked_sub(2).ok_or(Refusal::Damaged)?),
    )
}

/// The marker that must stand here, after any number of fill bytes.
fn next_marker(file: &mut impl BufRead) -> Result<u8, Refusal> {
    if byte(file)? != 0xff {
        return Err(Refusal::Damaged);
    }
    loop {
        match byte(file)? {
            0xff => {}
            0x00 => return Err(Refusal::Damaged),
            marker => return Ok(marker),
        }
    }
}

/// The first marker after coded data, in which `ff 00` is a byte and `ff d0` to `ff d7` go on.
fn after_scan(file: &mut impl BufRead) -> Result<u8, Refusal> {
    loop {
        let buffered = fill(file)?;
        let Some(at) = buffered.iter().position(|b| *b == 0xff) else {
            let length = buffered.len();
            file.consume(length);
            continue;
        };
        file.consume(at + 1);
        let mut marker = byte(file)?;
        while marker == 0xff {
            marker = byte(file)?;
        }
        if !matches!(marker, 0x00 | 0xd0..=0xd7) {
            return Ok(marker);
        }
    }
}

/// Walks a GIF's blocks (GIF89a, appendix A) to its trailer, or to a second frame.
pub fn gif(file: &mut impl BufRead) -> Result<(), Refusal> {
    skip(file, 6 + 4)?;
    let flags = byte(file)?;
    skip(file, 2 + colours(flags))?;
    let mut frames = 0;
    loop {
        match byte(file)? {
            // Extension: its label, then blocks.
            0x21 => {
                skip(file, 1)?;
                blocks(file)?;
            }
            0x2c if frames == 1 => return Err(Refusal::Moving),
            0x2c => {
                frames = 1;
                skip(file, 8)?;
                let flags = byte(file)?;
                skip(file, colours(flags) + 1)?;
                blocks(file)?;
            }
            0x3b if frames == 1 => return Ok(()),
            _ => return Err(Refusal::Damaged),
        }
    }
}

/// Bytes of the colour table that these flags announce.
fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

fn blocks(file: &mut impl BufRead) -> Result<(), Refusal> {
    loop {
        match byte(file)? {
            0 => return Ok(()),
            length => skip(file, u64::from(length))?,
        }
    }
}

fn fill(file: &mut impl BufRead) -> Result<&[u8], Refusal> {
    match file.fill_buf() {
        Ok([]) | Err(_) => Err(Refusal::CutShort),
        Ok(buffered) => Ok(buffered),
    }
}

fn byte(file: &mut impl BufRead) -> Result<u8, Refusal> {
    let first = fill(file)?.first().copied().ok_or(Refusal::CutShort)?;
    file.consume(1);
    Ok(first)
}

fn skip(file: &mut impl BufRead, mut length: u64) -> Result<(), Refusal> {
    while length > 0 {
        let there = fill(file)?.len();
        let step = usize::try_from(length).map_or(there, |length| length.min(there));
        file.consume(step);
        length -= step as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x03x\xff\xda\x00\x02..\xff\x00.\xff\xd3.\xff\xff\xd9";

    #[test]
    fn a_jpeg_goes_to_its_end_marker() {
        assert_eq!(jpeg(&mut &*JPEG), Ok(Jpeg { progressive: true }));
        let more = [JPEG, b"PK\x03\x04<script>"].concat();
        assert_eq!(jpeg(&mut more.as_slice()), Ok(Jpeg { progressive: true }));
        for end in 2..JPEG.len() {
            assert_eq!(jpeg(&mut &JPEG[..end]), Err(Refusal::CutShort), "{end}");
        }
    }

    #[test]
    fn a_gif_has_one_frame_and_an_end() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let extension = b"\x21\xf9\x04\0\0\0\0\0";
        let frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let still = [&head[..], extension, frame, b";"].concat();
        assert_eq!(gif(&mut still.as_slice()), Ok(()));
        for end in 6..still.len() {
            assert_eq!(gif(&mut &still[..end]), Err(Refusal::CutShort), "{end}");
        }
        let moving = [&head[..], frame, extension, frame, b";"].concat();
        assert_eq!(gif(&mut moving.as_slice()), Err(Refusal::Moving));
    }
}
