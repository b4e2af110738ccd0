"""No value becomes part of an SQL statement in the Python code of this project, checked by static analysis.

A statement is an argument of a cursor method, or of a function that passes its parameter on to one. It is safe if it is a
literal, a constant in capitals, a composition of these, or an identifier quoted with psycopg2.sql.
"""
import ast
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [f for folder in ("dbt", "bench") for f in sorted((ROOT / folder).rglob("*.py"))
           if not {"tests_py", "target", ".venv"} & set(f.relative_to(ROOT).parts)]
CURSOR = {"execute", "executemany", "copy", "copy_expert", "mogrify"}
QUOTED = {"Identifier", "Literal", "Placeholder"}
# Expressions that static analysis cannot resolve, and why they are safe.
REVIEWED = {
    "build_marts.py: result.node.compiled_code",  # a test of this project, compiled by dbt
    "build_marts.py: node.compiled_code.replace(f'\"{NEXT}\"', f'\"{PUBLISHED}\"').rstrip()",  # a view of this project, compiled by dbt
    "build_marts.py: type_",  # column types, grants and definitions of indexes, from PostgreSQL's catalog
    "build_marts.py: privilege",
    "build_marts.py: role",
    "build_marts.py: index",
    "build_marts.py: definition",
    "marts_of_fifteen_seasons.py: file.read_text()",  # a migration of this project
    "questions_of_an_analyst.py: query",  # literals of the same file, each beside its question
}


class Statements(ast.NodeVisitor):
    """Finds the unsafe statements of one source file."""

    def __init__(self, name, text):
        self.name, self.tree = name, ast.parse(text)
        self.found, self.seen, self.handed_on, self.variadic, self.functions = set(), 0, {}, set(), []
        self.returned = {f.name: [n.value for n in ast.walk(f) if isinstance(n, ast.Return)]
                         for f in self.tree.body if isinstance(f, ast.FunctionDef)}
        known = None
        while known != len(self.handed_on):
            known, self.seen = len(self.handed_on), 0
            self.found.clear()
            self.visit(self.tree)

    def visit_FunctionDef(self, node):
        self.functions.append(node)
        self.generic_visit(node)
        self.functions.pop()

    def visit_Call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", None)
        index = 0 if isinstance(node.func, ast.Attribute) and name in CURSOR else self.handed_on.get(name)
        statements = [] if index is None else node.args[index:index + 1]
        if name == "map" and getattr(node.args[0], "attr", None) in CURSOR:
            statements = node.args[1:2]
        elif name in self.variadic:
            statements = node.args[index:]
        for statement in statements:
            self.seen += 1
            self.judge(statement, set())
        self.generic_visit(node)

    def judge(self, node, judged):
        key = ast.unparse(node)
        if isinstance(node, ast.Constant) or key in judged:
            return
        judged.add(key)
        if isinstance(node, ast.JoinedStr):
            for part in node.values:
                self.judge(part.value if isinstance(part, ast.FormattedValue) else part, judged)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            self.judge(node.left, judged)
            self.judge(node.right, judged)
        elif isinstance(node, ast.IfExp):
            self.judge(node.body, judged)
            self.judge(node.orelse, judged)
        elif isinstance(node, ast.Name):
            self.judge_name(node.id, judged)
        elif isinstance(node, ast.Tuple | ast.List):
            for element in node.elts:
                self.judge(element, judged)
        elif isinstance(node, ast.GeneratorExp | ast.ListComp):
            self.judge(node.elt, judged)
        elif not (isinstance(node, ast.Call) and self.is_composed(node, judged)):
            self.found.add(f"{self.name}: {key}")

    def is_composed(self, call, judged):
        """Whether the call is SQL(safe).format(…), Identifier(…), or joins or renders these."""
        name = ast.unparse(call.func).removeprefix("sql.")
        if name == "SQL":
            self.judge(call.args[0], judged)
        elif name not in QUOTED and isinstance(call.func, ast.Attribute) and call.func.attr in ("format", "join", "as_string"):
            if isinstance(call.func.value, ast.Constant | ast.JoinedStr):
                return False
            self.judge(call.func.value, judged)
            if call.func.attr != "as_string":
                for part in [*call.args, *(k.value for k in call.keywords)]:
                    self.judge(part, judged)
        elif name in self.returned:
            for value in self.returned[name]:
                self.judge(value, judged)
        else:
            return name in QUOTED
        return True

    def judge_name(self, name, judged):
        for scope in [*reversed(self.functions), self.tree]:
            parameters, rest = parameters_of(scope)
            values = [n.value for n in ast.walk(scope) if isinstance(n, ast.Assign | ast.AugAssign) and name in targets(n)]
            values += [n.iter for n in ast.walk(scope) if isinstance(n, ast.comprehension) and getattr(n.target, "id", None) == name]
            if name in parameters:
                self.handed_on[scope.name] = parameters.index(name)
                if name == rest:
                    self.variadic.add(scope.name)
            for value in values:
                self.judge(value, judged)
            if values or name in parameters:
                return
        if not name.isupper():
            self.found.add(f"{self.name}: {name}")


def parameters_of(scope):
    """Parameter names as a caller counts them, and the name of the variadic one."""
    if not isinstance(scope, ast.FunctionDef):
        return [], None
    rest = scope.args.vararg and scope.args.vararg.arg
    names = [a.arg for a in scope.args.args if a.arg != "self"]
    return names + [rest] * bool(rest), rest


def targets(assignment):
    """Names that are assigned the value, or an element of a tuple of values."""
    these = assignment.targets if isinstance(assignment, ast.Assign) else [assignment.target]
    return {n.id for target in these for n in ast.walk(target) if isinstance(n, ast.Name)}


class StatementsTest(unittest.TestCase):

    def test_every_statement_is_safe(self):
        judged = [Statements(f.name, f.read_text()) for f in SOURCES]
        self.assertEqual(REVIEWED, set().union(*(s.found for s in judged)))
        self.assertGreater(sum(s.seen for s in judged), 50, "statements not found")

    def test_a_statement_composed_of_values_is_found(self):
        for code, found in (
                ("c.execute(f'delete from t where id = {x.id}')", "x.id"),
                ("c.execute('delete from t where id = %s' % x.id)", "'delete from t where id = %s' % x.id"),
                ("c.execute('delete from {}'.format(x.id))", "'delete from {}'.format(x.id)"),
                ("c.execute(sql.SQL('delete from ' + x.id))", "x.id"),
                ("c.execute(sql.SQL('delete from {}').format(sql.SQL(x.id)))", "x.id"),
                ("q = 'select 1'\nq += x.id\nc.execute(q)", "x.id"),
                ("def ask(c, q):\n    c.execute(q)\nask(c, x.id)", "x.id"),
                ("def ask(c, *qs):\n    map(c.execute, qs)\nask(c, 'select 1', x.id)", "x.id")):
            self.assertEqual({f"a.py: {found}"}, Statements("a.py", code).found, code)

    def test_a_safe_statement_is_not_reported(self):
        for code in ("c.execute('delete from t where id = %s', (x.id,))",
                     "A = 'select 1'\nc.execute(f'{A} limit 1')",
                     "c.execute(sql.SQL('delete from {}').format(sql.Identifier(x.id)))",
                     "ids = SQL(', ').join(Identifier(i) for i in x)\nc.execute(SQL('select {}').format(ids))"):
            self.assertEqual(set(), Statements("a.py", code).found, code)


if __name__ == "__main__":
    unittest.main()
