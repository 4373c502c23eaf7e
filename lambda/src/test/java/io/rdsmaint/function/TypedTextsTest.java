package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.testkit.engine.Families;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that people type: how long they may be, and what becomes of longer ones that are stored already. */
class TypedTextsTest {
    private static final int MOST_OF_LAMBDA = 6_291_556;
    private static final String ROLE = "arn:aws:iam::123456789012:role/maintenance";
    private static final Samples SAMPLES = new Samples();

    private final RequestParser parser = new RequestParser(
            Settings.from(Map.of(
                    "AWS_REGION", "us-east-1",
                    "TABLE_NAME", "t",
                    "EVENT_BUS_NAME", "b",
                    "DEPLOYMENT", "d",
                    "ALLOWED_ROLE_ARNS", ROLE,
                    "ALLOWED_CLUSTERS", "*")),
            Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));
    private final StatusView view =
            new StatusView(() -> java.time.Instant.parse("2026-03-01T02:00:00Z"), Families.named("t"), "");

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode start() {
        ObjectNode start =
                object().put("action", "start").put("execution_arn", "e").put("execution_started_at", "t");
        start.putObject("params").put("type", "instance_type_change").put("cluster_id", "orders");
        return start;
    }

    private List<String> problems(ObjectNode request) {
        InvalidRequest refused = catchThrowableOfType(InvalidRequest.class, () -> parser.parse(request));
        return refused == null ? List.of() : refused.problems();
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    @Test
    void aStartNamesEveryTextThatIsTooLongAtOnce() {
        ObjectNode start = start();
        ObjectNode params = start.withObjectProperty("params");
        params.put("reason", text(2_001)).put("requested_by", text(150_000));
        params.put("role_arn", ROLE).put("external_id", text(1_225));
        IntStream.range(0, 65)
                .forEach(i -> params.withArrayProperty("pause_before").add("step " + i));
        params.withArrayProperty("pause_before").add(text(301));
        params.withObjectProperty("params").put("target", text(20_000));

        assertThat(problems(start))
                .anyMatch(p -> p.startsWith("params.reason has 2001 characters; at most 2000"))
                .anyMatch(p -> p.startsWith("params.requested_by has 150000 characters"))
                .anyMatch(p -> p.startsWith("params.external_id") && p.contains("1,224"))
                .anyMatch(p -> p.startsWith("params.pause_before '66 entries'") && p.contains("at most 64"))
                .anyMatch(p -> p.startsWith("params.pause_before") && p.contains("at most 300"))
                .anyMatch(p -> p.startsWith("params.params is longer than 16384"))
                .allMatch(p -> p.length() < 400);
    }

    @Test
    void aStartTakesWhatIsJustShortEnough() {
        ObjectNode start = start();
        ObjectNode params = start.withObjectProperty("params");
        params.put("reason", text(2_000)).put("requested_by", text(2_000));
        params.put("role_arn", ROLE).put("external_id", text(1_224));
        IntStream.range(0, 64)
                .forEach(i -> params.withArrayProperty("pause_before").add("step " + i));

        assertThat(problems(start)).isEmpty();
    }

    @Test
    void anEditAndAFreezeAreRefusedToo() {
        ObjectNode edit = object().put("action", "resume").put("operation_id", "op-1");
        IntStream.range(0, 65)
                .forEach(i -> edit.withObjectProperty("edit")
                        .withArrayProperty("pause_before")
                        .add("s"));
        ObjectNode freeze = object().put("action", "resume");
        freeze.withObjectProperty("edit")
                .withObjectProperty("freeze")
                .put("reason", text(2_001))
                .put("by", text(2_001));

        assertThat(problems(edit)).singleElement().asString().contains("edit.pause_before", "at most 64");
        assertThat(problems(freeze)).hasSize(2);
    }

    /** As the release before stored them: 28 answers of 240 kB each. */
    @ParameterizedTest
    @ValueSource(ints = {28, 400})
    void aStatusFitsIntoAnAnswerAndSaysWhatItLeftOut(int answers) {
        Operation op = SAMPLES.everythingSet();
        List<LogEntry> log = LongStream.rangeClosed(1, answers)
                .mapToObj(n -> SAMPLES.event(n, LogEntry.Type.INTERVENTION_ANSWERED, "é".repeat(120_000), object()))
                .toList();

        ObjectNode status = view.one(op, log, Optional.empty());

        assertThat(bytes(status)).isLessThan(MOST_OF_LAMBDA);
        assertThat(status.path("events")).hasSize(answers);
        assertThat(status.at("/events/0/message").asText())
                .endsWith("(cut, of 120000 characters)")
                .hasSize(2_000);
    }

    @Test
    void aLogThatDoesNotFitShowsItsNewestEventsAndTheOlderOnesWhenAsked() {
        List<LogEntry> log = LongStream.rangeClosed(1, 1_000)
                .mapToObj(n -> SAMPLES.event(
                        n,
                        LogEntry.Type.STEP_COMPLETED,
                        "m",
                        object().put("facts", text(1_900))
                                .put("more", text(1_900))
                                .put("still_more", text(1_900))
                                .put("yet_more", text(1_900))))
                .toList();

        ObjectNode newest = view.one(SAMPLES.everythingSet(), log, Optional.empty());
        int out = newest.path("left_out").asInt();
        ObjectNode older = view.one(SAMPLES.everythingSet(), log.subList(0, out), Optional.empty());

        assertThat(bytes(newest)).isLessThan(MOST_OF_LAMBDA);
        assertThat(out).isPositive();
        assertThat(newest.at("/events/0/number").asInt()).isEqualTo(out + 1);
        assertThat(newest.path("events")).hasSize(1_000 - out);
        assertThat(older.path("left_out").asInt()).isZero();
        assertThat(older.path("events")).hasSize(out);
    }

    @Test
    void aDocumentWithTextsThatAreTooLongIsShownWithThemCut() throws Exception {
        ObjectNode stored = new io.rdsmaint.store.OperationJson().tree(SAMPLES.everythingSet());
        stored.withObjectProperty("origin").put("reason", text(7_000_000));
        Operation op = new io.rdsmaint.store.OperationJson()
                .readOperation(JsonMapper.builder().build().writeValueAsString(stored));

        ObjectNode status = view.one(op, List.of(), Optional.empty());

        assertThat(bytes(status)).isLessThan(100_000);
        assertThat(status.at("/operation/origin/reason").asText()).contains("(cut, of 7000000 characters)");
        assertThat(status.at("/overview/reason").asText()).hasSize(200);
    }

    @Test
    void aListOfVeryManyFitsAndSaysHowManyItLeftOut() {
        List<Listed> live = new ArrayList<>();
        Listed one = Listed.of(SAMPLES.everythingSet());
        IntStream.range(0, 10_000).forEach(_ -> live.add(one));

        ObjectNode list = view.list(live, List.of(one), Optional.empty(), Optional.empty());

        assertThat(bytes(list)).isLessThan(MOST_OF_LAMBDA);
        assertThat(list.path("operations").size()
                        + list.path("recent").size()
                        + list.path("left_out").asInt())
                .isEqualTo(10_001);
    }

    private static int bytes(ObjectNode answer) {
        return answer.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
