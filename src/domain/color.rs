//! From the one colour of an organization to the colours of a page that everybody can read, in light and dark.

/// What a page needs in one colour scheme, each as `#rrggbb`. Every text pair has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Links and the focus ring on paper.
    pub brand: String,
    /// The primary button, the same under the pointer, and the text on both.
    pub fill: String,
    pub fill_over: String,
    pub on_fill: String,
}

/// The colours for light and dark pages; the default teal where no colour is given or where it cannot be read.
#[must_use]
pub fn palettes(color: Option<&str>) -> (Palette, Palette) {
    match color.and_then(Rgb::parse).filter(|rgb| *rgb != DEFAULT) {
        Some(rgb) => (light(rgb), dark(rgb)),
        None => (palette("#0f766e", "#0f766e", "#0b5f59", "#ffffff"), palette("#2dd4bf", "#14b8a6", "#2dd4bf", "#04201d")),
    }
}

const DEFAULT: Rgb = Rgb(0x0f, 0x76, 0x6e);
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const BLACK: Rgb = Rgb(0, 0, 0);
const INK: Rgb = Rgb(0x0f, 0x17, 0x2a);
/// The darkest ground of the light scheme and the lightest of the dark one: what can be read there can be read everywhere.
const LIGHT_GROUND: Rgb = Rgb(0xf3, 0xf5, 0xf8);
const DARK_GROUND: Rgb = Rgb(0x18, 0x21, 0x30);

/// Contrasts in tenths. A button must stand out from its ground, less strictly than text, because its words stand out by themselves.
const TEXT: u64 = 45;
const LIGHT_BUTTON: u64 = 13;
const DARK_BUTTON: u64 = 30;

fn light(rgb: Rgb) -> Palette {
    let brand = rgb.until(BLACK, |c| c.contrasts(LIGHT_GROUND, TEXT));
    let visible = rgb.until(BLACK, |c| c.contrasts(LIGHT_GROUND, LIGHT_BUTTON));
    if visible.contrasts(WHITE, TEXT) {
        return Palette { brand: brand.hex(), fill: visible.hex(), fill_over: visible.mixed(BLACK, 12).hex(), on_fill: WHITE.hex() };
    }
    if visible.contrasts(INK, TEXT) {
        let over = visible.mixed(WHITE, 16);
        return Palette { brand: brand.hex(), fill: visible.hex(), fill_over: over.hex(), on_fill: INK.hex() };
    }
    let fill = visible.until(BLACK, |c| c.contrasts(WHITE, TEXT));
    Palette { brand: brand.hex(), fill: fill.hex(), fill_over: fill.mixed(BLACK, 12).hex(), on_fill: WHITE.hex() }
}

fn dark(rgb: Rgb) -> Palette {
    let brand = rgb.until(WHITE, |c| c.contrasts(DARK_GROUND, TEXT));
    let visible = rgb.until(WHITE, |c| c.contrasts(DARK_GROUND, DARK_BUTTON));
    if visible.contrasts(WHITE, TEXT) {
        return Palette { brand: brand.hex(), fill: visible.hex(), fill_over: visible.mixed(BLACK, 8).hex(), on_fill: WHITE.hex() };
    }
    let fill = visible.until(WHITE, |c| c.contrasts(INK, TEXT));
    Palette { brand: brand.hex(), fill: fill.hex(), fill_over: fill.mixed(WHITE, 16).hex(), on_fill: INK.hex() }
}

fn palette(brand: &str, fill: &str, fill_over: &str, on_fill: &str) -> Palette {
    Palette { brand: brand.to_owned(), fill: fill.to_owned(), fill_over: fill_over.to_owned(), on_fill: on_fill.to_owned() }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self(red, green, blue))
    }

    fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// So many of 64 parts of the way to another colour.
    fn mixed(self, other: Self, parts: u8) -> Self {
        let mix = |a: u8, b: u8| {
            let sum = u16::from(a) * u16::from(64 - parts.min(64)) + u16::from(b) * u16::from(parts.min(64));
            u8::try_from((sum + 32) / 64).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// The nearest colour on the way to another one that is good.
    fn until(self, other: Self, good: impl Fn(Self) -> bool) -> Self {
        (0..=64).map(|parts| self.mixed(other, parts)).find(|color| good(*color)).unwrap_or(other)
    }

    /// Whether (lighter + 0.05) ÷ (darker + 0.05) is at least so many tenths.
    fn contrasts(self, other: Self, tenths: u64) -> bool {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 50_000) * 10 >= (a.min(b) + 50_000) * tenths
    }

    /// Relative luminance of WCAG 2.2 in millionths.
    fn luminance(self) -> u64 {
        let linear = |channel: u8| u64::from(LINEAR[usize::from(channel)]);
        (2_126 * linear(self.0) + 7_152 * linear(self.1) + 722 * linear(self.2)) / 10_000
    }
}

