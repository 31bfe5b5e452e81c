"""Settings of the documentation, which is built by ``uv run --all-extras --group dev sphinx-build -W docs build/docs``."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # for the extension

project = "paradiplomacy"
author = "The paradiplomacy developers"
release = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
extensions = ["extension", "myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["images", "extension"]
html_theme = "furo"
html_title = f"paradiplomacy {release}"
html_show_sourcelink = False
html_show_copyright = False
html_static_path = ["static"]
html_css_files = ["tables.css"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5394", "color-brand-content": "#0b5394"},
    "dark_css_variables": {"color-brand-primary": "#8ab8e6", "color-brand-content": "#8ab8e6"},
}

myst_heading_anchors = 4
# Names are shown as users import them, and members in the order in which their author put them.
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 88
napoleon_use_ivar = True
