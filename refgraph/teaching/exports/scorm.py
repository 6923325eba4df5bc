"""A quiz page as a SCORM package: one sharable content object with all that it needs inside.

References: SCORM 1.2 Content Aggregation Model; SCORM 2004 4th Edition, Content Aggregation Model 1.1 (ADL). The page
reports by itself (`web/templates/embed/scorm.js`); the manifest tells a system what it is called and where it begins.
"""

from __future__ import annotations

from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from refgraph.errors import UsageError
from refgraph.report.stamp import FILE
from refgraph.storage.archive import packed
from refgraph.teaching.values import Quiz

VERSIONS = ("1.2", "2004")
PAGE = "index.html"
_1_2 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={identifier} version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" \
xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="course"><organization identifier="course"><title>{title}</title>
<item identifier="quiz" identifierref="page" isvisible="true"><title>{title}</title></item></organization>
</organizations>
<resources><resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="{page}">
<file href="{page}"/><file href="{stamp}"/></resource></resources>
</manifest>
"""
_2004 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier={identifier} version="1.0" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" \
xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" \
xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd \
http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd \
http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="course"><organization identifier="course"><title>{title}</title>
<item identifier="quiz" identifierref="page" isvisible="true"><title>{title}</title>
<imsss:sequencing><imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
</imsss:sequencing></item>
<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing></organization></organizations>
<resources><resource identifier="page" type="webcontent" adlcp:scormType="sco" href="{page}">
<file href="{page}"/><file href="{stamp}"/></resource></resources>
</manifest>
"""
_MANIFESTS = {"1.2": _1_2, "2004": _2004}


def package(quiz: Quiz, page: str, version: str = "1.2", stamp: str = "{}") -> bytes:
    """Pack the page of a quiz for a learning management system.

    Args:
        quiz: names it.
        page: HTML that reports to the run-time by itself and loads nothing.
        version: `1.2` or `2004` (4th edition).
        stamp: what the quiz was made from (`refgraph.report.stamp`), as text.

    Returns:
        The bytes of a ZIP file, the same for the same page where zlib is of the same version.

    Raises:
        UsageError: there is no such version.

    Example:
        >>> import refgraph
        >>> from refgraph.teaching.quiz import quiz
        >>> kg = refgraph.open_graph("tests/data/mini")
        >>> package(quiz(kg, refgraph.origins(kg, "headache")), "<!DOCTYPE html>", "2004")[:2]
        b'PK'
    """
    if version not in _MANIFESTS:
        raise UsageError(f"unknown version of SCORM {version[:20]!r}. Choose one of: {', '.join(VERSIONS)}")
    held = page.encode()
    identifier = quoteattr(f"refgraph-{sha256(held).hexdigest()[:16]}")
    manifest = _MANIFESTS[version].format(identifier=identifier, title=escape(quiz.title), page=PAGE, stamp=FILE)
    files = {"imsmanifest.xml": manifest.encode(), PAGE: held, FILE: stamp.encode()}
    return packed(files, first="imsmanifest.xml")
