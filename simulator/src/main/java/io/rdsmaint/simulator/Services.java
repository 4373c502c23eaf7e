package io.rdsmaint.simulator;

import io.rdsmaint.simulator.autoscaling.AutoscalingRules;
import io.rdsmaint.simulator.dataapi.DataApiRules;
import io.rdsmaint.simulator.drs.DrsCodec;
import io.rdsmaint.simulator.drs.DrsRules;
import io.rdsmaint.simulator.drs.Ec2Codec;
import io.rdsmaint.simulator.drs.InstanceRules;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.identity.StsRules;
import io.rdsmaint.simulator.metrics.CloudWatchRules;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.CborCodec;
import io.rdsmaint.simulator.protocol.Codec;
import io.rdsmaint.simulator.protocol.JsonCodec;
import io.rdsmaint.simulator.protocol.QueryCodec;
import io.rdsmaint.simulator.protocol.RestJsonCodec;
import io.rdsmaint.simulator.rules.KeyRules;
import io.rdsmaint.simulator.rules.RdsRules;
import io.rdsmaint.simulator.rules.Rule;
import io.rdsmaint.simulator.secrets.SecretsRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The services behind the one endpoint: which protocol a request to each speaks, and which calls it knows. */
final class Services {

    private final Codec rds = new QueryCodec("2014-10-31", "http://rds.amazonaws.com/doc/2014-10-31/");
    private final Codec sts = new QueryCodec("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/");
    private final Codec cloudWatchQuery =
            new QueryCodec("2010-08-01", "http://monitoring.amazonaws.com/doc/2010-08-01/");
    private final Codec cloudWatchJson = new JsonCodec("1.0", "GraniteServiceVersion20100801");
    private final Codec cbor = new CborCodec();
    private final Codec autoscaling = new JsonCodec("1.1", "AnyScaleFrontendService");
    private final Codec dataApi = new RestJsonCodec(DataApiRules.PATHS, DataApiRules.LONGEST_REQUEST);
    private final Codec secrets = new JsonCodec("1.1", "secretsmanager");
    private final Codec drs = new DrsCodec();
    private final Codec ec2 = new Ec2Codec();
    private final Codec systemsManager = new JsonCodec("1.1", "AmazonSSM");
    private final Codec keys = new JsonCodec("1.1", "TrentService");
    private final Map<String, Map<String, Rule>> rules = Map.of(
            "rds", byAction(RdsRules.all()),
            "sts", byAction(StsRules.all()),
            "monitoring", byAction(CloudWatchRules.all()),
            "application-autoscaling", byAction(AutoscalingRules.all()),
            "rds-data", byAction(DataApiRules.all()),
            "secretsmanager", byAction(SecretsRules.all()),
            "drs", byAction(DrsRules.all()),
            "ec2", byAction(InstanceRules.ofEc2()),
            "ssm", byAction(InstanceRules.ofSystemsManager()),
            "kms", byAction(KeyRules.all()));

    /** The protocol of refusals before it is known which service was meant. */
    Codec common() {
        return rds;
    }

    /** The protocol of a request to a service. */
    Codec codec(String service, SimulatorRequest request) {
        return switch (service) {
            case "rds" -> rds;
            case "sts" -> sts;
            case "application-autoscaling" -> autoscaling;
            case "monitoring" -> cloudWatch(request);
            case "rds-data" -> dataApi;
            case "secretsmanager" -> secrets;
            case "drs" -> drs;
            case "ec2" -> ec2;
            case "ssm" -> systemsManager;
            case "kms" -> keys;
            default ->
                throw new ApiError(
                        "UnknownService",
                        404,
                        "Nothing here answers for the service " + service + " at " + request.path());
        };
    }

    /** The SDK for Java speaks CBOR, other clients JSON or the query protocol. */
    private Codec cloudWatch(SimulatorRequest request) {
        if (CborCodec.speaks(request)) {
            return cbor;
        }
        return request.header("X-Amz-Target").isPresent() ? cloudWatchJson : cloudWatchQuery;
    }

    /** The rule of a call. */
    Optional<Rule> rule(String service, String action) {
        return Optional.ofNullable(rules.getOrDefault(service, Map.of()).get(action));
    }

    /** What all of them can be asked for. */
    Set<String> actions() {
        return rules.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Rule> byAction(List<Rule> all) {
        return all.stream().collect(Collectors.toMap(Rule::action, Function.identity()));
    }
}
