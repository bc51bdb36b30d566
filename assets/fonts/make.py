"""Makes the fonts of the PDF pages from Inter (npm package inter-ui): static weights, European scripts, tabular digits.

Run: pip install fonttools brotli; npm pack inter-ui@4.1.1 and unpack it; then
python assets/fonts/make.py package/variable/InterVariable.woff2 assets/fonts
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F),  # Latin
    (0x0370, 0x03FF), (0x1F00, 0x1FFF),  # Greek
    (0x0400, 0x052F),                    # Cyrillic
    (0x02B0, 0x02FF), (0x1E00, 0x1EFF),  # modifier letters, more Latin
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20C0),  # punctuation, raised digits, currencies
    (0x2100, 0x214F), (0x2150, 0x215F), (0x2190, 0x2193),  # signs, fractions, arrows
    (0x2212, 0x2212), (0x2260, 0x2265), (0x2248, 0x2248), (0x221E, 0x221E), (0x00D7, 0x00D7), (0x25CF, 0x25CF), (0x2713, 0x2713),
]
KEPT_TABLES = {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"}


def wanted():
    return {code for first, last in RANGES for code in range(first, last + 1)}


def tabular_digits(font):
    """Maps each digit to its glyph of equal width, as the feature tnum would."""
    mapping = {}
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                mapping.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    best = font.getBestCmap()
    digits = {code: mapping[best[code]] for code in range(0x30, 0x3A)}
    for cmap in font["cmap"].tables:
        for code, glyph in digits.items():
            if code in cmap.cmap:
                cmap.cmap[code] = glyph


def flatten(font):
    """Turns composite glyphs into plain outlines, so that the server can pick glyphs without following references."""
    glyphs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        if not font["glyf"][name].isComposite():
            continue
        recording = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        font["glyf"][name] = pen.glyph()


def make(source, weight, target):
    font = TTFont(source)
    subset_options = subset.Options(layout_features=["tnum"], hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(subset_options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight, "opsz": 14})
    tabular_digits(font)
    plain = subset.Subsetter(subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 13, 14]))
    plain.populate(unicodes=wanted())
    plain.subset(font)
    flatten(font)
    for tag in [tag for tag in font.keys() if tag not in KEPT_TABLES | {"GlyphOrder"}]:
        del font[tag]
    font["post"].formatType = 3.0
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4][:1]
    font.flavor = None
    font["head"].created = font["head"].modified = 3_700_000_000
    font.recalcTimestamp = False
    font.save(target)
    print(target, target.stat().st_size)
    return set(font.getBestCmap())


def write_ranges(characters, target):
    """Tells the issue gate, which knows no fonts, what the page can print."""
    ranges = []
    for code in sorted(characters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    rows = "".join(f"    ('\\u{{{first:X}}}', '\\u{{{last:X}}}'),\n" for first, last in ranges)
    target.write_text(
        "//! The characters of the fonts in `assets/fonts`, written by `assets/fonts/make.py`.\n\n"
        f"/// First and last character of each run that every face has.\npub const GLYPHS: [(char, char); {len(ranges)}] = [\n{rows}];\n"
    )


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    covered = [make(sys.argv[1], weight, folder / f"inter-{weight}.ttf") for weight in (400, 600)]
    write_ranges(set.intersection(*covered), folder.parent.parent / "src/domain/einvoice/printable.rs")
