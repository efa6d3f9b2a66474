"""Holds plain CloudFormation templates against AWS Control Tower's proactive rules, run by cfn-guard.

Usage: python guard.py CFN_GUARD RULES_FOLDER TEMPLATE... exceptions.txt

Every departure must stand in the file of exceptions with its reason, and every exception must still be needed.
"""

import json
import re
import subprocess
import sys


def departures(guard, rules, template):
    """(rule, resource) of every check that fails."""
    command = [guard, "validate", "--data", template, "--rules", rules]
    command += ["--structured", "--output-format", "json", "--show-summary", "none"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 19):  # 19: the rules ran and some failed
        sys.exit(f"cfn-guard ended with {done.returncode}: {done.stderr}")
    found = set()
    for report in json.loads(done.stdout):
        for rule in report["not_compliant"]:
            text = json.dumps(rule)
            names = re.findall(r"\[(CT\.\w+\.PR\.\d+)\]", text) or [rule["Rule"]["name"]]
            resources = re.findall(r'"path": "/Resources/(\w+)', text) or ["?"]
            found |= {(names[0], resource) for resource in resources}
    return found


def exceptions(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    return {tuple(line.split(maxsplit=2)[:2]) for line in lines}


def main(guard, rules, *templates, excused):
    found = set().union(*(departures(guard, rules, template) for template in templates))
    allowed = exceptions(excused)
    for rule, resource in sorted(found - allowed):
        print(f"{rule}: {resource} departs from it and no exception says why")
    for rule, resource in sorted(allowed - found):
        print(f"{rule}: {resource} keeps it, the exception can go")
    if found != allowed:
        sys.exit(1)
    print(f"kept, with {len(allowed)} exceptions that have their reason")


if __name__ == "__main__":
    main(*sys.argv[1:-1], excused=sys.argv[-1])
