package nhldata.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The canonical form of Camel's YAML DSL, which Kaoto writes: steps are maps of options, never a bare text, and an
 * expression stands under {@code expression}, in a language that is a map too.
 */
final class CanonicalForm {

    private static final Set<String> WITH_EXPRESSION =
            Set.of("setBody", "setHeader", "setVariable", "setProperty", "filter", "split", "loop", "delay", "throttle", "onWhen", "when", "transform");
    private static final Set<String> LANGUAGES = Set.of("simple", "constant", "method", "jsonpath", "header", "variable", "exchangeProperty", "ref");

    private final List<String> violations = new ArrayList<>();

    private CanonicalForm() {
    }

    static List<String> violations(JsonNode root) {
        CanonicalForm form = new CanonicalForm();
        form.walk("", root);
        return form.violations;
    }

    private void walk(String path, JsonNode node) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(path + "[" + i + "]", node.get(i));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String below = path + "/" + field.getKey();
            if (!field.getKey().equals("parameters")) { // an endpoint's options have names of their own
                check(below, field.getKey(), field.getValue());
                walk(below, field.getValue());
            }
        }
    }

    private void check(String path, String name, JsonNode value) {
        if (name.equals("steps")) {
            for (JsonNode step : value) {
                if (!step.isObject() || step.size() != 1 || !step.elements().next().isObject()) {
                    violations.add(path + ": a step must be one name with a map, not " + step);
                }
            }
        }
        if (name.equals("to") && !value.path("uri").isTextual()) {
            violations.add(path + ": must be a map with a uri, not " + value);
        }
        if (name.equals("uri") && value.asText().contains("?") && !value.asText().startsWith("{{")) {
            violations.add(path + ": options belong under parameters, not into " + value);
        }
        for (JsonNode each : value.isArray() ? value : List.of(value)) { // a choice has several of when
            if (WITH_EXPRESSION.contains(name) && !isLanguage(each.path("expression"))) {
                violations.add(path + ": must have its expression under expression, with a language, not " + each);
            }
        }
        if (Set.of("handled", "continued").contains(name) && !isLanguage(value)) {
            violations.add(path + ": must be a language, not " + value);
        }
    }

    private static boolean isLanguage(JsonNode expression) {
        return expression.isObject() && expression.size() == 1 && LANGUAGES.contains(expression.fieldNames().next())
                && expression.elements().next().isObject();
    }
}
