package io.rdsmaint.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is particular to a Task: the parameters of its service, Retry and Catch. */
final class TaskReader {
    private static final String ALL = "States.ALL";
    private static final Set<String> ENTRY =
            Set.of("Detail", "DetailType", "EventBusName", "Source", "Time", "Resources");
    private static final long LONGEST_DELAY = 31_622_400;

    private final Fields fields;

    TaskReader(Fields fields) {
        this.fields = fields;
    }

    /** Notes the parameters that the service does not take, or that it needs and are missing. */
    void parameters(Integration integration) {
        Optional<Fields> parameters = fields.object("Parameters");
        if (parameters.isEmpty()) {
            fields.require("Parameters");
            return;
        }
        check(parameters.get(), integration.parameters());
        if (integration.parameters().contains("Entries")) {
            List<JsonNode> entries = parameters.get().list("Entries");
            for (int i = 0; i < entries.size(); i++) {
                check(parameters.get().element("Entries", i, entries.get(i)), ENTRY);
            }
        }
    }

    private static void check(Fields object, Set<String> known) {
        object.node().propertyStream().forEach(entry -> {
            String plain = entry.getKey().endsWith(".$")
                    ? entry.getKey().substring(0, entry.getKey().length() - 2)
                    : entry.getKey();
            if (!known.contains(plain)) {
                object.problem("The field '" + entry.getKey() + "' is not supported by Step Functions");
            }
        });
    }

    List<Retrier> retriers() {
        List<JsonNode> entries = fields.list("Retry");
        List<Retrier> retriers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            retriers.add(retrier(fields.element("Retry", i, entries.get(i)), i == entries.size() - 1));
        }
        return List.copyOf(retriers);
    }

    private static Retrier retrier(Fields one, boolean last) {
        one.allow(Set.of(
                "ErrorEquals",
                "IntervalSeconds",
                "MaxAttempts",
                "BackoffRate",
                "MaxDelaySeconds",
                "JitterStrategy",
                "Comment"));
        long interval = one.integer("IntervalSeconds", 1, Seconds.MOST).orElse(1L);
        Optional<Long> most = one.integer("MaxDelaySeconds", 1, LONGEST_DELAY);
        if (most.filter(limit -> limit <= interval).isPresent()) {
            one.problem("MaxDelaySeconds", "MaxDelaySeconds must be greater than IntervalSeconds");
        }
        double rate = one.typed("BackoffRate", "Float", JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .orElse(2.0);
        if (rate < 1) {
            one.problem("BackoffRate", "Minimum value is 1.0");
        }
        String jitter = one.text("JitterStrategy").orElse("NONE");
        if (!Set.of("FULL", "NONE").contains(jitter)) {
            one.problem("JitterStrategy", "The value must be FULL or NONE");
        }
        return new Retrier(
                errors(one, last),
                Duration.ofSeconds(interval),
                one.integer("MaxAttempts", 0, Seconds.MOST).orElse(3L).intValue(),
                rate,
                most.map(Duration::ofSeconds),
                jitter.equals("FULL"));
    }

    List<Catcher> catchers() {
        List<JsonNode> entries = fields.list("Catch");
        List<Catcher> catchers = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Fields one = fields.element("Catch", i, entries.get(i));
            one.allow(Set.of("ErrorEquals", "ResultPath", "Next", "Comment"));
            one.require("Next");
            catchers.add(new Catcher(
                    errors(one, i == entries.size() - 1),
                    StateReader.resultPath(one),
                    one.text("Next").orElse("")));
        }
        return List.copyOf(catchers);
    }

    private static List<String> errors(Fields one, boolean last) {
        one.require("ErrorEquals");
        List<String> names = new ArrayList<>();
        for (JsonNode name : one.list("ErrorEquals")) {
            if (name.isTextual()) {
                names.add(name.textValue());
            } else {
                one.problem("ErrorEquals", "Expected value of type String");
            }
        }
        if (names.contains(ALL) && (names.size() > 1 || !last)) {
            one.problem("ErrorEquals", "'" + ALL + "' must stand alone, in the last entry");
        }
        return List.copyOf(names);
    }
}
