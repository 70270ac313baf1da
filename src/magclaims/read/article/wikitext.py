"""Wikitext of MediaWiki as HTML, with the place of every piece, and so to blocks.

The parsers that there are do not fit: mwparserfromhell says of nothing where it stands and takes time that
grows with the square of unclosed braces; wikitextparser does so with links, and may not be passed on under
this project's licence. So marks are paired in one pass here, and what they mean is written as the HTML that
a reader gets. Templates are not expanded: descriptions of sources and a few that show their text are read
(`wikitext.toml`), all others are left out and counted.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import partial

from magclaims.knowledge.data import load as load_data
from magclaims.model.lazily import expression
from magclaims.model.values import dataclass
from magclaims.read.article import embedded, html, wikitext_source
from magclaims.read.article.blocks import Builder, LeftOutSpan, Parsed

data = partial(load_data, "wikitext.toml", "magclaims.read.article")
"""Names of templates, fields and namespaces."""
DEEPEST = 20
"""How deep links, notes and templates are followed; what is deeper is read as plain text."""
_LONGEST_PREFIX = 8
_HIDDEN = r"<!--.*?(?:-->|\Z)|<nowiki\s*/>|<(?P<raw>nowiki|pre)>(?P<within>.*?)(?:</(?P=raw)>|\Z)"
_PAIRS = expression(rf"{_HIDDEN}|\{{\{{|\}}\}}|\[\[|\]\]", re.DOTALL)
_OPENS = {"}}": "{{", "]]": "[["}
_INLINE = expression(
    rf"{_HIDDEN}|(?P<ref><ref(?P<attributes>(?:\s[^<>]{{0,300}}?)?)(?P<empty>/?)>)|(?P<list><references[^<>]{{0,200}}>)"
    r"|</?(?P<tag>[a-zA-Z][a-zA-Z0-9]{0,19})(?=[\s/>])|(?P<less><)|(?P<open>\{\{|\[\[)|(?P<link>\[(?:https?:)?//[^\s\]<>\"]{3,2000})"
    r"|(?P<quotes>'{2,5})|(?P<word>__[A-Z]{3,20}__)|(?P<cell>\|\||!!)|(?P<line>\r\n|\n|\r)",
    re.DOTALL,
)
_TAG_END = expression(r"(?:[^<>\"']|\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'){0,1000}>")
_NAME = expression(r"name\s*=\s*(?:\"([^\"]{1,200})\"|'([^']{1,200})'|([^\s\"'/>]{1,200}))")
_REF_END = expression(r"</ref\s{0,5}>")
_PREFIX = expression(r"[*#:;]+[ \t]*")
_ROW = expression(r"\|[-+}]|[|!]")
_ATTRIBUTES = expression(r"[^|\[\]{}\n\r<]{0,300}\|(?!\|)")
_LINE_END = expression(r"\r\n|\n|\r|\Z")
_LANGUAGE_LINK = expression(r"[a-z]{2,3}(?:-[a-z]{2,10})?")
_BOLD = expression(r"^'''(?!')([^'\r\n]{2,100})'''", re.MULTILINE)
"""The name of the page, at the beginning of its first paragraph."""
_HEADING = expression(r"^==", re.MULTILINE)
_BARS = expression(rf"{_HIDDEN}|\||\{{\{{|\[\[", re.DOTALL)
_SIGNS = expression(r"[<&]|[^<&]+")
_VISIBLE_WORD = expression(r"[^\W_]+")
_ELEMENTS = {"*": ("ul", "li"), "#": ("ol", "li"), ":": ("dl", "dd"), ";": ("dl", "dt")}


@dataclass(slots=True)
class _Note:
    """A note: where its text stands, and its number once it is cited."""

    start: int
    end: int
    number: int = 0
    printed: bool = False


def parse(text: str) -> Parsed:
    """Read a page of a wiki."""
    writer = _Writer(text)
    writer.page()
    made = writer.builder.build()
    parsed = embedded.at_home(html.parse(made.text), made) if made.text else Parsed(())
    heading = _HEADING.search(text)
    bold = _BOLD.search(text, 0, heading.start() if heading else len(text))
    return Parsed(
        parsed.blocks, None, bold[1] if bold else "", (*parsed.left_out, *writer.left_out)
    )


class _Writer:
    """Writes a page as HTML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.builder = Builder()
        self.left_out: list[LeftOutSpan] = []
        self._pairs = dict(_paired(text))
        self._ends = [match.start() for match in _REF_END.finditer(text)]
        self._last_list = text.rfind("</references")
        self._notes: list[_Note] = []
        self._by_name: dict[str, _Note] = {}
        self._by_place: dict[int, _Note] = {}
        self._prefix = ""
        self._tables = 0
        self._in_cells = False
        self._italics = False
        for match in _INLINE.finditer(text):
            if match["ref"] and not match["empty"]:
                self._define(match)

    def page(self) -> None:
        """The whole page, and the notes that are printed nowhere."""
        self.write(self._line(0), len(self.text), lines=True)
        self._lists("", len(self.text))
        if any(note.number and not note.printed for note in self._notes):
            self.builder.add("<h2>References</h2>", len(self.text) - 1, len(self.text))
            self._print(len(self.text))

    def write(self, start: int, end: int, *, lines: bool = False, depth: int = 0) -> None:
        """A stretch of the page; with `lines`, what begins a line is read, too."""
        text = self.text
        while start < end:
            mark = _INLINE.search(text, start, end) if depth < DEEPEST else None
            if mark is None:
                self.copy(start, end)
                return
            self.copy(start, mark.start())
            start = self._mark(mark, end, lines=lines, depth=depth)

    def copy(self, start: int, end: int) -> None:
        """Text as it is."""
        if start < end:
            self.builder.add(self.text[start:end], start, end)

    def tag(self, markup: str, at: int) -> None:
        """Markup that stands nowhere in the page; a sign between words takes the place before it."""
        self.builder.add(markup, at if markup[:1] == "<" else max(0, at - 1), at)

    # --- marks within a line --------------------------------------------------------------------------

    def _mark(self, mark: re.Match[str], end: int, *, lines: bool, depth: int) -> int:
        """Write what a mark means; return where reading goes on."""
        start, stop = mark.span()
        if mark["line"]:
            return self._new_line(start, stop, lines=lines)
        if mark["ref"]:
            return self._reference(mark)
        if mark["list"]:
            if not depth:  # a note may itself ask for the list
                self._print(start)
            # Notes that are written within the list are known by now.
            within = not mark["list"].endswith("/>") and stop <= self._last_list
            return self.text.find("</references", stop) if within else stop
        if mark["tag"] or mark["less"]:
            return self._element(mark)
        if mark["open"]:
            return self._pair(mark, end, depth)
        if mark["link"]:
            return self._link(start, stop, end, depth)
        if mark["quotes"]:
            self._quotes(mark["quotes"], start)
            return stop
        if mark["cell"] and self._in_cells and lines:
            self.tag("<td>" if mark["cell"] == "||" else "<th>", start)
            return self._attributes(stop)
        self._as_it_is(mark)
        return stop

    def _as_it_is(self, mark: re.Match[str]) -> None:
        """A comment, what is no wikitext, bars outside a table; words such as `__TOC__` show nothing."""
        if mark["within"]:
            for piece in _SIGNS.finditer(self.text, *mark.span("within")):
                shown = {"<": "&lt;", "&": "&amp;"}.get(piece[0], piece[0])
                self.builder.add(shown, *piece.span())
        elif mark["cell"] or mark[0].endswith("-->"):
            self.copy(*mark.span())
        elif mark[0].startswith("<!--"):
            self.leave_out("comments in the markup", *mark.span())

    def _new_line(self, start: int, stop: int, *, lines: bool) -> int:
        if self._italics:
            self._quotes("''", start)
        self.builder.add(self.text[start:stop], start, stop)
        return self._line(stop) if lines else stop

    def _quotes(self, quotes: str, at: int) -> None:
        """Italics begin or end; bold type means nothing here."""
        if len(quotes) in {2, 5}:
            self.tag("</i>" if self._italics else "<i>", at)
            self._italics = not self._italics

    def _element(self, mark: re.Match[str]) -> int:
        """An element of HTML, as it is; without its text where that is no prose."""
        start, stop = mark.span()
        whole = _TAG_END.match(self.text, stop) if mark["tag"] else None
        if whole is None:  # "< 5 mg", and what would swallow the rest of the page
            self.builder.add("&lt;", start, start + 1)
            return start + 1
        if mark["tag"].lower() not in data()["no_prose"] or mark[0].startswith("</"):
            self.copy(start, whole.end())
            return whole.end()
        ending = re.compile(rf"</{mark['tag']}\s{{0,5}}>|/>", re.DOTALL).search(self.text, stop)
        end = ending.end() if ending else len(self.text)
        self.leave_out("code", start, end)
        return end

    def _link(self, start: int, stop: int, end: int, depth: int) -> int:
        """`[https://... text]`; without a text, its address is the text."""
        closing = self.text.find("]", stop, min(end, stop + 1_000))
        if closing < 0:
            self.copy(start, stop)
            return stop
        self.tag(f'<a href="{self.text[start + 1 : stop]}">', start)
        if self.text[stop:closing].strip():
            self.write(stop, closing, depth=depth + 1)
        else:
            self.copy(start + 1, stop)
        self.tag("</a>", closing)
        return closing + 1

    def _pair(self, mark: re.Match[str], end: int, depth: int) -> int:
        """A link within the wiki, or a template."""
        start, stop = mark.span()
        closing = self._pairs.get(start, -1)
        if closing < 0 or closing + 2 > end:
            self.copy(start, stop)
            return stop
        if mark["open"] == "[[":
            self._wikilink(start + 2, closing, depth)
        else:
            self._template(start, closing, depth)
        return closing + 2

    def _wikilink(self, start: int, end: int, depth: int) -> None:
        fields = list(self.fields(start, end))
        target = self.text[slice(*fields[0])].strip()
        space, colon, _ = target.partition(":")
        space = space.strip().lower()
        if colon and space in data()["files"]:
            captions = [field for field in fields[1:] if not self._is_option(*field)]
            if captions:
                self.tag("<figcaption>", start)
                self.write(*captions[-1], depth=depth + 1)
                self.tag("</figcaption>", end)
        elif colon and (
            space in data()["categories"] or (len(fields) == 1 and _LANGUAGE_LINK.fullmatch(space))
        ):
            self.leave_out("links to other pages", start, end)
        elif len(fields) > 1:
            self.write(*fields[-1], depth=depth + 1)
        else:
            first, last = fields[0]
            self.copy(first + (self.text[first:last][:1] == ":"), last)

    def _is_option(self, start: int, end: int) -> bool:
        said = self.text[start:end].strip().lower()
        return (
            said in data()["options"]
            or re.fullmatch(r"[\dx]{1,12}\s?px|[a-zé]{2,12}\s?=.{0,500}|", said, re.DOTALL)
            is not None
        )

    def _template(self, start: int, closing: int, depth: int) -> None:
        fields = list(self.fields(start + 2, closing))
        name = " ".join(self.text[slice(*fields[0])].replace("_", " ").lower().split())
        known = data()
        if name in known["lists"]:
            if not depth:
                self._print(start)
        elif name in known["short"]:
            wikitext_source.write_short(self, fields[1:])
        elif any(name == one or name.startswith(_open_ended(one)) for one in known["sources"]):
            wikitext_source.write(self, fields[1:], known["fields"], depth)
        elif name in known["shows"]:
            plain = [field for field in fields[1:] if "=" not in self.text[slice(*field)]]
            for number in known["shows"][name]:
                if number <= len(plain):
                    self.write(*plain[number - 1], depth=depth + 1)
                    self.tag(" ", plain[number - 1][1])
        else:
            self.leave_out("template tags", start, closing)

    def fields(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What is between the bars of a link or a template, those of inner ones apart."""
        first = start
        for mark in _BARS.finditer(self.text, start, end):
            if mark.start() < start:
                continue
            if mark[0] == "|":
                yield first, mark.start()
                first = mark.end()
            else:
                start = max(
                    start,
                    self._pairs.get(mark.start(), -1) if mark[0] in {"{{", "[["} else mark.end(),
                )
        yield first, end

    def leave_out(self, what: str, start: int, end: int) -> None:
        """Count a part of the page that is not read."""
        words = len(_VISIBLE_WORD.findall(self.text, start, end))
        if words:
            self.left_out.append(LeftOutSpan(what, words, start, end))

    # --- notes ----------------------------------------------------------------------------------------

    def _define(self, mark: re.Match[str]) -> None:
        """Know the note that begins here, by its place and its name."""
        at = bisect_left(self._ends, mark.end())
        if at == len(self._ends):
            return
        note = self._by_place[mark.start()] = _Note(mark.end(), self._ends[at])
        if name := _name(mark["attributes"]):
            self._by_name.setdefault(name, note)

    def _reference(self, mark: re.Match[str]) -> int:
        """The mark of a note; its text is printed where the notes are."""
        note = self._by_place.get(mark.start())
        stop = mark.end()
        if note is not None:
            ending = _REF_END.match(self.text, note.end)
            stop = ending.end() if ending else note.end
        cited = self._by_name.get(_name(mark["attributes"]), note)
        if cited is not None:
            if not cited.number:
                self._notes.append(cited)
                cited.number = len(self._notes)
            self.builder.add(f"<sup>[{cited.number}]</sup>", mark.start(), stop)
        return stop

    def _print(self, at: int) -> None:
        """The list of the notes so far that were not printed yet."""
        waiting = [note for note in self._notes if not note.printed]
        if not waiting:
            return
        self._lists("", at)
        self.tag(f'<ol class="references" start="{waiting[0].number}">', at)
        for note in waiting:
            note.printed = True
        for note in waiting:
            self.tag("<li>", note.start)
            self.write(note.start, note.end, depth=1)
            self.tag("</li>", note.end)
        self.tag("</ol>", at)

    # --- the beginning of a line ----------------------------------------------------------------------

    def _line(self, start: int) -> int:
        """Write what the beginning of a line means; return where its text begins."""
        text = self.text
        ending = _LINE_END.search(text, start)
        stop = ending.start() if ending else len(text)
        self._in_cells = False
        prefix = _PREFIX.match(text, start, stop)
        if prefix:
            self._lists(prefix[0].rstrip()[:_LONGEST_PREFIX], start)
            return prefix.end()
        self._lists("", start)
        said = text[start : min(stop, start + 1_000)].strip()
        if not said:
            self.tag("<p>", start)
        elif said[0] == "=" and said[-1] == "=" and len(said) > 2:
            return self._heading(start, start + text[start:stop].index(said[0]), said)
        elif said.startswith("{|"):
            self._tables += 1
            self.tag("<table>", start)
            return stop
        elif said.startswith("----"):
            self.tag("<hr>", start)
            return start + text[start:stop].index("-") + len(said) - len(said.lstrip("-"))
        elif self._tables and (row := _ROW.match(text, start + text[start:stop].index(said[0]))):
            return self._row(row, stop)
        return start

    def _heading(self, start: int, at: int, said: str) -> int:
        """`== Dose ==`."""
        level = min(len(said) - len(said.lstrip("=")), len(said) - len(said.rstrip("=")), 6)
        level = max(1, min(level, (len(said) - 1) // 2))
        self.tag(f"<h{level}>", start)
        self.write(at + level, at + len(said) - level)
        self.tag(f"</h{level}>", at + len(said))
        return at + len(said)

    def _row(self, row: re.Match[str], stop: int) -> int:
        """A line of a table: a row, a caption, its end, or cells."""
        at, after = row.span()
        match row[0]:
            case "|-":
                self.tag("<tr>", at)
                return stop
            case "|}":
                self._tables -= 1
                self.tag("</table>", at)
            case "|+":
                self.tag("<caption>", at)
                return self._attributes(after)
            case _:
                self._in_cells = True
                self.tag("<td>" if row[0] == "|" else "<th>", at)
                return self._attributes(after)
        return after

    def _attributes(self, start: int) -> int:
        """Where the text of a cell begins: behind its attributes and their bar."""
        found = _ATTRIBUTES.match(self.text, start)
        return found.end() if found else start

    def _lists(self, prefix: str, at: int) -> None:
        """Go from the lists that are open to those of a prefix: `*#` is a numbered list in an item."""
        old = self._prefix
        same = 0
        while (
            same < min(len(old), len(prefix))
            and _ELEMENTS[old[same]][0] == _ELEMENTS[prefix[same]][0]
        ):
            same += 1
        for sign in reversed(old[same:]):
            outer, item = _ELEMENTS[sign]
            self.tag(f"</{item}></{outer}>", at)
        if prefix and same == len(prefix):
            self.tag(f"</{_ELEMENTS[old[same - 1]][1]}><{_ELEMENTS[prefix[-1]][1]}>", at)
        for sign in prefix[same:]:
            outer, item = _ELEMENTS[sign]
            self.tag(f"<{outer}><{item}>", at)
        self._prefix = prefix


def _open_ended(name: str) -> str:
    """What a name with `*` begins with; nothing begins with that of any other."""
    return name[:-1] if name.endswith("*") else "\0"


def _paired(text: str) -> Iterator[tuple[int, int]]:
    """Where each `{{` and `[[` that is closed stands, and where its end does."""
    waiting: list[tuple[str, int]] = []
    count: Counter[str] = Counter()
    for mark in _PAIRS.finditer(text):
        sign = mark[0]
        if sign in {"{{", "[["}:
            waiting.append((sign, mark.start()))
            count[sign] += 1
        elif count[_OPENS.get(sign, "")]:
            wanted = _OPENS[sign]
            while waiting:
                opened, at = waiting.pop()
                count[opened] -= 1
                if opened == wanted:
                    yield at, mark.start()
                    break


def _name(attributes: str | None) -> str:
    """The name of a note; empty where it has none."""
    found = _NAME.search(attributes or "")
    return (found[1] or found[2] or found[3]).strip() if found else ""
