package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.Map;

/** Finds the tags of the resource that an ARN names. */
final class TaggedResource {

    private TaggedResource() {}

    static Map<String, String> tags(AccountRegion site, String arn) {
        String[] parts = arn.split(":", 7);
        if (parts.length < 7
                || !parts[2].equals("rds")
                || !parts[3].equals(site.region())
                || !parts[4].equals(site.account())) {
            throw ApiError.invalidValue("Invalid resource name " + arn + " for this account and region.");
        }
        return switch (parts[5]) {
            case "db" -> Find.instance(site, parts[6]).tags();
            case "cluster" -> Find.cluster(site, parts[6]).tags();
            case "cluster-endpoint" ->
                EndpointView.find(site, Find.id(parts[6])).tags();
            case "deployment" -> BlueGreenView.find(site, parts[6]).tags();
            case "cluster-snapshot" -> SnapshotView.find(site, parts[6]).tags();
            case "pg" -> GroupKind.INSTANCE.find(site, parts[6]).tags();
            case "cluster-pg" -> GroupKind.CLUSTER.find(site, parts[6]).tags();
            default ->
                throw ApiError.invalidValue("Tags of resources of the kind " + parts[5] + " are not kept here: " + arn);
        };
    }
}
