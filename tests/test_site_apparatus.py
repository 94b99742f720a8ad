"""The apparatus and the witnesses on the site, in a browser and without its script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pages
from browser import Browser
from tei.apparatus.texts import witness_text
from tei.edition import Edition, load

ODE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>Two lines</title></titleStmt><publicationStmt><p>Nowhere</p></publicationStmt>
<sourceDesc><listWit>
<witness xml:id="A">Codex A &lt;script>alert(1)&lt;/script></witness>
<witness xml:id="B">Codex B</witness><witness xml:id="C">Codex C</witness>
</listWit></sourceDesc></fileDesc></teiHeader>
<text xml:lang="la"><body><div xml:id="ode"><head>Ode</head><lg>
<l n="1">Arma <app><lem wit="#A #B">uirumque</lem><rdg wit="#C" type="orthographic">virumque</rdg>
</app> cano,</l>
<l n="2">Troiae <app><lem wit="#A">qui</lem><rdg wit="#B">quae</rdg><rdg wit="#C"/>
<rdg resp="#Heinsius" cert="low">quod</rdg></app> primus <app><lem wit="#A #C">ab</lem>
<rdg wit="#B"><lacunaStart/></rdg></app> oris</l>
<l n="3">Italiam fato profugus <app><lem wit="#A">&lt;/script>&lt;b>Lauinia</lem>
<rdg wit="#C">Lauina</rdg></app></l></lg></div></body></text></TEI>"""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    file = tmp_path_factory.mktemp("ode") / "ode.xml"
    file.write_text(ODE, encoding="utf-8")
    return load(file)


