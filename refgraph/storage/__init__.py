"""The compiled index: a dataset as one file of flat columns that is mapped into memory and never parsed.

Here stand the compiler that makes it, the writer that streams one larger than the memory, the reader, and the atomic
writing of any file (`files`). It imports `model` and `language`. Read `index` first (what the file holds), then
`compiler`.
"""
