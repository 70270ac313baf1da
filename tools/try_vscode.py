"""Looks whether the extension works in Visual Studio Code, as a writer would use it.

    python tools/try_vscode.py http://127.0.0.1:8979 FOLDER [PICTURES]

FOLDER is a copy of examples/, open to a code-server at that address in which editors/vscode is
installed (CONTRIBUTING.md says how); it is changed. Needs chromium and chromium-driver.
Says of each thing whether it was seen, and exits with 1 where one was not. PICTURES is a folder for
what the screen showed then.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
CAP = 60
"""Seconds after which something is taken not to be there."""
ARTICLE = "articles/creatine-memory.md"
SQUIGGLES = "return document.querySelectorAll('.monaco-editor [class*=squiggly]').length"
HOVER = "return [...document.querySelectorAll('.monaco-hover')].map(e => e.innerText).join(' ')"
MENU = "return [...document.querySelectorAll('.action-widget .monaco-list-row')].map(e => e.innerText).join('\\n')"
OFFERED = "return [...document.querySelectorAll('.suggest-widget .monaco-list-row')].map(e => e.innerText).join('\\n')"
TITLE = "return document.title"
PROBLEMS = "return [...document.querySelectorAll('.statusbar-item')].map(e => e.getAttribute('aria-label') || '').find(s => s.startsWith('Errors')) || ''"


class Editor:
    """A window of code-server."""

    def __init__(self, driver: Any, address: str, folder: Path, pictures: Path | None) -> None:
        self.driver, self.address, self.folder = driver, address, folder
        self.pictures = pictures
        self.failed: list[str] = []

    def open(self, name: str) -> None:
        """Open a file of the folder, alone."""
        host = urlsplit(self.address).netloc
        file = quote(f'[["openFile","vscode-remote://{host}{self.folder / name}"]]')
        self.driver.get(f"{self.address}/?folder={quote(str(self.folder))}&payload={file}")
        self.until(lambda: self.driver.execute_script(SQUIGGLES))

    def until(self, seen: Callable[[], Any]) -> Any:
        """Wait until something is there; what it was, or what is false."""
        end = time.monotonic() + CAP
        while not (found := seen()) and time.monotonic() < end:
            time.sleep(0.2)
        return found

    def shows(self, script: str, words: str) -> str:
        """Wait until a part of the window has these words; what it has."""
        return str(
            self.until(lambda: words in (text := self.driver.execute_script(script)) and text) or ""
        )

    def keys(self, *keys: str, held: tuple[str, ...] = ()) -> None:
        """Press keys, one after another, while others are held."""
        from selenium.webdriver import ActionChains

        chain = ActionChains(self.driver)
        for key in held:
            chain.key_down(key)
        for key in keys:
            chain.send_keys(key)
        for key in held:
            chain.key_up(key)
        chain.perform()

    def go_to(self, name: str, words: str) -> None:
        """Put the cursor on the first of these words of a file, as it is saved."""
        from selenium.webdriver.common.keys import Keys

        text = (self.folder / name).read_text(encoding="utf-8")
        at = text.index(words)
        line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 2
        self.keys("g", held=(Keys.CONTROL,))
        self.until(lambda: self.driver.execute_script(
            "return [...document.querySelectorAll('.quick-input-widget')].some(e => e.offsetParent)"
        ))  # fmt: skip
        self.keys(f"{line}:{column}", Keys.ENTER)
        time.sleep(1)

    def saw(self, what: str, found: Any) -> None:
        """Say whether something was seen."""
        print(f"{'saw' if found else 'NOT SEEN'}  {what}")
        if not found:
            self.failed.append(what)
        if self.pictures is not None:
            name = "".join(c if c.isalnum() else "-" for c in what)
            self.driver.save_screenshot(str(self.pictures / f"{name}.png"))


def look(editor: Editor) -> None:
    """Use everything once."""
    from selenium.webdriver.common.keys import Keys

    control = (Keys.CONTROL,)
    editor.open(ARTICLE)
    marked = editor.driver.execute_script(SQUIGGLES)
    editor.saw("places marked in an article", marked)

    editor.go_to(ARTICLE, "better for memory")
    editor.keys("k", "i", held=control)
    told = editor.shows(HOVER, "EVI006")
    editor.saw("a verdict, told at its sentence", "EVI006" in told)
    editor.keys(Keys.ESCAPE)

    editor.keys(Keys.F12)
    editor.saw("the claim in the registry, gone to", editor.shows(TITLE, "claims.yaml"))

    editor.open(ARTICLE)
    editor.go_to(ARTICLE, "Creatine is best known")
    editor.keys(".", held=control)
    editor.saw("a claim to be registered, offered", "Register" in editor.shows(MENU, "Register"))
    editor.keys(Keys.ESCAPE)

    editor.go_to(ARTICLE, "improves attention")
    editor.keys(".", held=control)
    editor.saw("what can be done at a finding, offered", "aive" in editor.shows(MENU, "aive"))
    editor.keys(Keys.ESCAPE)

    dutch = "articles/creatine-geheugen.md"
    editor.open(dutch)
    editor.go_to(dutch, "verbetert dus ook")
    editor.keys(".", held=control)
    editor.saw("a sentence to write instead, offered", editor.shows(MENU, "Snow"))
    before = editor.driver.execute_script(PROBLEMS)
    editor.keys(Keys.ENTER)
    gone = editor.until(lambda: editor.driver.execute_script(PROBLEMS) != before)
    editor.saw("fewer problems once it is written", gone)
    editor.keys("z", held=control)

    registry = "data/claims.yaml"
    editor.open(registry)
    editor.go_to(registry, "level: ")
    editor.keys(*[Keys.ARROW_RIGHT] * 6)
    editor.keys(" ", held=control)
    editor.saw("levels, to complete", "systematic_review" in editor.shows(OFFERED, "systematic"))
    editor.keys(Keys.ESCAPE)


@contextmanager
def window(address: str, folder: Path, pictures: Path | None) -> Iterator[Editor]:
    """A browser with the address open."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import browser, missing

    if why := missing():
        sys.exit(why)
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as driver:
        driver.set_window_size(1280, 860)
        yield Editor(driver, address.rstrip("/"), folder.resolve(), pictures)


def main() -> None:
    """Look, and exit with 1 where something was not seen."""
    if len(sys.argv) not in {3, 4}:
        sys.exit(__doc__)
    pictures = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with window(sys.argv[1], Path(sys.argv[2]), pictures) as editor:
        look(editor)
    sys.exit(1 if editor.failed else 0)


if __name__ == "__main__":
    main()
