//! The shapes that pictures are cut to for pages of others: search engines and shared links.

/// Widest that a cut is kept.
const WIDEST: u32 = 1200;

/// A shape: so many parts across, so many down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crop {
    across: u32,
    down: u32,
}

impl Crop {
    /// 1200 × 630, as links are shown where they are shared (<https://ogp.me>).
    pub const CARD: Crop = Crop::of(40, 21);
    /// What Google asks of a story's picture, the widest first
    /// (<https://developers.google.com/search/docs/appearance/structured-data/article>).
    pub const ARTICLE: [Crop; 3] = [Crop::of(16, 9), Crop::of(4, 3), Crop::of(1, 1)];
    /// Every shape.
    pub const ALL: [Crop; 4] = [
        Crop::CARD,
        Crop::ARTICLE[0],
        Crop::ARTICLE[1],
        Crop::ARTICLE[2],
    ];

    const fn of(across: u32, down: u32) -> Crop {
        Crop { across, down }
    }

    /// The file's name without its extension; another focal point is another file.
    pub fn name(self, (x, y): (u8, u8)) -> String {
        format!("{}x{}-{x}-{y}", self.across, self.down)
    }

    /// Whether a file could be named like that.
    pub fn is_name(name: &str) -> bool {
        let mut parts = name.split('-');
        let shape = parts.next().unwrap_or_default();
        let shape = Crop::ALL
            .iter()
            .any(|crop| shape == format!("{}x{}", crop.across, crop.down));
        let percent = |part: Option<&str>| {
            part.and_then(|part| part.parse::<u8>().ok().filter(|n| part == n.to_string()))
                .is_some_and(|n| n <= 100)
        };
        shape && percent(parts.next()) && percent(parts.next()) && parts.next().is_none()
    }

    /// The largest part of a picture in this shape that has the focal point as near its middle as
    /// can be: left, top, width, height.
    pub fn part(self, (width, height): (u32, u32), (x, y): (u8, u8)) -> (u32, u32, u32, u32) {
        let (w, h) = self.fit(width, height);
        let place = |whole: u32, part: u32, percent: u8| {
            let middle = u64::from(whole) * u64::from(percent.min(100)) / 100;
            let edge = middle.saturating_sub(u64::from(part) / 2);
            u32::try_from(edge)
                .unwrap_or(0)
                .min(whole.saturating_sub(part))
        };
        (place(width, w, x), place(height, h, y), w, h)
    }

    /// The size in which the cut of a picture of this size is kept.
    pub fn size(self, (width, height): (u32, u32)) -> (u32, u32) {
        let (w, h) = self.fit(width, height);
        match w > WIDEST {
            true => (WIDEST, (WIDEST * self.down / self.across).max(1)),
            false => (w, h),
        }
    }

    fn fit(self, width: u32, height: u32) -> (u32, u32) {
        let scaled = |n: u32, times: u32, by: u32| {
            let scaled = u64::from(n) * u64::from(times) / u64::from(by);
            u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
        };
        let tall = scaled(width, self.down, self.across);
        match tall <= height {
            true => (width, tall),
            false => (scaled(height, self.across, self.down).min(width), height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_stays_inside_and_keeps_the_focal_point() {
        for size in [(2400, 1600), (700, 1000), (1, 1), (3, 900), (1000, 2)] {
            for crop in Crop::ALL {
                for (x, y) in [(0, 0), (50, 50), (100, 100), (20, 80)] {
                    let (left, top, w, h) = crop.part(size, (x, y));
                    assert!(w >= 1 && h >= 1 && left + w <= size.0 && top + h <= size.1);
                    let (at_x, at_y) = (size.0 * u32::from(x) / 100, size.1 * u32::from(y) / 100);
                    assert!(left <= at_x && at_x <= left + w && top <= at_y && at_y <= top + h);
                }
            }
        }
        assert_eq!(
            Crop::ARTICLE[2].part((2000, 1000), (90, 50)),
            (1000, 0, 1000, 1000)
        );
        assert_eq!(Crop::CARD.size((2400, 1600)), (1200, 630));
        assert_eq!(Crop::ARTICLE[0].size((800, 800)), (800, 450));
    }

    #[test]
    fn names_are_those_of_cuts_alone() {
        assert!(Crop::is_name(&Crop::CARD.name((50, 7))));
        for wrong in [
            "16x9",
            "16x9-50",
            "16x9-50-101",
            "16x9-050-1",
            "2x3-1-1",
            "16x9-1-1-1",
            "16x9-+1-1",
        ] {
            assert!(!Crop::is_name(wrong), "{wrong}");
        }
    }
}
