package io.rdsmaint.local.policy;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.SourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.drs.model.StartRecoveryRequest;
import software.amazon.awssdk.services.drs.model.StartRecoveryRequestSourceServer;
import software.amazon.awssdk.services.drs.model.TagResourceRequest;
import software.amazon.awssdk.services.drs.model.TerminateRecoveryInstancesRequest;
import software.amazon.awssdk.services.drs.model.UntagResourceRequest;

/**
 * What IAM decides on for a call of Elastic Disaster Recovery, without the rights in EC2 that the service uses in the caller's name.
 *
 * @param site where the call goes
 */
public record RecoveryCalls(AccountRegion site) {

    List<Authorization> of(String operation, SdkRequest request) {
        String action = "drs:" + operation;
        return switch (request) {
            case StartRecoveryRequest start -> launch(action, start);
            case TerminateRecoveryInstancesRequest end ->
                end.recoveryInstanceIDs().stream()
                        .map(id -> on(action, arn("recovery-instance/" + id)))
                        .toList();
            case TagResourceRequest tag ->
                List.of(server(action, tag.resourceArn()).giving(tag.tags()));
            case UntagResourceRequest untag ->
                List.of(server(action, untag.resourceArn()).with("aws:TagKeys", untag.tagKeys()));
            default -> List.of(on(action, "*"));
        };
    }

    /** The tags of the job need a right of their own. */
    private List<Authorization> launch(String action, StartRecoveryRequest start) {
        List<Authorization> all = new ArrayList<>();
        start.sourceServers().stream()
                .map(StartRecoveryRequestSourceServer::sourceServerID)
                .map(id -> server(action, arn("source-server/" + id)))
                .forEach(all::add);
        if (!start.tags().isEmpty()) {
            all.add(on("drs:TagResource", arn("job/drsjob-00000000000000001")).giving(start.tags()));
        }
        return all;
    }

    private Authorization server(String action, String arn) {
        Map<String, String> tags = site.recovery().servers().stream()
                .filter(server -> server.arn().equals(arn))
                .findFirst()
                .map(SourceServer::tags)
                .map(Map::copyOf)
                .orElse(Map.of());
        return on(action, arn).carrying(tags);
    }

    /**
     * The same of calls to EC2 and Systems Manager, which no client of the SDK makes.
     *
     * @param document of an automation that is started, else empty
     */
    public static Authorization signed(String service, String action, String document, AccountRegion site) {
        return Authorization.of(
                service + ":" + action,
                document.isEmpty()
                        ? "*"
                        : "arn:aws:ssm:" + site.region() + ":" + site.account() + ":automation-definition/" + document
                                + ":$DEFAULT",
                site.region());
    }

    /** What the service does in the caller's name. */
    public static Authorization ofTheCaller(String action, AccountRegion site) {
        return action.equals("iam:PassRole")
                ? new Authorization(
                        action,
                        "arn:aws:iam::" + site.account()
                                + ":role/service-role/AWSElasticDisasterRecoveryConversionServerRole",
                        Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")))
                : Authorization.of(action, "*", site.region()).with("aws:ViaAWSService", "true");
    }

    private Authorization on(String action, String resource) {
        return Authorization.of(action, resource, site.region());
    }

    private String arn(String resource) {
        return "arn:aws:drs:" + site.region() + ":" + site.account() + ":" + resource;
    }
}
