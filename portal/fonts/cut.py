"""Cuts the fonts that pages load down to what Polish, English and Ukrainian need: python cut.py (needs fonttools, brotli).

The results stand beside this script and are committed; the whole fonts come from npm and serve every other letter. As the
Open Font License asks of changed fonts, the cut ones have names of their own.
"""
from pathlib import Path
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
NPM = HERE.parent.parent / "node_modules/@fontsource-variable"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0§©«°±²³·µ»×÷óÓéÉöÖüÜäÄß–—‘’‚“”„…‰‹›€→←−≈≤≥№"
POLISH = "ąćęłńśźżĄĆĘŁŃŚŹŻ"
UKRAINIAN = "".join(chr(c) for c in range(0x410, 0x450)) + "ЄІЇҐєіїґ’"
FAMILIES = {
    "sans": ("source-sans-3", (400, 600)),
    "serif": ("source-serif-4", (600, 600)),
    # On paper each weight has a font of its own: of one that varies, a PDF keeps drawings instead of letters.
    "print-400": ("source-sans-3", (400, 400)),
    "print-600": ("source-sans-3", (600, 600)),
}
SUBSETS = {"latin": ("latin", LATIN), "polish": ("latin-ext", POLISH), "ukrainian": ("cyrillic", UKRAINIAN)}


def cut(kind: str, package: str, weights: tuple[int, int], subset: str, source: str, letters: str) -> None:
    font = TTFont(NPM / package / "files" / f"{package}-{source}-wght-normal.woff2")
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.hinting = False
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    low, high = weights
    font = instantiateVariableFont(font, {"wght": low if low == high else (low, high)}, inplace=True)
    name = f"Unia {kind.title().replace('-', ' ')}"
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6):
            record.string = name.replace(" ", "") if record.nameID == 6 else name
    font.flavor = "woff2"
    font.save(HERE / f"{kind}-{subset}.woff2")


for kind, (package, weights) in FAMILIES.items():
    for subset, (source, letters) in SUBSETS.items():
        cut(kind, package, weights, subset, source, letters)
