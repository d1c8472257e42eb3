"""Settings of the manual: sphinx-build -W docs build/docs."""

project = "plancmp"
author = "the plancmp maintainers"
extensions = ["myst_parser"]
html_theme = "alabaster"
html_theme_options = {"nosidebar": False, "description": "Compares government plans target by target"}
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]
exclude_patterns: list[str] = []
