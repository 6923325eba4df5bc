"""From the files that a curator writes to a checked dataset.

YAML is read with the place of every value, validated (pydantic is imported in `forms` and nowhere else) and checked;
every fault has a code, a file, a line and a column. It imports `model` and `language`. Read `load` first, then
`checks`.
"""
