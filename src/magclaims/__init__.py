"""Checks what health articles claim against the references they cite.

The public names (docs/api.md) are imported when they are first used: the command line starts without
them.
"""

from importlib import import_module

__version__ = "0.2.0"
HOME = "https://github.com/magclaims/magclaims"
"""Where the project lives: reports point there."""
DOCS = "https://magclaims.github.io/magclaims"
"""The documentation site (mkdocs.yml); `DOCS/rules/CODE/` is the page of a rule."""

_PUBLIC = {
    "ArticleText": "magclaims.read.article.articles:ArticleText",
    "Dossier": "magclaims.model.registry:Dossier",
    "Finding": "magclaims.model.finding:Finding",
    "MagclaimsError": "magclaims.errors:MagclaimsError",
    "Report": "magclaims.model.report:Report",
    "StudyProfile": "magclaims.study.profile:StudyProfile",
    "Wording": "magclaims.lexicon.wording:Wording",
    "check": "magclaims.api:check",
    "grade": "magclaims.lexicon.wording:grade",
    "infer": "magclaims.study.profile:infer",
    "read_article": "magclaims.read.article.articles:read",
    "read_registry": "magclaims.api:read_registry",
}
"""Where each public name is defined; __init__.pyi tells type checkers the same."""

__all__ = ["DOCS", "HOME", "__version__", *_PUBLIC]  # noqa: PLE0604 - all of them are texts


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PUBLIC})
