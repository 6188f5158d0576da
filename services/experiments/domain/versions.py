"""Versions of software, in the order in which they are released."""

import re

_PREFIX_OR_BUILD = re.compile(r"^v|\+.*$", re.DOTALL)
_SEPARATOR = re.compile(r"[-.]")
_RELEASE = (1, 0, "~")  # later than every pre-release tag, which is made of letters, digits and hyphens

VersionKey = tuple[tuple[int, int, str], ...]


def version_key(version: object) -> VersionKey:
    """What versions sort by: `1.0.0-beta.2` < `1.0.0-beta.11` < `1.0.0`; what is no version counts as `0`.

    Parts are divided by dots and hyphens; numbers come before words and in numeric order. A leading `v` and the build
    after `+` do not count. Source: GrowthBook's SDK specification 0.7.1, section evalCondition, after semver.org.
    """
    if isinstance(version, int | float) and not isinstance(version, bool):
        version = str(version)
    text = version if isinstance(version, str) and version else "0"
    parts = [_part(part) for part in _SEPARATOR.split(_PREFIX_OR_BUILD.sub("", text))]
    if len(parts) == 3:
        parts.append(_RELEASE)
    return tuple(parts)


def _part(part: str) -> tuple[int, int, str]:
    if not (part.isascii() and part.isdigit()):
        return (1, 0, part)
    digits = part.lstrip("0")
    return (0, len(digits), digits)  # numeric order without making a number of a thousand digits
