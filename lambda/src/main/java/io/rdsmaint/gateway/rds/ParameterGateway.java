package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultClusterParametersResponse;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.rds.model.EngineDefaults;

/** Parameter groups of one account and region. Errors as in {@link RdsCalls}. */
public final class ParameterGateway {
    /** AWS takes at most this many parameters in one call (RDS API reference, ModifyDBParameterGroup). */
    public static final int MOST_IN_ONE_CALL = 20;

    private final RdsCalls calls;

    public ParameterGateway(RdsCalls calls) {
        this.calls = calls;
    }

    /** Whose parameters a group holds. */
    public enum Scope {
        CLUSTER,
        INSTANCE
    }

    /**
     * A value to set.
     *
     * @param atOnce false lets a restart apply it, the only way for a static parameter
     */
    public record Setting(String name, String value, boolean atOnce) {}

    /** The parameters with a value in a group, which must exist. */
    public List<Parameter> values(Scope scope, String group) {
        return parameters(scope, group).stream().flatMap(Catalog::parameter).toList();
    }

    /** All parameters of a group, which must exist, also those without a value. */
    public List<ParameterDefinition> definitions(Scope scope, String group) {
        return parameters(scope, group).stream().map(Catalog::definition).toList();
    }

    /** All parameters of a family, with the values that a new group begins with. */
    public List<ParameterDefinition> defaults(Scope scope, String family) {
        String what = "family " + family;
        return switch (scope) {
            case CLUSTER ->
                calls.list(
                        "rds:DescribeEngineDefaultClusterParameters",
                        what,
                        rds ->
                                definitions(rds
                                        .describeEngineDefaultClusterParametersPaginator(
                                                r -> r.dbParameterGroupFamily(family))
                                        .stream()
                                        .map(DescribeEngineDefaultClusterParametersResponse::engineDefaults)));
            case INSTANCE ->
                calls.list(
                        "rds:DescribeEngineDefaultParameters",
                        what,
                        rds ->
                                definitions(rds
                                        .describeEngineDefaultParametersPaginator(r -> r.dbParameterGroupFamily(family))
                                        .stream()
                                        .map(DescribeEngineDefaultParametersResponse::engineDefaults)));
        };
    }

    private static Stream<ParameterDefinition> definitions(Stream<EngineDefaults> pages) {
        return pages.flatMap(page -> page.parameters().stream()).map(Catalog::definition);
    }

    private List<software.amazon.awssdk.services.rds.model.Parameter> parameters(Scope scope, String group) {
        String what = "group " + group;
        return switch (scope) {
            case CLUSTER ->
                calls.list(
                        "rds:DescribeDBClusterParameters",
                        what,
                        rds -> rds
                                .describeDBClusterParametersPaginator(r -> r.dbClusterParameterGroupName(group))
                                .parameters()
                                .stream());
            case INSTANCE ->
                calls.list(
                        "rds:DescribeDBParameters",
                        what,
                        rds ->
                                rds
                                        .describeDBParametersPaginator(r -> r.dbParameterGroupName(group))
                                        .parameters()
                                        .stream());
        };
    }

    /** The group of that name, or empty. */
    public Optional<ParameterGroup> group(Scope scope, String name) {
        String what = "group " + name;
        return switch (scope) {
            case CLUSTER ->
                calls.find(
                        "rds:DescribeDBClusterParameterGroups",
                        what,
                        DbParameterGroupNotFoundException.class,
                        rds -> rds
                                .describeDBClusterParameterGroups(r -> r.dbClusterParameterGroupName(name))
                                .dbClusterParameterGroups()
                                .stream()
                                .map(g -> new ParameterGroup(
                                        g.dbClusterParameterGroupName(),
                                        Values.text(g.dbClusterParameterGroupArn()),
                                        Values.text(g.dbParameterGroupFamily()),
                                        Values.text(g.description()))));
            case INSTANCE ->
                calls.find(
                        "rds:DescribeDBParameterGroups",
                        what,
                        DbParameterGroupNotFoundException.class,
                        rds ->
                                rds
                                        .describeDBParameterGroups(r -> r.dbParameterGroupName(name))
                                        .dbParameterGroups()
                                        .stream()
                                        .map(g -> new ParameterGroup(
                                                g.dbParameterGroupName(),
                                                Values.text(g.dbParameterGroupArn()),
                                                Values.text(g.dbParameterGroupFamily()),
                                                Values.text(g.description()))));
        };
    }

    /** Creates an empty group of a family. */
    public void create(
            Intent intent, Scope scope, String name, String family, String description, Map<String, String> tags) {
        String action = scope == Scope.CLUSTER ? "rds:CreateDBClusterParameterGroup" : "rds:CreateDBParameterGroup";
        calls.change(intent, action, "group " + name, rds -> switch (scope) {
            case CLUSTER ->
                rds.createDBClusterParameterGroup(r -> r.dbClusterParameterGroupName(name)
                        .dbParameterGroupFamily(family)
                        .description(description)
                        .tags(RdsCalls.tags(tags)));
            case INSTANCE ->
                rds.createDBParameterGroup(r -> r.dbParameterGroupName(name)
                        .dbParameterGroupFamily(family)
                        .description(description)
                        .tags(RdsCalls.tags(tags)));
        });
    }

    /**
     * Sets values in a group.
     *
     * @param settings at most {@link #MOST_IN_ONE_CALL}
     * @throws IllegalArgumentException when there are more: the plan has to split them; the intent is not spent
     */
    public void set(Intent intent, Scope scope, String group, List<Setting> settings) {
        if (settings.size() > MOST_IN_ONE_CALL) {
            throw new IllegalArgumentException("AWS takes at most " + MOST_IN_ONE_CALL + " parameters in one call");
        }
        List<software.amazon.awssdk.services.rds.model.Parameter> parameters =
                settings.stream().map(ParameterGateway::parameter).toList();
        String action = scope == Scope.CLUSTER ? "rds:ModifyDBClusterParameterGroup" : "rds:ModifyDBParameterGroup";
        calls.change(intent, action, "group " + group, rds -> switch (scope) {
            case CLUSTER ->
                rds.modifyDBClusterParameterGroup(
                        r -> r.dbClusterParameterGroupName(group).parameters(parameters));
            case INSTANCE ->
                rds.modifyDBParameterGroup(r -> r.dbParameterGroupName(group).parameters(parameters));
        });
    }

    /** Deletes a group that nothing uses; one that is gone already counts as deleted. */
    public void delete(Intent intent, Scope scope, String name) {
        String action = scope == Scope.CLUSTER ? "rds:DeleteDBClusterParameterGroup" : "rds:DeleteDBParameterGroup";
        calls.delete(intent, action, "group " + name, DbParameterGroupNotFoundException.class, rds -> {
            switch (scope) {
                case CLUSTER -> rds.deleteDBClusterParameterGroup(r -> r.dbClusterParameterGroupName(name));
                case INSTANCE -> rds.deleteDBParameterGroup(r -> r.dbParameterGroupName(name));
            }
        });
    }

    private static software.amazon.awssdk.services.rds.model.Parameter parameter(Setting setting) {
        return software.amazon.awssdk.services.rds.model.Parameter.builder()
                .parameterName(setting.name())
                .parameterValue(setting.value())
                .applyMethod(setting.atOnce() ? ApplyMethod.IMMEDIATE : ApplyMethod.PENDING_REBOOT)
                .build();
    }
}
