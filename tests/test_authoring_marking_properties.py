"""Marking changes no text, whatever stands in it, and is done once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from names_to_mark import REGISTER, Make
from tei.authoring import marking
from tei.edition import Edition, load
from tei.layers import Layer
from tei.wording import words

PIECES = st.sampled_from(
    [
        *(
            "Anna",
            "Berg",
            "Vienna",
            "New",
            "York",
            "Rosa",
            "Young",
            "in 1905",
            "May 15",
            "St.",
            "x",
        ),
        *(" ", "\n", ", ", ". ", "'s ", "-", "&amp;", "<lb/>", "<!-- Berg -->", "<?tei unmarked?>"),
        *("<choice><sic>Brg</sic><corr>Berg</corr></choice>", "<note>Vienna</note>", "é"),
        *("<del>York</del>", "<supplied>Vi</supplied>enna", "<![CDATA[Berg]]>", "<pb/>"),
    ]
)


CONTENT = st.recursive(
    st.lists(PIECES, max_size=8).map("".join),
    lambda inner: st.lists(
        st.one_of(
            PIECES,
            inner.map(lambda text: f"<hi>{text}</hi>"),
            inner.map(lambda text: f"<said>{text}</said>"),
            inner.map(lambda text: f'<placeName ref="#vienna">{text}</placeName>'),
        ),
        max_size=6,
    ).map("".join),
    max_leaves=12,
)


@given(CONTENT, st.booleans())
@settings(
    deadline=None,
    derandomize=True,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_marking_changes_no_text_and_is_done_once(
    make_edition: Make, content: str, only_certain: bool
) -> None:
    text = f'<text xml:lang="en"><body><p>{content}</p></body></text>'
    edition = make_edition(text=text, register=REGISTER)
    chosen = [
        item
        for item in marking.find(edition).proposals
        if item.is_possible and (item.is_certain or not only_certain)
    ]
    files = marking.apply([(item, item.choices[0]) for item in chosen])
    for name, data in files.items():
        (edition.folder / name).write_bytes(data)
    after = load(edition.folder)
    for layer in (Layer.READING, Layer.DIPLOMATIC):
        assert texts(after, layer) == texts(edition, layer)
    again = [item for item in marking.find(after).proposals if item.is_certain]
    assert not again or not only_certain
    assert not {item.words for item in again} & {item.words for item in chosen}


def texts(edition: Edition, layer: Layer) -> list[str]:
    roots = [root for text in edition.texts.values() for root in text.elements]
    return [words(root, layer, notes=True) for root in roots]
