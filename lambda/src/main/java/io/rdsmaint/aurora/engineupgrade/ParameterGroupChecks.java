package io.rdsmaint.aurora.engineupgrade;

import io.rdsmaint.aurora.cluster.Ownership;
import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does green get the parameters that blue has? No value of a parameter that somebody set is ever shown. */
final class ParameterGroupChecks {
    /** Characters of a default value: a line shows two; chosen. */
    private static final int LONGEST_VALUE = 40;

    /** What a person reads in one finding; chosen. */
    private static final int MOST_DEFAULTS = 40;

    private ParameterGroupChecks() {}

    static List<Check<UpgradeLook>> all() {
        return List.of(
                new Check<>("parameter-group-family", ParameterGroupChecks::family),
                new Check<>("parameter-group-taken", ParameterGroupChecks::taken),
                new Check<>("parameters-not-carried", ParameterGroupChecks::notCarried),
                new Check<>("instance-groups-merged", ParameterGroupChecks::merged),
                new Check<>("parameters-not-in-effect", ParameterGroupChecks::notInEffect),
                new Check<>("changed-defaults", ParameterGroupChecks::defaults),
                new Check<>("event-scheduler", EventScheduler::check));
    }

    private static void family(UpgradeLook look, Found found) {
        for (Scope scope : Scope.values()) {
            Optional<String> named = look.givenGroup(scope);
            if (named.isEmpty() || look.target() == null) {
                continue;
            }
            GroupLook group = look.group(scope);
            ParameterGroup given = group.given();
            String way = "name a group of family " + look.family() + ", or leave the parameter out: "
                    + look.rds("describe-%s-groups --query".formatted(prefix(scope))
                            + " \"%ss[?DBParameterGroupFamily=='%s']\"".formatted(kind(scope), look.family()));
            if (given == null) {
                found.refuse(
                        "there is no %s parameter group %s in %s"
                                .formatted(
                                        group.word(), named.get(), look.seen().region()),
                        way);
            } else if (!given.family().equals(look.family())) {
                found.refuse(
                        "%s parameter group %s is of family %s; version %s needs %s"
                                .formatted(
                                        group.word(),
                                        given.name(),
                                        given.family(),
                                        look.parameters().targetVersion(),
                                        look.family()),
                        way);
            }
        }
    }

    private static void taken(UpgradeLook look, Found found) {
        for (Scope scope : Scope.values()) {
            GroupLook group = look.group(scope);
            ParameterGroup taken = group.taken();
            if (look.plan(scope) instanceof GroupPlan.Made
                    && taken != null
                    && !look.operationId().equals(group.takenTags().get(Ownership.TAG))) {
                found.refuse(
                        "%s parameter group %s, as ours would be called, exists and is not this operation's"
                                .formatted(group.word(), taken.name()),
                        "name it in db_%s_parameter_group_name if it is meant for this, or delete it: "
                                        .formatted(group.word())
                                + look.rds("delete-%s-group --%s-group-name %s"
                                        .formatted(prefix(scope), prefix(scope), taken.name())));
            }
        }
    }

    private static void notCarried(UpgradeLook look, Found found) {
        for (Scope scope : Scope.values()) {
            GroupLook group = look.group(scope);
            String now = group.word() + " parameter group " + group.source();
            switch (look.plan(scope)) {
                case GroupPlan.Made made
                when !made.migration().lost().isEmpty() ->
                    found.ask(
                            "%d parameters set in %s can't be carried over to family %s: %s"
                                    .formatted(
                                            made.migration().lost().size(),
                                            now,
                                            made.family(),
                                            lines(made.migration().lost())),
                            "accept that green runs without them, or make a group of family " + made.family()
                                    + " yourself and name it in db_" + group.word() + "_parameter_group_name. "
                                    + values(look, scope, group.source()));
                case GroupPlan.Given given
                when group.given() != null ->
                    differs(
                            look,
                            found,
                            scope,
                            ParameterMigration.differences(group.parameters(), group.givenParameters()),
                            given.name().orElse(""));
                default -> {}
            }
        }
    }

    private static void differs(
            UpgradeLook look, Found found, Scope scope, List<ParameterMigration.Lost> differences, String given) {
        if (!differences.isEmpty()) {
            GroupLook group = look.group(scope);
            found.ask(
                    "%s parameter group %s, which you named, differs from %s in %d parameters: %s"
                            .formatted(group.word(), given, group.source(), differences.size(), lines(differences)),
                    "accept that green runs with the values there, or set them. " + values(look, scope, group.source())
                            + "; " + values(look, scope, given));
        }
    }

