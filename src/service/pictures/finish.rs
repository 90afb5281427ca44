//! What is made of a picture after it has come in: it takes long, and pages do without meanwhile.

use super::{Refusal, in_turn, raster::resized, renditions::jpeg};
use crate::{domain::crop::Crop, service::error::ServiceError};
use bytes::Bytes;
use image::{
    ExtendedColorType, ImageEncoder, ImageFormat, RgbImage, codecs::avif::AvifEncoder, imageops,
};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Beside the room where uploads are made ready: nobody waits for these.
static BACK_ROOM: Semaphore = Semaphore::const_new(1);

/// Looks like the WebP beside it, in two thirds of its bytes.
const QUALITY: u8 = 60;
/// Of 1 to 10: slower ones save a few percent and take several times as long.
const SPEED: u8 = 8;

/// The pixels of the largest file.
#[derive(Debug, Clone)]
pub struct Base(Arc<RgbImage>);

impl Base {
    /// Reads the JPEG that was made when the picture came in.
    pub async fn read(file: Bytes) -> Result<Result<Base, Refusal>, ServiceError> {
        in_turn(&BACK_ROOM, move || {
            let read = image::load_from_memory_with_format(&file, ImageFormat::Jpeg);
            let picture = read.map_err(|_| Refusal::Damaged)?.into_rgb8();
            Ok(Base(Arc::new(picture)))
        })
        .await
    }

    /// The cut in a shape around a focal point, as JPEG: what reads it may read nothing else.
    pub async fn cut(
        &self,
        crop: Crop,
        focal: (u8, u8),
    ) -> Result<Result<Vec<u8>, Refusal>, ServiceError> {
        let picture = Arc::clone(&self.0);
        in_turn(&BACK_ROOM, move || {
            let size = picture.dimensions();
            let (left, top, w, h) = crop.part(size, focal);
            let part = imageops::crop_imm(&*picture, left, top, w, h).to_image();
            let (w, h) = crop.size(size);
            jpeg(&resized(&part, w, h)?)
        })
        .await
    }

    /// The picture in a size, as AVIF.
    pub async fn avif(
        &self,
        (width, height): (u32, u32),
    ) -> Result<Result<Vec<u8>, Refusal>, ServiceError> {
        let picture = Arc::clone(&self.0);
        in_turn(&BACK_ROOM, move || {
            let picture = resized(&picture, width, height)?;
            let mut bytes = Vec::new();
            let encoder = AvifEncoder::new_with_speed_quality(&mut bytes, SPEED, QUALITY);
            encoder
                .with_num_threads(Some(1))
                .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
                .map_err(|_| Refusal::Damaged)?;
            Ok(bytes)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_cut_shows_what_is_at_the_focal_point() {
        // Red on the left, blue on the right.
        let picture = RgbImage::from_fn(800, 200, |x, _| {
            image::Rgb(if x < 400 {
                [220, 20, 20]
            } else {
                [20, 20, 220]
            })
        });
        let base = Base(Arc::new(picture));
        for (x, red) in [(0, true), (100, false)] {
            let square = Crop::ARTICLE[2];
            let bytes = base.cut(square, (x, 50)).await.expect("run").expect("made");
            let read = image::load_from_memory(&bytes)
                .expect("a picture")
                .to_rgb8();
            assert_eq!(read.dimensions(), (200, 200));
            assert_eq!(read.get_pixel(100, 100)[0] > 128, red);
        }
    }

    #[tokio::test]
    async fn an_avif_is_one() {
        let base = Base(Arc::new(RgbImage::from_pixel(
            96,
            64,
            image::Rgb([9, 99, 199]),
        )));
        let bytes = base.avif((48, 32)).await.expect("run").expect("made");
        // ISO/IEC 14496-12: the brand stands in the first box.
        assert_eq!(&bytes[4..12], b"ftypavif");
    }
}
