package io.rdsmaint.restore.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.gateway.network.SecurityGroup;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rdsdata.Database;
import io.rdsmaint.gateway.rdsdata.Row;
import io.rdsmaint.gateway.rdsdata.Sql;
import io.rdsmaint.kit.Json;
import io.rdsmaint.kit.StepQuestion;
import io.rdsmaint.restore.plan.Isolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * P13. Goal: it is seen, before a row is masked, that nobody but this operation could read one: the groups, the instances and what the
 * database itself says. Nothing of it can be accepted.
 */
public final class CheckIsolation extends RestoreStep {
    /** The word in plans. */
    public static final String ACTION = "check_isolation";

    private final CopyDatabase place;

    public CheckIsolation(RestoreTools tools, CopyDatabase place) {
        super(ACTION, tools);
        this.place = place;
    }

    /** Looks, by the isolation groups. */
    public static PlannedStep planned(String cluster, List<String> groups) {
        var parameters = Json.object();
        parameters.set("groups", Json.texts(groups));
        return PlannedStep.looking(
                "Check that " + cluster + " is isolated",
                ACTION,
                parameters,
                Duration.ofSeconds(10),
                Duration.ofHours(1));
    }

    /** Somebody may have given a group a rule since preflight; what can't be seen is no isolation. */
    private Optional<String> rules(Operation operation, List<String> groups) {
        List<SecurityGroup> seen;
        try {
            seen = world(operation).network().groups(groups);
        } catch (LastingFailure e) {
            return Optional.of("the rules of " + String.join(", ", groups) + " can't be looked at: " + e.getMessage());
        }
        String open = Stream.concat(
                        groups.stream()
                                .filter(id -> seen.stream()
                                        .noneMatch(group -> group.id().equals(id)))
                                .map(id -> id + " is not there"),
                        seen.stream()
                                .filter(group -> group.inbound() + group.outbound() > 0)
                                .map(group -> group.id() + " has " + group.inbound() + " inbound and "
                                        + group.outbound() + " outbound rules"))
                .collect(Collectors.joining("; "));
        return open.isEmpty() ? Optional.empty() : Optional.of(open);
    }

    @Override
    public Outcome advance(StepRun run) {
        Operation operation = run.operation();
        Cluster copy = needCopy(operation);
        JsonNode groups = run.parameters().path("groups");
        List<String> open = new ArrayList<>();
        RestoreCluster.groups(copy, Json.texts(groups)).ifPresent(open::add);
        if (copy.features().internetGateway()) {
            open.add("it has a gateway to the internet");
        }
        rules(operation, Json.texts(groups)).ifPresent(open::add);
        for (Instance instance : world(operation).rds().instances(copy.id())) {
            if (instance.settings().publiclyAccessible()) {
                open.add(instance.id() + " is publicly accessible");
            }
        }
        Database database = place.database(operation);
        Row row =
                world(operation).data().read(database, Sql.of(Isolation.STATE)).getFirst();
        if (row.number("logins") > 0) {
            open.add(row.number("logins") + " roles of production may log in");
        }
        if (row.number("subscriptions") > 0) {
            open.add(row.number("subscriptions") + " subscriptions are enabled");
        }
        if (open.isEmpty()) {
            return Outcome.done(Json.object().put("isolated", true));
        }
        return StepQuestion.ask(
                run,
                RestoreQuestion.NOT_ISOLATED,
                "the restored cluster, which holds unmasked rows, is not isolated.",
                String.join("; ", open),
                "look again (close it first)",
                show(operation, copy.id()));
    }
}
