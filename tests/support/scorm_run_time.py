"""The SCORM run-time that packages are opened in: scorm-again (MIT), fetched by npm and kept outside the tree."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

VERSION = "3.4.3"


@cache
def run_time() -> tuple[str, str]:
    """The script of the run-time, and if it cannot be had, why."""
    folder = Path(tempfile.gettempdir()) / f"refgraph-scorm-again-{VERSION}"
    script = folder / "node_modules" / "scorm-again" / "dist" / "scorm-again.min.js"
    npm = shutil.which("npm")
    if not script.exists():
        if npm is None:
            return "", "npm is not installed, so that scorm-again cannot be fetched"
        words = [npm, "install", "--prefix", str(folder), "--no-save", "--ignore-scripts", f"scorm-again@{VERSION}"]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode or not script.exists():
            return "", f"npm could not fetch scorm-again {VERSION}"
    return script.read_text(encoding="utf-8"), ""
