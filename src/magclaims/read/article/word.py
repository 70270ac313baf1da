"""Word documents (.docx) as HTML, one paragraph a line, so that a line is a paragraph of the document.

Needs the extra `docx` (mammoth). Pictures are left out, their texts are kept; notes stand
at the end.
"""

import io
import zipfile
from importlib.util import find_spec

from magclaims.errors import ReadError
from magclaims.model.lazily import expression

_BEGINS = b"PK\x03\x04"
_DOCUMENT = "word/document.xml"
_MOST_BYTES = 50_000_000
"""Of an unpacked document: no article is longer, and an archive may unpack to anything."""
_SAMPLE = 1000
_PARAGRAPH = expression(r"(</(?:p|h[1-6]|li|tr|table)>)(?!</)")
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
"""Of paragraphs that no other style makes a heading."""
_BACK = expression(r' ?<a href="#(?:foot|end)note-ref-[^"]{1,20}">[^<]{0,3}</a>')


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("mammoth") is not None


def is_word(raw: bytes) -> bool:
    """Whether a file is a Word document: the names of the files within it stand in it as they are."""
    return raw.startswith(_BEGINS) and _DOCUMENT.encode() in raw


def html_of(raw: bytes, path: str) -> str:
    """The document as HTML.

    Raises:
        ReadError: It is damaged, unpacks to more than 50 MB, or declares entities.
    """
    import mammoth

    try:
        refused = _refused(raw)
        found = (
            None
            if refused
            else mammoth.convert_to_html(
                io.BytesIO(raw),
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(lambda _: {"src": ""}),
            )
        )
    except Exception as error:  # mammoth raises whatever a damaged part makes it raise
        raise ReadError(f"is a Word document (.docx) that cannot be read: {error}", path) from error
    if found is None:
        raise ReadError(refused, path)
    lines = _PARAGRAPH.sub(r"\1\n", _BACK.sub("", str(found.value)))
    return f"<html><body>{lines}</body></html>"


def _refused(raw: bytes) -> str:
    """Why a document is not unpacked; empty where nothing speaks against it."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
            return f"unpacks to more than {_MOST_BYTES // 1_000_000} MB"
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(_SAMPLE).upper():
                    return f"declares a document type in {name}, which Word never does"
    return ""
