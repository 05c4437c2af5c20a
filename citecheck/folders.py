"""Whether a path stays in a folder when its links are followed."""

from __future__ import annotations

from pathlib import Path


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether `path`, with every link followed, lies in `folder` and outside of its `.git`."""
    try:
        whole, root = path.resolve(), folder.resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links, or a NUL
        return False
    return whole.is_relative_to(root) and ".git" not in (part.lower() for part in whole.relative_to(root).parts)


__all__ = ["is_inside"]
