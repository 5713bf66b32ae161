"""Makes the font of the charts: Latin, Cyrillic and the Chinese of GB 2312, out of Noto Sans CJK SC.

A bare machine has no font that draws Chinese, and a wheel cannot carry 20 MB. Needs fonttools and Debian's
fonts-noto-cjk:

    python tools/subset_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FACE = "Noto Sans CJK SC"
TARGET = Path(__file__).parent.parent / "bot/telegram/charts/fonts/NotoSansCJKsc-Subset.otf"
RANGES = (
    (0x20, 0x7E),  # Latin, and of Latin-1 the signs: degrees, plus-minus, superscripts
    (0xA0, 0xFF),
    (0x0391, 0x03C9),  # Greek: micro, omega
    (0x0400, 0x045F),  # Cyrillic
    (0x2010, 0x2026),  # dashes, quotes, dots
    (0x2030, 0x2030),
    (0x2103, 0x2109),  # degrees Celsius and Fahrenheit
    (0x2116, 0x2116),
    (0x2212, 0x2212),
    (0x3000, 0x3017),  # Chinese punctuation
    (0xFF01, 0xFF5E),  # full width
)


def gb2312() -> set[int]:
    """Every character of GB 2312: what is written in mainland China."""
    pairs = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


def main(source: str) -> None:
    font = TTFont(source, fontNumber=_number(source))
    options = subset.Options(layout_features=[], hinting=False, desubroutinize=False, name_IDs=["*"])
    options.drop_tables += ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "BASE"]
    subsetter = subset.Subsetter(options)
    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    subsetter.populate(unicodes=wanted | gb2312())
    subsetter.subset(font)
    font.save(TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size / 1e6:.1f} MB, {len(font.getBestCmap())} characters")


def _number(source: str) -> int:
    """Where the face lies in the collection."""
    for number in range(20):
        font = TTFont(source, fontNumber=number, lazy=True)
        if font["name"].getDebugName(1) == FACE:
            return number
    raise SystemExit(f"{source} has no face {FACE}")


if __name__ == "__main__":
    main(sys.argv[1])
