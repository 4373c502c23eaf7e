package io.rdsmaint.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.Mark;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationCost;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Plan;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.engine.Step;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.ClusterAccess;
import io.rdsmaint.gateway.rds.CustomEndpoint;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.RestorableSnapshot;
import io.rdsmaint.kit.Count;
import io.rdsmaint.kit.Json;
import io.rdsmaint.restore.plan.Checks;
import io.rdsmaint.restore.plan.Choices;
import io.rdsmaint.restore.plan.CopyChecks;
import io.rdsmaint.restore.plan.Hops;
import io.rdsmaint.restore.plan.Hops.Hop;
import io.rdsmaint.restore.plan.Likeness;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.restore.plan.Parameters;
import io.rdsmaint.restore.plan.TargetChecks;
import io.rdsmaint.restore.step.CopyDatabase;
import io.rdsmaint.restore.step.CopySnapshot;
import io.rdsmaint.restore.step.CreateMember;
import io.rdsmaint.restore.step.DeleteOldCluster;
import io.rdsmaint.restore.step.DeleteOldMember;
import io.rdsmaint.restore.step.RestoreCluster;
import io.rdsmaint.restore.step.SwapBack;
import io.rdsmaint.restore.world.RestoreWorld;
import io.rdsmaint.restore.world.RestoreWorlds;
import io.rdsmaint.sql.pipeline.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code aurora_restore}: a cluster made anew of a production snapshot, masked and proven, in place of the one that was there. */
final class AuroraRestore implements OperationType {
    /** The word in requests. */
    static final String NAME = "aurora_restore";

    private final RestoreWorlds worlds;
    private final Texts texts;
    private final Scoping scoping;
    private final Defaults defaults;

