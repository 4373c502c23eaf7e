package io.rdsmaint.aurora.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.gateway.cloudwatch.InstanceLoad;
import io.rdsmaint.gateway.cloudwatch.MinuteLoad;
import io.rdsmaint.kit.Json;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster serves, in figures. One that isn't known is null, never zero.
 *
 * @param writer whose CPU and connections these are; empty when there is none
 * @param lagMillis the highest of all readers
 */
public record Figures(
        String writer,
        @Nullable Double cpuPercent,
        @Nullable Double connections,
        @Nullable Double lagMillis) {

    /** The field of a plan's baseline with the figures at planning. */
    public static final String LOAD = "load";

    private static final String WRITER = "writer";
    private static final String CPU = "cpu_percent";
    private static final String CONNECTIONS = "connections";
    private static final String LAG = "lag_millis";

    /** The figures of this moment. */
    public static Figures now(String writer, Map<String, InstanceLoad> loads) {
        InstanceLoad load = loads.getOrDefault(writer, InstanceLoad.UNKNOWN);
        return new Figures(
                writer, load.cpuPercent(), load.connections(), highest(loads.values(), InstanceLoad::lagMillis));
    }

    /** The figures of some minutes: means of the writer's, the highest lag of any reader. */
    static Figures over(String writer, Map<String, List<MinuteLoad>> minutes) {
        List<MinuteLoad> own = minutes.getOrDefault(writer, List.of());
        return new Figures(
                writer,
                mean(own, MinuteLoad::cpuPercent),
                mean(own, MinuteLoad::connections),
                highest(
                        minutes.entrySet().stream()
                                .filter(e -> !e.getKey().equals(writer))
                                .flatMap(e -> e.getValue().stream())
                                .toList(),
                        MinuteLoad::lagMillis));
    }

    /** The same, with the other's figure where this one is missing. */
    Figures or(Figures other) {
        return new Figures(
                writer.isEmpty() ? other.writer() : writer,
                cpuPercent == null ? other.cpuPercent() : cpuPercent,
                connections == null ? other.connections() : connections,
                lagMillis == null ? other.lagMillis() : lagMillis);
    }

    /** As data; what isn't known is left out. */
    public ObjectNode json() {
        ObjectNode json = Json.object().put(WRITER, writer);
        Map<String, Double> known = new TreeMap<>();
        putKnown(known, CPU, cpuPercent);
        putKnown(known, CONNECTIONS, connections);
        putKnown(known, LAG, lagMillis);
        known.forEach((name, value) -> json.put(name, Math.round(value * 10) / 10.0));
        return json;
    }

    /** From data. */
    public static Figures read(JsonNode json) {
        return new Figures(json.path(WRITER).asText(), number(json, CPU), number(json, CONNECTIONS), number(json, LAG));
    }

    /** As one phrase, each figure next to what it was {@code before}. */
    public String comparedWith(Figures before) {
        return "CPU " + percent(cpuPercent) + " (before " + percent(before.cpuPercent) + "), connections "
                + count(connections) + " (before " + count(before.connections) + "), highest replica lag "
                + millis(lagMillis) + " (before " + millis(before.lagMillis) + ")";
    }

    static String percent(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.0f %%", value);
    }

    static String count(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.0f", value);
    }

    static String millis(@Nullable Double value) {
        return value == null ? "unknown" : String.format(Locale.ROOT, "%.0f ms", value);
    }

    private static void putKnown(Map<String, Double> known, String name, @Nullable Double value) {
        if (value != null) {
            known.put(name, value);
        }
    }

    private static @Nullable Double number(JsonNode json, String name) {
        return json.path(name).isNumber() ? json.path(name).asDouble() : null;
    }

    private static <T> @Nullable Double highest(Collection<T> all, Function<T, @Nullable Double> figure) {
        return all.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .max(Double::compare)
                .orElse(null);
    }

    private static <T> @Nullable Double mean(Collection<T> all, Function<T, @Nullable Double> figure) {
        OptionalDouble mean = all.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }
}
