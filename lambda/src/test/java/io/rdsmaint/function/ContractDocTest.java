package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.EngineResult;
import io.rdsmaint.engine.Freeze;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Listed;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question;
import io.rdsmaint.engine.Samples;
import io.rdsmaint.engine.Schedule;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.notification.Runbook;
import io.rdsmaint.simulator.scenario.Scenarios;
import io.rdsmaint.testkit.OperationTypes;
import io.rdsmaint.testkit.aurora.AuroraTestRunner;
import io.rdsmaint.testkit.engine.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page that users read names everything that the function takes, answers, publishes and is configured by. */
class ContractDocTest {
    private final String page = Files.readString(Path.of("../docs/contract.md"));

    ContractDocTest() throws IOException {}

    private void assertNamed(List<String> words) {
        assertThat(words).isNotEmpty().allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }

    @Test
    void everyFieldOfTheReplyIsNamed() {
        ObjectNode reply = Reply.of(
                new EngineResult(Optional.empty(), new NextAction.Succeed(), "", List.of()), Runbook.UNPUBLISHED);

        List<String> fields = new ArrayList<>();
        reply.fieldNames().forEachRemaining(fields::add);
        assertNamed(fields);
    }

    @Test
    void everyFieldOfAStartAndOfAnEditIsNamed() throws IOException {
        assertNamed(fields("{'action': 'start', 'execution_arn': 'e', 'execution_started_at': 't',"
                + " 'params': {'type': 't', 'cluster_id': 'c', '?': 1}}"));
        assertNamed(fields("{'action': 'resume', 'operation_id': 'op-1', 'edit': {'?': 1}}"));
        assertNamed(Arrays.stream(Schedule.Outside.values())
                .map(Schedule.Outside::word)
                .toList());
    }

    /** The fields that are taken there, as the answer to one that isn't names them. */
    private static List<String> fields(String request) throws IOException {
        RequestParser parser = new RequestParser(
                Settings.from(Map.of(
                        "AWS_REGION", "us-east-1",
                        "TABLE_NAME", "t",
                        "EVENT_BUS_NAME", "b",
                        "DEPLOYMENT", "d",
                        "ALLOWED_CLUSTERS", "*")),
                Families.named("t", "instance_type_change", "storage_type_change", "engine_upgrade", "instance_cycle"));
        String json = request.replace('\'', '"');
        String problem = catchThrowableOfType(
                        InvalidRequest.class,
                        () -> parser.parse(JsonMapper.builder().build().readTree(json)))
                .problems()
                .getFirst();
        String known = "the fields are ";
        return List.of(
                problem.substring(problem.indexOf(known) + known.length()).split(", "));
    }

    @Test
    void everyFieldOfAStatusIsNamed() {
        Samples samples = new Samples();
        StatusView view = new StatusView(() -> Instant.parse("2026-03-01T02:00:00Z"), Families.named("t"), "");
        Optional<Freeze> freeze = Optional.of(new Freeze("why", "who", Instant.EPOCH));
        ObjectNode history = view.history(
                new Request.History("aurora-cluster", "us-east-1", "c", 1, Optional.empty()),
                List.of(),
                List.of(Listed.of(samples.everythingSet())),
                freeze,
                Optional.empty());
        ObjectNode one = view.one(samples.everythingSet(), List.of(), freeze);
        ObjectNode residue = view.residue(
                List.of("us-east-1"),
                List.of(new Leftover(
                        "r", "instance", "i", "aurora-cluster", "c", "available", "op-1", null, "remove it")));

        assertNamed(fieldNames(history.path("recent").get(0)));
        assertNamed(fieldNames(history.path("freeze")));
        assertNamed(fieldNames(residue.path("residue").get(0)));
        for (ObjectNode answer : List.of(history, one, residue)) {
            assertThat(fieldNames(answer))
                    .allSatisfy(field -> assertThat(page).containsPattern("[`\"]" + field + "[`\"]"));
        }
    }

    @Test
    void everyFieldOfAFreezeAndOfAStatusRequestIsNamed() throws IOException {
        assertNamed(List.of("freeze", "reason", "by"));
        assertNamed(fields("{'action': 'status', '?': 1}"));
    }

    private static List<String> fieldNames(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void everyChoiceOutsideTheWindowIsNamed() {
        AuroraTestRunner rehearsal = ClassChanges.of(Scenarios.singleNode(), "demo-single");
        rehearsal.params.put("window", "sun:02:00-sun:04:00").put("outside_window", "ask");
        rehearsal.answering(q -> q.reason().contains("outside its time") ? "abort" : "continue");

        rehearsal.run();

        assertNamed(rehearsal.questions.getLast().options().stream()
                .map(Question.Option::choice)
                .filter(Objects::nonNull)
                .toList());
    }

    @Test
    void everyErrorCodeIsNamed() {
        assertNamed(Arrays.stream(NextAction.Code.values())
                .map(NextAction.Code::word)
                .toList());
    }

    @Test
    void everyActionAnswerAndStateIsNamed() {
        assertNamed(List.of("start", "step", "status", "resume"));
        assertNamed(Arrays.stream(Question.Action.values())
                .map(Question.Action::word)
                .toList());
        assertNamed(
                Arrays.stream(Question.Kind.values()).map(Question.Kind::word).toList());
        assertNamed(
                Arrays.stream(OperationState.values()).map(OperationState::word).toList());
        assertNamed(Arrays.stream(StepState.values()).map(StepState::word).toList());
    }

    @Test
    void everyPublishedEventIsNamed() {
        assertNamed(Arrays.stream(LogEntry.Type.values())
                .map(LogEntry.Type::detailType)
                .filter(Objects::nonNull)
                .toList());
    }

    @Test
    void everyVariableOfTheEnvironmentIsNamed() {
        TreeSet<String> read = new TreeSet<>();
        Map<String, String> environment = new HashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public String getOrDefault(Object key, String otherwise) {
                read.add(String.valueOf(key));
                return super.getOrDefault(key, otherwise);
            }
        };
        for (String required : List.of("AWS_REGION", "TABLE_NAME", "BUCKET_NAME", "EVENT_BUS_NAME", "DEPLOYMENT")) {
            environment.put(required, "x");
        }
        environment.put("ALLOWED_TAG", "a=b");
        Settings.from(environment);
        environment.put("STATE_STORE", "s3");
        environment.put("ALLOWED_TAG", "");
        environment.put("ALLOWED_CLUSTERS", "orders");
        Settings.from(environment);

        assertNamed(List.copyOf(read));
    }

    @Test
    void everyOperationTypeIsNamed() {
        assertNamed(OperationTypes.names());
    }
}
