"""The pages of the web edition that tell what was changed between versions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import pages
from tei.edition import load

SMALL = Path(__file__).parent / "goldens" / "changes"
SETTINGS = '[edition]\nsource = "tei/*.xml"\n\n[revisions]\nversions = {}\n'
PAGE = "changes/v1.0-v1.1.html"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def asked(edition: Path, *versions: str) -> Path:
    """Write the settings of the edition, which ask for these versions."""
    names = ", ".join(f'"{each}"' for each in versions)
    (edition / "edition.toml").write_text(SETTINGS.format(f"[{names}]"), encoding="utf-8")
    return edition


def page_of(built: pages.Site, path: str) -> Any:
    return built.page(path)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition in a folder of a repository with the tags v1.0 and v1.1, and a change since."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "repository" / "letters"
    (folder / "tei").mkdir(parents=True)
    git(tmp_path / "repository", "init", "--quiet")
    text = ""
    for name, tag in (("old", "v1.0"), ("new", "v1.1")):
        text = (SMALL / f"{name}.xml").read_text(encoding="utf-8")
        (folder / "tei" / "text.xml").write_text(text, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", tag)
        git(folder, "tag", tag)
    text = text.replace("The horses", "The cows").replace("Monday", "Tuesday")
    (folder / "tei" / "text.xml").write_text(text, encoding="utf-8")
    return asked(folder, "v1.0", "v1.1")


def test_a_page_tells_what_was_changed_between_two_tags(edition: Path) -> None:
    built = pages.build(load(edition))
    assert built.findings == []
    page = page_of(built, PAGE)
    words = " ".join(page.xpath("string(//main)").split())
    assert words.startswith("What changed v1.0 → v1.1") and "22 changes" in words
    assert page.xpath("//h2/bdi/text()") == ["text.xml"]
    assert "SundayMonday" in words and "Tuesday" not in words
    for path in ("index.html", "texts/letter-1.html"):
        assert "Changes" in page_of(built, path).xpath("//nav//a/text()"), built.pages
    assert {"site/assets/changes.css", "site/assets/changes.js"} <= built.products.keys()
    assert page.xpath("//nav//a[@aria-current]/text()") == ["Changes"]


@pytest.mark.parametrize(
    ("language", "told", "place", "division"),
    [
        ("de", "als Personenname ausgezeichnet", "Absatz 1", "Gedicht 2"),
        ("fr", "balisage ajouté : nom de personne", "paragraphe 1", "Poème 2"),
    ],
)
def test_a_page_is_in_the_language_of_the_edition(
    edition: Path, language: str, told: str, place: str, division: str
) -> None:
    text = edition / "tei" / "text.xml"
    said = text.read_text(encoding="utf-8")
    text.write_text(said.replace('xml:lang="la"', f'xml:lang="{language}"', 1), encoding="utf-8")
    page = page_of(pages.build(load(edition)), PAGE)
    titles = page.xpath("//*[@class='title']/text()")
    assert told in titles
    assert not [each for each in titles if each in ("words", "words added", "paragraph moved")]
    assert place in page.xpath("//h4/bdi/text()")
    assert division in page.xpath("//h3/bdi/text()")


def test_the_page_is_the_same_again(edition: Path) -> None:
    first, second = (pages.build(load(edition)).products for _ in range(2))
    assert {path: each.content for path, each in first.items()} == {
        path: each.content for path, each in second.items()
    }


def test_one_version_is_compared_with_the_edition_as_it_is(edition: Path) -> None:
    built = pages.build(load(asked(edition, "v1.1")))
    page = page_of(built, "changes/v1.1-now.html")
    assert page.xpath("//li[@class='change']//p[contains(@class, 'inline')]//del/text()") == [
        "Monday"
    ]
    assert "v1.1 → now" in " ".join(page.xpath("string(//h1)").split())


def test_several_versions_have_a_page_each_and_lead_to_one_another(edition: Path) -> None:
    git(edition, "commit", "--quiet", "-am", "three")
    git(edition, "tag", "v/2")
    built = pages.build(load(asked(edition, "v1.0", "v1.1", "v/2")))
    assert [path for path in built.pages if path.startswith("changes/")] == [
        PAGE,
        "changes/v1.1-v_2.html",
    ]
    assert page_of(built, PAGE).xpath("//nav[@class='versions']//a/@href") == [
        "../changes/v1.1-v_2.html"
    ]


def test_a_version_that_is_not_there_is_reported_and_the_rest_is_made(edition: Path) -> None:
    built = pages.build(load(asked(edition, "v1.0", "v9")))
    (finding,) = built.findings
    assert finding.code == "REV001" and "no revision “v9”" in finding.message
    assert (finding.position.path, finding.position.line) == ("edition.toml", 5)
    assert "index.html" in built.pages
    assert not any("changes" in path for path in built.products)
    assert "Changes" not in page_of(built, "index.html").xpath("//nav//a/text()")


def test_without_a_repository_there_is_one_message(edition: Path, tmp_path: Path) -> None:
    edition.rename(tmp_path / "alone")
    built = pages.build(load(tmp_path / "alone"))
    (finding,) = built.findings
    assert finding.code == "REV001" and "no git repository" in finding.message


def test_an_old_file_with_a_mistake_is_reported(edition: Path) -> None:
    file = edition / "tei" / "text.xml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("</body>", ""), encoding="utf-8")
    git(edition, "commit", "--quiet", "-am", "broken")
    git(edition, "tag", "broken")
    file.write_text(text, encoding="utf-8")
    built = pages.build(load(asked(edition, "broken")))
    (finding,) = built.findings
    assert finding.code == "REV002" and "tei/text.xml was not compared" in finding.message


def test_nothing_that_a_repository_asks_for_is_run(edition: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trapped"
    script = tmp_path / "trap.sh"
    script.write_text(f'#!/bin/sh\ntouch "{trap}"\ncat\n', encoding="utf-8")
    script.chmod(0o755)
    (edition / ".gitattributes").write_text("*.xml diff=trap filter=trap\n", encoding="utf-8")
    for key in ("core.fsmonitor", "core.pager", "diff.external", "diff.trap.textconv"):
        git(edition, "config", key, str(script))
    git(edition, "config", "filter.trap.smudge", str(script))
    git(edition, "config", "filter.trap.clean", str(script))
    trap.unlink(missing_ok=True)
    assert PAGE in pages.build(load(edition)).pages
    assert not trap.exists()
