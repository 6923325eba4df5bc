"""Make the virtual environment, or say in one line what is missing.

Run as `python3 tools/fresh.py FOLDER`, with any Python, also one that is too old.
"""

import os
import subprocess
import sys

LEAST = (3, 11)


def main(folder):
    """Return what is missing, or None where the environment stands."""
    if sys.version_info < LEAST:
        have = ".".join(map(str, sys.version_info[:2]))
        return "refgraph needs Python 3.11 or newer, this is %s. Try: make PYTHON=python3.12" % have
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], capture_output=True, text=True)
    if made.returncode == 0:
        return None
    # Debian and Ubuntu ship venv without its pip; then another way to the same thing may be there.
    other = subprocess.run([sys.executable, "-m", "virtualenv", folder], capture_output=True, text=True)
    if other.returncode == 0:
        return None
    if hasattr(os, "geteuid") and os.path.exists("/etc/debian_version"):
        return "Python's venv module is not complete here: apt-get install python3-venv (as root), then try again"
    return "cannot make a virtual environment: " + (made.stderr or made.stdout).strip().splitlines()[-1]


if __name__ == "__main__":
    problem = main(sys.argv[1])
    if problem:
        sys.stderr.write(problem + "\n")
        sys.exit(1)
