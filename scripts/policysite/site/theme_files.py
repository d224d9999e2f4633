"""The files of the theme that a site chooses: its icon, its logo, and the style sheet of its pages with its colors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from rcssmin import cssmin
from rjsmin import jsmin

from policysite.build_manifest import THEME
from policysite.config import brand, own_look
from policysite.corpus import Settings
from policysite.corpus.destinations import ASSETS, STYLE_SHEET
from policysite.files import IMAGE_TYPES
from policysite.site.css import light_and_dark
from policysite.site.palette import palette_css

# The icon of the theme, which is published with the style sheet of the site at its end.
_ICON = f"{ASSETS}/favicon.svg"


@dataclass(frozen=True)
class ThemeFiles:
    """The files of the theme that a site chooses.

    Attributes:
        icon: the path of its icon below the site's root.
        logo: that of its logo; empty without one.
        style_sheet: the style sheet of all pages, minified.
        source: the file that this is made from: that of its colors, if the site chooses them.
    """

    icon: str
    logo: str
    style_sheet: str
    source: Path

    @property
    def icon_type(self) -> str:
        """The media type of the icon."""
        return IMAGE_TYPES[PurePosixPath(self.icon).suffix]

    @property
    def theme_colors(self) -> tuple[str, str] | None:
        """The color around a page in a browser, in light and in dark."""
        return light_and_dark(self.style_sheet, "--site-paper")


def theme_files(theme: Theme, files: Files, settings: Settings) -> ThemeFiles:
    """Return the files that a site chooses, and remove the icon of the theme from its files if it has its own."""
    icon = _image(theme["favicon"], files) or _ICON
    default = files.get_file_from_path(_ICON)
    if default is not None and default.src_dir == str(THEME) and icon != _ICON:
        files.remove(default)
    own = {below.as_posix(): path for below, path in own_look.own_files(settings)}
    sheet, colors = THEME / STYLE_SHEET, own.get(brand.PATH, THEME / brand.PATH)
    text = sheet.read_text(encoding="utf-8") + colors.read_text(encoding="utf-8")
    return ThemeFiles(
        icon=icon,
        logo=_image(theme.get("logo"), files),
        style_sheet=cssmin(text + palette_css(theme.get("palette"), text)),
        source=sheet if colors.is_relative_to(THEME) else colors,
    )


def minify(files: Files, docs_dir: str) -> None:
    """Minify the scripts and the style sheets that are not in the folder of the pages."""
    for minified, of_kind in ((jsmin, files.javascript_files()), (cssmin, files.css_files())):
        for file in of_kind:
            if file.src_dir != docs_dir:
                file.content_string = minified(file.content_string)


def _image(path: object, files: Files) -> str:
    """Return the path of an image that is published; empty for anything else."""
    if not isinstance(path, str) or PurePosixPath(path).suffix not in IMAGE_TYPES:
        return ""
    return path if files.get_file_from_path(path) else ""
