package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.local.asl.Json;
import io.rdsmaint.local.clock.VirtualTime;
import io.rdsmaint.local.events.Event;
import io.rdsmaint.local.events.RdsEvents;
import io.rdsmaint.local.lambda.FunctionFactory;
import io.rdsmaint.simulator.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The machine of the deployment on virtual time, with a function that follows a script, asked by the real SDK. */
final class Bench implements AutoCloseable {
    private static final Duration LONG = Duration.ofDays(3_000);

    final VirtualTime time = new VirtualTime(Instant.parse("2026-03-01T10:00:00Z"));
    final Script script;
    final List<Event> events = new CopyOnWriteArrayList<>();
    private final Ends ends = new Ends();

    /** The function's log. */
    final List<String> log = Collections.synchronizedList(new ArrayList<>());

    final Local local;
    final SfnClient sfn;

    private Bench(LocalBuilder options, FunctionFactory function) {
        script = function instanceof Script scripted ? scripted : new Script();
        local = options.clock(time)
                .random(new Random(7))
                .function(function)
                .listener(events::add)
                .listener(ends)
                .log(log::add)
                .start();
        sfn = SfnClient.builder()
                .endpointOverride(local.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** The generated definition, without the rules, which the script does not know. */
    static Bench scripted(JsonNode... replies) {
        Bench bench = new Bench(
                Local.builder()
                        .definition(Path.of("../statemachine/rds-maint-machine.asl.json"))
                        .withoutRules(),
                new Script());
        bench.script.then(replies);
        return bench;
    }

    /** Another definition, on which the function answers with these replies. */
    static Bench with(String definition, JsonNode... replies) {
        Bench bench = new Bench(Local.builder().definition(definition).withoutRules(), new Script());
        bench.script.then(replies);
        return bench;
    }

    /** The generated definition with the rules. */
    static Bench withRules(JsonNode... replies) {
        Bench bench = new Bench(
                Local.builder().definition(Path.of("../statemachine/rds-maint-machine.asl.json")), new Script());
        bench.script.then(replies);
        return bench;
    }

    /** Another definition and another function. */
    static Bench running(String definition, FunctionFactory function) {
        return new Bench(Local.builder().definition(definition).withoutRules(), function);
    }

    /** Another definition and another function, with the rules. */
    static Bench runningWithRules(String definition, FunctionFactory function) {
        return new Bench(Local.builder().definition(definition), function);
    }

    /** A definition from a file and another function, with the rules. */
    static Bench deployed(Path definition, FunctionFactory function) {
        return new Bench(Local.builder().definition(definition), function);
    }

    /** The deployed definition and function on a scenario, with the rules and an occasional sweep. */
    static Bench deployed(Path definition, FunctionFactory function, Scenario scenario) {
        return deployed(definition, function, scenario, Store.DYNAMODB);
    }

    /** The same with the operations in this store. */
    static Bench deployed(Path definition, FunctionFactory function, Scenario scenario, Store store) {
        return new Bench(
                Local.builder()
                        .definition(definition)
                        .scenario(scenario)
                        .sweep(Duration.ofHours(1))
                        .store(store),
                function);
    }

    /** The same with waits that events may end. */
    static Bench waking(FunctionFactory function, Scenario scenario, Store store, RdsEvents.Delivery delivery) {
        return waking(wakingDefinition(store), function, scenario, store, delivery);
    }

    /** The generated definition with such waits. */
    static String wakingDefinition(Store store) {
        try {
            return Files.readString(
                    Path.of("../statemachine/rds-maint-machine-wake" + (store == Store.S3 ? "-s3" : "") + ".asl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with another definition. */
    static Bench waking(
            String definition, FunctionFactory function, Scenario scenario, Store store, RdsEvents.Delivery delivery) {
        return new Bench(
                Local.builder()
                        .definition(definition)
                        .scenario(scenario)
                        .sweep(Duration.ofHours(1))
                        .wake(delivery)
                        .store(store),
                function);
    }

    String start(String input) {
        return sfn.startExecution(r -> r.stateMachineArn(Local.MACHINE_ARN).input(input))
                .executionArn();
    }

    DescribeExecutionResponse describe(String arn) {
        return sfn.describeExecution(r -> r.executionArn(arn));
    }

    /** True once the execution has ended; asks nobody, so it may be asked at every timer. */
    boolean ended(String arn) {
        return ends.has(arn);
    }

    /** Lets time pass until the execution has ended. */
    DescribeExecutionResponse end(String arn) {
        assertThat(time.advanceUntil(() -> ended(arn), LONG))
                .as("the execution ends")
                .isTrue();
        return describe(arn);
    }

    DescribeExecutionResponse run(String input) {
        return end(start(input));
    }

    /** Lets time pass until this many questions have been published, and gives the last one's detail. */
    JsonNode question(int number) {
        assertThat(time.advanceUntil(() -> published("InterventionRequired").size() >= number, LONG))
                .as("question " + number + " is published")
                .isTrue();
        return published("InterventionRequired").get(number - 1);
    }

    List<JsonNode> published(String detailType) {
        return events.stream()
                .filter(event -> event.detailType().equals(detailType))
                .map(Event::detail)
                .toList();
    }

    void answer(JsonNode question, String output) {
        sfn.sendTaskSuccess(
                r -> r.taskToken(question.path("task_token").asText()).output(output));
    }

    List<HistoryEvent> history(String arn) {
        return sfn.getExecutionHistoryPaginator(r -> r.executionArn(arn).maxResults(1_000)).events().stream()
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (Json.MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        sfn.close();
        local.close();
    }
}
