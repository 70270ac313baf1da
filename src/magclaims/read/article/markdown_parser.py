"""The parser of Markdown: CommonMark with tables and notes, and where each token begins.

markdown-it-py says on which lines a block stands, but not where within them its text is. Here the
inline state also writes down where each token begins, so that emphasis, links, entities and escapes
keep exact positions; nothing is searched for in the text afterwards. Footnotes (`[^1]`), notes
written in place (`^[...]`, and the odd `[^# title. URL]`) are added to CommonMark and its tables.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from magclaims.model.lazily import expression

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

AT = "at"
"""Where in the inline content a token begins, among what is noted of it."""
_DEFINITION = expression(r"\[\^([^\]\s]{1,200})\]:[ \t]*")
_NOTE = expression(r"\[\^(?P<label>[^\]\n]{1,1000})\]|\^\[(?P<note>[^\]\n]{1,1000})\]")


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """The parser; its inline state notes at which offset each token begins."""
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    class PlacedState(StateInline):
        """Writes into each token where in the inline content it begins."""

        def __init__(self, src: str, md: "MarkdownIt", env: Any, tokens: list[Token]) -> None:
            super().__init__(src, md, env, tokens)
            self._limit: int | None = None
            self._repeats = (-1, 0)

        def pushPending(self) -> Token:  # noqa: N802
            token = super().pushPending()
            limit = self.pos if self._limit is None else self._limit
            # Pending text is the source before the token that is pushed now, less trailing spaces.
            found = self.src.rfind(token.content, 0, limit)
            token.meta[AT] = found if found >= 0 else max(0, limit - len(token.content))
            return token

        def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
            # The link rule has stepped over its "[" by now.
            stepped = ttype == "link_open" and self.pos and self.src[self.pos - 1] == "["
            self._limit = self.pos - 1 if stepped else None
            token = super().push(ttype, tag, nesting)
            self._limit = None
            # Emphasis markers are pushed one by one from the same place.
            place, count = self._repeats
            count = count + 1 if ttype == "text" and place == self.pos else 0
            self._repeats = (self.pos if ttype == "text" else -1, count)
            token.meta[AT] = self.pos + count
            return token

    class PlacedInline(ParserInline):
        """Uses the state above."""

        def parse(self, src: str, md: "MarkdownIt", env: Any, tokens: list[Token]) -> list[Token]:
            state = PlacedState(src, md, env, tokens)
            self.tokenize(state)
            for rule in self.ruler2.getRules(""):
                rule(state)
            return state.tokens

    made = MarkdownIt("commonmark").enable("table")
    active = made.inline.ruler.get_active_rules()
    made.inline = PlacedInline()
    made.inline.ruler.enableOnly(active)
    # Joining neighbours would lose the place of the second.
    made.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    made.core.ruler.disable("text_join")
    made.inline.ruler.before("link", "note", _note)
    made.block.ruler.before(
        "reference", "footnote_definition", _definition, {"alt": ["paragraph", "reference"]}
    )
    return made


def _note(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 # markdown-it's signature
    """A footnote mark, or a note that is written in place: `^[...]`, and `[^...]` with a space in it."""
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        content = (match["label"] or match["note"]).strip()
        written_out = match["note"] is not None or any(map(str.isspace, content))
        token = state.push("note" if written_out else "footnote", "", 0)
        token.markup, token.content = match.group(), content
    state.pos = match.end()
    return True


def _definition(state: "StateBlock", line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """`[^label]: text`, with its lazy lines and what is indented below it."""
    begin = state.bMarks[line] + state.tShift[line]
    match = _DEFINITION.match(state.src, begin, state.eMarks[line])
    if not match or state.is_code_block(line):
        return False
    if silent:
        return True
    saved = (state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType)
    token = state.push("footnote_definition_open", "", 1)
    token.meta = {"label": match[1]}
    state.bMarks[line], state.tShift[line] = match.end(), 0
    state.blkIndent += 4
    state.sCount[line] = state.blkIndent
    state.parentType = "footnote"  # as markdown-it's own plugin names it
    if match.end() < state.eMarks[line]:
        state.md.block.tokenize(state, line, end_line)
    else:
        state.line = line + 1
    state.blkIndent -= 4
    state.bMarks[line], state.tShift[line], state.sCount[line], state.parentType = saved
    state.push("footnote_definition_close", "", -1)
    return True
