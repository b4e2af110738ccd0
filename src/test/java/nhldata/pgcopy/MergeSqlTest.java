package nhldata.pgcopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nhldata.pgcopy.TargetTable.Unset;
import org.junit.jupiter.api.Test;

/** Whatever a table and its columns are called, the statements of a merge are the same but for what stands in double quotes. */
class MergeSqlTest {

    private static final List<String> HOSTILE = List.of("x\"; drop table t; --", "a'b", "select", "Upper Case", "--", "/*", "$$", "?", "\\", "é;");

    @Test
    void namesStandInQuotesAndNowhereElse() throws Exception {
        List<String> plain = statements(List.of("s", "line", "game", "run", "player", "name", "goals", "note", "team", "loaded"));
        List<String> hostile = statements(HOSTILE);
        assertEquals(13, plain.size(), plain::toString);
        assertTrue(plain.stream().allMatch(s -> s.contains("«»") || s.startsWith("waitForOtherMerges ")), plain::toString);
        assertEquals(plain, hostile);
    }

    /** Each statement with its identifiers left out. */
    private static List<String> statements(List<String> names) throws Exception {
        Map<String, Unset> columns = new LinkedHashMap<>();
        names.subList(2, 9).forEach(name -> columns.put(name, Unset.MISSING));
        columns.put(names.get(9), Unset.DEFAULT);
        TargetTable table = new TargetTable(new TableName(names.get(0), names.get(1)), columns);
        ColumnRoles roles = new ColumnRoles(List.of(names.get(2), names.get(4)), List.of(names.get(2), names.get(3)), List.of(names.get(2)), List.of(names.get(3)));
        MergeSql sql = new MergeSql(table, names.subList(4, 9), roles);
        List<Method> methods = Arrays.stream(MergeSql.class.getDeclaredMethods()).filter(MergeSqlTest::isStatement)
                .sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
        return Stream.concat(methods.stream().map(m -> m.getName() + " " + withoutNames(call(m, sql))), Stream.of("name " + withoutNames(table.name().quoted()))).toList();
    }

    private static boolean isStatement(Method method) {
        boolean inherited = Set.of("toString", "lock").contains(method.getName());
        return !inherited && method.getReturnType() == String.class && method.getParameterCount() == 0
                && !java.lang.reflect.Modifier.isPrivate(method.getModifiers());
    }

    private static String call(Method method, MergeSql sql) {
        try {
            return (String) method.invoke(sql);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withoutNames(String sql) {
        return sql.replaceAll("\"(?:[^\"]|\"\")*\"", "«»");
    }
}
