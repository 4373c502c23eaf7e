package io.rdsmaint.recovery.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.gateway.drs.LaunchSettings;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.RequestFields;
import io.rdsmaint.recovery.plan.Wave.OnFailure;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of {@code drs_recovery}.
 *
 * @param drill false for a recovery
 * @param waves in the order in which they run
 * @param groups protection groups by id: their servers
 * @param declaredAt when a disaster was declared, or null
 * @param before servers are launched from their newest snapshots before then; null for their latest
 * @param rtoMinutes longest time to health, or null for no target
 * @param rpoMinutes oldest data, or null for no target
 * @param report where the report is written, or null for nowhere
 */
public record Parameters(
        boolean drill,
        List<Wave> waves,
        Map<String, List<String>> groups,
        @Nullable Instant declaredAt,
        @Nullable Instant before,
        Preflight preflight,
        Drill drillRules,
        @Nullable Integer rtoMinutes,
        @Nullable Integer rpoMinutes,
        @Nullable Place report) {

    /** In the parameters as stored: which definition they are from. */
    public static final String DEFINITION = "definition";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
    private static final Pattern SERVER = Pattern.compile("s-[0-9a-f]{17}");
    private static final Pattern DOCUMENT = Pattern.compile("[A-Za-z0-9_.:/-]{3,200}");
    private static final Pattern PREFIX =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9_./=-]{0,200}))?");
    private static final int MOST_WAVES = 40;
    private static final int HOUR = 60;
    private static final int MOST_HOURS = 24 * 14;
    private static final int USUAL_HEALTH = 30;
    private static final int USUAL_TTL = 8;
    private static final int MOST_RETRIES = 5;
    private static final int ALL = 100;

    public Parameters {
        waves = List.copyOf(waves);
        groups = Map.copyOf(groups);
    }

    /** Where reports are written; the prefix ends with a slash, or is empty. */
    public record Place(String bucket, String prefix) {
        @Override
        public String toString() {
            return "s3://" + bucket + "/" + prefix;
        }
    }

    /** What is asked of servers before anything is launched. */
    public record Preflight(@Nullable Integer maxLagMinutes, boolean requireContinuous, Existing existing) {}

    /** What is done about drill instances that are there already. A recovery instance in use is never touched. */
    public enum Existing {
        REFUSE,
        ALLOW,
        TERMINATE_DRILLS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a drill's instances, and when. */
    public record Drill(int ttlHours, Terminate terminate) {}

    /** Whether a drill's instances are terminated. */
    public enum Terminate {
        AUTO,
        ASK,
        NEVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads them.
     *
     * @throws InvalidRequest naming every problem
     */
    public static Parameters of(ObjectNode given) {
        RequestFields fields = RequestFields.ofParameters(given);
        fields.any(DEFINITION);
        fields.any("mode");
        boolean drill = fields.choice("mode", List.of(true, false), Parameters::mode, "drill or recovery")
                .orElse(true);
        if (!given.has("mode")) {
            fields.problem("mode", "is missing", "write drill or recovery");
        }
        Instant declared = declared(fields, drill);
        Instant before = snapshot(fields);
        Map<String, List<String>> groups = groups(fields);
        List<Wave> waves = new ArrayList<>();
        for (RequestFields each : fields.each("waves")) {
            waves.add(wave(each));
            each.refuseOthers();
        }
        if (waves.isEmpty() || waves.size() > MOST_WAVES) {
            fields.problem("waves", "there must be from 1 to " + MOST_WAVES + " waves", "");
        }
        RequestFields preflight = fields.fields("preflight");
        OptionalInt lag = preflight.number("max_lag_minutes", 1, 7 * 24 * HOUR);
        Preflight checks = new Preflight(
                lag.isPresent() ? lag.getAsInt() : null,
                preflight.flag("require_continuous").orElse(drill),
                preflight
                        .choice(
                                "existing_instances",
                                List.of(Existing.values()),
                                Existing::word,
                                "refuse, allow or terminate_drills")
                        .orElse(Existing.REFUSE));
        preflight.refuseOthers();
        RequestFields rules = fields.fields("drill");
        Drill drills = new Drill(
                rules.number("ttl_hours", 0, MOST_HOURS).orElse(USUAL_TTL),
                rules.choice("terminate", List.of(Terminate.values()), Terminate::word, "auto, ask or never")
                        .orElse(Terminate.AUTO));
        rules.refuseOthers();
        RequestFields targets = fields.fields("targets");
        OptionalInt rto = targets.number("rto_minutes", 1, 7 * 24 * HOUR);
        OptionalInt rpo = targets.number("rpo_minutes", 1, 7 * 24 * HOUR);
        targets.refuseOthers();
        Place report = place(fields);
        List<Wave> ordered = ordered(fields, waves, groups);
        fields.requireNoProblems();
        return new Parameters(
                drill,
                ordered,
                groups,
                declared,
                before,
                checks,
                drills,
                rto.isPresent() ? rto.getAsInt() : null,
                rpo.isPresent() ? rpo.getAsInt() : null,
                report);
    }

    private static @Nullable Place place(RequestFields fields) {
        RequestFields report = fields.fields("report");
        Optional<String> prefix = report.text("s3_prefix", PREFIX, "a prefix such as s3://BUCKET/drills/");
        report.refuseOthers();
        Matcher matcher = PREFIX.matcher(prefix.orElse(""));
        if (!matcher.matches()) {
            return null;
        }
        String path = java.util.Objects.requireNonNullElse(matcher.group(2), "");
        return new Place(matcher.group(1), path.isEmpty() || path.endsWith("/") ? path : path + "/");
    }

    private static String mode(boolean drill) {
        return drill ? "drill" : "recovery";
    }

    /** What it is, for people. */
    public String word() {
        return mode(drill);
    }

    private static @Nullable Instant declared(RequestFields fields, boolean drill) {
        Optional<String> text = fields.text("declared_at");
        if (text.isEmpty()) {
            return null;
        }
        if (drill) {
            fields.problem("declared_at", "only a recovery has been declared", "leave it out");
        }
        try {
            return OffsetDateTime.parse(text.get()).toInstant();
        } catch (DateTimeParseException e) {
            fields.refuse("declared_at", text.get(), "a time such as 2026-03-04T10:00:00Z");
            return null;
        }
    }

    /** An instant, or null for the latest snapshots. */
    private static @Nullable Instant snapshot(RequestFields fields) {
        JsonNode snapshot = fields.any("snapshot");
        if (snapshot.isMissingNode() || snapshot.asText().equals("latest")) {
            return null;
        }
        try {
            if (snapshot.isObject() && snapshot.size() == 1) {
                return OffsetDateTime.parse(snapshot.path("before").asText()).toInstant();
            }
        } catch (DateTimeParseException e) {
            // Told below, as any other value that is no instant.
        }
        fields.problem(
                "snapshot", "is neither \"latest\" nor an instant", "write {\"before\": \"2026-03-04T10:00:00Z\"}");
        return null;
    }

    private static Map<String, List<String>> groups(RequestFields fields) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        JsonNode given = fields.any("protection_groups");
        if (given.isMissingNode()) {
            return groups;
        }
        if (!given.isObject()
                || !given.valueStream()
                        .allMatch(list -> list.isArray()
                                && list.valueStream()
                                        .allMatch(id ->
                                                SERVER.matcher(id.asText()).matches()))) {
            fields.problem(
                    "protection_groups",
                    "must be an object of lists of source server ids",
                    "such as {\"pg-1\":[\"s-0123456789abcdef0\"]}");
            return groups;
        }
        given.properties().forEach(group -> groups.put(group.getKey(), Json.texts(group.getValue())));
        return groups;
    }

    private static Wave wave(RequestFields fields) {
        String name = fields.required("name", NAME, "a wave's name: up to 40 letters, digits, - and _");
        List<String> servers = fields.texts("servers").orElse(List.of());
        servers.stream()
                .filter(id -> !SERVER.matcher(id).matches())
                .forEach(id -> fields.refuse("servers", id, "the id of a source server, s- and 17 hexadecimal digits"));
        Map<String, String> tags = Json.map(fields.object("tags"));
        List<String> groups = fields.texts("protection_groups").orElse(List.of());
        int ways = (servers.isEmpty() ? 0 : 1) + (tags.isEmpty() ? 0 : 1) + (groups.isEmpty() ? 0 : 1);
        if (ways != 1) {
            fields.problem(
                    "servers",
                    ways == 0 ? "the wave is empty" : "the wave says in several ways which servers are in it",
                    "give one of servers, tags and protection_groups");
        }
        return new Wave(
                name,
                servers,
                tags,
                groups,
                fields.texts("depends_on").orElse(List.of()),
                fields.flag("pause_before").orElse(false),
                hook(fields, "pre_hook"),
                hook(fields, "post_hook"),
                launch(fields.fields("launch")),
                health(fields.fields("health")),
                policy(fields.fields("policy")));
    }

    private static @Nullable Hook hook(RequestFields fields, String name) {
        if (!fields.has(name)) {
            return null;
        }
        RequestFields hook = fields.fields(name);
        String document = hook.required("document", DOCUMENT, "the name or ARN of an automation document");
        ObjectNode parameters = hook.object("parameters");
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (value.isTextual()) {
                values.put(each.getKey(), List.of(value.asText()));
            } else if (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
                values.put(each.getKey(), Json.texts(value));
            } else {
                hook.problem("parameters." + each.getKey(), "must be a string or a list of strings", "");
            }
        });
        hook.refuseOthers();
        return new Hook(document, values);
    }

    /** Booleans are written as such. */
    private static Map<String, String> launch(RequestFields fields) {
        Map<String, String> wanted = new LinkedHashMap<>();
        LaunchSettings.WORDS.forEach((word, values) -> {
            if (values.contains("true")) {
                fields.flag(word).ifPresent(flag -> wanted.put(word, flag.toString()));
            } else {
                fields.choice(word, values, value -> value, String.join(" or ", values))
                        .ifPresent(value -> wanted.put(word, value));
            }
        });
        fields.refuseOthers();
        return wanted;
    }

    private static Wave.Health health(RequestFields fields) {
        Wave.Health health = new Wave.Health(
                fields.flag("ec2_status").orElse(true),
                fields.flag("ssm_online").orElse(false),
                fields.number("minutes", 1, 4 * HOUR).orElse(USUAL_HEALTH));
        fields.refuseOthers();
        return health;
    }

    private static Wave.Policy policy(RequestFields fields) {
        Wave.Policy policy = new Wave.Policy(
                fields.number("min_success_percent", 1, ALL).orElse(ALL),
                fields.texts("critical").orElse(List.of()),
                fields.choice("on_failure", List.of(OnFailure.values()), OnFailure::word, "stop, continue or ask")
                        .orElse(OnFailure.ASK),
                fields.number("retries", 0, MOST_RETRIES).orElse(1));
        fields.refuseOthers();
        return policy;
    }

    /** Each wave behind those that it depends on, else in the order given. */
    private static List<Wave> ordered(RequestFields fields, List<Wave> waves, Map<String, List<String>> groups) {
        Set<String> names = new HashSet<>();
        for (Wave wave : waves) {
            if (!names.add(wave.name())) {
                fields.problem("waves", "two waves are called " + wave.name(), "");
            }
            wave.groups().stream()
                    .filter(group -> !groups.containsKey(group))
                    .forEach(group -> fields.problem(
                            "waves", "wave " + wave.name() + " names protection group " + group, "the plan has none"));
        }
        List<Wave> ordered = new ArrayList<>();
        List<Wave> left = new ArrayList<>(waves);
        Set<String> done = new HashSet<>();
        while (!left.isEmpty()) {
            Optional<Wave> next = left.stream()
                    .filter(wave -> done.containsAll(wave.dependsOn()))
                    .findFirst();
            if (next.isEmpty()) {
                fields.problem(
                        "waves",
                        "these depend on each other, or on waves that there are not: "
                                + String.join(
                                        ", ", left.stream().map(Wave::name).toList()),
                        "");
                return waves;
            }
            ordered.add(next.get());
            done.add(next.get().name());
            left.remove(next.get());
        }
        return ordered;
    }

    /** A wave by its name. */
    public Wave wave(String name) {
        return waves.stream()
                .filter(wave -> wave.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest("the plan has no wave " + name));
    }
}
