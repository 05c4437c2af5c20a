"""The folder of the user's own files, and whether a path stays in a folder when its links are followed."""

from __future__ import annotations

from pathlib import Path


def user_folder() -> Path:
    """Return the folder of the user's own files of citecheck: which settings are trusted, and the key of seals."""
    import click  # here, because only a found settings file and a store need it

    return Path(click.get_app_dir("citecheck"))


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether `path`, with every link followed, lies in `folder` and outside of its `.git`."""
    try:
        whole, root = path.resolve(), folder.resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links, or a NUL
        return False
    return whole.is_relative_to(root) and ".git" not in (part.lower() for part in whole.relative_to(root).parts)


__all__ = ["is_inside", "user_folder"]
