package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.protocol.ApiError;
import java.util.Map;
import java.util.Optional;

/** The two kinds of parameter groups, whose calls are alike but for their names. */
enum GroupKind {
    INSTANCE("DBParameterGroup", "pg"),
    CLUSTER("DBClusterParameterGroup", "cluster-pg");

    private final String shape;
    private final String arnKind;

    GroupKind(String shape, String arnKind) {
        this.shape = shape;
        this.arnKind = arnKind;
    }

    /** The name of one in the service's model. */
    String shape() {
        return shape;
    }

    /** The field that names one. */
    String nameField() {
        return shape + "Name";
    }

    Map<String, ParameterGroup> groups(AccountRegion site) {
        return this == CLUSTER ? site.clusterGroups() : site.instanceGroups();
    }

    /** A group by its name or ARN; describes and changes of groups answer the same code for both kinds. */
    ParameterGroup find(AccountRegion site, String name) {
        return find(site, name, "DBParameterGroupNotFound");
    }

    /** A group by its name or ARN, with the code that the call answers when there is none. */
    ParameterGroup find(AccountRegion site, String name, String code) {
        return Optional.ofNullable(groups(site).get(Find.id(name)))
                .orElseThrow(() -> new ApiError(code, 404, shape + " not found: " + name));
    }

    /** Refuses a group that is not of the family of the cluster's engine version. */
    static ParameterGroup checkFamily(ParameterGroup group, Cluster cluster) {
        String family = cluster.version().family();
        if (!group.family().equals(family)) {
            throw ApiError.invalidCombination("The parameter group " + group.name() + " with DBParameterGroupFamily "
                    + group.family() + " can't be used for this instance. Use a parameter group with"
                    + " DBParameterGroupFamily " + family + ".");
        }
        return group;
    }

    ObjectNode view(AccountRegion site, ParameterGroup group) {
        return Answers.object()
                .put(nameField(), group.name())
                .put("DBParameterGroupFamily", group.family())
                .put("Description", group.description())
                .put(shape + "Arn", site.arn(arnKind, group.name()));
    }
}
