package io.rdsmaint.simulator.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The RDS calls that are modelled. */
public final class RdsRules {

    private RdsRules() {}

    public static List<Rule> all() {
        return Stream.concat(plain(), Arrays.stream(GroupKind.values()).flatMap(RdsRules::ofGroups))
                .toList();
    }

    private static Stream<Rule> ofGroups(GroupKind kind) {
        return Stream.of(
                new CreateParameterGroup(kind),
                new DeleteParameterGroup(kind),
                new DescribeParameterGroups(kind),
                new DescribeEngineDefaults(kind),
                new DescribeParameters(kind),
                new ModifyParameterGroup(kind));
    }

    private static Stream<Rule> plain() {
        return Stream.of(
                new AddRoleToDbCluster(),
                new AddTagsToResource(),
                new CopyDbClusterSnapshot(),
                new CreateBlueGreenDeployment(),
                new CreateDbClusterSnapshot(),
                new CreateDbInstance(),
                new DeleteBlueGreenDeployment(),
                new DeleteDbCluster(),
                new DeleteDbClusterEndpoint(),
                new DeleteDbClusterSnapshot(),
                new DeleteDbInstance(),
                new DeregisterDbProxyTargets(),
                new DescribeAccountAttributes(),
                new DescribeBlueGreenDeployments(),
                new DescribeCertificates(),
                new DescribeDbClusterEndpoints(),
                new DescribeDbClusterSnapshots(),
                new DescribeDbClusters(),
                new DescribeDbEngineVersions(),
                new DescribeDbInstances(),
                new DescribeDbProxies(),
                new DescribeDbProxyEndpoints(),
                new DescribeDbProxyTargetGroups(),
                new DescribeDbProxyTargets(),
                new DescribeDbSubnetGroups(),
                new DescribeEvents(),
                new DescribeGlobalClusters(),
                new DescribeIntegrations(),
                new DescribeOrderableDbInstanceOptions(),
                new DescribePendingMaintenanceActions(),
                new FailoverDbCluster(),
                new ListTagsForResource(),
                new ModifyDbCluster(),
                new ModifyDbClusterEndpoint(),
                new ModifyDbInstance(),
                new RebootDbInstance(),
                new RegisterDbProxyTargets(),
                new RemoveTagsFromResource(),
                new RestoreDbClusterFromSnapshot(),
                new SwitchHttpEndpoint(false),
                new SwitchHttpEndpoint(true),
                new SwitchoverBlueGreenDeployment());
    }
}
