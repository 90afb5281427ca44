//! Files to upload: honest ones, and such as nobody means well with. Made here, byte by byte
//! where no encoder would make them.

use flate2::{Compression, Crc, write::ZlibEncoder};
use image::{DynamicImage, Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use std::io::{Cursor, Write};

/// What must not be found in anything that is kept.
pub const SECRET: &[u8] = b"JALAN-RAHASIA-7";

/// A picture whose left half is red and whose right half is blue.
pub fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 30, 30])
        } else {
            Rgb([30, 30, 220])
        }
    })
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    halves(width, height)
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 90))
        .expect("a JPEG");
    bytes
}

/// Any format that the library writes.
pub fn encoded(picture: DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(halves(width, height).into(), image::ImageFormat::Png)
}

/// A JPEG with these segments after its first two bytes.
pub fn with_segments(jpeg: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, data) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend((data.len() as u16 + 2).to_be_bytes());
        bytes.extend(data);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// Exif with an orientation, and a description that gives a place away.
pub fn exif(orientation: u8) -> (u8, Vec<u8>) {
    let mut data = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    data.extend([
        0x0e,
        0x01,
        2,
        0,
        SECRET.len() as u8 + 1,
        0,
        0,
        0,
        38,
        0,
        0,
        0,
    ]);
    data.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    data.extend([0, 0, 0, 0]);
    data.extend(SECRET);
    data.push(0);
    (0xe1, data)
}

/// XMP with creator, credit and caption.
pub fn xmp(creator: &str, credit: &str, caption: &str) -> (u8, Vec<u8>) {
    let secret = String::from_utf8_lossy(SECRET);
    let packet = format!(
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF>\
         <rdf:Description photoshop:Credit=\"{credit}\" exif:GPSLatitude=\"{secret}\">\
         <dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>\
         <dc:description><rdf:Alt><rdf:li>{caption}</rdf:li></rdf:Alt></dc:description>\
         </rdf:Description></rdf:RDF></x:xmpmeta>"
    );
    (0xe1, packet.into_bytes())
}

/// The same JPEG, said to be of another size.
pub fn lying_jpeg(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let at = jpeg
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a frame header");
    let mut bytes = jpeg.to_vec();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).expect("a short chunk");
    [
        &length.to_be_bytes()[..],
        kind,
        data,
        &sum.sum().to_be_bytes(),
    ]
    .concat()
}

/// A PNG of 8 bits a channel with these bytes of pixels, and other chunks before them.
pub fn raw_png(width: u32, height: u32, between: &[Vec<u8>], idat: &[u8]) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &header));
    bytes.extend(between.concat());
    bytes.extend(chunk(b"IDAT", idat));
    bytes.extend(chunk(b"IEND", &[]));
    bytes
}

/// Zeros, compressed.
pub fn zeros(length: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let block = vec![0; 1 << 20];
    for _ in 0..length >> 20 {
        encoder.write_all(&block).expect("compressed");
    }
    encoder
        .write_all(&block[..length & 0xf_ffff])
        .expect("compressed");
    encoder.finish().expect("compressed")
}

/// A colour profile that is nothing but zeros, very many.
pub fn profile_bomb(length: usize) -> Vec<u8> {
    let mut data = b"x\0\0".to_vec();
    data.extend(zeros(length));
    chunk(b"iCCP", &data)
}

/// The beginning of an animation of two frames.
pub fn animation_control() -> Vec<u8> {
    chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])
}

/// A GIF of this size and number of frames of one pixel each.
pub fn gif(width: u16, height: u16, frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    bytes.extend([0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]);
    for _ in 0..frames {
        bytes.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    bytes.push(b';');
    bytes
}

/// The header of a WebP without anything behind it.
pub fn webp_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    bytes.extend(&(width - 1).to_le_bytes()[..3]);
    bytes.extend(&(height - 1).to_le_bytes()[..3]);
    bytes
}

/// A WebP of two frames.
pub fn moving_webp() -> Vec<u8> {
    let config = webp::WebPConfig::new().expect("a configuration");
    let mut encoder = webp::AnimEncoder::new(8, 8, &config);
    let (one, other) = ([0; 8 * 8 * 3], [255; 8 * 8 * 3]);
    encoder.add_frame(webp::AnimFrame::from_rgb(&one, 8, 8, 0));
    encoder.add_frame(webp::AnimFrame::from_rgb(&other, 8, 8, 500));
    encoder.encode().to_vec()
}
