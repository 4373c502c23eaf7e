package io.rdsmaint.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests that bear numbers of hazards, as their sources have them, and which of them also run with a check switched off.
 *
 * @param name of the method
 * @param switchesOff true when it, or a method of its class that it calls, makes use of one of the ways to switch a check off
 */
record HazardTests(String name, boolean switchesOff) {
    /** A method of a class, up to its closing brace; the formatter of the build sees to the indentation. */
    private static final Pattern METHOD = Pattern.compile(
            "(?ms)^ {4}(?:[\\w<>,.?\\[\\]]+ )*(\\w+)\\([^;{}]*\\) (?:throws \\w+ )?\\{\\n(.*?)^ {4}}\\n");

    private static final Pattern CALLED = Pattern.compile("(?<![.\\w])(\\w+)\\(");
    private static final Pattern NUMBERED = Pattern.compile("h\\d+\\w*");
    private static final Pattern NUMBER = Pattern.compile("(?:\\b|And|_)?[hH](\\d+)");

    /** The ways to switch a check off; {@link HazardsDocTest} holds those of the test kit to what they say. */
    private static final Pattern SWITCH = Pattern.compile(String.join(
            "|",
            "\\.(refused|asked|warned)\\(\"",
            "\\.ignored\\(\\)",
            "CHECKS\\.without\\(code\\)",
            "\\.without\\(\"[a-z-]+\"\\)\\s*\\.(plan|findings)\\(",
            "new Hold\\(",
            "Upgrades\\.without\\(\"",
            "Trials\\.of\\([^;]*List\\.of\\((guard|\")"));

    /** All of them. */
    static List<HazardTests> all() {
        return Stream.of("lambda", "simulator", "local", "infra")
                .map(module -> Path.of("..", module, "src", "test", "java"))
                .flatMap(HazardTests::sources)
                .flatMap(file -> in(read(file)).stream())
                .toList();
    }

    /** The numbers of its hazards. */
    List<Integer> hazards() {
        return NUMBER.matcher(name)
                .results()
                .map((MatchResult r) -> Integer.parseInt(r.group(1)))
                .toList();
    }

    /** The tests of a class. */
    static List<HazardTests> in(String source) {
        Map<String, String> methods = new HashMap<>();
        METHOD.matcher(source).results().forEach(m -> methods.merge(m.group(1), m.group(2), String::concat));
        List<HazardTests> tests = new ArrayList<>();
        methods.keySet().stream()
                .filter(name -> NUMBERED.matcher(name).matches())
                .forEach(name -> tests.add(new HazardTests(name, switchesOff(name, methods, new HashSet<>()))));
        return tests;
    }

    private static boolean switchesOff(String method, Map<String, String> methods, Set<String> seen) {
        String body = methods.get(method);
        return body != null
                && seen.add(method)
                && (SWITCH.matcher(body).find()
                        || CALLED.matcher(body).results().anyMatch(c -> switchesOff(c.group(1), methods, seen)));
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(f -> f.toString().endsWith("Test.java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
