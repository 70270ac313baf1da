"""Makes the picture of the editors' page that the README and the site show.

    python tools/pictures.py

It shows examples/ without network, photographed in Debian's chromium (with chromium-driver), so it
differs a little by the fonts at hand. The picture of the terminal is made with the other files
(`generate`).
"""

import base64
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1200, 690)
"""Pixels of the page's picture."""


def page(driver: Any, folder: Path) -> bytes:
    """The picture of an article on the editors' page, as WebP.

    Args:
        driver: A browser as selenium drives it.
        folder: An empty one, for the page itself.
    """
    report = folder / "report.html"
    subprocess.run(
        [sys.executable, "-m", "magclaims", "report", "--offline", "--language=en", f"-o{report}"],
        cwd=ROOT / "examples",
        stdout=subprocess.DEVNULL,
        check=True,
    )
    width, height = SIZE
    look = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", look)
    driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    driver.get(report.as_uri())
    driver.execute_script(
        "const article = [...document.querySelectorAll('h3')]"
        ".find(h => h.textContent.includes('Does creatine'));"
        "window.scrollTo(0, article.getBoundingClientRect().top + scrollY - 100);"
    )
    shot = driver.execute_cdp_cmd(
        "Page.captureScreenshot", {"format": "webp", "quality": 80, "captureBeyondViewport": False}
    )
    return base64.b64decode(shot["data"])


def main() -> None:
    """Make it, where there is a browser."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import browser, missing

    PICTURES.mkdir(exist_ok=True)
    if why := missing():
        sys.exit(f"The picture of the page stays as it is: {why}")
    folder = Path(tempfile.mkdtemp())
    try:
        with browser(folder / "profile") as driver:
            (PICTURES / "page.webp").write_bytes(page(driver, folder))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
