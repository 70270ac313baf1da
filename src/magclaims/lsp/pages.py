"""A text and its places: offsets in code points on our side, lines and code units on the editor's."""

from functools import cached_property

from lsprotocol import types

from magclaims.read.article.source import LINE_END, Lines


def units(text: str, encoding: types.PositionEncodingKind) -> int:
    """How many units a text has in an encoding: utf-8, utf-16 or utf-32."""
    if encoding is types.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    if encoding is types.PositionEncodingKind.Utf16:
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text)


class OpenText:
    """One text, as the editor counts in it."""

    def __init__(
        self, text: str, encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf16
    ) -> None:
        """Keep the text, its newlines untouched, and what the client counts columns in."""
        self.text = text
        self.encoding = encoding

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def _line(self, number: int) -> str:
        """A line by its 0-based number, without its end."""
        start = self._lines.start(number)
        end = LINE_END.search(self.text, start)
        return self.text[start : end.start() if end else len(self.text)]

    def position(self, offset: int) -> types.Position:
        """The place of an offset; one beyond the text is its end."""
        offset = max(0, min(offset, len(self.text)))
        line, column = self._lines.position(offset)
        before = self.text[offset - column + 1 : offset]
        return types.Position(line - 1, units(before, self.encoding))

    def range(self, start: int, end: int) -> types.Range:
        """The stretch between two offsets."""
        return types.Range(self.position(start), self.position(max(start, end)))

    def offset(self, position: types.Position) -> int:
        """The offset of a place; one beyond a line is the line's end, one beyond the text its end."""
        if position.line >= len(self._lines):
            return len(self.text)
        start, line = self._lines.start(position.line), self._line(position.line)
        left = position.character
        for index, character in enumerate(line):
            if left <= 0:
                return start + index
            left -= units(character, self.encoding)
        return start + len(line)

    def at(self, line: int, column: int) -> int:
        """The offset of a 1-based line and column in code points, as findings have them."""
        if line > len(self._lines):
            return len(self.text)
        start = self._lines.start(max(0, line - 1))
        return min(start + max(0, column - 1), start + len(self._line(max(0, line - 1))))

    def line_end(self, offset: int) -> int:
        """The offset at which the line of an offset ends."""
        end = LINE_END.search(self.text, offset)
        return end.start() if end else len(self.text)

    def changed_to(self, new: str) -> types.TextEdit:
        """The one edit that makes another text of this one: what is the same at both ends stays."""
        old = self.text
        most = min(len(old), len(new))
        start = next((i for i in range(most) if old[i] != new[i]), most)
        # A line end has no place between its two halves.
        if (
            start
            and old[start - 1] == "\r"
            and "\n" in (old[start : start + 1], new[start : start + 1])
        ):
            start -= 1
        most -= start
        same = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
        end, last = len(old) - same, len(new) - same
        if same and old[end] == "\n" and "\r" in (old[end - 1 : end], new[last - 1 : last]):
            end, last = end + 1, last + 1
        return types.TextEdit(self.range(start, end), new[start:last])
