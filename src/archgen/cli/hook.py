"""``python -m archgen.cli.hook COMMAND ...``: a command as a pre-commit hook runs it, with what only git knows.

A hook that changes a file fails, and pre-commit sees to that; but not where a file is new. And a changed spec asks for other
pages than those that are committed with it.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from archgen.batch.catalogue import choose_output_folder, find_catalogue
from archgen.batch.manifest import MANIFEST, read_manifest
from archgen.cli.main import EXIT_ENVIRONMENT, EXIT_USAGE, run
from archgen.cli.reporting import say

PAGES = ("*.md", "*.mdx", "*.markdown")
MARK = b'data-archgen="'
HEAD_BYTES = 2000


def main(arguments: list[str]) -> int:
    """Run the command; the exit status is its own, or 1 where a picture would be left out of the commit."""
    command, *rest = arguments
    if command == "embed":
        pages = _ask_git("grep", "-lz", "-e", "archgen:begin", "--", *PAGES)
        return run(["embed", *rest, "--", *pages]) if pages else 0
    if find_catalogue(Path.cwd()).is_packaged:
        say("error: there is neither specs/ nor archgen.yaml at the root of this repository")
        return EXIT_USAGE
    status = run(arguments)
    left_out = _find_left_out(rest)
    for name in left_out:
        say(f"{name} is not added: git add {name}")
    return status or int(bool(left_out))


def _find_left_out(arguments: list[str]) -> list[str]:
    """The pictures of archgen that git neither knows nor ignores."""
    split = [
        part for argument in arguments for part in (argument.split("=", 1) if argument[:2] == "--" else [argument])
    ]
    options = dict(pairwise(split))
    folder = options.get("-o") or options.get("--output") or choose_output_folder(Path.cwd())
    found = _ask_git("ls-files", "-z", "--others", "--exclude-standard", "--", str(folder))
    return [name for name in found if _is_ours(Path(name))]


def _is_ours(path: Path) -> bool:
    if path.name == MANIFEST or path.name in read_manifest(path.parent):
        return True
    try:
        with path.open("rb") as file:
            return MARK in file.read(HEAD_BYTES)
    except OSError:  # a link that leads nowhere, a repository in this one
        return False


def _ask_git(*arguments: str) -> list[str]:
    """The names that git answers with: none is not an error."""
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    if done.returncode > 1:
        say(f"error: git says: {done.stderr.decode(errors='replace').strip()}")
        sys.exit(EXIT_ENVIRONMENT)
    return [name for name in done.stdout.decode(errors="surrogateescape").split("\0") if name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else EXIT_USAGE)
