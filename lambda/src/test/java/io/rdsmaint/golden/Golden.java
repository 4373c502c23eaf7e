package io.rdsmaint.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.store.OperationJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one story as one release told it. {@code story.json} has what changed the world, how the operation ended and
 * the moments; {@code log.jsonl} the operation's events, one a line; each moment a document, exactly as stored.
 */
record Golden(Path folder, List<Kept> kept, List<Recording.Entry> world, JsonNode end) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path ALL = Path.of("src/test/resources/golden");
    private static final String LOG = "log.jsonl";
    private static final String STORY = "story.json";

    /** The folder of the release being developed. */
    static Path current() {
        Matcher version = Pattern.compile("</artifactId>\\s*<version>([^<]+)</version>\\s*</parent>")
                .matcher(text(Path.of("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("the pom names no version");
        }
        return ALL.resolve(version.group(1));
    }

    /** The folders of the stories of all releases. */
    static List<Path> folders() {
        try (Stream<Path> files = Files.walk(ALL)) {
            return files.filter(f -> f.endsWith(STORY))
                    .map(f -> f.resolveSibling(""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells a story and gives its files, by name. */
    static Map<String, String> files(Story story) {
        Telling telling = Telling.of(story);
        Telling.End end = telling.told();
        OperationJson json = new OperationJson();
        ObjectNode all = JSON.createObjectNode();
        ArrayNode moments = all.putArray("moments");
        Map<String, String> files = new TreeMap<>();
        for (Kept kept : telling.kept()) {
            moments.addObject()
                    .put("moment", kept.moment())
                    .put("at", kept.at().toString())
                    .put("events", kept.log().size())
                    .put("world", kept.world());
            files.put(kept.moment() + ".json", kept.document() + "\n");
        }
        ArrayNode world = all.putArray("world");
        end.world().forEach(entry -> world.add(tree(entry)));
        all.set("end", end(end));
        files.put(STORY, lines(all));
        files.put(LOG, String.join("\n", end.log().stream().map(json::write).toList()) + "\n");
        return files;
    }

    /** What must be so at the end, from whichever document it is reached. */
    static ObjectNode end(Telling.End end) {
        ObjectNode tree = JSON.createObjectNode()
                .put("state", end.operation().state().word())
                .put("ending", end.operation().ending().name());
        ArrayNode residue = tree.putArray("residue");
        end.operation().residue().forEach(residue::add);
        ArrayNode calls = tree.putArray("calls");
        end.world().stream()
                .filter(e -> !e.isAct())
                .map(Recording.Entry::call)
                .sorted()
                .forEach(calls::add);
        return tree;
    }

    /** Reads what a release kept. */
    static Golden read(Path folder) {
        try {
            JsonNode story = JSON.readTree(text(folder.resolve(STORY)));
            List<String> log = text(folder.resolve(LOG)).lines().toList();
            List<Kept> kept = story.path("moments")
                    .valueStream()
                    .map(m -> new Kept(
                            m.path("moment").asText(),
                            Instant.parse(m.path("at").asText()),
                            text(folder.resolve(m.path("moment").asText() + ".json"))
                                    .strip(),
                            log.subList(0, m.path("events").asInt()),
                            m.path("world").asInt()))
                    .toList();
            List<Recording.Entry> world =
                    story.path("world").valueStream().map(Golden::entry).toList();
            return new Golden(folder, kept, world, story.path("end"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode tree(Recording.Entry entry) {
        ObjectNode tree = JSON.createObjectNode().put("at", entry.at().toString());
        if (entry.isAct()) {
            return tree.put("act", entry.act());
        }
        return tree.put("host", entry.host())
                .put("target", entry.target())
                .put("type", entry.type())
                .put("body", entry.body());
    }

    private static Recording.Entry entry(JsonNode tree) {
        return new Recording.Entry(
                Instant.parse(tree.path("at").asText()),
                tree.path("act").asText(""),
                tree.path("host").asText(""),
                tree.path("target").asText(""),
                tree.path("type").asText(""),
                tree.path("body").asText(""));
    }

    /** One line per element of a list, so that differences are readable. */
    private static String lines(ObjectNode all) {
        return all.toString()
                        .replace("},{", "},\n{")
                        .replace("[{", "[\n{")
                        .replace("\",\"Action=", "\",\n\"Action=")
                        .replace(",\"world\":[", ",\n\"world\":[")
                        .replace(",\"end\":{", ",\n\"end\":{")
                + "\n";
    }
}
