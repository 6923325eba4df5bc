"""Writing sources' files: new-source, format."""

from __future__ import annotations

from pathlib import Path

from commands import Run


def test_format_writes_the_one_form_and_check_only_looks(run: Run, mini_copy: Path) -> None:
    file = mini_copy / "sources" / "toy-hip.yaml"
    assert run("format", data=str(mini_copy))[0] == 0
    whole = file.read_text()
    assert run("format", "--check", data=str(mini_copy)) == (0, "", "2 files, 0 would change\n")
    spoilt = whole.replace("polarity: denies", "polarity: 'denies'")
    assert spoilt != whole
    file.write_text(spoilt)
    code, out, err = run("format", "--check", data=str(mini_copy))
    assert (code, out, err) == (1, f"{file}\n", "2 files, 1 would change\n")
    assert file.read_text() == spoilt, "nothing is written by a check"
    assert run("format", str(file), data=None) == (0, "", "1 file, 1 changed\n")
    assert file.read_text() == whole


def test_a_fault_in_one_file_leaves_all_as_they_were(run: Run, mini_copy: Path) -> None:
    good, bad = (mini_copy / "sources" / f"toy-{name}.yaml" for name in ("hip", "neck"))
    good.write_text(good.read_text().replace("polarity: denies", "polarity: 'denies'"))
    bad.write_text(bad.read_text() + "# why\n")
    before = good.read_bytes(), bad.read_bytes()
    code, out, err = run("format", data=str(mini_copy))
    assert (code, out) == (3, "")
    assert "a comment would be lost" in err
    assert (good.read_bytes(), bad.read_bytes()) == before
    assert run("format", "no/such.yaml", data=None)[0] == 2


def test_a_new_source_is_printed_or_written_once(run: Run, mini_copy: Path, tmp_path: Path) -> None:
    record = tmp_path / "one.bib"
    record.write_text("@article{x, title = {Of moons}, author = {Moon, Ada}, year = {1999}}")
    code, out, err = run("new-source", str(record), data=None)
    assert (code, err) == (0, "")
    assert out.startswith(
        "source:\n  title: Of moons\n  authors: [Ada Moon]\n  authors_from: index-record\n  publisher:\n"
    )
    file = mini_copy / "sources" / "moon-1999-moons.yaml"
    assert run("new-source", str(record), "--write", data=str(mini_copy)) == (0, "", f"wrote {file}\n")
    assert file.read_text() == out
    code, _, err = run("new-source", str(record), "--write", data=str(mini_copy))
    assert code == 2
    assert "is there already" in err
    assert run("check", data=str(mini_copy))[0] == 0
    assert run("format", str(file), data=None)[0] == 0
    assert "publisher" not in file.read_text(), "what stayed empty is gone"
    assert run("format", "--check", str(file), data=None)[0] == 0


def test_a_blank_source_needs_a_name_to_be_written(run: Run, mini_copy: Path) -> None:
    code, out, _ = run("new-source", data=None)
    assert (code, out.splitlines()[1]) == (0, "  title:")
    for words in (["--write"], ["--write", "--key", "../x"]):
        code, out, err = run("new-source", *words, data=str(mini_copy))
        assert (code, out) == (2, "")
        assert "give --key" in err
    assert run("new-source", "no/such.bib", data=None)[0] == 2
