package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mistakes that whoever launches servers by a call without a token makes first. */
final class RecoveryFlaws {
    private static final String JOBS = "/DescribeJobs";
    private static final String SERVERS = "/DescribeSourceServers";
    private static final String INSTANCES = "/DescribeRecoveryInstances";
    private static final String START = "/StartRecovery";
    private static final String ITEMS = "items";
    private static final String SERVER = "sourceServerID";

    private RecoveryFlaws() {}

    /** Its launches carry no tags. */
    static Flaw launchesWithoutTags() {
        return new Flaw() {
            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return wire.apply(request.path().equals(START) ? untagged(request) : request);
            }
        };
    }

    /**
     * The answer to its first launch is lost, and before it launches again it looks for no proof: neither for a job with its tags nor at
     * what servers say.
     */
    static Flaw looksForNoProof() {
        return new Flaw() {
            private boolean lost;

            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                SimulatorResponse response = wire.apply(request);
                if (request.path().equals(START) && !lost) {
                    lost = true;
                    return new SimulatorResponse.Cut("the answer is lost");
                }
                return heard(response, answer -> blind(request.path(), answer));
            }
        };
    }

    private static void blind(String path, ObjectNode answer) {
        if (path.equals(JOBS)) {
            answer.path(ITEMS).forEach(job -> ((ObjectNode) job).putObject("tags"));
        } else if (path.equals(SERVERS)) {
            answer.path(ITEMS).forEach(server -> ((ObjectNode) server).remove("lifeCycle"));
        }
    }

    /** It takes the servers of a completed job for launched. */
    static Flaw takesCompletedForLaunched() {
        return new Flaw() {
            // The servers of completed launches, with their jobs.
            private final Map<String, String> completed = new HashMap<>();

            @Override
            public SimulatorResponse sending(
                    LambdaInvocation from,
                    SimulatorRequest request,
                    Function<SimulatorRequest, SimulatorResponse> wire) {
                return heard(wire.apply(request), answer -> {
                    if (request.path().equals(JOBS)) {
                        answer.path(ITEMS).forEach(this::believe);
                    } else if (request.path().equals(INSTANCES)) {
                        invent(JsonTrees.read(request.body().text()).at("/filters/sourceServerIDs"), (ArrayNode)
                                answer.path(ITEMS));
                    }
                });
            }

            private void believe(JsonNode job) {
                if (job.path("status").asText().equals("COMPLETED")
                        && job.path("type").asText().equals("LAUNCH")) {
                    job.path("participatingServers").forEach(server -> {
                        ((ObjectNode) server).put("launchStatus", "LAUNCHED");
                        completed.put(
                                server.path(SERVER).asText(), job.path("jobID").asText());
                    });
                }
            }

            // What it does not see it takes for what it sees of another server.
            private void invent(JsonNode asked, ArrayNode seen) {
                Set<String> there = seen.valueStream()
                        .map(each -> each.path(SERVER).asText())
                        .collect(Collectors.toSet());
                Optional<JsonNode> model = seen.valueStream().findFirst();
                asked.valueStream()
                        .map(JsonNode::asText)
                        .filter(server -> completed.containsKey(server) && !there.contains(server))
                        .forEach(server -> model.ifPresent(like -> seen.add(((ObjectNode) like.deepCopy())
                                .put("recoveryInstanceID", "i-of-" + server)
                                .put("jobID", completed.get(server))
                                .put(SERVER, server))));
            }
        };
    }

    /** Of lists that are told. */
    private static SimulatorResponse heard(SimulatorResponse response, Consumer<ObjectNode> change) {
        return Translated.response(response, text -> {
            if (!text.startsWith("{\"items\"")) {
                return text;
            }
            ObjectNode told = (ObjectNode) JsonTrees.read(text);
            change.accept(told);
            return told.toString();
        });
    }

    private static SimulatorRequest untagged(SimulatorRequest request) {
        return Translated.request(request, text -> {
            ObjectNode body = (ObjectNode) JsonTrees.read(text);
            body.remove("tags");
            return body.toString();
        });
    }
}
