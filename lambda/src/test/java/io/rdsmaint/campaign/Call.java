package io.rdsmaint.campaign;

import io.rdsmaint.simulator.SimulatorRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the function.
 *
 * @param action as the service names it; for the store the method and the key
 */
record Call(SimulatorRequest http, Service service, String action, Point point) {
    private static final Pattern ACTION = Pattern.compile("Action=(\\w+)");
    private static final Pattern IDENTIFIER = Pattern.compile(
            "(?:DBInstanceIdentifier|DBClusterIdentifier|BlueGreenDeploymentIdentifier|ResourceName|ParameterGroupName)=([^&]+)");

    /** Who is called. */
    enum Service {
        DATABASES,
        STORE,
        BUS,
        EXECUTIONS
    }

    static Call of(SimulatorRequest http) {
        String host = http.header("Host").orElse("");
        if (host.contains("s3.")) {
            String path = http.path().split("\\?", 2)[0];
            return new Call(
                    http,
                    Service.STORE,
                    http.method() + " " + path,
                    http.method().equals("GET") || http.method().equals("HEAD") ? Point.LOAD : Point.SAVE);
        }
        String target = http.header("X-Amz-Target").orElse("");
        if (host.startsWith("events.")) {
            return new Call(http, Service.BUS, named(target), Point.PUBLISH);
        }
        if (host.startsWith("states.")) {
            return new Call(http, Service.EXECUTIONS, named(target), Point.EXECUTIONS);
        }
        String action = !target.isEmpty()
                ? named(target)
                : http.path().contains("/operation/") ? named(http.path().replace('/', '.')) : queried(http);
        boolean reads = action.startsWith("Describe") || action.startsWith("Get") || action.startsWith("List");
        return new Call(http, Service.DATABASES, action, reads ? Point.READ : Point.CHANGE);
    }

    /** What it is about, or an empty text. */
    String identifier() {
        Matcher found = IDENTIFIER.matcher(http.body().text());
        return found.find() ? java.net.URLDecoder.decode(found.group(1), java.nio.charset.StandardCharsets.UTF_8) : "";
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
        return point == Point.CHANGE ? action + " " + identifier() : action;
    }
}
