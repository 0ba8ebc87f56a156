"""``archgen embed``."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.cli.reporting import reaches, report_diagnostics, say

BLOCK = """\b
A block stands between two comments, each in a line of its own:
  <!-- archgen:begin mlflow view=architecture -->
  <!-- archgen:end -->
or, for what `archgen table` prints with the same words:
  <!-- archgen:begin table mlflow dvc table="Free tools: Features" -->
  <!-- archgen:end -->
"""


@click.command("embed", epilog=BLOCK, no_args_is_help=True)
@click.argument("files", metavar="FILE.md...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a block is not what archgen would write now.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the pictures are. Default: where render puts them.",
)
def embed_command(files: tuple[Path, ...], check: bool, pictures: Path | None) -> int:
    """Fill the blocks of Markdown files with pictures and tables of the catalogue, and leave everything else as it is."""
    from archgen.batch.catalogue import choose_output_folder, find_catalogue
    from archgen.batch.outputs import Output, write_outputs
    from archgen.embedding.pages import fill_page
    from archgen.embedding.systems_read import Systems

    systems, folder = Systems(find_catalogue(Path.cwd())), pictures or choose_output_folder(Path.cwd())
    pages = [fill_page(path, systems, folder) for path in dict.fromkeys(files)]
    report_diagnostics(dict.fromkeys(diagnostic for page in pages for diagnostic in page.diagnostics))
    broken = [page for page in pages if reaches(page.diagnostics, "error")]
    changed = [page for page in pages if page.filled != page.text and page not in broken]
    if not check:
        write_outputs([Output(page.path, page.filled) for page in changed])
    stale = "is stale: run archgen embed again and commit it" if check else "filled"
    for page in pages:
        state = "is left as it is" if page in broken else stale if page in changed else "is current"
        count = f"({page.blocks} {'block' if page.blocks == 1 else 'blocks'}) {state}"
        say(f"{page.path.as_posix()} {count if page.blocks or page.diagnostics else 'has no blocks'}")
    return 1 if broken or (check and changed) else 0
