"""Small tables of a user's own world."""

from collections.abc import Callable
from pathlib import Path

CITIES = """name,nation,lon,lat,population
Amsterdam,NLD,4.89,52.37,1106000
Utrecht,NLD,5.12,52.09,343779
Antwerp,BEL,4.40,51.22,520000
Poseidonia,ATL,-30.0,40.0,800000
"""
NATIONS = """iso3,name,lon,lat,population,gdp
ATL,Atlantis,-30.0,40.0,2000000,50
"""
TIES = """city_a,city_b,issue,since,status
NLD:amsterdam,ATL:poseidonia,climate,1985,
NLD:utrecht,BEL:antwerp,,,in force
"""

type Write = Callable[..., Path]


def own_world(
    folder: Path,
    *,
    kind: str = "own",
    cities: str | bytes | None = CITIES,
    nations: str | bytes | None = NATIONS,
    ties: str | bytes | None = TIES,
    more: str = "",
) -> Path:
    """Write a scenario with its tables, as text or bytes, into a folder, and return its file."""
    lines = ['extends = "baseline"', 'title = "Own"', "months = 2", "[search]", "burn_in = 2", "[world]"]
    lines += [f'kind = "{kind}"']
    for name, content in (("cities", cities), ("nations", nations), ("ties", ties)):
        if content is not None:
            encoded = content.encode() if isinstance(content, str) else content
            (folder / f"{name}.csv").write_bytes(encoded)
            lines.append(f'{name} = "{name}.csv"')
    file = folder / "own.toml"
    file.write_text("\n".join([*lines, more]), encoding="utf-8")
    return file
