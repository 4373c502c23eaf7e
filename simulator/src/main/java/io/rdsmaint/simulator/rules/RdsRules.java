package io.rdsmaint.simulator.rules;

import java.util.List;

/** The RDS calls that are modelled. */
public final class RdsRules {

    private RdsRules() {}

    public static List<Rule> all() {
        return List.of(
                new DescribeDbClusters(),
                new DescribeDbInstances(),
                new CreateDbInstance(),
                new ModifyDbInstance(),
                new DeleteDbInstance(),
                new RebootDbInstance(),
                new FailoverDbCluster(),
                new ListTagsForResource(),
                new AddTagsToResource(),
                new RemoveTagsFromResource());
    }
}
