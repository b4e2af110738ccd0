#!/usr/bin/env python3
"""Writes the dbt docs as one page, dbt/target/docs/static_index.html, whose lineage graph shows tables and views only.

dbt draws each test as a separate node, twice as many as there are models: the tests are left out of the page's manifest.
docs/data-quality.md lists them. Descriptions of columns are shown whole.
"""
import json
import os
import sys
from pathlib import Path

from dbt.cli.main import dbtRunner

import connection as postgres

PROJECT = Path(__file__).resolve().parent
PAGE = Path(os.environ.get("DBT_TARGET_PATH", PROJECT / "target")) / "docs"
TESTS = ("test", "unit_test")
# The page cuts the descriptions of columns to one line.
CUT, WHOLE = "text-overflow: ellipsis; overflow-x: hidden; white-space: nowrap; max-width: 1px;", "white-space: normal; min-width: 24em;"


def without_tests(manifest):
    def is_shown(node):
        return node.split(".")[0] not in TESTS
    manifest["nodes"] = {name: node for name, node in manifest["nodes"].items() if is_shown(name)}
    manifest["unit_tests"] = {}
    for relation in ("parent_map", "child_map"):
        manifest[relation] = {
            name: [other for other in others if is_shown(other)] for name, others in manifest[relation].items() if is_shown(name)}
    return manifest


def main():
    postgres.settle()
    outcome = dbtRunner().invoke([
        "--quiet", "docs", "generate", "--target", "published", "--target-path", str(PAGE), "--project-dir", str(PROJECT),
        "--profiles-dir", str(PROJECT)])
    if not outcome.success:
        return 1
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    for name, content in (("MANIFEST", without_tests(json.loads((PAGE / "manifest.json").read_text(encoding="utf-8")))),
                          ("CATALOG", json.loads((PAGE / "catalog.json").read_text(encoding="utf-8")))):
        placeholder = f'"{name}.JSON INLINE DATA"'
        if placeholder not in page:
            sys.exit(f"this version of dbt has another page of docs: {placeholder} is not in index.html")
        page = page.replace(placeholder, json.dumps(content))
    (PAGE / "static_index.html").write_text(page.replace(CUT, WHOLE), encoding="utf-8")
    print(f"open {PAGE / 'static_index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
