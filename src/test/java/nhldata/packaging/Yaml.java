package nhldata.packaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as nested maps and lists, and the ways through them. Merge keys, which YAML 1.2 leaves to the reader, are resolved. */
final class Yaml {

    private Yaml() {
    }

    static Map<String, Object> read(String text) {
        return all(text).findFirst().orElseThrow();
    }

    static Stream<Map<String, Object>> all(String text) {
        Iterable<Object> documents = new Load(LoadSettings.builder().setMaxAliasesForCollections(1000).build()).loadAllFromString(text);
        return StreamSupport.stream(documents.spliterator(), false).filter(Map.class::isInstance).map(d -> map(merged(d)));
    }

    private static Object merged(Object node) {
        if (node instanceof List<?> list) {
            return list.stream().map(Yaml::merged).toList();
        }
        if (!(node instanceof Map<?, ?> map)) {
            return node;
        }
        Map<String, Object> whole = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!key.equals("<<")) {
                whole.put(String.valueOf(key), merged(value));
            }
        });
        Object others = map.get("<<");
        Stream.of(others instanceof List<?> list ? list.toArray() : new Object[] {others})
                .filter(Map.class::isInstance).forEach(other -> map(merged(other)).forEach((key, value) -> {
                    if (!whole.containsKey(key)) {
                        whole.put(key, value);
                    }
                }));
        return whole;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    /** What stands at the end of a path of keys and places in lists; null where it breaks off. */
    static Object at(Object node, Object... path) {
        Object here = node;
        for (Object step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step)
                    : here instanceof List<?> list && step instanceof Integer place && place < list.size() ? list.get(place) : null;
        }
        return here;
    }

    static Map<String, Object> mapAt(Object node, Object... path) {
        Object found = at(node, path);
        return found == null ? Map.of() : map(found);
    }

    @SuppressWarnings("unchecked")
    static List<Object> listAt(Object node, Object... path) {
        Object found = at(node, path);
        return found == null ? List.of() : (List<Object>) found;
    }

    static String textAt(Object node, Object... path) {
        Object found = at(node, path);
        return found == null ? null : String.valueOf(found);
    }
}