/// sRGB to linear light in millionths: c ÷ 12.92 up to 0.04045, else ((c + 0.055) ÷ 1.055)^2.4.
#[rustfmt::skip]
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347, 3_677, 4_025, 4_391, 4_777,
    5_182, 5_605, 6_049, 6_512, 6_995, 7_499, 8_023, 8_568, 9_134, 9_721, 10_330, 10_960, 11_612, 12_286, 12_983, 13_702,
    14_444, 15_209, 15_996, 16_807, 17_642, 18_500, 19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321, 28_426,
    29_557, 30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735, 45_186, 46_665, 48_172, 49_707,
    51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010, 64_803, 66_626, 68_478, 70_360, 72_272, 74_214, 76_185, 78_187,
    80_220, 82_283, 84_376, 86_500, 88_656, 90_842, 93_059, 95_307, 97_587, 99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435,
    116_971, 119_538, 122_139, 124_772, 127_438, 130_136, 132_868, 135_633, 138_432, 141_263, 144_128, 147_027, 149_960, 152_926, 155_926, 158_961,
    162_029, 165_132, 168_269, 171_441, 174_647, 177_888, 181_164, 184_475, 187_821, 191_202, 194_618, 198_069, 201_556, 205_079, 208_637, 212_231,
    215_861, 219_526, 223_228, 226_966, 230_740, 234_551, 238_398, 242_281, 246_201, 250_158, 254_152, 258_183, 262_251, 266_356, 270_498, 274_677,
    278_894, 283_149, 287_441, 291_771, 296_138, 300_544, 304_987, 309_469, 313_989, 318_547, 323_143, 327_778, 332_452, 337_164, 341_914, 346_704,
    351_533, 356_400, 361_307, 366_253, 371_238, 376_262, 381_326, 386_429, 391_572, 396_755, 401_978, 407_240, 412_543, 417_885, 423_268, 428_690,
    434_154, 439_657, 445_201, 450_786, 456_411, 462_077, 467_784, 473_531, 479_320, 485_150, 491_021, 496_933, 502_886, 508_881, 514_918, 520_996,
    527_115, 533_276, 539_479, 545_724, 552_011, 558_340, 564_712, 571_125, 577_580, 584_078, 590_619, 597_202, 603_827, 610_496, 617_207, 623_960,
    630_757, 637_597, 644_480, 651_406, 658_375, 665_387, 672_443, 679_542, 686_685, 693_872, 701_102, 708_376, 715_694, 723_055, 730_461, 737_910,
    745_404, 752_942, 760_525, 768_151, 775_822, 783_538, 791_298, 799_103, 806_952, 814_847, 822_786, 830_770, 838_799, 846_873, 854_993, 863_157,
    871_367, 879_622, 887_923, 896_269, 904_661, 913_099, 921_582, 930_111, 938_686, 947_307, 955_973, 964_686, 973_445, 982_251, 991_102, 1_000_000,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_readable(palette: &Palette, grounds: &[&str], of: &str) {
        let rgb = |text: &str| Rgb::parse(text).unwrap();
        for ground in grounds {
            assert!(rgb(&palette.brand).contrasts(rgb(ground), TEXT), "brand of {of} on {ground}: {palette:?}");
        }
        for fill in [&palette.fill, &palette.fill_over] {
            assert!(rgb(&palette.on_fill).contrasts(rgb(fill), TEXT), "button of {of}: {palette:?}");
        }
    }

    #[test]
    fn every_colour_gives_readable_pages() {
        for step in 0..=4_095u32 {
            let color = format!("#{:02x}{:02x}{:02x}", (step >> 8) * 17, (step >> 4 & 15) * 17, (step & 15) * 17);
            let (light, dark) = palettes(Some(&color));
            assert_readable(&light, &["#ffffff", "#f6f8fa", "#f3f5f8"], &color);
            assert_readable(&dark, &["#0a0e16", "#121924", "#182130"], &color);
        }
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        let (light, _) = palettes(Some("#1d4ed8"));
        assert_eq!((light.brand.as_str(), light.fill.as_str(), light.on_fill.as_str()), ("#1d4ed8", "#1d4ed8", "#ffffff"));
        let (light, _) = palettes(Some("#facc15"));
        assert_eq!((light.fill.as_str(), light.on_fill.as_str()), ("#facc15", "#0f172a"));
    }

    #[test]
    fn what_is_no_colour_is_teal() {
        for wrong in ["", "teal", "#0f766", "#0f766e}", "#ggg000", "#+12345"] {
            assert_eq!(palettes(Some(wrong)), palettes(None), "{wrong}");
        }
        assert_eq!(palettes(None).0.fill, "#0f766e");
    }
}
