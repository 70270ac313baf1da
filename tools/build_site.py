"""Builds the documentation site: lays its sources out, lets Zensical build them, checks what came out.

    python tools/build_site.py build/site

The pages of docs/ link to each other and to files of the repository as GitHub shows them. On the site
links to what is no page lead to the repository, README.md is the front page, and each rule has a page
of its own (`rules/EVI007/`, where the findings' help links lead to).
"""

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

import magclaims.judge.rules  # noqa: F401 - registers the rules
from magclaims import HOME
from magclaims.judge.rule import FAMILIES, RULES
from magclaims.render.escape import markdown
from rule_pages import manual_page

ROOT = Path(__file__).resolve().parents[1]
MOVED = {"README.md": "index.md"}
"""Pages that the site has under another name, by their path in the repository."""
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
"""Pages that stand beside docs/ in the repository, and in it on the site."""
_LINK = re.compile(r"(!?\[(?:[^\]\[\\]|\\.)*\]\()(?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?(?=\))")
_CODE = re.compile(r"(^[ ]*```.*?^[ ]*```[ ]*$|(?:^ {4}[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
"""Code, in which nothing is a link: fences and indented blocks."""


class BrokenLinkError(Exception):
    """A link that leads nowhere."""


def pages() -> dict[str, str]:
    """The sources of the site: path on it -> text; links are still those of the repository."""
    texts = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((ROOT / "docs").glob("*.md"))
    }
    for name in (*MOVED, *BESIDE):
        texts[name] = (ROOT / name).read_text(encoding="utf-8")
    texts["docs/rules.md"] = _rules_index()
    places = {path: _place(path) for path in texts}
    made = {places[path]: _relinked(text, path, places) for path, text in texts.items()}
    made.update({f"rules/{code}.md": manual_page(rule) for code, rule in RULES.items()})
    return made


def _place(path: str) -> str:
    """Where a page of the repository stands on the site."""
    return MOVED.get(path, path.removeprefix("docs/"))


def _rules_index() -> str:
    lines = ["# Rules", "", "`magclaims explain CODE` prints the page of a rule, too.", ""]
    for family, title in FAMILIES.items():
        members = [rule for _, rule in sorted(RULES.items()) if rule.family == family]
        if members:
            lines += [f"## {family}: {title}", "", "| rule | | by default | |", "|---|---|---|---|"]
            lines += [
                f"| [{r.code}](rules/{r.code}.md) | {r.name} | {r.severity.value} | {markdown(r.summary)} |"
                for r in members
            ]
            lines.append("")
    return "\n".join(lines)


def _relinked(text: str, page: str, places: Mapping[str, str]) -> str:
    """A page with the links that it needs on the site."""

    def link(match: re.Match[str]) -> str:
        start, target, anchor = match[1], match[2], match[3] or ""
        if not target:
            return match[0]
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target)))
        if wanted == "docs/rules.md" and (code := re.match(r"#([a-z]{3}\d{3})-", anchor)):
            rule = RULES.get(code[1].upper())
            if rule is None or anchor != f"#{rule.code}-{rule.name}".lower():
                raise BrokenLinkError(f"{page}: {target}{anchor}: there is no such rule")
            place, anchor = f"rules/{rule.code}.md", ""
        elif wanted in places:
            place = places[wanted]
        elif wanted.startswith(("docs/pictures/", "docs/rules/")):
            place = wanted.removeprefix("docs/")
        elif (ROOT / wanted).exists():
            return f"{start}{HOME}/blob/main/{wanted}{anchor}"
        else:
            raise BrokenLinkError(f"{page}: {target}: there is no such file")
        here = posixpath.dirname(places[page])
        return f"{start}{posixpath.relpath(place, here or '.')}{anchor}"

    return outside_code(text, lambda part: _LINK.sub(link, part))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A Markdown text with all that is no code changed."""
    parts = _CODE.split(text)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))


def stage(folder: Path) -> None:
    """Write the sources of the site and its settings into `folder`, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    for place, text in pages().items():
        path = folder / "docs" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if (ROOT / "docs/pictures").is_dir():
        shutil.copytree(ROOT / "docs/pictures", folder / "docs/pictures")
    shutil.copy(ROOT / "mkdocs.yml", folder)


def build(folder: Path) -> Path:
    """Build the site into `folder`/site; warnings (links to no page or heading) fail.

    Raises:
        subprocess.CalledProcessError: Zensical found a fault; its output says where.
        BrokenLinkError: A page loads something from elsewhere, or what is not there.
    """
    stage(folder)
    subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict", "--clean"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        check=True,
    )
    site = folder / "site"
    if faults := list(faults_of(site)):
        raise BrokenLinkError("\n".join(faults))
    return site


def faults_of(site: Path) -> Iterator[str]:
    """What a built site links to or loads that it has not, and what it loads from elsewhere."""
    for page in sorted(site.rglob("*.html")):
        if page.name == "404.html":
            continue  # it is shown at any address, so its links are those of the server
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        for what, url in _urls(tree):
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                if what != "a" and parts.scheme != "data":
                    yield f"{page.relative_to(site)}: loads {url}"
                continue
            if not parts.path:
                continue
            wanted = (page.parent / unquote(parts.path)).resolve()
            if not (wanted.is_file() or (wanted / "index.html").is_file()):
                yield f"{page.relative_to(site)}: {url} is not there"


_LOADED = (("a", "href"), ("img", "src"), ("script", "src"), ("source", "src"), ("iframe", "src"))
_RELATIONS = {"stylesheet", "icon", "preload", "preconnect", "modulepreload"}


def _urls(tree: LexborHTMLParser) -> Iterable[tuple[str, str]]:
    for tag, name in _LOADED:
        for node in tree.css(f"{tag}[{name}]"):
            yield tag, node.attributes.get(name) or ""
    for node in tree.css("link[href]"):
        if _RELATIONS & set((node.attributes.get("rel") or "").split()):
            yield "link", node.attributes.get("href") or ""


def main() -> None:
    """Build the site into the folder that was named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    print(build(parser.parse_args().folder))


if __name__ == "__main__":
    main()
