"""Makes mkdocs.yml: the navigation lists the pages that there are."""

from __future__ import annotations

from typing import Final

from docs.made.odd import ROOT

NAVIGATION: Final[dict[str, dict[str, str]]] = {
    "": {"Wandel": "index.md", "Tutorial": "tutorial.md", "Your own company": "own-company.md"},
    "How to": {
        "Describe a company": "how-to/scenario.md",
        "Import your company": "how-to/import.md",
        "Plan interventions": "how-to/interventions.md",
        "Write an intervention": "plugins.md",
        "Read results": "how-to/results.md",
        "Compare and split": "how-to/compare.md",
        "Find the best plan": "how-to/best.md",
        "Value of information": "how-to/information.md",
        "Try a plan out in the app": "how-to/app.md",
        "Calibrate": "how-to/calibrate.md",
        "Forecast": "how-to/forecast.md",
        "Survey": "how-to/survey.md",
        "Value": "how-to/value.md",
        "Run a study": "how-to/studies.md",
        "Use Python": "how-to/python.md",
    },
    "Reference": {"The model (ODD+D)": "odd.md", "Glossary": "glossary.md"},
    "Explanation": {
        "Assumptions": "assumptions.md",
        "Evidence": "evidence.md",
        "Networks of organisations": "organisation.md",
        "How much companies differ": "companies.md",
        "Other networks, beside the model": "networks.md",
        "How far forecasts can be trusted": "forecasts.md",
        "Kinds of interventions": "kinds.md",
        "Smaller copies": "scale.md",
        "Value account": "value.md",
        "What is stored of whom": "privacy.md",
        "Known results": "known-results.md",
        "Referees": "referees.md",
        "Planted mistakes": "planted.md",
        "Experiences": "experiences.md",
        "Checkpoints": "checkpoints.md",
        "Faults": "faults.md",
        "The same on every machine": "portable.md",
    },
    "What it cannot tell": {"": "limits.md"},
}
"""Headings, titles and pages of the site in order; pages that do not exist are left out."""
HEAD: Final = """# Made by `make docs` from docs/made/site.py; a test holds it current. Fonts and scripts come with the
# site: it works without a network.
site_name: Wandel
docs_dir: docs
site_dir: site
use_directory_urls: false
exclude_docs: |
  *.py
  *.json
  *.yaml
  *.template
theme:
  name: material
  font: false
  language: en
  features: [navigation.sections, toc.follow, content.code.copy]
extra_css: [site.css]
markdown_extensions:
  - tables
  - toc:
      permalink: true
  - pymdownx.highlight
  - pymdownx.superfences
nav:
"""


def config() -> str:
    """Return mkdocs.yml."""
    lines = []
    for heading, pages in NAVIGATION.items():
        there = {title: page for title, page in pages.items() if (ROOT / "docs" / page).is_file()}
        if heading and set(there) - {""}:
            lines.append(f"  - {heading}:")
        indent = "      " if heading and set(there) - {""} else "  "
        lines += [f"{indent}- {title or heading}: {page}" for title, page in there.items()]
    return HEAD + "\n".join(lines) + "\n"
