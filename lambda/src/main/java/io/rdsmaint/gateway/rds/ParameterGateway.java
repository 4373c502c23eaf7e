package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;

/** Parameter groups of one account and region. Errors as in {@link RdsGateway}. */
public final class ParameterGateway {
    /** AWS takes at most this many parameters in one call. */
    public static final int MOST_IN_ONE_CALL = 20;

    private final Supplier<RdsClient> reading;
    private final Supplier<RdsClient> changing;
    private final ErrorTranslation calls;

    public ParameterGateway(Supplier<RdsClient> reading, Supplier<RdsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
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

    /** The parameters with a value in a group. */
    public List<Parameter> values(Scope scope, String group) {
        return parameters(scope, group).stream().flatMap(Catalog::parameter).toList();
    }

    /** All parameters of a group, also those without a value. */
    public List<ParameterDefinition> definitions(Scope scope, String group) {
        return parameters(scope, group).stream().map(Catalog::definition).toList();
    }

    /** All parameters of a family, with the values that a new group begins with. */
    public List<ParameterDefinition> defaults(Scope scope, String family) {
        return switch (scope) {
            case CLUSTER ->
                calls.read(
                        "rds:DescribeEngineDefaultClusterParameters",
                        "family " + family,
                        () -> RdsGateway.list(reading
                                .get()
                                .describeEngineDefaultClusterParametersPaginator(r -> r.dbParameterGroupFamily(family))
                                .stream()
                                .flatMap(page -> page.engineDefaults().parameters().stream())
                                .map(Catalog::definition)));
            case INSTANCE ->
                calls.read(
                        "rds:DescribeEngineDefaultParameters",
                        "family " + family,
                        () ->
                                RdsGateway.list(reading
                                        .get()
                                        .describeEngineDefaultParametersPaginator(r -> r.dbParameterGroupFamily(family))
                                        .stream()
                                        .flatMap(page -> page.engineDefaults().parameters().stream())
                                        .map(Catalog::definition)));
        };
    }

    private List<software.amazon.awssdk.services.rds.model.Parameter> parameters(Scope scope, String group) {
        return switch (scope) {
            case CLUSTER ->
                calls.read(
                        "rds:DescribeDBClusterParameters",
                        "group " + group,
                        () -> RdsGateway.list(reading
                                .get()
                                .describeDBClusterParametersPaginator(r -> r.dbClusterParameterGroupName(group))
                                .parameters()
                                .stream()));
            case INSTANCE ->
                calls.read(
                        "rds:DescribeDBParameters",
                        "group " + group,
                        () -> RdsGateway.list(reading
                                .get()
                                .describeDBParametersPaginator(r -> r.dbParameterGroupName(group))
                                .parameters()
                                .stream()));
        };
    }

    /** The group of that name, or empty. */
    public Optional<ParameterGroup> group(Scope scope, String name) {
        String action =
                scope == Scope.CLUSTER ? "rds:DescribeDBClusterParameterGroups" : "rds:DescribeDBParameterGroups";
        return calls.read(action, "group " + name, () -> {
            try {
                return switch (scope) {
                    case CLUSTER ->
                        reading
                                .get()
                                .describeDBClusterParameterGroups(r -> r.dbClusterParameterGroupName(name))
                                .dbClusterParameterGroups()
                                .stream()
                                .findFirst()
                                .map(g -> new ParameterGroup(
                                        g.dbClusterParameterGroupName(),
                                        Values.text(g.dbClusterParameterGroupArn()),
                                        Values.text(g.dbParameterGroupFamily()),
                                        Values.text(g.description())));
                    case INSTANCE ->
                        reading
                                .get()
                                .describeDBParameterGroups(r -> r.dbParameterGroupName(name))
                                .dbParameterGroups()
                                .stream()
                                .findFirst()
                                .map(g -> new ParameterGroup(
                                        g.dbParameterGroupName(),
                                        Values.text(g.dbParameterGroupArn()),
                                        Values.text(g.dbParameterGroupFamily()),
                                        Values.text(g.description())));
                };
            } catch (DbParameterGroupNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Creates an empty group of a family. */
    public void create(
            Intent intent, Scope scope, String name, String family, String description, Map<String, String> tags) {
        String action = scope == Scope.CLUSTER ? "rds:CreateDBClusterParameterGroup" : "rds:CreateDBParameterGroup";
        calls.change(intent, action, "group " + name, RdsGateway::passes, () -> switch (scope) {
            case CLUSTER ->
                changing.get()
                        .createDBClusterParameterGroup(r -> r.dbClusterParameterGroupName(name)
                                .dbParameterGroupFamily(family)
                                .description(description)
                                .tags(RdsGateway.tags(tags)));
            case INSTANCE ->
                changing.get()
                        .createDBParameterGroup(r -> r.dbParameterGroupName(name)
                                .dbParameterGroupFamily(family)
                                .description(description)
                                .tags(RdsGateway.tags(tags)));
        });
    }

    /**
     * Sets values in a group.
     *
     * @param settings at most {@link #MOST_IN_ONE_CALL}
     */
    public void set(Intent intent, Scope scope, String group, List<Setting> settings) {
        if (settings.size() > MOST_IN_ONE_CALL) {
            throw new IllegalArgumentException("AWS takes at most " + MOST_IN_ONE_CALL + " parameters in one call");
        }
        List<software.amazon.awssdk.services.rds.model.Parameter> parameters =
                settings.stream().map(ParameterGateway::parameter).toList();
        String action = scope == Scope.CLUSTER ? "rds:ModifyDBClusterParameterGroup" : "rds:ModifyDBParameterGroup";
        calls.change(intent, action, "group " + group, RdsGateway::passes, () -> switch (scope) {
            case CLUSTER ->
                changing.get()
                        .modifyDBClusterParameterGroup(
                                r -> r.dbClusterParameterGroupName(group).parameters(parameters));
            case INSTANCE ->
                changing.get()
                        .modifyDBParameterGroup(
                                r -> r.dbParameterGroupName(group).parameters(parameters));
        });
    }

    /** Deletes a group that nothing uses; one that is gone already counts as deleted. */
    public void delete(Intent intent, Scope scope, String name) {
        String action = scope == Scope.CLUSTER ? "rds:DeleteDBClusterParameterGroup" : "rds:DeleteDBParameterGroup";
        calls.change(intent, action, "group " + name, RdsGateway::passes, () -> {
            try {
                switch (scope) {
                    case CLUSTER ->
                        changing.get().deleteDBClusterParameterGroup(r -> r.dbClusterParameterGroupName(name));
                    case INSTANCE -> changing.get().deleteDBParameterGroup(r -> r.dbParameterGroupName(name));
                }
            } catch (DbParameterGroupNotFoundException e) {
                return Optional.empty();
            }
            return Optional.of(name);
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
