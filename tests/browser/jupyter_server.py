"""A real JupyterLab on localhost, with a fresh configuration and nothing that calls home."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_S = 90
QUIET_NOTIFICATIONS = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}


class JupyterServer:
    """`address(path)` is what a browser opens; `root` is the folder that JupyterLab shows."""

    def __init__(self, home: Path, root: Path, library: Path):
        self.root, self.home, self._library = root, home, library
        self._token, self._port = secrets.token_hex(16), _free_port()
        self._log = home / "server.log"
        self._process: subprocess.Popen | None = None

    def address(self, path: str, workspace: str) -> str:
        return f"http://127.0.0.1:{self._port}/lab/workspaces/{workspace}/tree/{path}?token={self._token}&reset"

    def start(self) -> None:
        self._write_settings()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
        for name in ("CONFIG", "DATA", "RUNTIME"):
            environment[f"JUPYTER_{name}_DIR"] = str(self.home / name.lower())
        environment |= {"JUPYTERLAB_SETTINGS_DIR": str(self.home / "settings"), "JUPYTER_PLATFORM_DIRS": "1"}
        environment |= {"JUPYTERLAB_WORKSPACES_DIR": str(self.home / "workspaces"), "PYTHONUNBUFFERED": "1"}
        environment["PYTHONPATH"] = str(self._library)
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": self._port,
            "ServerApp.port_retries": 0,
            "ServerApp.open_browser": False,
            "ServerApp.allow_root": True,
            "ServerApp.terminals_enabled": False,
            "ServerApp.root_dir": self.root,
            "IdentityProvider.token": self._token,
            "LabApp.expose_app_in_browser": True,
            "LabApp.extension_manager": "readonly",
            "LabApp.news_url": "None",
            "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        }
        command = [sys.executable, "-m", "jupyter", "lab", *(f"--{name}={value}" for name, value in options.items())]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command, cwd=self.root, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def end_kernels(self) -> None:
        for kernel in json.loads(self._request("api/kernels")):
            self._request(f"api/kernels/{kernel['id']}", "DELETE")

    def _request(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/{path}", method=method, headers={"Authorization": f"token {self._token}"}
        )
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.read()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            with contextlib.suppress(urllib.error.URLError, OSError):
                self._request("api/status")
                return
            time.sleep(0.2)
        raise RuntimeError(f"JupyterLab did not start in {START_S} s:\n{self._log.read_text()[-3000:]}")

    def _write_settings(self) -> None:
        folder = self.home / "settings" / "@jupyterlab" / "apputils-extension"
        folder.mkdir(parents=True)
        (folder / "notification.jupyterlab-settings").write_text(json.dumps(QUIET_NOTIFICATIONS))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
