package nhldata.conventions;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * The statements in Java sources that are not known when they are compiled. A statement is what JDBC is given, and what a
 * method is given that hands its parameter on to JDBC. Known are literals, constants, and what is put together from these.
 */
final class JavaStatements {

    private static final Set<String> OF_JDBC = Set.of("prepareStatement", "prepareCall", "addBatch", "execute", "executeQuery", "executeUpdate",
            "executeLargeUpdate", "copyIn", "copyOut");

    private final Map<String, ExpressionTree> constants = new HashMap<>();
    private final Map<String, Integer> handedOn = new HashMap<>(Map.of("new PGCopyOutputStream", 1));
    private final Set<String> found = new TreeSet<>();
    private int seen;

    private JavaStatements() {
    }

    /** Each as its class and the expression; and how many statements there are in all. */
    record Findings(Set<String> unknown, int statements) {
    }

    static Findings in(Iterable<? extends JavaFileObject> sources) throws IOException {
        JavacTask compiler = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, sources);
        List<CompilationUnitTree> files = new ArrayList<>();
        compiler.parse().forEach(files::add);
        JavaStatements statements = new JavaStatements();
        files.forEach(file -> statements.new Constants().scan(file, null));
        for (int methods = -1; methods != statements.handedOn.size();) {
            methods = statements.handedOn.size();
            statements.found.clear();
            statements.seen = 0;
            files.forEach(file -> statements.new Calls().scan(file, null));
        }
        return new Findings(statements.found, statements.seen);
    }

    private final class Constants extends TreePathScanner<Void, Void> {
        @Override
        public Void visitVariable(VariableTree variable, Void none) {
            if (isConstant(variable.getName().toString())) {
                constants.put(className(getCurrentPath()) + "." + variable.getName(), variable.getInitializer());
            }
            return super.visitVariable(variable, none);
        }
    }

    private final class Calls extends TreePathScanner<Void, Void> {

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            String owner = className(getCurrentPath());
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                String name = select.getIdentifier().toString();
                boolean jdbc = OF_JDBC.contains(name) && importsJdbc() && !call.getArguments().isEmpty();
                judge(call.getArguments(), jdbc ? Integer.valueOf(0) : handedOn.get(select.getExpression() + "." + name));
            } else {
                judge(call.getArguments(), handedOn.get(owner + "." + call.getMethodSelect()));
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void none) {
            judge(created.getArguments(), handedOn.get("new " + created.getIdentifier()));
            return super.visitNewClass(created, none);
        }

        private boolean importsJdbc() {
            return getCurrentPath().getCompilationUnit().getImports().stream().map(i -> i.getQualifiedIdentifier().toString())
                    .anyMatch(i -> i.startsWith("java.sql.") || i.startsWith("org.postgresql."));
        }

        private void judge(List<? extends ExpressionTree> arguments, Integer statement) {
            if (statement != null && statement < arguments.size()) {
                seen++;
                judge(arguments.get(statement), new HashSet<>());
            }
        }

        private void judge(ExpressionTree expression, Set<String> judged) {
            if (expression instanceof ParenthesizedTree p) {
                judge(p.getExpression(), judged);
            } else if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
                judge(sum.getLeftOperand(), judged);
                judge(sum.getRightOperand(), judged);
            } else if (expression instanceof ConditionalExpressionTree either) {
                judge(either.getTrueExpression(), judged);
                judge(either.getFalseExpression(), judged);
            } else if (!(expression instanceof LiteralTree) && judged.add(expression.toString())) {
                judgeName(expression, judged);
            }
        }

        private void judgeName(ExpressionTree expression, Set<String> judged) {
            String owner = className(getCurrentPath());
            String constant = expression instanceof IdentifierTree ? owner + "." + expression : expression.toString();
            List<ExpressionTree> values = expression instanceof IdentifierTree name ? valuesOf(name.toString()) : List.of();
            if (constants.get(constant) != null) {
                judge(constants.get(constant), judged);
            } else if (expression instanceof IdentifierTree name && parameter(name.toString()) >= 0) {
                handedOn.put(owner + "." + method().getName(), parameter(name.toString()));
                values.forEach(value -> judge(value, judged));
            } else if (!values.isEmpty()) {
                values.forEach(value -> judge(value, judged));
            } else {
                found.add(owner + ": " + expression);
            }
        }

        private MethodTree method() {
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                if (at.getLeaf() instanceof MethodTree method) {
                    return method;
                }
            }
            return null;
        }

        private int parameter(String name) {
            List<String> names = method() == null ? List.of() : method().getParameters().stream().map(p -> p.getName().toString()).toList();
            return names.indexOf(name);
        }

        /** What a variable of the method is given, wherever that is in the method. */
        private List<ExpressionTree> valuesOf(String name) {
            List<ExpressionTree> values = new ArrayList<>();
            new TreePathScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void none) {
                    take(variable.getName().contentEquals(name), variable.getInitializer());
                    return super.visitVariable(variable, none);
                }

                @Override
                public Void visitAssignment(AssignmentTree assignment, Void none) {
                    take(assignment.getVariable().toString().equals(name), assignment.getExpression());
                    return super.visitAssignment(assignment, none);
                }

                @Override
                public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void none) {
                    take(assignment.getVariable().toString().equals(name), assignment.getExpression());
                    return super.visitCompoundAssignment(assignment, none);
                }

                private void take(boolean same, ExpressionTree value) {
                    if (same && value != null) {
                        values.add(value);
                    }
                }
            }.scan(method() == null ? getCurrentPath() : new TreePath(getCurrentPath(), method()), null);
            return values;
        }
    }

    private static boolean isConstant(String name) {
        return name.matches("[A-Z][A-Z0-9_]*");
    }

    /** Of the outermost class, by which others call it. */
    private static String className(TreePath path) {
        String name = "";
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ClassTree type && !type.getSimpleName().isEmpty()) {
                name = type.getSimpleName().toString();
            }
        }
        return name;
    }
}
