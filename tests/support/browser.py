"""A page in headless Chromium, spoken to through a pair of pipes (the DevTools protocol): no port, no driver."""

import base64
import json
import os
import select
import shutil
import subprocess
import time

LIMIT_SECONDS = 60
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-default-browser-check",
    "--remote-debugging-pipe",
)
KEYS = {"Enter": ("\r", 13), "Escape": ("", 27), "Tab": ("", 9), " ": (" ", 32), "/": ("/", 191)}


class Browser:
    """One browser with one page. Its profile lies in `folder`."""

    def __init__(self, folder):
        program = shutil.which("chromium")
        assert program, "tools/setup test installs chromium"
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        # Chromium reads from descriptor 3 and writes to 4.
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "bash", program, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
            pass_fds=(theirs_in, theirs_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self._rest = b""
        self._number = 0
        self._session = None
        self.events = []  # (method, parameters) of what the browser told meanwhile
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    def close(self):
        self._process.kill()
        self._process.wait(LIMIT_SECONDS)
        os.close(self._to)
        os.close(self._from)

    # --- the protocol -------------------------------------------------------------------------------------------------

    def _read(self, deadline):
        """The next message."""
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], max(0, deadline - time.monotonic()))
            assert ready, "the browser said nothing"
            piece = os.read(self._from, 1 << 20)
            assert piece, "the browser ended"
            self._rest += piece
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def _call(self, method, **parameters):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data):]
        deadline = time.monotonic() + LIMIT_SECONDS
        while (reply := self._read(deadline)).get("id") != self._number:
            self.events.append((reply["method"], reply["params"]))
        assert "error" not in reply, f"{method}: {reply['error']}"
        return reply["result"]

    # --- the page -----------------------------------------------------------------------------------------------------

    def resize(self, width, height):
        """Gives the page the size of a screen; a narrow one is that of a phone."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def open(self, url):
        """Goes there and returns once the page is loaded with all that it needs."""
        before = len(self.events)
        gone = self._call("Page.navigate", url=url)
        assert "errorText" not in gone, gone
        deadline = time.monotonic() + LIMIT_SECONDS
        while not any(method == "Page.loadEventFired" for method, _ in self.events[before:]):
            event = self._read(deadline)
            self.events.append((event["method"], event["params"]))

    def run(self, expression):
        """The value of an expression in the page; a promise is waited for."""
        done = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, expression):
        """Waits until an expression is true in the page, looking each time that the page has drawn itself."""
        self.run(f"new Promise((done) => {{ const look = () => ({expression}) ? done() : requestAnimationFrame(look); look(); }})")

    def press(self, key):
        text, code = KEYS[key]
        for kind in ("keyDown", "keyUp"):
            self._call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                       **({"text": text} if text and kind == "keyDown" else {}))

    def type(self, text):
        self._call("Input.insertText", text=text)

    def picture(self, path, full=False):
        """Writes what is seen, or the whole page, as PNG."""
        made = self._call("Page.captureScreenshot", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(made["data"]))

    def complaints(self):
        """Exceptions of scripts, and errors that the browser logged (refused by a policy, for one), but for replies of 4xx."""
        logged = [parameters["entry"] for method, parameters in self.events if method == "Log.entryAdded"]
        return ([parameters for method, parameters in self.events if method == "Runtime.exceptionThrown"]
                + [entry for entry in logged if entry["level"] == "error" and entry["source"] != "network"])

    def requests(self):
        """Every address that the page asked for."""
        return [parameters["request"]["url"] for method, parameters in self.events if method == "Network.requestWillBeSent"]
