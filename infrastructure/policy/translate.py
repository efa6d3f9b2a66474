"""Translates a template to plain CloudFormation, as AWS does when it is deployed, and prints it as JSON with the long forms.

Usage: python translate.py template.yaml > translated.json   (in the environment of the SAM CLI)
"""

import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

# The names only; what is in the managed policies is AWS's business, and looking them up would need an account.
NO_MANAGED_POLICIES = type("NoManagedPolicies", (), {"load": lambda self: {}})()


def main(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    if "Transform" in template:
        template = translated(template)
    json.dump(template, sys.stdout, indent=2)


def translated(template):
    function = template["Globals"]["Function"]
    function["CodeUri"] = "s3://bucket/function.zip"  # `sam deploy` puts the upload's address here
    parameters = {name: value.get("Default", "") for name, value in template["Parameters"].items()}
    return transform(template, parameters, NO_MANAGED_POLICIES)


if __name__ == "__main__":
    main(sys.argv[1])
