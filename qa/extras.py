"""Packages that only some ways in need, and how to get them."""

from importlib.util import find_spec

from qa.errors import ExtraNotInstalled


def require(package: str, extra: str) -> None:
    """Refuse to go on without a package.

    :raises ExtraNotInstalled: naming the extra that brings it.
    """
    if find_spec(package) is None:
        raise ExtraNotInstalled(
            f"this needs the package {package}, which is not installed. "
            f"Install it with: pip install 'qa[{extra}]'"
        )
