"""Holds every rule of a folder against pySigma, the reference reader of the format: each file, its condition in full, and the
rules that a correlation names. Prints what is wrong, or how many rules are right.

usage: parse_rules.py FOLDER
"""

import sys
from pathlib import Path

from sigma.collection import SigmaCollection
from sigma.correlations import SigmaCorrelationRule
from sigma.exceptions import SigmaError


def main(folder: Path) -> int:
    files = sorted(folder.glob("*.yml"))
    try:
        collection = SigmaCollection.load_ruleset(files, collect_errors=True)
    except SigmaError as error:  # a correlation names a rule that is not there
        print(error)
        return 1
    wrong = [f"{rule.source}: {error}" for rule in collection for error in rule.errors]
    for rule in collection:
        if not isinstance(rule, SigmaCorrelationRule):
            wrong += conditions(rule)
    if len(collection) != len(files):
        wrong.append(f"{len(files)} files gave {len(collection)} rules")
    print("\n".join(wrong) or f"{len(collection)} rules are Sigma")
    return 1 if wrong or not files else 0


def conditions(rule) -> list[str]:
    """The errors of a rule's conditions, which pySigma reads only when asked."""
    wrong = []
    for condition in rule.detection.parsed_condition:
        try:
            condition.parse()
        except SigmaError as error:
            wrong.append(f"{rule.source}: {error}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
