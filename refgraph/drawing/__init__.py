"""Pictures of paths: the body with a route over it, the chain of boxes, and the sheet that holds both; SVG, PNG, PDF.

Everything is measured with the typeface that is bundled and drawn without a browser. It imports `report` and what is
below it. Read `sheet` first, then `body.figure` and `chain`.
"""
