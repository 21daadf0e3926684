"""Marks of new syntax: a quick look that spares most cells the parser.

Each mark is a character or word without which the syntax cannot be, and the expression that finds
all its forms, and a few innocent ones beside. A test for one character costs next to nothing.
"""

from __future__ import annotations

import re

_GAP = r"[\s\\]*"


def _field(quote: str, space: str) -> str:
    """Return the expression of a replacement field that every Python reads.

    It has no quote of the f-string's own kind, no backslash, no comment, no `=` at its end, and
    other braces in one depth alone.
    """
    other = "'" if quote == '"' else '"'
    plain = rf"(?:[^\"'{{}}\\#={space}]|=(?!\s*[}}!:]))*"
    text = rf"{other}[^\"'{{}}\\#{space}]*{other}"
    inner = rf"{plain}(?:{text}{plain})*"
    return rf"\{{(?!\{{){inner}(?:\{{{inner}\}}{inner})*\}}"


def _string(quote: str) -> str:
    """Return the expression of an f-string up to its first field that is not a plain one.

    Of three quotes the first two are no empty text, which would end the string. A t-string is found
    up to its first field of any kind.
    """
    forms = []
    for opening, literal, space in (
        (rf"(?!{quote}{quote})", "", r"\n"),
        (quote * 2, rf"|{quote}(?!{quote * 2})", ""),
    ):
        field = _field(quote, space)
        text = rf"[^{quote}{{}}\\{space}]*"
        part = rf"(?:\\(?:[^{{}}]|(?=[{{}}]))|\{{\{{|\}}\}}|{field}{literal}){text}"
        forms.append(rf"{opening}{text}(?:{part})*(?!{field})\{{(?!\{{)")
    template = rf"(?:{quote * 2}|(?:[^{quote}{{\\\n]|\\.)*\{{)"
    return (
        rf"{quote}(?<=[fFrRtT].)(?:(?:(?<=\b[fF].)|(?<=\b[fF][rR].)|(?<=\b[rR][fF].))"
        rf"(?:{'|'.join(forms)})|(?:(?<=\b[tT].)|(?<=\b[tT][rR].)|(?<=\b[rR][tT].)){template})"
    )


_DOUBLE = re.compile(_string('"'), re.DOTALL)
_SINGLE = re.compile(_string("'"), re.DOTALL)
_WALRUS = re.compile(":=")
_CASE = re.compile(r"[\n\r][ \t\f.:]*[ \t\f]case\b")
_WITH = re.compile(rf"w(?<=\bw)ith{_GAP}\(")
_EXCEPT = re.compile(
    r"x(?<=\bex)cept\b(?!\s*:)(?!\s+[\w.]+\s*(?:as\s+\w+\s*)?:)"
    r"(?!\s*\([\w.,\s]*\)\s*(?:as\s+\w+\s*)?:)"
)
_BRACKET = re.compile(rf"\]{_GAP}[(:]")
_DEF = re.compile(rf"def[\s\\]+\w+{_GAP}\[")
_CLASS = re.compile(rf"class[\s\\]+\w+{_GAP}\[")
_TRY = re.compile(rf"try{_GAP}:")
_FINALLY = re.compile(rf"y(?<=finally){_GAP}:")
_ALIAS = re.compile(rf"y(?<=\bty)pe[\s\\]+[^\W\d]\w*{_GAP}[=\[]")
_POSITIONAL = re.compile(r"/[\s\\]*[,):#]")
_DECORATOR = re.compile(
    r"^(?:>>>|\.{3}|In \[\d+\]:)?[ \t\f]*@(?![ \t]*[^\W\d][\w.]*[ \t]*"
    r"(?:\((?:[^()\n'\"#\\]|'[^'()#\n\\]*'|\"[^\"()#\n\\]*\")*\))?[ \t\r]*(?:#|\n|\Z))",
    re.MULTILINE,
)
_STAR = re.compile(
    r"\*(?!\*|\s*[,)=])(?:(?<=except\*)|(?<=except\s\*)|(?<=return\*)|(?<=return\s\*)"
    r"|(?<=yield\*)|(?<=yield\s\*)|(?<=\bin\*)|(?<=\bin\s\*)|(?<=[\[:]\*)|(?<=[\[:]\s\*)"
    r"|(?:(?<=,\*)|(?<=,\s\*)|(?<=[\s\\]\s\*)|(?<=[\n\r]\*))"
    r"[^()\[\]{}'\"#,=\n\r]*(?:[\[\]({'\"#\n\r]|\Z|,(?!\s*\*\*)))"
)
_PRINT = re.compile(r"print[ \t\"'{\\]")
_STATEMENT = re.compile(
    r"(?:^|[;:])[ \t\f]*(?:>>> )?print(?:[ \t\f]+[\w\"'{\\]|[\"'{\\])", re.MULTILINE
)


def may_be_new(source: str) -> bool:
    """Tell whether a cell may hold what `newer_syntax` finds; where not, it need not be parsed."""
    return bool(
        (":" in source and _in_blocks(source))
        or _has_new_strings(source)
        or ("*" in source and _STAR.search(source))
        or ("/" in source and _POSITIONAL.search(source))
        or ("@" in source and _DECORATOR.search(source))
        or _ALIAS.search(source)
        or (_PRINT.search(source) and _STATEMENT.search(source))
    )


def needs_tokens(source: str) -> bool:
    """Tell whether a cell that parses may hold what its tree does not show."""
    return _has_new_strings(source) or _EXCEPT.search(source) is not None


def _has_new_strings(source: str) -> bool:
    """Tell whether there may be an f-string that older Pythons do not read, or a t-string."""
    return "{" in source and bool(_DOUBLE.search(source) or _SINGLE.search(source))


def _in_blocks(source: str) -> bool:
    return bool(
        _WALRUS.search(source)
        or ("case" in source and _CASE.search(source))
        or (_TRY.search(source) and (_EXCEPT.search(source) or _FINALLY.search(source)))
        or _WITH.search(source)
        or ("[" in source and _BRACKET.search(source) and _has_parameters(source))
    )


def _has_parameters(source: str) -> bool:
    return bool(_DEF.search(source) or _CLASS.search(source))
