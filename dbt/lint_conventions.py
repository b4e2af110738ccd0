#!/usr/bin/env python3
"""Checks the conventions of this dbt project, by reading its files only.

Prints one line per violation (file: what to write instead) and exits with code 1 if there is any.
"""
import re
import sys
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent
# libyaml's loader is ten times faster.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NAME = re.compile(r"^[a-z][a-z0-9_]*$")
SOURCE = re.compile(r"\{\{\s*source\(")
REF = re.compile(r"ref\('([^']+)'\)")
KEY_TESTS = {"unique", "unique_combination"}
# Two leaders of a team may have the same name and points, so these have no key; their columns are fixed.
WITHOUT_A_KEY = {"points_leaders"}
FOLDERS = ("base", "intermediate", "mart")


def test_names(tests):
    return {next(iter(test)) if isinstance(test, dict) else test for test in tests or []}


def described_things(kind):
    """(file, entry) of all models or seeds described in a YAML file."""
    for file in sorted([*PROJECT.glob("models/**/*.yml"), *PROJECT.glob("seeds/*.yml")]):
        for entry in (yaml.load(file.read_text(), YAML_LOADER) or {}).get(kind, []):
            for version in entry.get("versions", []) if kind == "models" else []:
                yield file, {**entry, **version, "name": f"{entry['name']}_v{version['v']}", "columns": version_columns(entry, version)}
            if "versions" not in entry:
                yield file, entry


def version_columns(entry, version):
    """The columns of a version of a model: those that it includes of the model, and its own ones."""
    columns = []
    for column in version.get("columns", [{"include": "all"}]):
        if "include" in column:
            included, excluded = column["include"], column.get("exclude", [])
            columns += [c for c in entry["columns"] if (included in ("all", "*") or c["name"] in included) and c["name"] not in excluded]
        else:
            columns.append(column)
    return columns


def lint():
    described = {}
    for file, entry in [*described_things("models"), *described_things("seeds")]:
        name = entry["name"]
        if name in described:
            yield file, f"{name} is described twice, also in {described[name][0].name}"
        described[name] = (file, entry)

    models = {file.stem: file for file in PROJECT.glob("models/**/*.sql")}
    unit_tested = {entry["model"] for _, entry in described_things("unit_tests")}
    for name, file in sorted(models.items()):
        yield from lint_model(name, file, described)
    for name in sorted(set(described) - set(models) - {f.stem for f in PROJECT.glob("seeds/*.csv")}):
        yield described[name][0], f"describes {name}, which does not exist"
    for name in sorted(unit_tested - set(models)):
        yield PROJECT / "models", f"a unit test refers to {name}, which does not exist"
    for file, entry in described_things("unit_tests"):
        if len(entry["name"].split("_")) < 4:
            yield file, f"unit test {entry['name']}: use a statement as its name"


def lint_model(name, file, described):
    text = file.read_text()
    folder = file.relative_to(PROJECT / "models").parts[0]
    if folder not in FOLDERS:
        yield file, f"move it to one of the folders {', '.join(FOLDERS)}"
    if not NAME.match(name):
        yield file, "use a name in lower case with underscores"
    if name.startswith("v_") != bool(re.search(r"_v\d+$", name)):
        yield file, "a view for consumers is named v_<model>_v<version>"
    if folder != "base" and SOURCE.search(text):
        yield file, "only base models read sources: use ref() with a base model"
    if not text.rstrip().endswith("select * from final"):
        yield file, "end with: select * from final"
    used = set(REF.findall(text)) - {"games_to_rebuild"}
    for other in sorted(used):
        if not re.search(rf"^{other} as \($|select \* from {{{{ ref\('{other}'\) }}}}|from {{{{ ref\('{other}'\) }}}}$", text, re.M):
            yield file, f"import ref('{other}') in a separate CTE at the top"

    if name not in described:
        yield file, "describe it in the YAML file of the folder"
        return
    yaml_file, entry = described[name]
    is_view = name.startswith("v_")
    if yaml_file.parent != (file.parent.parent if is_view else file.parent):
        yield yaml_file, f"describes {name}, which is in another folder"
    if not re.match(r"One row per ", entry.get("description", "")):
        yield yaml_file, f"{name}: begin the description with the grain: One row per ..."
    tests = test_names(entry.get("data_tests"))
    for column in entry.get("columns", []):
        tests |= test_names(column.get("data_tests"))
        if not column.get("description"):
            yield yaml_file, f"{name}.{column['name']}: add a description"
        if not NAME.match(column["name"]):
            yield yaml_file, f"{name}.{column['name']}: use a name in lower case with underscores"
        if folder != "intermediate" and not column.get("data_type"):
            yield yaml_file, f"{name}.{column['name']}: add its data_type: the model has a contract"
    # A view has the key of its mart.
    if not tests & KEY_TESTS and name not in WITHOUT_A_KEY and not is_view:
        yield yaml_file, f"{name}: test its key with unique or unique_combination"
    if is_view:
        selected = selected_columns(text)
        for column in sorted(set(selected) ^ {c["name"] for c in entry.get("columns", [])}):
            yield file, f"{column}: a view selects the columns that {yaml_file.name} describes, no more and no fewer"
    if folder == "intermediate":
        columns = {c["name"] for c in entry.get("columns", [])}
        for column in selected_columns(text):
            if column not in columns:
                yield yaml_file, f"{name}.{column}: add a description"


def selected_columns(text):
    final = text[text.rindex("final as ("):].split("\n    from ")[0]
    return re.findall(r"^ {8}(?:.* as )?(?:\w+\.)?(\w+),?$", final, re.M)


def main():
    findings = sorted({f"{file.relative_to(PROJECT)}: {what}" for file, what in lint()})
    print("\n".join(findings) if findings else "dbt conventions: no violations")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
