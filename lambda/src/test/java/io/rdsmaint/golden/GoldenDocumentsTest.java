package io.rdsmaint.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old documents, new code. {@code scripts/golden} writes the documents of the release being developed; those of earlier
 * releases stay as they are.
 */
class GoldenDocumentsTest {
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private final OperationJson json = new OperationJson();

    static Stream<Arguments> documents() {
        return Golden.folders().stream()
                .map(Golden::read)
                .flatMap(golden -> golden.kept().stream()
                        .map(kept ->
                                Arguments.of(golden.folder().subpath(4, 7).toString(), kept.moment(), golden, kept)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("documents")
    void fromEveryDocumentTheOperationComesToItsRightEnd(String folder, String moment, Golden golden, Kept kept) {
        MemoryOperationStore store = new MemoryOperationStore();
        String id = store.restore(kept.document(), kept.log()).id();

        Telling.End end = new Telling(story(golden.folder()), store, _ -> {}).resumed(id, kept, golden.world());

        assertThat(asThen(folder, Golden.end(end))).isEqualTo(asThen(folder, golden.end()));
        assertThat(end.log()).extracting(LogEntry::number).containsExactlyElementsOf(numbers(end.log()));
        assertThat(end.log().stream().map(json::write)).startsWith(kept.log().toArray(String[]::new));
    }

    /**
     * An end in the words of the release that kept the documents. Since 0.1.0 deletions of instances say that no final snapshot
     * is wanted, which AWS demands for one that has failed, and green resources get the operation's tag; what is left behind is told in
     * other words.
     */
    private static String asThen(String folder, JsonNode end) {
        return folder.startsWith("0.1.0")
                ? SavedRun.whateverItsWords(end)
                        .toPrettyString()
                        .replaceAll("(DeleteDBInstance&DBInstanceIdentifier=[^&\"]*)&SkipFinalSnapshot=true", "$1")
                        .replace(" --skip-final-snapshot", "")
                        .replaceAll("\"Action=AddTagsToResource&ResourceName=[^\"]*-green-[^\"]*\", ", "")
                : end.toPrettyString();
    }

    private static List<Long> numbers(List<LogEntry> log) {
        return Stream.iterate(1L, n -> n + 1).limit(log.size()).toList();
    }

    private static Story story(Path folder) {
        return Stories.all().stream()
                .filter(s -> folder.endsWith(s.path()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("a release kept documents of the story " + folder
                        + ": stories and their acts stay as long as their documents"));
    }

    @Test
    void aStepThatOnlyNewerCodeKnowsIsAskedAboutAndNothingIsChanged() {
        Golden golden = Golden.read(Golden.current().resolve("instance_type_change/usual"));
        Kept kept = golden.kept().stream()
                .filter(k -> k.moment().equals("between-steps"))
                .findFirst()
                .orElseThrow();
        String newer = kept.document().replace("\"action\":\"change_class\"", "\"action\":\"teleport\"");
        MemoryOperationStore store = new MemoryOperationStore();
        String id = store.restore(newer, kept.log()).id();
        Telling telling = new Telling(story(golden.folder()), store, _ -> {});

        assertThatThrownBy(() -> telling.resumed(id, kept, golden.world()))
                .hasMessageContaining("unexpected question")
                .hasMessageContaining("does not know the step action 'teleport'")
                .hasMessageContaining("Deploy the version that planned it, then answer continue");
        assertThat(telling.world()).hasSize(kept.world());
    }

    @Test
    void aDocumentThatLacksAFieldIsNamedWithWhatToDoAndNothingIsBroughtBackByHalfOfIt() {
        Golden golden = Golden.read(Golden.current().resolve("instance_type_change/usual"));
        Kept kept = golden.kept().stream()
                .filter(k -> k.moment().equals("paused-gate"))
                .findFirst()
                .orElseThrow();
        MemoryOperationStore store = new MemoryOperationStore();
        String damaged = kept.document().replaceFirst("\"instance\":\"demo-multi-2\",", "");
        assertThat(damaged).isNotEqualTo(kept.document());
        Operation before = store.restore(damaged, kept.log());
        Telling telling = new Telling(story(golden.folder()), store, _ -> {});

        assertThatThrownBy(() -> telling.resumed(before.id(), kept, golden.world()))
                .hasStackTraceContaining(
                        "The document of operation " + before.id() + " can't be understood for step 3, ")
                .hasStackTraceContaining("with the fields from, to, in_place, lacks 'instance'")
                .hasStackTraceContaining("docs/runbook.md, Restoring the store");
        assertThat(store.load(before.id()).orElseThrow().state().ended()).isFalse();
        assertThat(telling.world()).hasSize(kept.world());
    }

    @Test
    void theDocumentsOfThisReleaseAreWhatItsCodeWrites() throws IOException {
        for (Story story : Stories.all()) {
            Path folder = Golden.current().resolve(story.path());
            Map<String, String> files = Golden.files(story);
            if (WRITE) {
                write(folder, files);
            }
            assertThat(differing(read(folder), files))
                    .as("files of %s that differ; run scripts/golden to write what the code stores now", folder)
                    .isEmpty();
            assertThat(files)
                    .as("moments of " + story.path() + " that never came")
                    .containsKeys(
                            story.moments.stream().map(m -> m.name() + ".json").toArray(String[]::new));
        }
    }

    private static List<String> differing(Map<String, String> some, Map<String, String> others) {
        return Stream.concat(some.keySet().stream(), others.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(some.get(name), others.get(name)))
                .toList();
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (String name : read(folder).keySet()) {
            Files.delete(folder.resolve(name));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(f -> files.put(f.getFileName().toString(), Golden.text(f)));
        }
        return files;
    }
}