@pytest.fixture(scope="module")
def site(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pages.build(edition).write(tmp_path_factory.mktemp("site"))


def plain(text: object) -> str:
    return " ".join(str(text).split())


def text(browser: Browser, selector: str) -> str:
    found = browser.run(
        f"return [...document.querySelectorAll({json.dumps(selector)})]"
        ".filter((item) => item.checkVisibility()).map((item) => item.innerText).join('\\n');"
    )
    return plain(found)


def choose(browser: Browser, selector: str, value: str) -> None:
    browser.run(
        f"""const field = document.querySelector({json.dumps(selector)});
        if (field.type === "checkbox" || field.type === "radio") field.checked = true;
        else field.value = {json.dumps(value)};
        field.dispatchEvent(new Event("change", {{ bubbles: true }}));"""
    )


def open_collation(browser: Browser, site: Path, choice: str = "") -> None:
    browser.open("about:blank")  # to another fragment of a page no browser loads it anew
    browser.open(f"{(site / 'witnesses' / 'ode.html').as_uri()}{choice}")


def test_each_witness_is_there_as_plain_text(edition: Edition, site: Path) -> None:
    files = sorted((site / "witnesses").glob("*.txt"))
    assert [file.name for file in files] == ["01-A.txt", "02-B.txt", "03-C.txt"]
    for siglum, file in zip("AC", (files[0], files[2]), strict=True):
        told = f"[Two lines] {witness_text(edition, 'ode', siglum)}"
        assert plain(file.read_text("utf-8")) == plain(told)
    assert (
        plain(files[1].read_text("utf-8"))
        == "[Two lines] Ode Arma uirumque cano, Troiae quae primus [lacuna]"
    )


def test_any_witness_can_be_read_from_the_first_line_to_the_last(
    browser: Browser, edition: Edition, site: Path
) -> None:
    open_collation(browser, site, "#A")
    assert text(browser, ".witness-text").replace(" 2 ", " ").replace(" 3 ", " ").replace(
        " 1 ", " "
    ) == plain(witness_text(edition, "ode", "A"))
    assert text(browser, ".collation-view h2") == "A Codex A <script>alert(1)</script>"
    open_collation(browser, site, "#C")
    assert text(browser, ".witness-text .l:nth-child(3)") == "2 Troiae [om.] primus ab oris"
    assert text(browser, ".witness-text .differs") == "virumque [om.] Lauina"
    choose(browser, ".collation-controls select", "1")
    assert text(browser, ".witness-text .l:nth-child(3)") == "2 Troiae quae primus [lacuna]"
    assert "w=B" in browser.run("return location.hash;"), "the choice is in the address"
    choose(browser, ".collation-controls [name=only]", "1")
    assert text(browser, ".witness-text .l") == "2 Troiae quae primus [lacuna]"


def test_lines_within_one_entry_stay_lines(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "ode.xml"
    lines = "<app><lem><l n='2'>two</l><l n='3'>three</l></lem><rdg wit='#A'><l>3</l></rdg></app>"
    tail = "<l n='4'>four <app><lem wit='#A'>x</lem><rdg wit='#B'/></app>, y</l>"
    start, end = ODE.index("<l n="), ODE.rindex("</lg>")
    ode = ODE[:start] + f"<l n='1'>one</l>{lines}{tail}<ab><app><note>n</note></app></ab>"
    file.write_text(ode.replace("<lg>", "") + ODE[end:].replace("</lg>", ""), encoding="utf-8")
    folder = pages.build(load(file)).write(tmp_path / "made")
    open_collation(browser, folder, "#B")
    shown = browser.run("return document.querySelector('.witness-text').innerText;")
    assert [plain(line) for line in shown.split("\n") if line.strip()] == [
        *("Ode", "1", "one", "two", "three", "4", "four [om.], y")
    ], "and no paragraph for an entry without words"
    open_collation(browser, folder, "#view=columns&w=A,B")
    cell = browser.run(
        "return document.querySelector('.columns tr:nth-child(3) td + td + td').innerText;"
    )
    assert cell == "two\nthree"


def test_a_witness_is_read_on_in_the_next_text(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "odes.xml"
    start, end = ODE.index("<div "), ODE.index("</body>")
    later = ODE[start:end].replace('"ode"', '"later"').replace("Ode", "Later")
    file.write_text(ODE[:end] + later + ODE[end:], encoding="utf-8")
    folder = pages.build(load(file)).write(tmp_path / "made")
    browser.open("about:blank")
    browser.open((folder / "witnesses" / "ode.html").as_uri() + "#view=text&w=B&fold=1&at=entry-1")
    next_text = ".ways.bottom a"
    assert text(browser, next_text) == "Next Later"
    address = browser.run(f"return document.querySelector({json.dumps(next_text)}).href;")
    assert address.endswith("/witnesses/later.html#view=text&w=B&fold=1")
    browser.open(address)
    assert text(browser, ".collation-view h2") == "B Codex B"
    assert text(browser, next_text) == "Previous Ode"


def test_an_address_names_a_witness_by_id_or_siglum_or_is_told_there_is_none(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "ode.xml"
    named = '<witness xml:id="B"><abbr type="siglum">β</abbr>Codex B</witness>'
    file.write_text(ODE.replace('<witness xml:id="B">Codex B</witness>', named), encoding="utf-8")
    folder = pages.build(load(file)).write(tmp_path / "made")
    for choice in ("#B", "#β", "#view=text&w=B", "#view=text&w=β"):
        open_collation(browser, folder, choice)
        assert text(browser, ".collation-view h2") == "β Codex B"
    open_collation(browser, folder, "#view=columns&w=A,Z,B")
    assert text(browser, ".columns thead") == "A β"
    assert text(browser, "[role=status]").startswith("There is no witness “Z” here. ")


def test_witnesses_named_by_n_alone_can_be_read(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "ode.xml"
    file.write_text(ODE.replace("<witness xml:id=", "<witness n=").replace("#", ""), "utf-8")
    built = pages.build(load(file))
    folder = built.write(tmp_path / "made")
    open_collation(browser, folder, "#B")
    assert "Troiae quae primus [lacuna]" in text(browser, ".witness-text")
    records = pages.select(built.page("witnesses.html"), "witness")
    assert [item.get("id") for item in records if item.tag == "section"] == ["A", "B", "C"]
    assert sum(path.endswith(".txt") for path in built.products) == 3


def test_witnesses_stand_side_by_side(browser: Browser, site: Path) -> None:
    open_collation(browser, site)
    assert text(browser, ".columns thead") == "A B C"
    assert text(browser, ".columns tbody tr:nth-child(2)") == (
        "1 Arma uirumque cano, Arma uirumque cano, Arma virumque cano,"
    )
    choose(browser, ".collation-controls [name=fold]", "1")
    assert "virumque" not in text(browser, ".columns .differs"), "only a spelling"
    open_collation(browser, site, "#view=columns&w=A,C")
    assert text(browser, ".columns thead") == "A C"


def test_a_table_says_who_reads_what(browser: Browser, site: Path) -> None:
    open_collation(browser, site, "#view=matrix")
    assert text(browser, ".matrix tbody tr:nth-child(1)") == "1 a uirumque b virumque a a b"
    assert text(browser, ".matrix tbody tr:nth-child(2)") == "2 a qui b quae a b –"


def test_a_card_says_what_is_known_of_an_entry(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "ode.html")
    cards = ".entry:nth-of-type(2) .card"
    browser.run(f"document.querySelector({json.dumps(cards)}).open = true;")
    browser.run("return new Promise((done) => setTimeout(done, 50));")
    said = text(browser, cards)
    assert "quod: conjecture, proposed by Heinsius, uncertain" in said
    assert "omission" in said
    assert "B Codex B C Codex C" in said


def test_a_card_says_without_a_script_what_silent_witnesses_do(site: Path) -> None:
    page = pages.read((site / "texts" / "ode.html").read_bytes())
    last = pages.select(page, "entry")[-1]
    assert "have a lacuna: B" in " ".join(str(last.xpath("string()")).split())


def test_entries_are_chosen_by_witness_kind_and_responsibility(
    browser: Browser, site: Path
) -> None:
    browser.open(site / "texts" / "ode.html")
    shown = "return document.querySelectorAll('.apparatus .entry:not([hidden])').length;"
    assert browser.run(shown) == 4
    choose(browser, ".apparatus-filters label:nth-of-type(1) select", "B")
    assert browser.run(shown) == 2
    assert text(browser, ".apparatus-filters [role=status]") == "2 entries shown"
    choose(browser, ".apparatus-filters label:nth-of-type(2) select", "conjecture")
    assert browser.run(shown) == 1
    browser.open(f"{(site / 'texts' / 'ode.html').as_uri()}?kind=orthographic")
    assert browser.run(shown) == 1, "an address chooses too"


def test_each_of_several_who_proposed_a_reading_can_be_chosen(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "ode.xml"
    more = '<rdg source="#Heinsius #Baehr.">quid</rdg></app> primus'
    file.write_text(ODE.replace("</app> primus", more), encoding="utf-8")
    folder = pages.build(load(file)).write(tmp_path / "made")
    browser.open((folder / "texts" / "ode.html").as_uri())
    offered = "[...document.querySelectorAll('.apparatus-filters label:last-of-type option')]"
    assert browser.run(f"return {offered}.map((item) => item.value);") == ["", "Baehr.", "Heinsius"]


def test_the_strip_shows_the_entries_in_view_and_keys_lead_through_them(
    browser: Browser, site: Path
) -> None:
    browser.open(site / "texts" / "ode.html")
    browser.run("document.querySelector('.strip-open').click();")
    browser.run("return new Promise((done) => setTimeout(done, 100));")
    assert text(browser, ".strip-entries p:nth-child(1)").startswith("1 uirumque]")
    press = "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));"
    focus = "return document.activeElement.textContent;"
    browser.run(press.replace("document.d", "(document.activeElement ?? document.body).d"))
    assert browser.run(focus) == "uirumque"
    browser.run(press.replace("document.d", "document.activeElement.d"))
    assert browser.run(focus) == "qui"
    assert text(browser, ".strip .current").startswith("2 qui]")


def test_without_script_text_apparatus_and_witnesses_are_there(site: Path) -> None:
    page = pages.read((site / "texts" / "ode.html").read_bytes())
    assert len(pages.select(page, "entry")) == 4
    page = pages.read((site / "witnesses" / "ode.html").read_bytes())
    links = [path for _, path in pages.links(page) if path.endswith(".txt")]
    assert links == ["../witnesses/01-A.txt", "../witnesses/02-B.txt", "../witnesses/03-C.txt"]


def test_a_card_leads_to_each_witness_at_this_place(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "ode.html")
    browser.run("document.querySelector('.entry .card').open = true;")
    browser.run("return new Promise((done) => setTimeout(done, 50));")
    browser.run("document.querySelectorAll('.names a')[2].click();")
    browser.wait_for_load()
    assert browser.run("return location.hash;") == "#view=text&w=C&at=entry-1"
    assert browser.run("return document.activeElement.className;") == "here"
    assert browser.run("return document.activeElement.textContent;") == "virumque"
    open_collation(browser, site, "#view=columns&w=A,B&at=l2")
    assert text(browser, "tr.here").startswith("2 Troiae qui primus ab oris")
    open_collation(browser, site, "#view=text&w=B&at=l3")
    assert text(browser, ".here") == "3 [lacuna]", "the place is shown where there is no text, too"


def test_keys_are_told_and_can_be_switched_off(browser: Browser, site: Path) -> None:
    browser.open(site / "texts" / "ode.html")
    browser.run("localStorage.clear();")
    browser.open(site / "texts" / "ode.html")
    browser.run("document.querySelector('.strip-open').click();")
    browser.run("return new Promise((done) => setTimeout(done, 100));")
    assert text(browser, ".strip")
    browser.run("document.querySelector('.strip button').focus();")
    browser.press("Escape")
    assert not text(browser, ".strip")
    assert browser.run("return document.activeElement.className;") == "strip-open"
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: %r, bubbles: true}));"
    browser.run(press % "?")
    assert text(browser, "dialog dt") == "n p Esc ?"
    browser.run("document.querySelector('dialog input').click();")
    browser.run("document.querySelector('dialog button').click();")
    browser.run(press % "?" + press % "n")
    assert not text(browser, "dialog")
    assert browser.run("return document.activeElement.className;") != "passage anchored"
    browser.run("localStorage.clear();")
