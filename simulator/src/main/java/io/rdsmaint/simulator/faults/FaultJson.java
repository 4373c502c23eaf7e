package io.rdsmaint.simulator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.protocol.Fields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Faults as JSON, as the admin endpoint takes and shows them. */
public final class FaultJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "id",
            "kind",
            "action",
            "identifier",
            "skip",
            "times",
            "code",
            "http_status",
            "status",
            "delay_seconds",
            "percent");

    private FaultJson() {}

    /**
     * Reads a fault. Left out, {@code action} and {@code identifier} mean any, {@code skip} none, and {@code times}
     * one; {@code "always"} means until cleared; {@code percent} is 100.
     *
     * @param knownCalls the calls that there are
     * @throws IllegalArgumentException naming every problem
     */
    public static Fault read(JsonNode json, Collection<String> knownCalls) {
        var problems = new ArrayList<String>();
        check(problems, () -> Fields.only(json, FIELDS));
        Optional<FaultKind> kind = kind(json.path("kind").asText());
        if (kind.isEmpty()) {
            problems.add("kind must be one of " + kinds());
        }
        String action = json.path("action").asText(Fault.ANY);
        if (!action.equals(Fault.ANY) && !knownCalls.contains(action)) {
            problems.add("there is no action " + action);
        }
        int skip = whole(problems, json, "skip", 0);
        boolean always = json.path("times").asText().equals("always");
        int times = always ? Integer.MAX_VALUE : whole(problems, json, "times", 1);
        int delay = whole(problems, json, "delay_seconds", 30);
        if (delay < 0) {
            problems.add("delay_seconds must be 0 or more");
        }
        if (skip < 0 || times < 1) {
            problems.add("skip must be 0 or more, times 1 or more or \"always\"");
        }
        int percent = whole(problems, json, "percent", 100);
        if (percent < 1 || percent > 100) {
            problems.add("percent must be from 1 to 100");
        }
        int httpStatus = whole(problems, json, "http_status", 500);
        if (httpStatus < 400 || httpStatus > 599) {
            problems.add("http_status must be from 400 to 599");
        }
        String status = json.path("status").asText();
        if (status.isEmpty() && kind.filter(FaultJson::needsStatus).isPresent()) {
            problems.add("status is required for this kind");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new Fault(
                json.path("id").asText(),
                kind.orElseThrow(),
                action,
                json.path("identifier").asText(Fault.ANY),
                skip,
                times,
                json.path("code").asText("InternalFailure"),
                httpStatus,
                status,
                delay,
                percent);
    }

    private static int whole(List<String> problems, JsonNode json, String name, int otherwise) {
        int[] read = {otherwise};
        if (json.has(name)) {
            check(problems, () -> read[0] = Math.toIntExact(Fields.whole(json, name)));
        }
        return read[0];
    }

    private static void check(List<String> problems, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    /** Shows a fault with how often it has struck. */
    public static ObjectNode write(Fault fault, int struck) {
        ObjectNode json = JSON.valueToTree(fault);
        return json.put("struck", struck);
    }

    private static boolean needsStatus(FaultKind kind) {
        return switch (kind) {
            case ENDS_IN_STATUS, SHOWS_STATUS, FLAPPING, SHOWS_WRITERS -> true;
            default -> false;
        };
    }

    private static Optional<FaultKind> kind(String name) {
        return Arrays.stream(FaultKind.values())
                .filter(each -> wire(each).equals(name))
                .findFirst();
    }

    private static List<String> kinds() {
        return Arrays.stream(FaultKind.values()).map(FaultJson::wire).toList();
    }

    private static String wire(FaultKind kind) {
        return JSON.convertValue(kind, String.class);
    }
}
