package io.rdsmaint.recovery.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.kit.Json;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.Wave;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operation proves. The time to recover (RTO) of a server runs from the operation's start, in a recovery from the declaration if one
 * was given, until it was seen to be well, which is looked at every 30 seconds; its data's age (RPO) from the snapshot to the call that launched it, in a recovery to the
 * declaration. A plan's are its worst servers'.
 *
 * @param from when the time to recover begins
 */
public record Evidence(Operation operation, Parameters parameters, Instant from, List<WaveState> waves) {
    private static final int NAMED = 10;

    public Evidence {
        waves = List.copyOf(waves);
    }

    /** Reads an operation's steps. */
    public static Evidence of(Operation operation) {
        Parameters parameters = Parameters.of(operation.parameters());
        Instant declared = parameters.declaredAt();
        return new Evidence(
                operation,
                parameters,
                declared == null ? operation.createdAt() : declared,
                parameters.waves().stream()
                        .map(wave -> WaveState.of(operation, wave.name()))
                        .toList());
    }

    /** What was decided of a wave, or that it was not run. */
    public String verdict(String wave) {
        return RecoveryStep.completed(operation, JudgeWave.ACTION, wave)
                .map(step -> RecoveryStep.result(step).path(JudgeWave.VERDICT).asText())
                .reduce((first, second) -> second)
                .orElse("not run");
    }

    /** True when every wave passed and every target that was set was met. */
    public boolean passed() {
        return waves.stream().allMatch(wave -> verdict(wave.wave()).equals("passed")) && rtoMet() && rpoMet();
    }

    /** The time to recover of a server; empty when it was not. */
    public Optional<Duration> rto(WaveState.Server server) {
        return server.healthy()
                ? Optional.of(Duration.between(from, Objects.requireNonNull(server.healthyAt())))
                : Optional.empty();
    }

    /** By how much a server's time to recover may be shorter than measured: what lies between two looks. */
    public Optional<Duration> uncertainty(WaveState.Server server) {
        Instant at = server.healthyAt();
        Instant after = server.healthyAfter();
        return !server.healthy() || at == null || after == null
                ? Optional.empty()
                : Optional.of(Duration.between(after, at));
    }

    /** The same of the plan's worst server. */
    public Optional<Duration> uncertainty() {
        return servers()
                .filter(WaveState.Server::healthy)
                .max(Comparator.comparing(server -> Objects.requireNonNull(server.healthyAt())))
                .flatMap(this::uncertainty);
    }

    /** What of a wave's launch settings was otherwise than the plan wants: live values by server. */
    public Map<String, Map<String, String>> drift(String wave) {
        Map<String, Map<String, String>> drift = new LinkedHashMap<>();
        RecoveryStep.completed(operation, CheckLaunchSettings.ACTION, wave)
                .flatMap(step -> RecoveryStep.result(step).path(CheckLaunchSettings.DIFFERS).properties().stream())
                .forEach(each -> drift.put(each.getKey(), Json.map(each.getValue())));
        return drift;
    }

    private List<String> driftLines(Wave wave) {
        Map<String, String> hosts = RecoveryStep.frozen(operation, wave.name());
        return drift(wave.name()).entrySet().stream()
                .map(server -> hosts.getOrDefault(server.getKey(), server.getKey()) + " ("
                        + server.getValue().entrySet().stream()
                                .map(each -> each.getKey() + " is " + each.getValue() + ", wanted "
                                        + wave.launch().get(each.getKey()))
                                .sorted()
                                .collect(Collectors.joining("; "))
                        + ")")
                .toList();
    }

    /** What was otherwise, in words, of a wave; empty when nothing was. */
    String driftWords(String wave) {
        List<String> lines = driftLines(parameters.wave(wave));
        return lines.isEmpty()
                ? ""
                : "launch settings were not those of the plan: "
                        + String.join(", ", lines.subList(0, Math.min(NAMED, lines.size())))
                        + (lines.size() > NAMED ? " and " + (lines.size() - NAMED) + " more" : "");
    }

    /** The age of a server's data; empty when it is not known. */
    public Optional<Duration> rpo(WaveState.Server server) {
        Instant called = parameters.drill() || parameters.declaredAt() == null ? server.calledAt() : from;
        if (server.snapshot() == null || called == null) {
            return Optional.empty();
        }
        Duration age = Duration.between(server.snapshot(), called);
        return Optional.of(age.isNegative() ? Duration.ZERO : age);
    }

    private Stream<WaveState.Server> servers() {
        return waves.stream().flatMap(wave -> wave.servers().stream());
    }

    /** The worst time to recover. */
    public Optional<Duration> rto() {
        return servers().flatMap(server -> rto(server).stream()).max(Duration::compareTo);
    }

    /** The oldest data. */
    public Optional<Duration> rpo() {
        return servers().flatMap(server -> rpo(server).stream()).max(Duration::compareTo);
    }

    private boolean rtoMet() {
        return met(parameters.rtoMinutes(), rto());
    }

    private boolean rpoMet() {
        return met(parameters.rpoMinutes(), rpo());
    }

