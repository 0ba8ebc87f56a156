"""Technologies that go by another of their names."""

from __future__ import annotations

import pytest

from archgen.api import load_source
from archgen.batch.projects import NO_PROJECT
from archgen.diagnostics.source import Source
from archgen.model.project import PLAIN_PROJECT, OwnTechnology
from archgen.model.technologies import TECHNOLOGIES

OWN = NO_PROJECT._replace(
    project=PLAIN_PROJECT._replace(technologies=(OwnTechnology("Rabbit at Home", ("Our bus", "Apache Kafka"), None),))
)


def find(technology: str) -> list[str]:
    text = f"archgen: 1\nname: X\ncomponents: {{a: {{kind: server, any_of: ['{technology}']}}, b: {{kind: user}}}}\nflows: [b -> a]\n"
    return [f"{found.code} {found.help}" for found in load_source("x", Source("x", text), project=OWN).diagnostics]


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("Postgres", "PostgreSQL"),
        ("postgresql", "PostgreSQL"),
        ("Weights&Biases", "Weights & Biases"),
        ("S3", "Amazon S3"),
        ("Flask on Gunicorn", "Flask on gunicorn"),
        ("Postgres 12 or Mongo", "PostgreSQL 12 or MongoDB"),
        ("Our bus", "Rabbit at Home"),
        ("rabbit-at-home", "Rabbit at Home"),
        ("Apache Kafka", "Rabbit at Home"),
    ],
)
def test_another_name_of_a_technology_is_told_with_the_one_to_write(written: str, better: str) -> None:
    (found,) = find(written)
    assert found.startswith(f"AG410 write `{better}`: ")


@pytest.mark.parametrize("sound", ["Any S3 client", "PostgreSQL 12", "C++ and C", "Go", "Steam", "日本語", "-"])
def test_what_is_no_other_name_is_left_alone(sound: str) -> None:
    assert find(sound) == []


@pytest.mark.parametrize("name", [technology.name for technology in TECHNOLOGIES])
def test_every_technology_may_be_written_as_it_is_called(name: str) -> None:
    assert find(name) == []
