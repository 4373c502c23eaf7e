package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.process.Copying;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a cluster snapshot to where the call goes: within a region, from another one, from another account. Where documents
 * contradict each other, the stricter one holds: an encrypted snapshot of another account is not copied from another region at once.
 */
final class CopyDbClusterSnapshot implements Rule {

    @Override
    public String action() {
        return "CopyDBClusterSnapshot";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "SourceDBClusterSnapshotIdentifier",
                "TargetDBClusterSnapshotIdentifier",
                "KmsKeyId",
                "PreSignedUrl",
                "CopyTags",
                "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String name = call.required("SourceDBClusterSnapshotIdentifier");
        AccountRegion from = from(site, name);
        ClusterSnapshot source = SnapshotView.usable(from, name);
        String id = SnapshotView.free(
                site, "TargetDBClusterSnapshotIdentifier", call.required("TargetDBClusterSnapshotIdentifier"));
        if (!source.available()) {
            throw new ApiError(
                    "InvalidDBClusterSnapshotStateFault",
                    400,
                    "DB cluster snapshot " + source.id() + " is " + source.status() + ", not available.");
        }
        boolean far = !from.region().equals(site.region());
        if (far && underWay(site) >= site.copyQuota()) {
            throw new ApiError(
                    "SnapshotQuotaExceeded",
                    400,
                    "Cannot copy more than " + site.copyQuota() + " snapshots across regions.");
        }
        Optional<String> key = key(call, site, source, far);
        Map<String, String> tags = Tags.read(call);
        if (!tags.isEmpty() && site.world().withheld().contains("rds:AddTagsToResource")) {
            throw new ApiError("AccessDenied", 403, "User is not authorized to perform: rds:AddTagsToResource");
        }
        ClusterSnapshot copy = new Copying(site.world()).begin(site, id, source, far);
        if (call.bool("CopyTags").orElse(false)) {
            copy.tags().putAll(source.tags());
        }
        copy.tags().putAll(tags);
        key.ifPresent(each -> copy.attributes().put("KmsKeyId", each));
        return SnapshotView.answer(copy);
    }

    /** The region that an ARN names, else the one that the call goes to. */
    private static AccountRegion from(AccountRegion site, String name) {
        String[] arn = name.split(":", 7);
        return arn.length == 7 ? site.world().site(site.account(), arn[3]) : site;
    }

    private static long underWay(AccountRegion site) {
        return site.clusterSnapshots().values().stream()
                .filter(each -> each.status().equals("copying"))
                .filter(each -> each.sourceArn()
                        .filter(arn -> !arn.split(":", 7)[3].equals(site.region()))
                        .isPresent())
                .count();
    }

    /** The key of the copy: the given one, or the source's where it can be used. */
    private static Optional<String> key(Call call, AccountRegion site, ClusterSnapshot source, boolean far) {
        Optional<String> given = call.text("KmsKeyId");
        if (!source.encrypted()) {
            if (given.isPresent()) {
                throw ApiError.invalidCombination("The source is not encrypted, so no KmsKeyId can be given.");
            }
            return given;
        }
        boolean foreign = !source.site().account().equals(site.account());
        if (far && foreign) {
            throw ApiError.invalidCombination(
                    "An encrypted snapshot of another account is copied within its region first: " + source.arn());
        }
        if (given.isEmpty() && (far || foreign)) {
            throw ApiError.invalidCombination("KmsKeyId must be given for a copy of " + source.arn());
        }
        if (far
                && call.text("PreSignedUrl")
                        .filter(url -> url.contains("CopyDBClusterSnapshot") && url.contains("X-Amz-Signature"))
                        .isEmpty()) {
            throw ApiError.invalidCombination("PreSignedUrl must be given for a copy from another region.");
        }
        Keys.check(source.site(), source.attributes().path("KmsKeyId").asText());
        given.ifPresent(key -> Keys.check(site, key));
        return given;
    }
}