    private static boolean met(@Nullable Integer minutes, Optional<Duration> value) {
        return minutes == null
                || value.filter(each -> each.compareTo(Duration.ofMinutes(minutes)) <= 0)
                        .isPresent();
    }

    /** All of it. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("plan", operation.target().name())
                .put("mode", parameters.word())
                .put("operation", operation.id())
                .put("account", operation.target().account())
                .put("region", operation.target().region())
                .put("started_at", operation.createdAt().toString())
                .put("measured_from", from.toString())
                .put("passed", passed());
        target(json, "rto", parameters.rtoMinutes(), rto(), rtoMet());
        uncertainty().ifPresent(each -> ((ObjectNode) json.path("rto")).put("uncertain_seconds", each.toSeconds()));
        if (parameters.before() != null) {
            json.put("snapshots_before", parameters.before().toString());
        }
        target(json, "rpo", parameters.rpoMinutes(), rpo(), rpoMet());
        for (Wave wave : parameters.waves()) {
            WaveState state = waves.get(parameters.waves().indexOf(wave));
            ObjectNode one = json.withArray("waves")
                    .addObject()
                    .put("name", wave.name())
                    .put("verdict", verdict(wave.name()))
                    .put("well", state.servers().size() - state.failed().size())
                    .put("of", state.servers().size());
            drift(wave.name())
                    .forEach((server, live) -> live.forEach((word, value) -> one.withObjectProperty("drift")
                            .withObjectProperty(server)
                            .put(word, value)));
            state.servers().forEach(server -> one.withArray("servers").add(server(server)));
        }
        return json;
    }

    private static void target(
            ObjectNode json, String name, @Nullable Integer minutes, Optional<Duration> value, boolean met) {
        ObjectNode target = json.putObject(name);
        value.ifPresent(each -> target.put("seconds", each.toSeconds()));
        if (minutes != null) {
            target.put("target_minutes", minutes).put("met", met);
        }
    }

    private ObjectNode server(WaveState.Server server) {
        ObjectNode one = Json.object()
                .put("id", server.id())
                .put("host", server.host())
                .put("well", server.healthy())
                .put("attempts", server.attempts());
        text(one, "instance", server.ec2());
        text(one, "called_at", server.calledAt());
        text(one, "launched_at", server.launchedAt());
        text(one, "healthy_at", server.healthyAt());
        text(one, "snapshot", server.snapshot());
        text(one, "older_snapshot", server.olderSnapshot());
        text(one, "failed", server.healthy() ? null : server.failed());
        text(one, "failed_before", server.failedBefore());
        rto(server).ifPresent(each -> one.put("rto_seconds", each.toSeconds()));
        uncertainty(server).ifPresent(each -> one.put("rto_uncertain_seconds", each.toSeconds()));
        rpo(server).ifPresent(each -> one.put("rpo_seconds", each.toSeconds()));
        return one;
    }

    private static void text(ObjectNode one, String name, @Nullable Object value) {
        if (value != null) {
            one.put(name, value.toString());
        }
    }

    /** The same as a page of HTML that needs nothing but itself. */
    public String page() {
        return EvidencePage.of(this);
    }

    /** A line for each wave and one for the whole. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(parameters.word() + " of plan " + operation.target().name() + ": "
                + (passed() ? "passed" : "NOT passed") + "; "
                + words("time to recover", rto(), parameters.rtoMinutes()) + "; "
                + words("age of data", rpo(), parameters.rpoMinutes()));
        for (WaveState wave : waves) {
            boolean run = !verdict(wave.wave()).equals("not run");
            lines.add("wave " + wave.wave() + ": " + verdict(wave.wave()) + ", "
                    + (wave.servers().size() - wave.failed().size()) + " of "
                    + wave.servers().size() + " servers well"
                    + named("failed", run ? wave.failed() : List.of(), WaveState.Server::failed)
                    + named(
                            "launched again",
                            wave.servers().stream()
                                    .filter(server -> server.healthy() && server.attempts() > 1)
                                    .toList(),
                            WaveState.Server::failedBefore));
            if (!driftWords(wave.wave()).isEmpty()) {
                lines.add("wave " + wave.wave() + ": " + driftWords(wave.wave()));
            }
        }
        return lines;
    }

    private static String named(
            String what, List<WaveState.Server> servers, Function<WaveState.Server, @Nullable String> why) {
        return servers.isEmpty()
                ? ""
                : "; " + what + ": "
                        + servers.stream()
                                .limit(NAMED)
                                .map(server -> server.host() + " ("
                                        + Objects.requireNonNullElse(
                                                why.apply(server), "for a reason that is not known")
                                        + ")")
                                .collect(Collectors.joining(", "))
                        + (servers.size() > NAMED ? " and " + (servers.size() - NAMED) + " more" : "");
    }

    private static String words(String what, Optional<Duration> value, @Nullable Integer target) {
        return what + " "
                + value.map(each -> each.toMinutes() + " min " + each.toSecondsPart() + " s")
                        .orElse("unknown")
                + (target == null ? "" : " (target " + target + " min)");
    }
}
