"""Findings as SARIF 2.1.0, for the code-scanning pages of GitHub and for editors.

What GitHub makes of it, and what it refuses: see "SARIF support for code scanning" in its
documentation, https://docs.github.com/en/code-security/code-scanning
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.findings import Finding
from sphinx_binderhub.report.sarif_places import ROOT, anchor_of, location
from sphinx_binderhub.report.sarif_rules import tool
from sphinx_binderhub.report.wording import (
    SHOWN_PLACES,
    and_more,
    dump,
    ended,
    severity_of,
    shown,
)
from sphinx_binderhub.rules import all_rules

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
RELATED = 100
"""How many further places are given: GitHub refuses more than 1,000 of them, and shows 100."""

_NAMED = re.compile(r"`[^`]*`")


def as_sarif(project: Project, findings: Sequence[Finding]) -> str:
    """Return the log of one run, with every rule, as GitHub wants it, and the findings."""
    rules = all_rules()
    indices = {rule.name: index for index, rule in enumerate(rules)}
    anchor = anchor_of(project)
    run = {
        "tool": tool(rules),
        # Without its address, which is another on each machine.
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            {"ruleId": finding.rule, "ruleIndex": indices[finding.rule]}
            | _result(finding, anchor, fingerprint)
            for finding, fingerprint in zip(findings, _fingerprints(findings), strict=True)
        ],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(finding: Finding, anchor: str, fingerprint: str) -> dict[str, Any]:
    also = finding.also[:RELATED]
    result: dict[str, Any] = {
        "level": severity_of(finding).label,
        "message": {"text": _message(finding)},
        "locations": [location(finding.location, anchor)],
        # GitHub's own `primaryLocationLineHash` is left to its action, which warns of any other.
        "partialFingerprints": {"binderhubSubjectHash/v1": fingerprint},
    }
    if also:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": shown(place)}} | location(place, anchor)
            for number, place in enumerate(also, 1)
        ]
    return result


def _message(finding: Finding) -> str:
    """Return the sentence with a link to each further place that it names."""
    links = [
        f"[{_link_text(shown(place))}]({number})"
        for number, place in enumerate(finding.also[:SHOWN_PLACES], 1)
    ]
    also = f"Also in {', '.join(links)}{and_more(len(finding.also))}." if links else ""
    parts = [_plain(ended(finding.message)), also, _plain(ended(finding.fix))]
    return " ".join(part for part in parts if part)


def _plain(text: str) -> str:
    """Return `text` without what would be a link: what a file or module is called is not ours."""
    return text.replace("](", "] (")


def _link_text(text: str) -> str:
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text)


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what tells each finding from the others, however lines shift and counts change.

    That is its rule, its file and what its message names; a message names things in backticks.
    """
    import hashlib  # which loads OpenSSL, and no other report needs it

    seen: Counter[str] = Counter()
    for finding in findings:
        parts = [finding.rule, finding.location.path or "", *_NAMED.findall(finding.message)]
        digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"
