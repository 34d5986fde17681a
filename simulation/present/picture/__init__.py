"""Pictures: marks on axes as plain data, and one renderer that draws them as SVG, wide or narrow.

A picture is drawn without a library and without a script: plotly.js alone is larger than a whole report may be.
"""
