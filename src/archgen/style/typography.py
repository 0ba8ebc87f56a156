"""The voices of a picture: every text has one, and each voice has one size and weight.

Nothing is smaller than 11.5 px, so that in a picture 960 px wide, shown 800 px wide, the smallest text is 9.5 px.
"""

from __future__ import annotations

from archgen.style.text.metrics import TextStyle

REGULAR, STRONG = 400, 600

VOICES: dict[str, TextStyle] = {
    "title": TextStyle(22, STRONG),
    "subtitle": TextStyle(14, REGULAR),
    "lane": TextStyle(11.5, STRONG),
    "group": TextStyle(12.5, STRONG),
    "name": TextStyle(15, STRONG),
    "ghost": TextStyle(15, REGULAR),
    "technology": TextStyle(12.5, REGULAR),
    "note": TextStyle(11.5, REGULAR),
    "chip": TextStyle(11.5, REGULAR),
    "tag": TextStyle(11.5, STRONG),
    "label": TextStyle(12, REGULAR),
    "protocol": TextStyle(11.5, STRONG),
    "badge": TextStyle(11.5, STRONG),
    "record": TextStyle(12, STRONG),
    "column": TextStyle(11.5, STRONG),
    "cell": TextStyle(11.5, REGULAR),
    "monogram-large": TextStyle(18, STRONG),
    "monogram": TextStyle(15, STRONG),
    "monogram-small": TextStyle(12, STRONG),
    "key": TextStyle(12, REGULAR),
    "legend": TextStyle(11.5, REGULAR),
    "footer": TextStyle(11.5, REGULAR),
}

LINE_HEIGHT_PX: dict[str, float] = {
    "title": 28,
    "subtitle": 20,
    "lane": 15,
    "group": 15,
    "name": 18,
    "ghost": 18,
    "technology": 16,
    "note": 15,
    "chip": 20,
    "tag": 15,
    "label": 15,
    "protocol": 15,
    "badge": 15,
    "record": 16,
    "column": 15,
    "cell": 15,
    "monogram-large": 22,
    "monogram": 18,
    "monogram-small": 15,
    "key": 16,
    "legend": 18,
    "footer": 16,
}
