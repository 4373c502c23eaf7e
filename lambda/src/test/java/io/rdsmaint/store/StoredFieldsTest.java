package io.rdsmaint.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code of an earlier release reads what a later one of the same format stored, and drops the fields that it does not know. So each
 * field is listed with what its loss would do, and one that decides what is done may not join a format that is out: it makes
 * a new one.
 */
class StoredFieldsTest {
    private static final Path LISTS = Path.of("src/test/resources/stored-fields");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Records RECORDS = Records.of(Operation.class);

    /**
     * A line of a list: since which release the field is stored, what its loss would do, where it is.
     *
     * @param loss {@code acts}, {@code words} or {@code kind}: the lists say what they mean
     */
    private record Field(String since, String loss, String path) {}

    @Test
    void everyFieldOfARecordIsListedAndNoneThatIsGone() {
        Set<String> fields = new TreeSet<>(RECORDS.fields());
        fields.add("format");

        assertThat(Stream.of(2, 3)
                        .flatMap(format -> list(format).stream())
                        .map(Field::path)
                        .filter(path -> !path.contains("{")))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    /** What earlier code would not heed, and would then do otherwise. */
    @Test
    void whatOnlyFormatThreeHasMakesTheDocumentOne() {
        Operation usual = new Samples().everythingSet();
        Operation elsewhere = new Samples().calling(usual, new PlannedStep.Place("eu-west-1", null, null));
        Operation slow = new Samples().settlingIn(usual, Duration.ofMinutes(5));
        Target target = usual.target();
        Operation shared = new Samples()
                .on(new Target(target.kind(), "1", "eu-west-1", "shop", target.resourceId(), null, null, true));

        assertThat(new OperationJson().tree(usual).path("format").asInt()).isEqualTo(2);
        for (Operation operation : List.of(elsewhere, slow, shared)) {
            ObjectNode tree = new OperationJson().tree(operation);
            assertThat(tree.path("format").asInt()).isEqualTo(3);
            assertThat(new OperationJson().readOperation(tree.toString())).isEqualTo(operation);
        }
    }

    /** Of other kinds of targets: else all is as in format 2. */
    @Test
    void formatThreeDiffersInTheTargetAlone() throws IOException {
        Operation operation = new Samples().fresh();
        Target cluster = operation.target();
        Target plan = new Target("recovery-plan", cluster.account(), cluster.region(), "shop", null, null, null);
        ObjectNode two = new OperationJson().tree(operation);
        ObjectNode three = new OperationJson().tree(new Samples().on(plan));

        assertThat(two.path("format").asInt()).isEqualTo(2);
        assertThat(two.path("target").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("account", "region", "cluster_id", "cluster_resource_id");
        assertThat(three.path("format").asInt()).isEqualTo(3);
        assertThat(three.path("target")).isEqualTo(JSON.readTree("""
                {"kind": "recovery-plan", "account": "%s", "region": "%s", "name": "shop"}
                """.formatted(cluster.account(), cluster.region())));
        assertThat(three.properties()).extracting(Map.Entry::getKey).containsExactlyElementsOf(names(two));
        assertThat(new OperationJson().readOperation(three.toString()).target()).isEqualTo(plan);
        assertThat(new OperationJson().readOperation(two.toString()).target()).isEqualTo(cluster);
    }

    private static List<String> names(ObjectNode tree) {
        return tree.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** What kinds of steps and types of operations keep in objects of their own is not dropped, but not heeded either. */
    @Test
    void everyFieldInADocumentThatAReleaseKeptIsListed() throws IOException {
        Map<Integer, Set<String>> kept = kept();

        assertThat(kept).isNotEmpty();
        for (Map.Entry<Integer, Set<String>> ofFormat : kept.entrySet()) {
            assertThat(list(ofFormat.getKey()))
                    .as("format %d", ofFormat.getKey())
                    .extracting(Field::path)
                    .containsAll(ofFormat.getValue());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatDecidesWhatIsDoneWasThereWhenTheFormatCameOut(int format) {
        List<Field> listed = list(format);
        String first = listed.stream().map(Field::since).min(String::compareTo).orElseThrow();

        assertThat(listed).allMatch(f -> Set.of("acts", "words", "kind").contains(f.loss()));
        assertThat(listed.stream().filter(f -> f.loss().equals("acts")))
                .as("fields whose loss would change what is done make a new format")
                .allMatch(f -> f.since().equals(first));
        assertThat(listed).extracting(Field::path).doesNotHaveDuplicates();
    }

    private static List<Field> list(int format) {
        List<String> lines;
        try {
            lines = Files.readAllLines(LISTS.resolve("format-" + format + ".txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.strip().split("\\s+", 4))
                .map(words -> new Field(words[0], words[1], words[2]))
                .toList();
    }

    private static Map<Integer, Set<String>> kept() throws IOException {
        Map<Integer, Set<String>> all = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(GOLDEN)) {
            files = walk.filter(f -> f.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            JsonNode tree = JSON.readTree(Files.readString(file));
            if (tree.has("format")) {
                collect(tree, "", all.computeIfAbsent(tree.path("format").asInt(), f -> new TreeSet<>()));
            }
        }
        return all;
    }

    /**
     * Fields of records as {@code steps[].state}, and what a kind keeps in an object of its own as {@code steps[].memo{}.from};
     * what is below that goes with it. An event's data is told and never read again.
     */
    private static void collect(JsonNode tree, String at, Set<String> fields) {
        if (RECORDS.own().contains(at)) {
            tree.fieldNames().forEachRemaining(name -> fields.add(at + "{}." + name));
            return;
        }
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
            String path = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
            fields.add(path);
            JsonNode value = field.getValue();
            if (value.isArray() && !path.equals("outbox")) {
                value.valueStream().filter(JsonNode::isObject).forEach(object -> collect(object, path + "[]", fields));
            } else if (value.isObject()) {
                collect(value, path, fields);
            }
        }
    }

    /**
     * What the records of an operation consist of.
     *
     * @param own where they leave the shape to a kind of step or a type of operation
     */
    private record Records(Set<String> fields, Set<String> own) {
        static Records of(Class<?> type) {
            Records all = new Records(new TreeSet<>(), new TreeSet<>());
            all.add(type, "");
            return all;
        }

        private void add(Class<?> type, String prefix) {
            for (RecordComponent component : type.getRecordComponents()) {
                String path =
                        prefix + PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
                fields.add(path);
                Class<?> element = stored(component.getGenericType());
                String inside = List.class.isAssignableFrom(component.getType()) ? path + "[]" : path;
                if (element.isRecord()) {
                    add(element, inside + ".");
                } else if (JsonNode.class.isAssignableFrom(element)) {
                    own.add(inside);
                }
            }
        }

        /** What stands in a document in the place of what a record has. */
        private static Class<?> stored(Type type) {
            Class<?> element = element(type);
            return element == Target.class ? StoredTarget.class : element;
        }

        private static Class<?> element(Type type) {
            Type inside = type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
            return inside instanceof Class<?> known ? known : Object.class;
        }
    }
}
