"""Julia versions as repo2docker compares them, which is nearly, but not quite, as Julia does."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

Numbers = tuple[int, ...]

COMPARISONS: dict[str, Callable[[Numbers, Numbers], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
SYMBOLS = {symbol: symbol for symbol in COMPARISONS} | {"=": "==", "≥": ">=", "≤": "<="}
"""What may stand before a version, written without a space between, and what it means."""

THREE_NUMBERS = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)


@dataclass(frozen=True)
class JuliaConstraint:
    """Which versions are admitted.

    With `symbol`, those that compare so with `lower`; without, those from `lower` to below `upper`.
    """

    lower: Numbers
    upper: Numbers = ()
    symbol: str = ""

    def admits(self, version: str) -> bool:
        """Tell whether the version, three numbers, is admitted."""
        numbers = _numbers(version)
        if self.symbol:
            return COMPARISONS[self.symbol](numbers, self.lower)
        return self.lower <= numbers < self.upper

    def newest(self, versions: Iterable[str]) -> str | None:
        """Return the version that repo2docker takes out of `versions`, which are sorted."""
        return next((one for one in reversed(list(versions)) if self.admits(one)), None)

    @property
    def meaning(self) -> str:
        """What is taken, as a part of a sentence."""
        lower = ".".join(map(str, self.lower))
        if self.symbol == "==":
            return f"Julia {lower} and no other"
        if self.symbol in {">=", ">", "!="}:
            return "the newest Julia there is"
        upper = ".".join(map(str, self.upper or self.lower))
        bound = f"before {upper}" if self.symbol != "<=" else f"up to {upper}"
        return f"the newest Julia {bound}"

    @property
    def is_open(self) -> bool:
        """Whether more than one minor version of Julia is admitted."""
        if self.symbol:
            return self.symbol not in {"==", "<", "<="}
        major, minor, *_ = (*self.lower, 0, 0)
        return self.upper > (major, minor + 1)


def parse_constraint(text: str) -> JuliaConstraint:
    """Return what `text` means to repo2docker; raise `ValueError` where it gives up."""
    text = text.strip()
    digit = re.search(r"\d", text)
    if digit is None:
        raise ValueError("it names no version")
    symbol, version = text[: digit.start()], text[digit.start() :]
    numbers = _numbers(version)
    if symbol.strip() in {"", "^"}:
        return JuliaConstraint(numbers, _above_caret(numbers))
    if symbol.strip() == "~":
        return JuliaConstraint(numbers, _above_tilde(numbers))
    if symbol not in SYMBOLS:
        raise ValueError(f"it does not know `{symbol.strip()}`")
    if len(numbers) < 3:
        version = ".".join(map(str, (*numbers, 0, 0)[:3]))
    if not THREE_NUMBERS.fullmatch(version):
        raise ValueError("the version has more than three numbers, or one of an odd form")
    return JuliaConstraint(_numbers(version), symbol=SYMBOLS[symbol])


def _numbers(version: str) -> Numbers:
    try:
        return tuple(int(part) for part in version.split("."))
    except ValueError:
        several = "," in version or " - " in version
        reason = "it reads one version, and no list or range of them"
        raise ValueError(reason if several else "the version is not of numbers alone") from None


def _above_caret(numbers: Numbers) -> Numbers:
    """Return the first version that is not compatible: the first number but zero goes up."""
    kept = next((at for at, number in enumerate(numbers) if number), len(numbers) - 1)
    return (*numbers[:kept], numbers[kept] + 1)


def _above_tilde(numbers: Numbers) -> Numbers:
    """Return the first version with another minor number; of 0.0.x, the next."""
    if len(numbers) == 1:
        return (numbers[0] + 1,)
    if len(numbers) > 2 and numbers[:2] == (0, 0):
        return (0, 0, numbers[2] + 1)
    return (numbers[0], numbers[1] + 1)
