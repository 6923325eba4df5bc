"""The compiled index: a dataset as one file of flat columns that is mapped into memory and never parsed.

Here stand the compiler that makes it, the writer that streams one larger than the memory, and the reader; and how any
file is written whole or not at all (`files`). It imports `model` and `language`. Read `index` first (what the file
holds), then `compiler`.
"""
