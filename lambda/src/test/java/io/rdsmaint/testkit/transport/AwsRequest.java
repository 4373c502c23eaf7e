package io.rdsmaint.testkit.transport;

import io.rdsmaint.simulator.dataapi.DataApiRules;
import io.rdsmaint.simulator.drs.DrsCodec;
import io.rdsmaint.simulator.http.SimulatorRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the function to AWS. A statement counts as a change: nobody can tell by its text what it does.
 *
 * @param action as the service names it; for the store the method and the key
 */
public record AwsRequest(SimulatorRequest http, Service service, String action, RequestKind kind) {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
    private static final Pattern CLUSTER = Pattern.compile("\"resourceArn\":\"[^\"]*:cluster:([^\"]+)\"");
    private static final Pattern IDENTIFIER = Pattern.compile(
            "(?:DBInstanceIdentifier|DBClusterIdentifier|BlueGreenDeploymentIdentifier|ResourceName|ParameterGroupName)=([^&]+)");

    /** The path of statements; what they do is told by what they call. */
    public static final String EXECUTE = "/Execute";

    private static final Pattern CHANGING = Pattern.compile(
            "ops\\.(plan_pieces|run_piece|retry_failed|cancel_overdue|close|adopt)\\(|DO \\$(install|user)");

    /** Who is asked. */
    public enum Service {
        /** What is maintained, and its surroundings. */
        SIMULATED,
        STORE,
        BUS,
        EXECUTIONS
    }

    /** What a request is. */
    public static AwsRequest of(SimulatorRequest http) {
        String host = http.header("Host").orElse("");
        if (host.contains("s3.")) {
            boolean reads = http.method().equals("GET") || http.method().equals("HEAD");
            return new AwsRequest(
                    http,
                    Service.STORE,
                    http.method() + " " + http.path().split("\\?", 2)[0],
                    reads ? RequestKind.LOAD : RequestKind.SAVE);
        }
        String target = http.header("X-Amz-Target").orElse("");
        if (host.startsWith("events.")) {
            return new AwsRequest(http, Service.BUS, named(target), RequestKind.PUBLISH);
        }
        if (host.startsWith("states.")) {
            return new AwsRequest(http, Service.EXECUTIONS, named(target), RequestKind.EXECUTIONS);
        }
        if (http.path().startsWith(EXECUTE)) {
            boolean changes = CHANGING.matcher(http.body().text()).find();
            return new AwsRequest(
                    http, Service.SIMULATED, "ExecuteStatement", changes ? RequestKind.CHANGE : RequestKind.READ);
        }
        String action = action(http, target);
        boolean reads = action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
        return new AwsRequest(http, Service.SIMULATED, action, reads ? RequestKind.READ : RequestKind.CHANGE);
    }

    private static String action(SimulatorRequest http, String target) {
        String statement = DataApiRules.PATHS.get(http.path());
        if (statement != null) {
            return statement;
        }
        if (!target.isEmpty()) {
            return named(target);
        }
        String recovery = DrsCodec.action(http.method(), http.path());
        if (!recovery.isEmpty()) {
            return recovery;
        }
        return http.path().contains("/operation/") ? named(http.path().replace('/', '.')) : queried(http);
    }

    /** What it is about, or an empty text. */
    public String identifier() {
        Matcher found = IDENTIFIER.matcher(http.body().text());
        Matcher cluster = CLUSTER.matcher(http.body().text());
        return found.find()
                ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)
                : cluster.find() ? cluster.group(1) : "";
    }

    private static String named(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String queried(SimulatorRequest http) {
        Matcher found = ACTION.matcher(http.body().text());
        return found.find() ? found.group(1) : "";
    }

    @Override
    public String toString() {
        return kind == RequestKind.CHANGE ? action + " " + identifier() : action;
    }
}
