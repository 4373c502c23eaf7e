package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages that all families share, and what all gateways share, say nothing of what a target is: neither in code nor in texts. */
class NeutralWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/rdsmaint");
    private static final List<String> NEUTRAL =
            List.of("engine", "kit", "store", "publish", "notification", "telemetry", "function", "gateway");
    private static final Pattern WORDS = Pattern.compile(
            "(?i)(cluster|writer|reader|instance|aurora|\\brds\\b|blue|green|\\bdrs\\b|disaster|source.?server)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    /**
     * What is allowed where: the words of the contract and of stored documents from the time when there was one kind of target, and
     * the one line that lists the families.
     */
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "engine/Target.java", List.of("aurora-cluster", "cluster_id"),
            "engine/NextAction.java", List.of("CLUSTER_BUSY", "ClusterBusy"),
            "store/StoredTarget.java", List.of("clusterId", "clusterResourceId"),
            "store/Items.java", List.of("cluster_resource_id"),
            "store/TargetLock.java", List.of("cluster_resource_id"),
            "function/CatalogueFactory.java",
                    List.of(
                            "io.rdsmaint.aurora",
                            "AuroraFamily",
                            "CatalogueFactory::aurora",
                            "\"aurora\"",
                            "Family aurora("),
            "telemetry/Telemetry.java", List.of("\"cluster_id\""),
            "function/Reply.java", List.of("\"cluster_id\""));

    /** The product's own name, and what Java calls so. */
    private static final List<String> EVERYWHERE = List.of(
            "rds-maint",
            "rdsmaint",
            "JsonNodeFactory.instance",
            "instanceof",
            "getInstance",
            "newInstance",
            "newDefaultInstance",
            "StringReader");

    @Test
    void neutralPackagesHaveNoWordOfWhatATargetIs() throws IOException {
        List<String> found = new ArrayList<>();
        for (String neutral : NEUTRAL) {
            try (Stream<Path> files =
                    Files.walk(SOURCES.resolve(neutral), neutral.equals("gateway") ? 1 : Integer.MAX_VALUE)) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(file -> look(file, found));
            }
        }
        assertThat(found).isEmpty();
    }

    private static void look(Path file, List<String> found) {
        String name = SOURCES.relativize(file).toString().replace('\\', '/');
        String code = COMMENT.matcher(text(file)).replaceAll("").replaceAll("\\s+\\.", ".");
        for (String allowed : Stream.of(ALLOWED.getOrDefault(name, List.of()), EVERYWHERE)
                .flatMap(List::stream)
                .toList()) {
            code = code.replace(allowed, "");
        }
        Matcher matcher = WORDS.matcher(code);
        while (matcher.find()) {
            int from = Math.max(0, matcher.start() - 40);
            int to = Math.min(code.length(), matcher.end() + 40);
            found.add(name + ": …" + code.substring(from, to).replaceAll("\\s+", " ") + "…");
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
