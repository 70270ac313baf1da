"""Text for a terminal, by article: each place with all its reasons and what to write there."""

from magclaims.render.text import render_whole as render

__all__ = ["render"]
