"""SCORM packages: the manifest first, one object, everything that it names inside, nothing else."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from refgraph.errors import UsageError
from refgraph.report import stamp
from refgraph.teaching.exports.scorm import PAGE, VERSIONS, package
from refgraph.teaching.values import Quiz

QUIZ = Quiz("Neck & <shoulder>", "neck", (), (), "", (), 1, "v")
SPACES = {
    "1.2": ("http://www.imsproject.org/xsd/imscp_rootv1p1p2", "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype"),
    "2004": ("http://www.imsglobal.org/xsd/imscp_v1p1", "{http://www.adlnet.org/xsd/adlcp_v1p3}scormType"),
}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifest_names_one_object_and_all_files(version: str) -> None:
    archive = ZipFile(BytesIO(package(QUIZ, "<!DOCTYPE html>", version, "{}")))
    assert archive.namelist() == ["imsmanifest.xml", PAGE, stamp.FILE]
    space, kind = SPACES[version]
    root = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    assert root.tag == f"{{{space}}}manifest"
    versions = {"1.2": "1.2", "2004": "2004 4th Edition"}
    assert root.findtext(f"{{{space}}}metadata/{{{space}}}schemaversion") == versions[version]
    titles = [one.text for one in root.iter(f"{{{space}}}title")]
    assert titles == [QUIZ.title, QUIZ.title]
    (item,), (resource,) = root.iter(f"{{{space}}}item"), root.iter(f"{{{space}}}resource")
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get(kind), resource.get("href")) == ("sco", PAGE)
    assert {one.get("href") for one in root.iter(f"{{{space}}}file")} == set(archive.namelist()[1:])


def test_the_same_page_is_the_same_package_and_another_has_another_identifier() -> None:
    one = package(QUIZ, "a")
    assert one == package(QUIZ, "a")
    manifests = {ZipFile(BytesIO(package(QUIZ, page))).read("imsmanifest.xml") for page in "ab"}
    assert len(manifests) == 2


def test_there_is_no_other_version() -> None:
    with pytest.raises(UsageError, match=r"unknown version of SCORM '1\.3'"):
        package(QUIZ, "a", "1.3")
