"""Components: modules are put together as JavaScript would load them, and every component of the window can be."""

from pathlib import Path

import pytest

from paradiplomacy.model import vocabulary
from paradiplomacy.visualisation import vue
from paradiplomacy.visualisation.vue import composed

WINDOW = Path(vue.__file__).parent
SCRIPT = 'import {{ {names} }} from "{module}";\n\nmodule.exports = {{}};\n'


def component(folder: Path, names: str, module: str) -> Path:
    file = folder / "mine.vue"
    file.write_text(
        "<template><p /></template>\n<script>\n" + SCRIPT.format(names=names, module=module) + "</script>\n"
    )
    return file


@pytest.mark.parametrize("file", sorted(WINDOW.rglob("*.vue")), ids=lambda file: file.stem)
def test_every_component_is_put_together_without_imports(file: Path) -> None:
    text = composed(file)
    assert "\nimport " not in text and "\nexport " not in text
    assert text.count("<script>") == text.count("</script>") == 1 and "module.exports" in text


def test_a_module_that_is_imported_twice_is_there_once_and_before_its_importers(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('import { base } from "./base.js";\nexport const one = base + 1;\n')
    (tmp_path / "two.js").write_text('import { base } from "./base.js";\nexport const two = base + 2;\n')
    (tmp_path / "base.js").write_text("const hidden = 1;\nexport const base = hidden;\n")
    (tmp_path / "all.js").write_text(
        'import { one } from "./one.js";\nimport { two } from "./two.js";\nexport const all = one + two;\n'
    )
    text = composed(component(tmp_path, "all", "./all.js"))
    assert text.count("const hidden = 1") == 1
    assert (
        text.index("const hidden")
        < text.index("const one =")
        < text.index("const all =")
        < text.index("module.exports")
    )
    assert "return { base };" in text and "const { all } =" in text


def test_a_name_that_is_not_exported_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "some.js").write_text("export function here() {}\nfunction there() {}\n")
    with pytest.raises(ValueError, match=r"mine\.vue: some\.js does not export there"):
        composed(component(tmp_path, "here, there", "./some.js"))


def test_a_circle_of_modules_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text('import { two } from "./two.js";\nexport const one = 1;\n')
    (tmp_path / "two.js").write_text('import { one } from "./one.js";\nexport const two = 2;\n')
    with pytest.raises(ValueError, match="circular import"):
        composed(component(tmp_path, "one", "./one.js"))


def test_the_vocabulary_is_a_module(tmp_path: Path) -> None:
    text = composed(component(tmp_path, "vocabulary", "./vocabulary.js"))
    for status in vocabulary.Status:
        assert f'"{status.name}": {{"code": {int(status)}, "word": "{status.word}"' in text
