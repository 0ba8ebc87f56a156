"""``archgen icons``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import say

if TYPE_CHECKING:
    from archgen.style.brands import Brand

MOST_SHOWN = 200


@click.command("icons", no_args_is_help=True)
@click.argument("query")
@click.option(
    "-f",
    "--format",
    "icons_format",
    type=click.Choice(["text", "html"]),
    default="text",
    show_default=True,
    help="html: a page that shows them; redirect it into a file.",
)
def icons_command(query: str, icons_format: str) -> int:
    """Find brand icons by name, and show them; exit 1 if there is none.

    What stands in the first column can be written in a spec: `icon: redis`.
    """
    brands = find_brands(query)
    if not brands:
        say(f"no brand icon is called like `{query}`")
        return 1
    if icons_format == "html":
        click.echo(write_page(query, brands))
    else:
        width = max(len(brand.slug) for brand in brands)
        for brand in brands:
            click.echo(f"{brand.slug:{width}}  {brand.colour}  {brand.title}")
    return 0


def find_brands(query: str) -> list[Brand]:
    """The brands whose slug holds the query, those that begin with it first; else those with the nearest slugs."""
    from archgen.diagnostics.suggest import suggest
    from archgen.style.brands import brand_slugs, read_brand

    word = "".join(character for character in query.lower() if character.isalnum())
    holding = [slug for slug in brand_slugs() if word and word in slug]
    slugs = sorted(holding, key=lambda slug: (not slug.startswith(word), slug)) or suggest(word, brand_slugs(), limit=8)
    return [brand for slug in slugs[:MOST_SHOWN] if (brand := read_brand(slug))]


def write_page(query: str, brands: list[Brand]) -> str:
    """A page with each brand's icon, slug and name."""
    items = "\n".join(
        f'<figure><svg viewBox="0 0 24 24" width="48" height="48" fill="{brand.colour}"><path d="{brand.path_d}"/></svg>'
        f"<figcaption><code>{brand.slug}</code><br>{escape(brand.title)}</figcaption></figure>"
        for brand in brands
    )
    style = (
        "body{font:15px sans-serif;margin:2em}main{display:flex;flex-wrap:wrap;gap:1em}"
        "figure{width:9em;margin:0;padding:1em;border:1px solid #ddd;border-radius:10px;text-align:center}"
    )
    title = escape(f"Icons like {query}")
    return (
        f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{style}</style>"
        f"<h1>{title}</h1><main>\n{items}\n</main>"
    )
