package io.rdsmaint.aurora.offers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.ParameterField;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms show the parameters that there are: the reader of each type says which. */
class FormsTest {
    /** Of the earlier system, taken still; nobody needs to see them. */
    private static final Set<String> EARLIER =
            Set.of("skip_temp_instance", "skip_proxy_retarget", "pause_before_proxy_deregister");

    private static List<String> problems(String type, ObjectNode given) {
        Consumer<ObjectNode> reader = switch (type) {
            case "instance_type_change" -> io.rdsmaint.aurora.instancetypechange.Parameters::read;
            case "instance_cycle" -> io.rdsmaint.aurora.instancecycle.Parameters::read;
            case "storage_type_change" -> io.rdsmaint.aurora.storagetypechange.Parameters::read;
            default -> io.rdsmaint.aurora.engineupgrade.Parameters::read;
        };
        return InvalidRequest.problemsOf(() -> reader.accept(given));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance_type_change", "instance_cycle", "storage_type_change", "engine_upgrade"})
    void aFormHasTheFieldsThatTheReaderTakes(String type) {
        String known = "the fields are ";
        String refusal = problems(type, object().put("?", 1)).stream()
                .filter(problem -> problem.contains(known))
                .findFirst()
                .orElseThrow();
        Set<String> taken = new TreeSet<>(Arrays.asList(
                refusal.substring(refusal.indexOf(known) + known.length()).split(", ")));
        taken.removeAll(EARLIER);

        assertThat(Forms.of(type).fields()).extracting(ParameterField::name).containsExactlyInAnyOrderElementsOf(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance_type_change", "instance_cycle", "storage_type_change", "engine_upgrade"})
    void whatAFormCallsNeededAndItsTypesAreTheReaders(String type) {
        assertThat(problems(type, object()).stream()
                        .filter(problem -> problem.contains(" is missing"))
                        .map(problem -> problem.substring("params.params.".length(), problem.indexOf(" is missing")))
                        .toList())
                .containsExactlyElementsOf(Forms.of(type).fields().stream()
                        .filter(ParameterField::required)
                        .map(ParameterField::name)
                        .toList());
        ObjectNode wrong = object();
        Forms.of(type).fields().forEach(field -> wrong.putObject(field.name()).put("wrong", true));
        String all = problems(type, wrong).stream().collect(Collectors.joining("\n"));
        Forms.of(type).fields().forEach(field -> assertThat(all).contains("params.params." + field.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance_type_change", "instance_cycle", "storage_type_change", "engine_upgrade"})
    void limitsAndWordsOfAFormAreTheReaders(String type) {
        for (ParameterField field : Forms.of(type).fields()) {
            field.values()
                    .forEach(word -> assertThat(about(type, field, object().put(field.name(), word)))
                            .isEmpty());
            if (field.least() != null && field.most() != null) {
                assertThat(about(type, field, object().put(field.name(), field.least())))
                        .isEmpty();
                assertThat(about(type, field, object().put(field.name(), field.most())))
                        .isEmpty();
                assertThat(about(type, field, object().put(field.name(), field.most() + 1)))
                        .isNotEmpty();
                assertThat(about(type, field, object().put(field.name(), field.least() - 1)))
                        .isNotEmpty();
            }
        }
    }

    private static List<String> about(String type, ParameterField field, ObjectNode given) {
        return problems(type, given).stream()
                .filter(problem -> problem.contains("." + field.name()))
                .toList();
    }
}
