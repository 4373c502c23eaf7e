package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Shows the quotas that matter to clusters, with their use. */
final class DescribeAccountAttributes implements Rule {

    @Override
    public String action() {
        return "DescribeAccountAttributes";
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        ObjectNode result = Answers.object();
        ArrayNode quotas = result.putArray("AccountQuotas");
        quota(quotas, "DBInstances", site.instances().size(), site.instanceQuota());
        quota(quotas, "DBClusters", site.clusters().size(), site.clusterQuota());
        quota(quotas, "DBParameterGroups", own(GroupKind.INSTANCE, site), site.parameterGroupQuota());
        quota(quotas, "DBClusterParameterGroups", own(GroupKind.CLUSTER, site), site.parameterGroupQuota());
        quota(quotas, "ManualClusterSnapshots", site.clusterSnapshots().size(), site.snapshotQuota());
        quota(quotas, "CustomEndpointsPerDBCluster", 0, 5);
        return result;
    }

    private static int own(GroupKind kind, AccountRegion site) {
        return Math.toIntExact(kind.groups(site).values().stream()
                .filter(each -> !each.isDefault())
                .count());
    }

    private static void quota(ArrayNode quotas, String name, int used, int most) {
        quotas.addObject().put("AccountQuotaName", name).put("Used", used).put("Max", most);
    }
}
