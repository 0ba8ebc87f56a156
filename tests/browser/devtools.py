"""A tab of a headless Chromium, driven over the DevTools protocol: it opens pages, clicks, and shows what one sees.

The messages are JSON, ended by a zero byte each, through two pipes (``--remote-debugging-pipe``): no port, no library. One
browser serves all tests that ask for it; width and colour scheme are set anew for every page.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

from chromium import FLAGS, find_chromium
from PIL import Image

from archgen.layout.geometry import Rect

PATIENCE = 60  # s
HEIGHT = 1000  # px
PHONE = 600  # px: narrower windows are phones, which heed the page's viewport
HAS_COME = "document.readyState == 'complete' && document.fonts.status == 'loaded' && [...document.images].every(e => e.complete)"
FORGET = "try { localStorage.clear() } catch { }"  # a page in a sandbox has none
PAUSE = 0.02  # s
STILL = (
    "document.getAnimations().every(e => e.playState != 'running' || e.effect.getComputedTiming().endTime == Infinity)"
)


class Tab:
    """What a reader has before them: a window of some width, in a light or a dark world."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._numbers = count(1)
        self._rest = b""
        self._session: dict[str, str] = {}
        page = next(target for target in self.call("Target.getTargets")["targetInfos"] if target["type"] == "page")
        attached = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self._session = {"sessionId": attached["sessionId"]}
        self.call("Page.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=FORGET)

    def open(self, url: str, *, scheme: str = "light", width: int = 800) -> None:
        """Opens a page, with nothing remembered from those before it."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.call("Emulation.setEmulatedMedia", features=[feature])
        self.resize(width)
        answer = self.call("Page.navigate", url=url)
        assert "errorText" not in answer, f"{url}: {answer['errorText']}"
        self.settle()

    def resize(self, width: int) -> None:
        """Makes the window as wide as this."""
        size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": width < PHONE}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def settle(self) -> None:
        """Waits until the page has come with all its pictures. No promises: a page in a sandbox keeps none."""
        self.wait_for(HAS_COME)

    def wait_for(self, expression: str) -> Any:
        """The value of a JavaScript expression as soon as it has one."""
        for _ in range(round(PATIENCE / PAUSE)):
            if value := self.ask(expression):
                return value
            time.sleep(PAUSE)
        raise AssertionError(f"waited in vain for {expression}")

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Clicks with the mouse on the first thing that the selector finds and that is seen, as a reader does."""
        middle = self.wait_for(
            f"""(() => {{ const seen = [...document.querySelectorAll({json.dumps(selector)})].find(e => e.checkVisibility());
            if (seen) {{ const box = seen.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] }} }})()"""
        )
        mouse = {"x": middle[0], "y": middle[1], "button": "left", "clickCount": 1}
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, **mouse)
        time.sleep(5 * PAUSE)
        self.wait_for(STILL)  # themes fade from one palette to the other

    def shoot(self, rect: Rect) -> Image.Image:
        """A part of the page as it is seen, a pixel for a pixel."""
        clip = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height, "scale": 1}
        shot = self.call("Page.captureScreenshot", captureBeyondViewport=True, optimizeForSpeed=True, clip=clip)
        return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Asks the browser, and gives back its answer."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params, **self._session}
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while (answer := self._next_message()).get("id") != number:
            pass  # what it tells unasked
        assert "error" not in answer, f"{method}: {answer['error']}"
        return dict(answer["result"])

    def _next_message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._read], [], [], PATIENCE)[0], "the browser says nothing"
            told = os.read(self._read, 1 << 20)
            assert told, "the browser has ended"
            self._rest += told
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))


@contextlib.contextmanager
def start_browser() -> Iterator[Tab]:
    """A browser of its own with one tab."""
    command = [find_chromium(), *(flag for flag in FLAGS if "virtual-time" not in flag), "--remote-debugging-pipe"]
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # It reads from 3 and writes to 4.
        wired = f'exec 3<&{to_browser} 4>&{from_browser}; exec "$@"'
        browser = subprocess.Popen(
            ["bash", "-c", wired, "wired", *command, f"--user-data-dir={folder}"],
            pass_fds=(to_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            yield Tab(read, write)
        finally:
            browser.terminate()
            browser.wait(PATIENCE)
            os.close(read)
            os.close(write)
