"""Draw docs/gallery: six examples, each with the command that made it; `--check` tells whether they are fresh."""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from refgraph.cli import main as refgraph

PLACE = Path(__file__).parents[1] / "docs" / "gallery"
PAGE = "README.md"
MAKE = "python tools/gallery.py"
# The credit line names the version of the data; claims elsewhere in the graph do not make a picture stale.
_VERSION = re.compile(r"(?<=from data )[0-9a-f]{12}|sha256:[0-9a-f]{64}")


@dataclass(frozen=True)
class Example:
    """One picture: its file, what it shows, and the words of the command that draws it."""

    file: str
    title: str
    about: str
    words: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command as it is typed."""
        return f"refgraph {shlex.join(self.words)} --output {self.file}".replace("'", '"')


EXAMPLES = (
    Example(
        "headache.svg",
        "From one side to the other",
        "Muscles lit on the side that the article names, pain ruled, the path numbered from its origin on; what the "
        "articles leave unstated is flagged on the arrow.",
        ("paths", "left gluteals weak", "headache", "--format", "svg"),
    ),
    Example(
        "neck-slide.svg",
        "For a slide, 16:9",
        "The view that shows the direction of a tilt, with arrows for it; caption and sources beside the chain.",
        ("embed", "svg", "tight hamstrings", "neck pain", "--shape", "slide"),
    ),
    Example(
        "sciatica-phone.svg",
        "For a phone, 390 wide",
        "A nerve is drawn as a line. No side is stated, so both halves are lit lightly.",
        ("embed", "svg", "irritated piriformis", "sciatica", "--shape", "phone"),
    ),
    Example(
        "disputed.svg",
        "A step that an article disputes",
        "Dashed, marked and worded, with what is said against it below: it can be told without any colour.",
        ("embed", "svg", "hip", "neck pain"),
    ),
    Example(
        "course.svg",
        "For a course, with your own words",
        "A caption and a credit of your own stand before ours. The same command with `pdf` gives a page of A4.",
        (
            *("embed", "svg", "piriformis", "buttock pain", "--caption", "Week three: the buttock."),
            *("--credit", "Course 101"),
        ),
    ),
    Example(
        "headache.mmd",
        "An excerpt of the network",
        "As Mermaid, which GitHub, GitLab and many notes programs draw themselves.",
        ("origins", "headache", "--top", "4", "--format", "mermaid"),
    ),
)


def draw(folder: Path) -> None:
    """Draw every example, and write the page that shows them."""
    for example in EXAMPLES:
        said = StringIO()
        with redirect_stderr(said):
            code = refgraph([*example.words, "--output", str(folder / example.file)])
        if code:
            raise SystemExit(f"{example.command}: {said.getvalue()}")
    (folder / PAGE).write_text(page(folder), encoding="utf-8")


def page(folder: Path) -> str:
    """Return the page that shows the examples, each with its command."""
    parts = [f"# Gallery\n\nDrawn by `{MAKE}`; do not edit. Information, not a diagnosis.\n"]
    for example in EXAMPLES:
        if example.file.endswith(".mmd"):
            # Who wants the sources reads the file: in a page the comments would only be in the way.
            lines = (folder / example.file).read_text(encoding="utf-8").splitlines()
            shown = "\n".join(["```mermaid", *(line for line in lines if not line.lstrip().startswith("%%")), "```"])
        else:
            shown = f"![{example.title}]({example.file})"
        parts.append(f"## {example.title}\n\n{example.about}\n\n```\n{example.command}\n```\n\n{shown}\n")
    return "\n".join(parts)


def stale() -> list[str]:
    """Name the files that are not what would be drawn now."""
    with TemporaryDirectory() as folder:
        draw(Path(folder))
        made = {file.name: _without_version(file) for file in Path(folder).iterdir()}
    kept = {file.name: _without_version(file) for file in PLACE.iterdir()}
    return sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))


def _without_version(file: Path) -> str:
    return _VERSION.sub("", file.read_text(encoding="utf-8"))


def main() -> int:
    """Draw the gallery, or check that it is what would be drawn."""
    if "--check" in sys.argv:
        old = stale()
        print(f"docs/gallery is stale ({', '.join(old)}): {MAKE}" if old else "docs/gallery is fresh")
        return 1 if old else 0
    draw(PLACE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
