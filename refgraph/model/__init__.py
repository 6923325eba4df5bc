"""The values that all packages share: vocabulary, statements, datasets, questions and answers.

Frozen dataclasses of the standard library, the rule of joints (may two claims chain?) and how a source is cited. It
imports nothing of refgraph but `errors`. Read `statements` first (what a claim, an edge and a finding are), then
`joints`.

A field that is added to `statements.Claim` is taken over by forms, index, CSV and engines; how it is said, its JSON and
its RDF have a row each (docs/contributing.md).
"""
