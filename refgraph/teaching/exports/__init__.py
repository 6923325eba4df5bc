"""A quiz for other programs: a deck for Anki, a question bank for Moodle, a SCORM package.

genanki is imported in `anki` alone. Pictures and pages are handed in. Read `markup` first.
"""
