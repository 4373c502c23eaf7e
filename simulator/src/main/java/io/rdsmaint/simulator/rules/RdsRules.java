package io.rdsmaint.simulator.rules;

import java.util.List;

/** The RDS calls that are modelled. */
public final class RdsRules {

    private RdsRules() {}

    public static List<Rule> all() {
        return List.of(
                new AddTagsToResource(),
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
                new DescribeDbClusterParameterGroups(),
                new DescribeDbClusterParameters(),
                new DescribeDbClusterSnapshots(),
                new DescribeDbClusters(),
                new DescribeDbEngineVersions(),
                new DescribeDbInstances(),
                new DescribeDbParameterGroups(),
                new DescribeDbParameters(),
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
                new SwitchoverBlueGreenDeployment());
    }
}
