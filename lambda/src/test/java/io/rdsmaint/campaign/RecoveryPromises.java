package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.model.RecoveryInstance;
import io.rdsmaint.simulator.model.RecoveryJob;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.model.SourceServer;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What recoveries promise: each portion of servers is launched by one job an attempt, whose tags say whose it is; only what bears the
 * operation's mark is launched; only a drill's own instances are terminated, and of a recovery what a person has confirmed; a drill leaves none.
 */
record RecoveryPromises(Simulator simulator) implements Promises {
    private static final String MARK = "rds-maint-operation";
    private static final String PART = "rds-maint-part";

    @Override
    public List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest change) {
        JsonNode body = body(change);
        return switch (change.action()) {
            case "StartRecovery" -> launch(operation, body);
            case "TerminateRecoveryInstances" -> termination(operation, body);
            default -> List.of();
        };
    }

    private static JsonNode body(AwsRequest change) {
        String text = change.http().body().text();
        return text.startsWith("{") ? JsonTrees.read(text) : JsonTrees.object();
    }

    private List<String> launch(Operation operation, JsonNode body) {
        List<String> broken = new ArrayList<>();
        JsonNode tags = body.path("tags");
        if (!tags.path(MARK).asText().endsWith("/" + operation.id()) || !tags.has(PART)) {
            broken.add("a launch without our tags");
        }
        Set<String> asked = body.path("sourceServers")
                .valueStream()
                .map(each -> each.path("sourceServerID").asText())
                .collect(Collectors.toSet());
        servers().filter(server -> asked.contains(server.id())).forEach(server -> {
            if (!server.tags().getOrDefault(MARK, "").endsWith("/" + operation.id())) {
                broken.add("a launch of a server without our mark: " + server.hostname());
            }
            if (body.path("isDrill").asBoolean() && server.launchInto().isPresent()) {
                broken.add("a drill into an existing instance: " + server.hostname());
            }
            if (running().anyMatch(each -> each.server() == server && !each.drill())) {
                broken.add("a launch over an instance in use: " + server.hostname());
            }
        });
        return broken;
    }

    private List<String> termination(Operation operation, JsonNode body) {
        Set<String> asked = body.path("recoveryInstanceIDs")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        String owner = operation.parameters().path("operation").asText("");
        boolean drill = owner.isEmpty();
        String confirmed = operation
                .lastCompleted("confirm_termination")
                .map(step -> String.valueOf(step.result()))
                .orElse("");
        if (!drill && !asked.stream().allMatch(confirmed::contains)) {
            return List.of("a termination that nobody has confirmed");
        }
        Set<String> ours = jobsOf(drill ? operation.id() : owner);
        return running()
                .filter(each -> asked.contains(each.id()))
                .filter(each -> each.drill() != drill || !ours.contains(each.job()))
                .map(each -> "a termination of what isn't ours: " + each.id())
                .toList();
    }

    private Set<String> jobsOf(String operation) {
        return jobs().filter(job -> job.tags().getOrDefault(MARK, "").endsWith("/" + operation))
                .map(RecoveryJob::id)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean once(AwsRequest change) {
        return change.action().equals("StartRecovery") || change.action().equals("TerminateRecoveryInstances");
    }

    @Override
    public boolean several(AwsRequest change) {
        return change.action().equals("TagResource") || change.action().equals("UntagResource");
    }

    @Override
    public List<String> world() {
        return running()
                .map(each -> each.server().hostname() + (each.drill() ? " drill" : " recovery"))
                .sorted()
                .toList();
    }

    @Override
    public List<String> leftBy(Operation operation) {
        Stream<String> marks = servers()
                .filter(server -> server.tags().getOrDefault(MARK, "").endsWith("/" + operation.id()))
                .map(server -> "a mark on " + server.hostname());
        Stream<String> drills = running()
                .filter(RecoveryInstance::drill)
                .map(each -> "a drill instance of " + each.server().hostname());
        return Stream.concat(marks, drills).toList();
    }

    @Override
    public List<String> harm() {
        List<String> harm = new ArrayList<>(service().harms());
        Set<String> confirmed = jobsOf(RecoveryPaths.EARLIER);
        service().instances().stream()
                .filter(each -> confirmed.contains(each.job()))
                .forEach(each -> harm.remove("the recovery instance " + each.id() + " was terminated"));
        Set<String> seen = new HashSet<>();
        jobs().filter(job -> job.launches() && job.tags().containsKey(PART))
                .filter(job -> !seen.add(job.tags().get(MARK) + " " + job.tags().get(PART)))
                .forEach(job -> harm.add("launched twice: " + job.tags().get(PART)));
        return harm;
    }

    private RecoveryService service() {
        return simulator.world().sites().iterator().next().recovery();
    }

    private Stream<SourceServer> servers() {
        return service().servers().stream();
    }

    private Stream<RecoveryJob> jobs() {
        return service().jobs().stream();
    }

    private Stream<RecoveryInstance> running() {
        return service().instances().stream()
                .filter(each -> each.runs(simulator.world().now()));
    }
}
