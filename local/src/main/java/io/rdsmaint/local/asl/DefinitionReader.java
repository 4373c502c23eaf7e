package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a whole document and refuses it with all its problems. */
final class DefinitionReader {
    private static final Set<String> KNOWN = Set.of("Comment", "StartAt", "States", "Version", "TimeoutSeconds");
    private static final int LONGEST_NAME = 80;

    private final String text;
    private final List<Problem> problems = new ArrayList<>();

    DefinitionReader(String text) {
        this.text = text;
    }

    Definition read() throws InvalidDefinitionException {
        Fields root = new Fields(document(), "/", problems);
        if (!root.node().isObject()) {
            problems.add(new Problem(Problem.SCHEMA, "Definition must be a valid JSON object", ""));
            throw new InvalidDefinitionException(problems);
        }
        root.require("States", "StartAt");
        root.allow(KNOWN);
        if (!root.text("Version").orElse("1.0").equals("1.0")) {
            root.problem("Version", "The version must be 1.0");
        }
        String startAt = root.text("StartAt").orElse("");
        Optional<Duration> timeout =
                root.integer("TimeoutSeconds", 1, Seconds.MOST).map(Duration::ofSeconds);
        Map<String, State> states = states(root);
        if (problems.isEmpty()) {
            problems.addAll(new Transitions(startAt, states).check());
        }
        if (!problems.isEmpty()) {
            throw new InvalidDefinitionException(problems);
        }
        return new Definition(
                text, root.text("Comment").orElse(""), startAt, timeout, Collections.unmodifiableMap(states));
    }

    private JsonNode document() throws InvalidDefinitionException {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            problems.add(new Problem("INVALID_JSON_DESCRIPTION", String.valueOf(e.getMessage()), ""));
            throw new InvalidDefinitionException(problems);
        }
    }

    private Map<String, State> states(Fields root) {
        Map<String, State> states = new LinkedHashMap<>();
        root.object("States").ifPresent(all -> {
            if (all.node().isEmpty()) {
                all.problem("There must be at least one state");
            }
            all.node().propertyStream().forEach(entry -> {
                String name = entry.getKey();
                if (name.isEmpty() || name.length() > LONGEST_NAME) {
                    all.problem(name, "A state's name has 1 to " + LONGEST_NAME + " characters");
                }
                all.object(name)
                        .flatMap(fields -> new StateReader(name, fields).read())
                        .ifPresent(state -> states.put(name, state));
            });
        });
        return states;
    }
}