    private static void merged(UpgradeLook look, Found found) {
        if (look.otherInstanceGroups().isEmpty() || look.plan(Scope.INSTANCE) instanceof GroupPlan.Kept) {
            return;
        }
        String differences = new TreeMap<>(look.otherInstanceGroups())
                .entrySet().stream()
                        .map(e -> e.getKey() + " ("
                                + names(ParameterMigration.differences(
                                        look.instanceGroup().parameters(), e.getValue()))
                                + ")")
                        .collect(Collectors.joining(", "));
        found.ask(
                "the instances have different parameter groups, and AWS gives all green instances one: theirs comes from"
                        + " the writer's, %s; it differs from %s"
                                .formatted(look.instanceGroup().source(), differences),
                "accept it and give the others their groups back after the switchover, or name a group for all in"
                        + " db_instance_parameter_group_name");
    }

    private static void notInEffect(UpgradeLook look, Found found) {
        List<String> behind = new ArrayList<>();
        for (Instance instance : look.instances()) {
            Stream<String> own = instance.parameterGroups().stream()
                    .filter(g -> !g.inSync())
                    .map(g -> g.name() + " is " + g.status() + " on " + instance.id());
            Stream<String> ofCluster = look
                    .cluster()
                    .member(instance.id())
                    .filter(m -> !m.parameterStatus().equals("in-sync"))
                    .map(m -> look.cluster().parameterGroup() + " is " + m.parameterStatus() + " on " + instance.id())
                    .stream();
            Stream.concat(own, ofCluster).forEach(behind::add);
        }
        if (!behind.isEmpty()) {
            found.ask(
                    "blue runs without values that its groups hold: %s. Green starts with them: they come into effect"
                                    .formatted(String.join(", ", behind))
                            + " with the switchover",
                    "restart those instances first (operation instance_cycle), or review what was set: "
                            + look.rds("describe-db-cluster-parameters --source user --db-cluster-parameter-group-name "
                                    + look.cluster().parameterGroup()),
                    look.instances().stream()
                            .flatMap(i -> Subjects.parameters(look.cluster(), i).stream())
                            .toList());
        }
    }

    private static void defaults(UpgradeLook look, Found found) {
        List<String> changed = Stream.of(Scope.values())
                .map(look::group)
                .filter(g -> !look.family().isEmpty() && !g.sourceFamily().equals(look.family()))
                .flatMap(g -> ParameterMigration.of(
                        g.parameters(), g.defaults(), look.parameters().targetVersion(), java.util.Map.of())
                        .changedDefaults()
                        .stream())
                .map(c -> "%s (%s → %s)".formatted(c.name(), brief(c.before()), brief(c.after())))
                .distinct()
                .sorted()
                .toList();
        if (!changed.isEmpty()) {
            found.warn(
                    "defaults of parameters that nobody set change with the family: "
                            + changed.stream().limit(MOST_DEFAULTS).collect(Collectors.joining(", "))
                            + (changed.size() > MOST_DEFAULTS
                                    ? " and %d more".formatted(changed.size() - MOST_DEFAULTS)
                                    : ""),
                    "set a value where the old default matters, in a group of your own: "
                            + look.rds("describe-engine-default-cluster-parameters --db-parameter-group-family "
                                    + look.family()));
        }
    }

    private static String lines(List<ParameterMigration.Lost> lost) {
        return lost.stream().map(ParameterMigration.Lost::line).collect(Collectors.joining(", "));
    }

    private static String names(List<ParameterMigration.Lost> lost) {
        return lost.isEmpty()
                ? "in nothing"
                : lost.stream().map(ParameterMigration.Lost::name).collect(Collectors.joining(", "));
    }

    private static String values(UpgradeLook look, Scope scope, String group) {
        return "The values: "
                + look.rds(
                        "describe-%ss --source user --%s-group-name %s".formatted(prefix(scope), prefix(scope), group));
    }

    private static String brief(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    private static String prefix(Scope scope) {
        return scope == Scope.CLUSTER ? "db-cluster-parameter" : "db-parameter";
    }

    private static String kind(Scope scope) {
        return scope == Scope.CLUSTER ? "DBClusterParameterGroup" : "DBParameterGroup";
    }
}
