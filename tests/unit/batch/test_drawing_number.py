"""The number of the drawing is raised when the same specs give other pictures: manifests tell by it who drew what."""

from __future__ import annotations

import hashlib
from pathlib import Path

from archgen.batch.inputs import digest_file, digest_output
from archgen.batch.manifest import DRAWING, MANIFEST, find_file, read_manifest


def digest_all(paths: list[Path]) -> str:
    """One digest of files with their names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return whole.hexdigest()


def test_it_is_raised_when_the_same_specs_give_other_pictures(golden, repository: Path) -> None:
    specs = digest_all([*(repository / "specs").glob("*.yaml"), repository / "archgen.yaml"])
    pictures = digest_all(list((repository / "output").glob("*.svg")))
    path = repository / "tests" / "golden" / "drawing.txt"
    known = dict(line.split() for line in path.read_text().splitlines()) if path.exists() else {}
    if known.get("specs") == specs and known.get("pictures") != pictures:
        assert str(DRAWING) != known["drawing"], "the pictures have changed and the specs have not: raise DRAWING"
    golden.check(path, f"drawing {DRAWING}\nspecs {specs}\npictures {pictures}\n")


def test_the_manifest_of_this_repository_knows_what_is_there(repository: Path) -> None:
    folder = repository / "output"
    entries = read_manifest(folder)
    assert sorted(entries) == sorted(path.name for path in folder.glob("*.svg"))
    for entry in entries.values():
        assert entry.own == digest_output((folder / entry.name).read_bytes()), "run `archgen render --all`"
        assert all(digest_file(find_file(name, folder)) == digest for name, digest in entry.files), MANIFEST
