"""Public API: `read` an article's text."""

from magclaims.read.article.articles import ArticleText, read

__all__ = ["ArticleText", "read"]
