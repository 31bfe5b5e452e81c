"""Settings of the documentation, which is built by ``uv run --all-extras --group dev sphinx-build -W docs build/docs``."""

import importlib.metadata

project = "paradiplomacy"
author = "the authors of paradiplomacy"
release = importlib.metadata.version("paradiplomacy")
extensions = ["myst_parser"]
exclude_patterns = ["images"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = f"paradiplomacy {release}"
html_show_sourcelink = False
html_show_copyright = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5394", "color-brand-content": "#0b5394"},
    "dark_css_variables": {"color-brand-primary": "#8ab8e6", "color-brand-content": "#8ab8e6"},
}