    AuroraRestore(RestoreWorlds worlds, Texts texts, Scoping scoping) {
        this.worlds = worlds;
        this.texts = texts;
        this.scoping = scoping;
        this.defaults = new Defaults(texts.definitions());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> problems(ObjectNode given) {
        if (given.has(Parameters.DEFAULTS)) {
            return List.of("params.params." + Parameters.DEFAULTS + " is written by the function; leave it out");
        }
        try {
            Parameters.of(given);
            return List.of();
        } catch (InvalidRequest e) {
            return e.problems();
        }
    }

    @Override
    public ObjectNode complete(ObjectNode given) {
        return defaults.complete(given);
    }

    @Override
    public Plan plan(PlanRequest request) {
        Target.Asked asked = request.target();
        Parameters parameters = Parameters.of(request.parameters());
        RestoreWorld world = worlds.at(AwsScope.of(request));
        String account = world.identity().account();
        Optional<Cluster> present = world.rds().cluster(asked.name());
        boolean anew = parameters.shape().anew();
        if (present.isEmpty() && !anew) {
            throw new InvalidRequest("there is no cluster " + asked.name() + " in " + asked.region()
                    + ": give strategy create_new to make one where there is none");
        }
        Target target =
                asked.in(account, anew ? null : present.map(Cluster::resourceId).orElse(null));
        Names names = new Names(asked.name(), request.operationId());
        Instant now = worlds.clock().instant();
        Function<String, RestoreWorld> in = region ->
                worlds.at(AwsScope.of(target.at(new PlannedStep.Place(region, asked.roleArn(), asked.externalId()))));
        Optional<RestorableSnapshot> snapshot = Choices.snapshot(
                in.apply(parameters.source().regionOr(asked.region())).restores(),
                parameters.source(),
                planned(request));
        EngineVersion version = snapshot.flatMap(s -> world.rds().engineVersion(s.engine(), s.engineVersion()))
                .orElse(null);
        Likeness like =
                anew ? described(parameters, target, in, snapshot, version) : there(world, present.orElseThrow());
        Cluster cluster = like.cluster();
        String database = parameters.database() == null ? like.access().database() : parameters.database();
        String key = parameters.kmsKey() == null ? cluster.features().kmsKey() : parameters.kmsKey();
        List<Hop> hops = snapshot.map(s -> Hops.of(s, parameters, names, account, asked.region(), key))
                .orElse(List.of());
        Arrangement arrangement = new Arrangement(world, parameters, like, names, target);
        Checks checks = new Checks(world, parameters, cluster, asked.region());
        checks.snapshot(snapshot, now);
        snapshot.ifPresent(s -> checks.add(new CopyChecks(in, scoping.kmsKeys(), account, asked.region())
                .of(
                        s,
                        hops,
                        names,
                        hops.isEmpty() ? parameters.kmsKey() : key,
                        !anew && parameters.finalSnapshot() ? 1 : 0)));
        checks.isolation(texts, database);
        checks.users(snapshot.map(RestorableSnapshot::masterUser).orElse(""));
        TargetChecks place = new TargetChecks(world, parameters, cluster, asked.region(), scoping);
        checks.add(
                anew
                        ? place.anew(present.isPresent())
                        : place.replaced(like.members(), Mark.of(scoping.deployment(), request.operationId())));
        checks.made(names, arrangement.instances(), version, arrangement.finalGroup());
        if (!anew) {
            checks.told(world.rds().customEndpoints(cluster.id()).stream()
                    .map(CustomEndpoint::id)
                    .toList());
        }
        List<PlannedStep> steps =
                snapshot.isEmpty() || version == null ? List.of() : arrangement.steps(snapshot.get(), version, hops);
        ObjectNode baseline = Json.object()
                .put(CopyDatabase.ARN, cluster.arn())
                .put(CopyDatabase.DATABASE, database)
                .put(SwapBack.OLD_DATA_API, cluster.features().dataApi());
        return new Plan(
                target,
                "restore of " + cluster.id() + " from snapshot "
                        + snapshot.map(RestorableSnapshot::id).orElse("(none)")
                        + (parameters.unmasked() ? ", UNMASKED" : ", masked")
                        + (anew ? ", interrupting nobody" : ", with 1 interruption"),
                steps,
                Checks.CODES,
                checks.findings(),
                notes(parameters, like, names, snapshot.orElse(null), hops, now),
                baseline);
    }

    /** The snapshot of an operation that is planned anew stays what it was. */
    private static Optional<String> planned(PlanRequest request) {
        return request.soFar().stream()
                .map(Step::planned)
                .filter(step -> step.action().equals(RestoreCluster.ACTION)
                        || step.action().equals(CopySnapshot.ACTION))
                .map(step -> step.action().equals(CopySnapshot.ACTION)
                        ? CopySnapshot.source(step)
                        : RestoreCluster.snapshot(step))
                .findFirst();
    }

    private static List<String> notes(
            Parameters parameters,
            Likeness like,
            Names names,
            @Nullable RestorableSnapshot snapshot,
            List<Hop> hops,
            Instant now) {
        List<String> notes = new ArrayList<>();
        Cluster cluster = like.cluster();
        if (snapshot != null) {
            notes.add("snapshot " + snapshot.id() + " of " + snapshot.clusterId()
                    + (snapshot.createdAt() == null
                            ? ", still being taken"
                            : ", "
                                    + Count.of(
                                            Duration.between(snapshot.createdAt(), now)
                                                    .toHours(),
                                            "hour") + " old")
                    + ", " + snapshot.gigabytes() + " GiB");
        }
        hops.forEach(hop -> notes.add("it is copied to " + hop.name() + " in " + hop.to()
                + (hop.key() == null ? "" : ", with the key " + hop.key())
                + (hop.equals(hops.getLast()) && parameters.copies().keepDays() > 0
                        ? "; that copy, with rows as they are in production, is kept for "
                                + parameters.copies().keepDays() + " days"
                        : "; that copy is removed")));
        notes.add("names that end with letters of the operation's id, such as " + names.copy()
                + ", are others in each run: those of a dry run are not those of the run");
        if (parameters.shape().anew()) {
            notes.add("nobody is interrupted: there is no cluster " + cluster.id() + " yet");
            notes.add(
                    "a snapshot does not carry proxies' targets, custom endpoints, scaling of readers, activity streams, AWS"
                            + " Backup's selections, IAM roles, log exports: make what you need of them once it is there");
        } else {
            replacing(parameters, like, names, notes);
        }
        if (parameters.unmasked()) {
            notes.add("NOTHING IS MASKED: " + cluster.id() + " will show production's rows");
        }
        return notes;
    }

    @Override
    public List<String> beside(Plan plan) {
        String made = plan.steps().stream()
                .filter(step -> step.action().equals(CreateMember.ACTION))
                .map(CreateMember::words)
                .collect(Collectors.joining(", "));
        String time = OperationCost.about(
                plan.expected(CreateMember.ACTION, Set.of(DeleteOldMember.ACTION, DeleteOldCluster.ACTION)));
        return made.isEmpty()
                ? List.of()
                : List.of("the restored cluster's instances run beside those that are there, for " + time
                        + " and as long as a question is open: " + made);
    }

    private static void replacing(Parameters parameters, Likeness like, Names names, List<String> notes) {
        Cluster cluster = like.cluster();
        notes.add("INTERRUPTION, once: from the fence of " + cluster.id()
                + " until its successor is open nobody is served under the name," + " usually "
                + (5 + 2 * like.members().size()) + " minutes");
        notes.add("until then " + cluster.id() + " serves as before; afterwards it is kept as " + names.old() + " for "
                + Count.of(parameters.holdHours(), "hour") + ", fenced, and costs what it did");
        notes.add("instances get new names (" + names.member(1)
                + " …), so alarms by instance follow nobody; policies with rds-db:connect name the resource id, which changes, too."
                + " Alarms and scaling by the cluster's name apply to the new cluster as they are");
        notes.add(
                "a snapshot does not carry proxies' targets, custom endpoints, scaling of readers, activity streams, AWS Backup's selections:"
                        + " IAM roles, tags, log exports, backups and protection are taken from " + cluster.id());
    }

    private static Likeness there(RestoreWorld world, Cluster cluster) {
        return new Likeness(
                cluster,
                world.rds().instances(cluster.id()),
                world.restores()
                        .access(cluster.id())
                        .orElseThrow(() -> new InvalidRequest("there is no cluster " + cluster.id())));
    }

    /** As the parameters say; the database is that of the source where it can be seen, and what a deployment may change is tagged so. */
    private Likeness described(
            Parameters parameters,
            Target target,
            Function<String, RestoreWorld> in,
            Optional<RestorableSnapshot> snapshot,
            @Nullable EngineVersion version) {
        Optional<ClusterAccess> source = snapshot.filter(s -> s.account().equals(target.account()))
                .flatMap(s -> in.apply(s.region()).restores().access(s.clusterId()));
        Scoping.AllowTag tag = scoping.allowTag();
        String partition = snapshot.map(s -> s.arn().split(":", 3)[1]).orElse("aws");
        return Likeness.described(
                parameters,
                target.name(),
                "arn:" + partition + ":rds:" + target.region() + ":" + target.account() + ":cluster:" + target.name(),
                version,
                source.map(ClusterAccess::database).orElse(null),
                tag == null ? Map.of() : Map.of(tag.key(), tag.value()));
    }

    @Override
    public List<String> report(Operation operation) {
        return Report.of(operation);
    }
}
