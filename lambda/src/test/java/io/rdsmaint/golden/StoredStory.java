package io.rdsmaint.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * All that a store held of an operation paused at a gate, as one release wrote it.
 *
 * @param release the release's folder
 */
public record StoredStory(Path release) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Story STORY = Stories.storageChange();
    private static final String MOMENT = "paused-gate";
    private static final String FOLDER = "stores";

    /** Those of all releases. */
    public static Stream<StoredStory> releases() {
        return Golden.folders().stream()
                .filter(f -> f.endsWith(STORY.path()))
                .map(f -> new StoredStory(f.subpath(0, f.getNameCount() - 2)));
    }

    /** That of the release being developed. */
    public static StoredStory current() {
        return new StoredStory(Golden.current());
    }

    /** Tells the story in a store, and has someone look into it at the moment. */
    public static void tell(OperationStore store, Runnable atTheMoment) {
        new Telling(STORY, store, moment -> {
                    if (moment.equals(MOMENT)) {
                        atTheMoment.run();
                    }
                })
                .told();
    }

    /** Goes on from what a store holds. */
    public Operation toItsEnd(OperationStore store) {
        Golden golden = Golden.read(release.resolve(STORY.path()));
        Kept kept = golden.kept().stream()
                .filter(k -> k.moment().equals(MOMENT))
                .findFirst()
                .orElseThrow();
        return new Telling(STORY, store, _ -> {})
                .resumed(store.live().getFirst().id(), kept, golden.world())
                .operation();
    }

    /** What the release kept of a store. */
    public JsonNode read(String file) {
        try {
            return JSON.readTree(Golden.text(path(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds a file to what it should be, after having written it if that is wanted. */
    public void holds(String file, JsonNode content) throws IOException {
        String text = content.toString() + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), text);
        }
        assertThat(Golden.text(path(file)))
                .as("%s; run scripts/golden to write what the code stores now", path(file))
                .isEqualTo(text);
    }

    private Path path(String file) {
        return release.resolve(FOLDER).resolve(file);
    }

    @Override
    public String toString() {
        return release.getFileName().toString();
    }
}
