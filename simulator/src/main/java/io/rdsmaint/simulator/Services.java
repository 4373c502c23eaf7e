package io.rdsmaint.simulator;

import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.QueryCodec;
import io.rdsmaint.simulator.rules.RdsRules;
import io.rdsmaint.simulator.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services behind the one endpoint: which protocol a request to each speaks, and which calls it knows. */
final class Services {

    private final Codec rds = new QueryCodec("2014-10-31", "http://rds.amazonaws.com/doc/2014-10-31/");
    private final Map<String, Map<String, Rule>> rules = Map.of("rds", byAction(RdsRules.all()));

    /** The protocol of a request to a service. */
    Codec codec(String service, SimulatorRequest request) {
        return switch (service) {
            case "rds" -> rds;
            default ->
                throw new ApiError(
                        "UnknownService",
                        404,
                        "Nothing here answers for the service " + service + " at " + request.path());
        };
    }

    /** The rule of a call. */
    Optional<Rule> rule(String service, String action) {
        return Optional.ofNullable(rules.getOrDefault(service, Map.of()).get(action));
    }

    private static Map<String, Rule> byAction(List<Rule> all) {
        return all.stream().collect(Collectors.toMap(Rule::action, Function.identity()));
    }
}
