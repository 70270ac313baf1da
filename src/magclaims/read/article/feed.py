"""XML that holds articles: an export of WordPress (WXR), an RSS or an Atom feed.

Read with the parser of the standard library (expat), which says where each piece stands. A document type
is refused where it begins, before anything in it is read: so nothing can declare an entity, small or huge,
or point to a file or an address. Nesting and the number of articles are bounded.
"""

from collections.abc import Mapping
from dataclasses import field
from xml.parsers import expat

from magclaims.errors import ReadError
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article.blocks import Builder, TextMap
from magclaims.read.article.posts import MOST, Post, data, named

DEEPEST = 60
"""How deep elements may lie within each other."""
_ITEMS = frozenset(["item", "entry", "page"])
"""Of RSS and WordPress, of Atom, of MediaWiki."""
_REFERENCE = expression(r"&#?\w{1,10};")
_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_ATOM = "http://www.w3.org/2005/Atom"
_TEXTS = {
    ("http://purl.org/rss/1.0/modules/content/", "encoded"): "text",
    (_ATOM, "content"): "text",
    (_ATOM, "summary"): "beside",
    (_ATOM, "title"): "title",
    ("", "description"): "beside",
    ("", "title"): "title",
}
"""What fields hold, by namespace and name."""
_EXCERPT = "/excerpt/"
"""Ends the namespace of the excerpt of a WordPress export, which has a version in it."""
_WIKI = "http://www.mediawiki.org/xml/export-"
_LONGEST_FIELD = 2_000
_MARKUP = expression(r"</?[a-zA-Z][^<>]{0,500}>|&[#\w]{2,30};")


@dataclass(slots=True)
class _Item:
    texts: dict[str, TextMap] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


def posts(text: str, path: str) -> tuple[Post, ...]:
    """The articles of a file, in its order.

    Raises:
        ReadError: It is no XML, with the place; it declares a document type, nests too deeply, or holds
            too many articles.
    """
    return _Feed(text, path).posts()


class _Feed:
    """Follows the elements of one file."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        # Half of a pair cannot be written as UTF-8; what stands for it is as long.
        self._bytes = text.encode("utf-8", "replace")
        self._byte = self._at = 0
        self._stack: list[str] = []
        self._item: _Item | None = None
        self._depth = 0
        self._builder: Builder | None = None
        self._inner = -1
        """Where the first element within a field begins: Atom may hold XHTML as it is."""
        self._language = ""
        self._found: list[Post] = []
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._characters

    def posts(self) -> tuple[Post, ...]:
        try:
            self._parser.Parse(self._bytes, True)  # noqa: FBT003 - expat's own signature
        except expat.ExpatError as error:
            raise ReadError(
                f"is no XML: {expat.ErrorString(error.code)}",
                self._path,
                error.lineno,
                error.offset + 1,
            ) from error
        return named(self._found)

    def _refuse(self, *_: object) -> None:
        raise ReadError(
            "declares a document type, which no export needs: take the DOCTYPE out",
            self._path,
            self._parser.CurrentLineNumber,
            self._parser.CurrentColumnNumber + 1,
        )

    def _place(self) -> int:
        """Where in the text the parser is; it only goes forward."""
        byte = self._parser.CurrentByteIndex
        self._at += len(self._bytes[self._byte : byte].decode("utf-8", "replace"))
        self._byte = byte
        return self._at

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._stack.append(name)
        depth, local = len(self._stack), name.rpartition(" ")[2]
        if depth > DEEPEST:
            raise ReadError(f"nests deeper than {DEEPEST} levels", self._path)
        if self._item is None:
            if local in _ITEMS:
                self._item, self._depth = _Item(), depth
            self._builder = Builder() if local == "language" else None
            self._language = self._language or attributes.get(_LANGUAGE, "")
        elif depth == self._depth + 1:
            self._builder = Builder()
            if (
                local == "link"
                and "href" in attributes
                and attributes.get("rel", "alternate") == "alternate"
            ):
                self._item.fields.setdefault("link", attributes["href"])
        elif depth == self._depth + 2 and local == "text" and self._stack[-2].endswith("revision"):
            self._builder, self._inner = Builder(), -1
        elif depth == self._depth + 2 and self._inner < 0:
            self._inner = self._place()

    def _characters(self, given: str) -> None:
        if self._builder is None:
            return
        start = self._place()
        mark = _REFERENCE.match(self._text, start)
        if mark and len(given) == 1:
            self._builder.add(given, start, mark.end())
        elif given == "\n" and self._text.startswith("\r\n", start):
            self._builder.add(given, start, start + 2)
        else:
            self._builder.add(given, start, start + len(given))

    def _close(self, name: str) -> None:
        depth = len(self._stack)
        self._stack.pop()
        made = self._builder.build() if self._builder is not None else None
        local = name.rpartition(" ")[2]
        if self._item is None:
            if made is not None:
                self._language = self._language or made.text.strip()
            self._builder = None
        elif depth == self._depth:
            self._keep(self._item)
            self._item = None
        elif depth == self._depth + 2 and local == "text" and self._stack[-1].endswith("revision"):
            self._builder = None
            if made is not None:  # of several revisions the last one
                self._item.texts["wikitext"] = made
        elif depth == self._depth + 1 and made is not None:
            self._builder = None
            if self._inner >= 0:
                start, end, self._inner = self._inner, self._place(), -1
                made = TextMap.literal(self._text, start, end)
            self._field(self._item, name, made)

    def _field(self, item: _Item, name: str, made: TextMap) -> None:
        """A field of an item that ends."""
        space, _, local = name.rpartition(" ")
        what = _TEXTS.get((space, local))
        if space.endswith(_EXCERPT) or (space.startswith(_WIKI) and local == "title"):
            what = "title" if local == "title" else "beside"
        if not made.text.strip():
            return
        if what is not None:
            item.texts.setdefault(what, made)
        elif len(made.text) < _LONGEST_FIELD:
            item.fields.setdefault(local.lower(), " ".join(made.text.split()))

    def _keep(self, item: _Item) -> None:
        """The post that ends here, where it is an article that anybody is to see."""
        known, fields = data()["wordpress"], item.fields
        if fields.get("post_type") in known["types"] or fields.get("status") in known["states"]:
            return
        title, beside = item.texts.get("title"), item.texts.get("beside")
        wiki = item.texts.get("wikitext")
        body = item.texts.get("text") or wiki or beside
        if body is None or (wiki is not None and fields.get("ns", "0") != "0"):
            return
        if len(self._found) >= MOST:
            raise ReadError(f"holds more than {MOST} articles", self._path)
        fields.setdefault("date", fields.get("post_date", ""))
        if body is wiki:
            written = "wikitext"
        elif "post_type" in fields:
            written = "wordpress"
        else:
            written = "html" if _MARKUP.search(body.text) else ""
        self._found.append(
            Post(
                fields.get("post_name") or fields.get("post_id") or (title.text if title else ""),
                ((body, written),),
                title,
                (beside,) if beside is not None and beside is not body else (),
                self._language,
                fields,
            )
        )
