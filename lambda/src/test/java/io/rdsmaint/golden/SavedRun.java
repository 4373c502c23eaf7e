package io.rdsmaint.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationStore;
import io.rdsmaint.store.OperationJson;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.store.MemoryOperationStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One undisturbed run with every version that it saved, and what stood in each store after that save. A file holds it as lines
 * of JSON, compressed: the run, then each version with what changed since the last one. The code that made it compiles this, too.
 */
public final class SavedRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What stands for the document in what a store holds. No JSON has these characters. */
    private static final String BEGUN = "\u0001";

    private static final String QUOTED = "\u0002";

    /** More than any path saves. */
    private static final int MOST_VERSIONS = 500;

    private final Story story;
    private final List<Recording.Entry> world;
    private final JsonNode end;
    private final List<Version> versions;

    private SavedRun(Story story, List<Recording.Entry> world, JsonNode end, List<Version> versions) {
        this.story = story;
        this.world = world;
        this.end = end;
        this.versions = List.copyOf(versions);
    }

    /** An operation right after a save. */
    public static final class Version {
        private final Kept kept;
        private final SortedMap<String, String> bucket;
        private final SortedMap<String, String> table;

        private Version(Kept kept, SortedMap<String, String> bucket, SortedMap<String, String> table) {
            this.kept = kept;
            this.bucket = bucket;
            this.table = table;
        }

        /** All objects, by key. */
        public SortedMap<String, String> bucket() {
            return bucket;
        }

        /** All items, by their two keys. */
        public SortedMap<String, String> table() {
            return table;
        }

        public Operation operation() {
            return new OperationJson().readOperation(kept.document());
        }

        /** True for one that intends a call of which it does not know what became. */
        private boolean open() {
            return operation()
                    .current()
                    .filter(s -> s.intent() != null && s.intent().open())
                    .isPresent();
        }

        /** All that it says but for what every poll changes: its number, who saved it and when, and what was seen. */
        String phase() {
            Operation op = operation();
            return op.state() + " " + op.index() + " " + op.events() + " "
                    + op.outbox().size() + " " + kept.world() + " "
                    + op.current().map(s -> s.state() + " " + s.intent()).orElse("the end");
        }

        /** A store in memory that holds it. */
        public MemoryOperationStore inMemory() {
            MemoryOperationStore store = MemoryOperationStore.ofObjects();
            store.restore(kept.document(), kept.log());
            return store;
        }

        @Override
        public String toString() {
            return "version " + kept.moment();
        }
    }

    /** The names of all paths. */
    public static List<String> paths() {
        return SavedPaths.all().stream().map(Story::path).toList();
    }

    /** Where the run of a path is kept. The commit is the last one before targets had kinds and families. */
    public static Path file(String path) {
        return Path.of("src/test/resources/saved-versions/0e6e92f", path + ".jsonl.gz");
    }

    /** The name of its path. */
    public String path() {
        return story.path();
    }

    /** How it ended, and all calls that it made. */
    public JsonNode end() {
        return end;
    }

    /** Those from which on the operation is in another phase than before: of polls in a row only the first. */
    public List<Version> turns() {
        List<String> phases = versions.stream().map(Version::phase).toList();
        return IntStream.range(0, versions.size())
                .filter(i -> i == 0 || !phases.get(i).equals(phases.get(i - 1)))
                .mapToObj(versions::get)
                .toList();
    }

    public List<Version> versions() {
        return versions;
    }

    // As it is made.

    /**
     * Runs a path in two stores.
     *
     * @param bucket all that is in the first one
     * @param table all that is in the second one
     */
    public static SavedRun made(
            String path,
            OperationStore inBucket,
            Supplier<Map<String, String>> bucket,
            OperationStore inTable,
            Supplier<Map<String, String>> table) {
        List<SortedMap<String, String>> objects = new ArrayList<>();
        List<SortedMap<String, String>> items = new ArrayList<>();
        Telling first = telling(path, inBucket, () -> objects.add(new TreeMap<>(bucket.get())));
        Telling second = telling(path, inTable, () -> items.add(new TreeMap<>(table.get())));
        Telling.End told = first.told();
        second.told();
        List<Kept> kept = first.kept();
        if (!kept.equals(second.kept()) || kept.size() != told.operation().version()) {
            throw new IllegalStateException(path + " was not told alike in both stores, or not every save was kept");
        }
        Story story = SavedPaths.named(path);
        ObjectNode end = end(told.operation(), told.world());
        SavedRun bare = new SavedRun(story, told.world(), end, List.of());
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Version version = new Version(kept.get(i), objects.get(i), items.get(i));
            versions.add(version);
            if (version.open()) {
                bare.requireSureCourse(version);
            }
        }
        return new SavedRun(story, told.world(), end, versions);
    }

    /** If the invocation that saved it ends before it learns what became of its call, all must go on as if it had not. */
    private void requireSureCourse(Version version) {
        Telling again = new Telling(story, version.inMemory(), _ -> {});
        if (!continued(version, again).equals(expected(version))) {
            throw new IllegalStateException(path() + " goes on another way from " + version);
        }
    }

    private static Telling telling(String path, OperationStore store, Runnable atEachSave) {
        Story story = SavedPaths.named(path);
        for (int i = 1; i <= MOST_VERSIONS; i++) {
            int version = i;
            story.keep(String.valueOf(version), op -> op.version() == version);
        }
        return new Telling(story, store, _ -> atEachSave.run());
    }

    // What comes of it.

    /** How the operation ends, and which calls are still made, when somebody goes on from a store that holds it. */
    JsonNode continued(Version version, Telling by) {
        Telling.End told = by.resumed(version.operation().id(), version.kept, world);
        return whateverItsWords(end(
                told.operation(),
                told.world().subList(version.kept.world(), told.world().size())));
    }

    /** How it ended, and which calls were still made, by the code that saved it. */
    public JsonNode expected(Version version) {
        return whateverItsWords(end).set("calls", calls(world.subList(version.kept.world(), world.size())));
    }

    /** What is told. */
    Story story() {
        return story;
    }

    /** An end with what was left behind, whatever words later code has for it: of each thing what it is and its name. */
    static ObjectNode whateverItsWords(JsonNode end) {
        ObjectNode things = end.deepCopy();
        ArrayNode left = things.putArray("residue");
        end.path("residue").forEach(one -> left.add(one.asText().split(" is |;|: ", 2)[0]));
        return things;
    }

    /** How an operation ended, and the calls among the entries. */
    static ObjectNode end(Operation operation, List<Recording.Entry> since) {
        ObjectNode tree = JsonTrees.object()
                .put("state", operation.state().word())
                .put("ending", operation.ending().name())
                .put("questions", (int) operation.questions());
        ArrayNode residue = tree.putArray("residue");
        operation.residue().forEach(residue::add);
        ArrayNode steps = tree.putArray("steps");
        operation.steps().forEach(step -> steps.add(step.name() + ": " + step.state()));
        return tree.set("calls", calls(since));
    }

    private static ArrayNode calls(List<Recording.Entry> entries) {
        ArrayNode calls = JsonTrees.object().putArray("calls");
        entries.stream()
                .filter(e -> !e.isAct())
                .map(e -> (e.target() + " " + e.call()).strip())
                .forEach(calls::add);
        return calls;
    }

    // As it is kept.

    /** Writes it to a file. */
    public void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            ObjectNode run = JsonTrees.object().put("path", path());
            ArrayNode entries = run.putArray("world");
            world.forEach(e -> entries.addArray()
                    .add(e.at().toString())
                    .add(e.act())
                    .add(e.host())
                    .add(e.target())
                    .add(e.type())
                    .add(e.body()));
            run.set("end", end);
            out.write(run + "\n");
            Version before =
                    new Version(new Kept("0", Instant.EPOCH, "", List.of(), 0), new TreeMap<>(), new TreeMap<>());
            for (Version version : versions) {
                out.write(line(before, version) + "\n");
                before = version;
            }
        }
    }

    private static ObjectNode line(Version before, Version version) {
        Kept kept = version.kept;
        ObjectNode line = JsonTrees.object()
                .put("version", kept.moment())
                .put("at", kept.at().toString())
                .put("world", kept.world());
        line.set("document", edit(before.kept.document(), kept.document()));
        ArrayNode log = line.putArray("log");
        kept.log().subList(before.kept.log().size(), kept.log().size()).forEach(log::add);
        line.set("bucket", changes(before.bucket, version.bucket, kept.document()));
        line.set("table", changes(before.table, version.table, kept.document()));
        return line;
    }

    /** How many characters stay at the beginning, what comes then, and how many stay at the end. */
    private static ArrayNode edit(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int beginning = 0;
        while (beginning < most && before.charAt(beginning) == after.charAt(beginning)) {
            beginning++;
        }
        int end = 0;
        while (end < most - beginning
                && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
            end++;
        }
        return JsonTrees.object()
                .arrayNode()
                .add(beginning)
                .add(after.substring(beginning, after.length() - end))
                .add(end);
    }

    private static String edited(String before, JsonNode edit) {
        return before.substring(0, edit.path(0).asInt())
                + edit.path(1).asText()
                + before.substring(before.length() - edit.path(2).asInt());
    }

    private static ObjectNode changes(Map<String, String> before, Map<String, String> after, String document) {
        ObjectNode changes = JsonTrees.object();
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(changes::putNull);
        after.forEach((key, text) -> {
            if (!text.equals(before.get(key))) {
                changes.put(key, text.replace(begun(document), BEGUN).replace(quoted(document), QUOTED));
            }
        });
        return changes;
    }

    /** The document but for its end, where a bucket's object goes on. */
    private static String begun(String document) {
        return document.substring(0, document.length() - 1);
    }

    /** The document as it is in a table's item. */
    private static String quoted(String document) {
        return JsonTrees.object().textNode(document).toString();
    }

    /** Reads what {@link #write} wrote. */
    public static SavedRun read(Path file) {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            JsonNode run = JSON.readTree(in.readLine());
            List<String> log = new ArrayList<>();
            TreeMap<String, String> bucket = new TreeMap<>();
            TreeMap<String, String> table = new TreeMap<>();
            List<Version> versions = new ArrayList<>();
            String document = "";
            for (String text : in.lines().toList()) {
                JsonNode line = JSON.readTree(text);
                document = edited(document, line.path("document"));
                line.path("log").forEach(event -> log.add(event.asText()));
                change(bucket, line.path("bucket"), document);
                change(table, line.path("table"), document);
                Kept kept = new Kept(
                        line.path("version").asText(),
                        Instant.parse(line.path("at").asText()),
                        document,
                        List.copyOf(log),
                        line.path("world").asInt());
                versions.add(new Version(kept, new TreeMap<>(bucket), new TreeMap<>(table)));
            }
            return new SavedRun(
                    SavedPaths.named(run.path("path").asText()),
                    run.path("world").valueStream().map(SavedRun::entry).toList(),
                    run.path("end"),
                    versions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(Map<String, String> contents, JsonNode changes, String document) {
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                contents.remove(change.getKey());
            } else {
                String text = change.getValue().asText();
                contents.put(
                        change.getKey(), text.replace(BEGUN, begun(document)).replace(QUOTED, quoted(document)));
            }
        });
    }

    private static Recording.Entry entry(JsonNode e) {
        return new Recording.Entry(
                Instant.parse(e.path(0).asText()),
                e.path(1).asText(),
                e.path(2).asText(),
                e.path(3).asText(),
                e.path(4).asText(),
                e.path(5).asText());
    }

    @Override
    public String toString() {
        return path();
    }
}
