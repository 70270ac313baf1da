"""The texts of the articles in a registry, each read into sentences when somebody asks for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from magclaims.config import shown
from magclaims.errors import MagclaimsError, ReadError
from magclaims.files import real, split_part
from magclaims.model.lazily import Lazily
from magclaims.model.registry import Article
from magclaims.render.escape import plain

if TYPE_CHECKING:
    from magclaims.read.article.articles import ArticleText


class UnreadText(NamedTuple):
    """The text of an article that nobody has read into sentences yet."""

    path: str
    text: str
    language: str | None
    part: str = ""
    """Of a file that holds several articles, the name of this one."""


class Texts(Lazily[str, "ArticleText"]):
    """Articles by id, each read from its source into sentences when somebody asks for it."""

    __slots__ = ("sources",)

    def __init__(self, sources: Mapping[str, UnreadText]) -> None:
        self.sources = sources

        def read(name: str) -> "ArticleText":
            from magclaims.read.article.articles import as_file

            path, text, language, part = sources[name]
            return as_file(text, path, language, part)

        super().__init__(sources, read)


def read_texts(
    articles: dict[str, Article], folder: Path | None, *, needed_by: Sequence[str] = ()
) -> tuple[Texts, dict[str, str]]:
    """The texts by article id, and the phrase that says why there are none of the others.

    An article that names no `file`, or all of them where no folder is set, have no text; a file
    that is named and cannot be read is a fault. `needed_by` are the settings that say nothing without texts.

    Raises:
        MagclaimsError: Files that cannot be read, all of them, one a line; the folder is absent; or
            a setting needs texts while there is no folder to read from.
    """
    texts: dict[str, UnreadText] = {}
    absent: dict[str, str] = {}
    named = {name: article.file for name, article in articles.items() if article.file is not None}
    absent |= {name: "no_file" for name in articles if name not in named}
    if folder is None:
        if named and needed_by:
            raise MagclaimsError(
                f"`{shown(needed_by[0])}` is set, and there is no text to hold it against: set the folder of the "
                "articles (`articles`, or --articles DIR)"
            )
        return Texts(texts), absent | dict.fromkeys(named, "no_folder")
    if named and not folder.is_dir():
        raise MagclaimsError(
            f"{plain(str(folder))}: there is no such folder of articles; set it with `articles` or "
            "--articles DIR"
        )
    if not named:
        return Texts(texts), absent
    from magclaims.read.article.articles import check_part
    from magclaims.read.article.source import load as load_article

    faults: list[str] = []
    loaded: dict[Path, str] = {}
    for name, file in named.items():
        place, part = split_part(folder / file)
        path = Path(place)
        try:
            if real(path).is_relative_to(real(folder)):
                if path not in loaded:
                    loaded[path] = load_article(path)
                check_part(loaded[path], path, part)
                texts[name] = UnreadText(str(path), loaded[path], articles[name].language, part)
            else:
                out = f"{path}: leads out of the folder of the articles"
                faults.append(plain(f"{out} (the text of `{name}`)"))
        except (ReadError, ValueError, OSError) as error:  # no file can have such a name
            faults.append(plain(f"{error} (the text of `{name}`)"))
    if faults:
        raise MagclaimsError("\n".join(faults))
    return Texts(texts), absent
