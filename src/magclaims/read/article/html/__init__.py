"""HTML to blocks: the article of a page, with the exact place of every piece of visible text.

The parsers that build a tree (selectolax, lxml) do not say where in the source a text stands, and
the one in the standard library takes quadratic time on some broken pages in the Python versions
that are supported. So a page is cut into tags and text here (`tags`, `nesting`), what is not read
of it is told (`unread`), and the rest becomes blocks (`block_text`, `page`). The tests compare the
text with what selectolax sees.
"""

from magclaims.read.article.html.page import fragment, label, parse
from magclaims.read.article.html.tags import attributes, is_hidden, labels

__all__ = ["attributes", "fragment", "is_hidden", "label", "labels", "parse"]
