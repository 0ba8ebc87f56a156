"""``archgen icons``."""

from __future__ import annotations

from html import escape

import click

from archgen.cli.reporting import say
from archgen.values import NamedTuple

MOST_SHOWN = 200


class Shown(NamedTuple):
    """An icon that is found: what to write in a spec, its colour (or its sort, where it has several), its title, and itself."""

    written: str
    colour: str
    title: str
    picture: str


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
    """Find icons by name, and show them: brands, and those of diagrams; exit 1 if there is none.

    What stands in the first column can be written in a spec: `icon: redis`.
    """
    found = find_icons(query, with_pictures=icons_format == "html")
    if not found:
        say(f"no icon is called like `{query}`")
    elif icons_format == "html":
        click.echo(write_page(query, found))
    else:
        click.echo(write_table(found))
    _tell_of_diagrams()
    return 0 if found else 1


def _tell_of_diagrams() -> None:
    from archgen.packages import find_diagrams
    from archgen.style.icons.diagrams_package import INSTALL

    if find_diagrams() is None:
        say(f"2,400 more icons come with the package diagrams: {INSTALL}")


def find_icons(query: str, *, with_pictures: bool) -> list[Shown]:
    """The icons whose name holds the query, those that begin with it first, brands before others; else the brands near it."""
    from archgen.diagnostics.suggest import suggest
    from archgen.style.brands import brand_slugs
    from archgen.style.icons.diagrams_index import search_names

    word = "".join(character for character in query.lower() if character.isalnum())
    slugs = sorted(
        (slug for slug in brand_slugs() if word and word in slug), key=lambda slug: not slug.startswith(word)
    )
    names = search_names(query)
    if not slugs and not names:
        slugs = suggest(word, brand_slugs(), limit=8)
    brands = [shown for slug in slugs[:MOST_SHOWN] for shown in [_show_brand(slug)] if shown]
    return [*brands, *(_show_class(name, with_pictures) for name in names[: MOST_SHOWN - len(brands)])]


def _show_brand(slug: str) -> Shown | None:
    from archgen.style.brands import read_brand

    brand = read_brand(slug)
    if brand is None:
        return None
    path = f'<svg viewBox="0 0 24 24" width="48" height="48" fill="{brand.colour}"><path d="{brand.path_d}"/></svg>'
    return Shown(slug, brand.colour, brand.title, path)


def _show_class(name: str, with_picture: bool) -> Shown:
    """An icon of diagrams; its bytes are read only where they are shown."""
    from archgen.style.icons.diagrams_package import ask_diagrams
    from archgen.style.icons.monogram import HUMPS

    artwork = ask_diagrams(name).artwork if with_picture else None
    data = artwork.content if artwork else ""
    picture = f'<img src="data:image/png;base64,{data}" width="48" height="48" style="object-fit:contain" alt="">'
    return Shown(f"diagrams:{name}", "png", " ".join(HUMPS.split(name.rpartition(".")[2])), picture)


def write_table(found: list[Shown]) -> str:
    """A line for each icon."""
    width = max(len(icon.written) for icon in found)
    return "\n".join(f"{icon.written:{width}}  {icon.colour:7}  {icon.title}" for icon in found)


def write_page(query: str, found: list[Shown]) -> str:
    """A page with each icon, what to write, and its name."""
    items = "\n".join(
        f"<figure>{icon.picture}<figcaption><code>{icon.written}</code><br>{escape(icon.title)}</figcaption></figure>"
        for icon in found
    )
    style = (
        "body{font:15px sans-serif;margin:2em}main{display:flex;flex-wrap:wrap;gap:1em}code{overflow-wrap:anywhere}"
        "figure{width:9em;margin:0;padding:1em;border:1px solid #ddd;border-radius:10px;text-align:center}"
    )
    title = escape(f"Icons like {query}")
    return (
        f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{style}</style>"
        f"<h1>{title}</h1><main>\n{items}\n</main>"
    )
