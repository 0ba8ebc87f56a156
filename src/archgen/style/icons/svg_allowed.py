"""What of an SVG file may come into a picture: shapes and paint, by name; everything else stays out."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words("""
    svg g defs symbol use path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath mask
""")
GEOMETRY = _words("""
    x y width height rx ry r cx cy x1 y1 x2 y2 fx fy fr d points transform viewBox preserveAspectRatio pathLength offset
    gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits
""")
PAINT = _words("""
    fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset opacity stop-color stop-opacity clip-path clip-rule mask mask-type display visibility
    overflow paint-order vector-effect color-interpolation color-rendering shape-rendering
""")
SHAPES = _words("use path rect circle ellipse line polyline polygon")
LINKING = _words("use linearGradient radialGradient")

# What draws nothing: it is left out without a word.
QUIET_ELEMENTS = _words("title desc metadata")
QUIET_ATTRIBUTES = _words("id class color version baseProfile role focusable enable-background")
QUIET_BEGINNINGS = ("aria-", "data-", "-inkscape-", "font-", "text-", "line-", "letter-", "word-")
QUIET_VALUES = _words("none auto normal")

LOCAL = re.compile(r"""url\(\s*["']?#([^\s"'()\\]+)["']?\s*\)""")
FUNCTIONS = re.compile(
    r"(?:matrix|translate|scale|rotate|skewX|skewY|rgba?|hsla?)\s*\([A-Za-z0-9.,+\-%/\s]*\)", re.IGNORECASE
)
PLAIN = re.compile(r"[A-Za-z0-9.,+\-%#\s]*")


def is_harmless(value: str) -> bool:
    """Whether a value has only words, numbers, colours, transformations, and references into its own file."""
    return PLAIN.fullmatch(FUNCTIONS.sub(" ", LOCAL.sub(" ", value))) is not None


def is_quiet(attribute: str, value: str) -> bool:
    """Whether an attribute draws nothing; one that is on its own default does not."""
    return value in QUIET_VALUES or attribute in QUIET_ATTRIBUTES or attribute.startswith(QUIET_BEGINNINGS)
