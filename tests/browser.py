"""A page in a real browser: Debian's chromium, driven by selenium through its chromedriver.

Where one of the three is absent the tests skip, and say so. Nothing waits for a time: conditions are
asked for until they hold, with a cap that only a broken page reaches.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

CAP = 120
"""Seconds after which a condition is given up: far more than a slow machine needs."""
AXE = Path(__file__).parents[1] / "build" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""axe-core, where `.ci/run` could fetch it."""


def missing() -> str | None:
    """Why there is no browser to test with; None where there is one."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed"
    absent = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return (
        f"not installed: {' and '.join(absent)} (Debian: chromium, chromium-driver)"
        if absent
        else None
    )


@contextmanager
def browser(profile: Path) -> Iterator["WebDriver"]:
    """A headless browser with a fresh profile that notes its console and what it asks for."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (
        "headless=new",
        "no-sandbox",
        "disable-gpu",
        "disable-dev-shm-usage",
        "disable-background-networking",
        "disable-component-update",
        "no-first-run",
        "force-prefers-reduced-motion",
        f"user-data-dir={profile}",
    ):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    try:
        yield driver
    finally:
        driver.quit()


class Tab:
    """A page as somebody uses it."""

    def __init__(self, driver: "WebDriver") -> None:
        self.driver = driver

    def open(
        self, page: Path | str, fragment: str = "", *, width: int = 1280, dark: bool = False
    ) -> None:
        """Open a file from disk, or an address, with an empty history of what it said and asked for."""
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        self.media(dark=dark)
        for log in ("browser", "performance"):
            self.driver.get_log(log)  # type: ignore[no-untyped-call, unused-ignore]
        self.driver.get((page.as_uri() if isinstance(page, Path) else page) + fragment)

    def media(self, *, dark: bool = False, of: str = "") -> None:
        """Light or dark, and `print` where the page is to look as it is printed."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": of, "features": features}
        )

    def js(self, code: str, *args: object) -> Any:
        """What an expression of JavaScript gives."""
        return self.driver.execute_script(f"return ({code})", *args)  # type: ignore[no-untyped-call, unused-ignore]

    def until(self, code: str, *args: object) -> Any:
        """What an expression gives once it is true."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, CAP, poll_frequency=0.02).until(
            lambda _: self.js(code, *args), code
        )

    def press(self, keys: str) -> None:
        """Press keys wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(keys).perform()

    def click(self, selector: str) -> None:
        """Click on the first element that fits."""
        from selenium.webdriver.common.by import By

        element = self.driver.find_element(By.CSS_SELECTOR, selector)
        # Away from the bars that stay at the top and at the bottom.
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)  # type: ignore[no-untyped-call, unused-ignore]
        element.click()

    def shown(self, selector: str) -> int:
        """How many elements fit and take up room."""
        code = "[...document.querySelectorAll(arguments[0])].filter((n) => n.offsetParent !== null).length"
        return int(self.js(code, selector))

    def said(self) -> list[str]:
        """What stands in the console since the page was opened."""
        return [row["message"] for row in self.driver.get_log("browser")]  # type: ignore[no-untyped-call, unused-ignore]

    def asked_for(self) -> set[str]:
        """The addresses that were asked for since the page was opened."""
        rows = (json.loads(r["message"])["message"] for r in self.driver.get_log("performance"))  # type: ignore[no-untyped-call, unused-ignore]
        return {
            row["params"]["request"]["url"].split("#")[0]
            for row in rows
            if row["method"] == "Network.requestWillBeSent"
        }


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    """A tab of a browser; the tests of a module share it."""
    why = missing()
    if why is not None:
        pytest.skip(why)
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        yield Tab(driver)


Open = Callable[..., Tab]
