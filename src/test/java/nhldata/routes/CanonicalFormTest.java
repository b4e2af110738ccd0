package nhldata.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that refuses nothing would be no check. */
class CanonicalFormTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "steps: [{to: {uri: 'direct:a'}}, {setBody: {expression: {simple: {expression: a}}}}]",
        "steps: [{bean: {ref: a, method: b}}, {split: {expression: {method: {ref: a, method: b}}, steps: []}}]",
        "handled: {constant: {expression: 'true'}}",
    })
    void theCanonicalFormIsFound(String yaml) throws IOException {
        assertEquals(0, violations(yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{to: 'direct:a'}",
        "{to: {parameters: {a: b}}}",
        "{to: {uri: 'direct:a?b=c'}}",
        "{setBody: {simple: a}}",
        "{setBody: {expression: {simple: a}}}",
        "{setBody: {simple: {expression: a}}}",
        "{filter: {expression: a, steps: []}}",
        "{handled: true}",
        "{handled: {constant: 'true'}}",
        "{steps: [stop]}",
        "{steps: [{log: a}]}",
        "{steps: [{log: {message: a}, stop: {}}]}",
    })
    void everyShortFormIsRefused(String yaml) throws IOException {
        assertEquals(1, violations(yaml));
    }

    private static int violations(String yaml) throws IOException {
        return CanonicalForm.violations(new YAMLMapper().readTree(yaml)).size();
    }
}
