"""Word documents as articles. All of them are synthetic, and made here."""

import io
import zipfile
from pathlib import Path

import pytest

from magclaims.errors import ReadError
from magclaims.read.article import word
from magclaims.read.article.articles import read

pytest.importorskip("mammoth", reason="needs the extra `docx`")

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DOCUMENT = f"""<w:document xmlns:w="{_MAIN}"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Zink en slaap</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Zink verbetert de slaap van volwassenen.</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:t>IJzer vermindert de vermoeidheid van vrouwen.</w:t></w:r></w:p></w:body></w:document>"""
NOTES = f"""<w:footnotes xmlns:w="{_MAIN}"><w:footnote w:id="2"><w:p><w:r>
<w:t>Doe A. A made-up trial of zinc. Synth Rec. 2019;3:1. doi:10.5555/printed.one</w:t>
</w:r></w:p></w:footnote></w:footnotes>"""
STYLES = f"""<w:styles xmlns:w="{_MAIN}"><w:style w:type="paragraph" w:styleId="Heading1">
<w:name w:val="heading 1"/></w:style></w:styles>"""


def document(path: Path, *, main: str = DOCUMENT, **more: str) -> Path:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": main,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r2" '
        f'Type="{_OFFICE}/footnotes" Target="footnotes.xml"/></Relationships>',
        "word/footnotes.xml": NOTES,
        "word/styles.xml": STYLES,
        **more,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    path.write_bytes(made.getvalue())
    return path


def test_paragraphs_are_lines_and_notes_are_references(tmp_path: Path) -> None:
    article = read(document(tmp_path / "a.docx"), "nl")
    assert article.title == "Zink en slaap"
    assert [(s.line, s.kind) for s in article.sentences[:3]] == [
        (1, "heading"),
        (2, "paragraph"),
        (3, "paragraph"),
    ]
    assert article.sentences[2].text == "IJzer vermindert de vermoeidheid van vrouwen."
    (reference,) = article.references
    assert reference.title == "A made-up trial of zinc"
    assert [mark.references for mark in article.citations if mark.sentence == 1] == [(0,)]


def test_the_title_is_a_heading_and_a_note_with_a_remark_is_text(tmp_path: Path) -> None:
    title = DOCUMENT.replace('"Heading1"', '"Title"')
    styles = STYLES.replace("Heading1", "Title").replace("heading 1", "Title")
    listed = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in ("Referenties", "1. Roe B. Another made-up trial. Synth Rec. 2020;4:2-9.")
    )
    notes = NOTES.replace(
        "Doe A. A made-up trial of zinc. Synth Rec. 2019;3:1. doi:10.5555/printed.one",
        "De proef duurde drie weken en werd door de maker van het middel betaald.",
    )
    made = document(
        tmp_path / "a.docx",
        main=title.replace("</w:body>", listed + "</w:body>"),
        **{"word/footnotes.xml": notes, "word/styles.xml": styles},
    )
    article = read(made, "nl")
    assert article.title == "Zink en slaap"
    assert [item.title for item in article.references] == ["Another made-up trial"]
    assert not [mark for mark in article.citations if mark.references]
    assert article.sentences[-1].text.startswith("De proef duurde drie weken")


def test_a_damaged_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 word/document.xml and no archive")
    with pytest.raises(ReadError, match=r"is a Word document \(.docx\) that cannot be read"):
        read(path)


def test_a_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx", main='<!DOCTYPE x [<!ENTITY a "b">]>' + DOCUMENT)
    with pytest.raises(ReadError, match="declares a document type"):
        read(path)


def test_an_archive_that_unpacks_to_anything_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "_MOST_BYTES", 1000)
    with pytest.raises(ReadError, match="unpacks to more than"):
        read(document(tmp_path / "a.docx"))


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "available", lambda: False)
    with pytest.raises(ReadError, match=r"magclaims\[docx\]"):
        read(document(tmp_path / "a.docx"))
