"""The one way in which an address comes to nothing."""

from __future__ import annotations


class Rejected(Exception):  # noqa: N818
    """Some program on the way refuses the address, or nobody can say what it opens."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
