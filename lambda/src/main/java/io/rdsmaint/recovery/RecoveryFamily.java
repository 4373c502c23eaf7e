package io.rdsmaint.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Family;
import io.rdsmaint.engine.Leftover;
import io.rdsmaint.engine.Offers;
import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationType;
import io.rdsmaint.engine.Situation;
import io.rdsmaint.engine.StepKind;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.drs.Job;
import io.rdsmaint.gateway.drs.RecoveryInstance;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.gateway.s3.ReportBucket;
import io.rdsmaint.kit.Precondition;
import io.rdsmaint.kit.PreconditionEvaluator;
import io.rdsmaint.kit.PreflightStep;
import io.rdsmaint.kit.Replanner;
import io.rdsmaint.recovery.plan.Parameters;
import io.rdsmaint.recovery.plan.PlanLook;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.recovery.plan.ServerMark;
import io.rdsmaint.recovery.plan.TerminationLook;
import io.rdsmaint.recovery.step.MarkServers;
import io.rdsmaint.recovery.step.RecoveryChange;
import io.rdsmaint.recovery.step.RecoveryKinds;
import io.rdsmaint.recovery.step.RecoveryTools;
import io.rdsmaint.recovery.world.World;
import io.rdsmaint.recovery.world.WorldFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The family of recoveries: plans of source servers that Elastic Disaster Recovery launches elsewhere. */
public record RecoveryFamily(
        WorldFactory worlds, StoredPlan plans, Scope scope, List<OperationType> types, List<StepKind> kinds)
        implements Family {
    /** A recovery plan, which is a name that people give. */
    public static final TargetKind PLAN = new TargetKind(
            "recovery-plan",
            "plan_id",
            "recovery plan",
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"),
            "a recovery plan's id: up to 64 letters, digits, - and _");

    /** The family with all its preconditions. */
    public static RecoveryFamily of(
            Scope scope, Definitions definitions, Optional<ReportBucket> reports, Clients clients) {
        return of(scope, definitions, reports, clients, RecoveryChange.all());
    }

    /** The family with some preconditions. */
    public static RecoveryFamily of(
            Scope scope,
            Definitions definitions,
            Optional<ReportBucket> reports,
            Clients clients,
            List<Precondition<RecoveryChange>> preconditions) {
        WorldFactory worlds = new WorldFactory(clients);
        List<OperationType> types =
                List.of(new DrsRecovery(worlds, definitions, scope), new DrsTermination(worlds, scope));
        Replanner replanner = new Replanner(PLAN, types, Set.of(MarkServers.ACTION));
        PreconditionEvaluator<RecoveryChange> evaluator = new PreconditionEvaluator<>(preconditions, replanner);
        RecoveryTools tools = new RecoveryTools(worlds, scope, evaluator, reports);
        StepKind preflight = new PreflightStep(replanner, evaluator, (_, _) -> List.of(), RecoveryFamily::shown);
        return new RecoveryFamily(
                worlds,
                new StoredPlan(definitions),
                scope,
                types,
                Stream.concat(Stream.of(preflight), RecoveryKinds.all(tools).stream())
                        .toList());
    }

    public RecoveryFamily {
        types = List.copyOf(types);
        kinds = List.copyOf(kinds);
    }

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public TargetKind target() {
        return PLAN;
    }

    @Override
    public List<String> stored() {
        return plans.inputs();
    }

    @Override
    public Optional<ObjectNode> earlier(ObjectNode input) {
        return EarlierInput.read(input);
    }

    @Override
    public Offers offers() {
        return Offers.saying(Map.of(
                "drs_recovery", "servers launched elsewhere in waves, as a drill or for real",
                "drs_termination", "the end of what a recovery launched, once confirmed"));
    }

    @Override
    public Situation situation(Operation operation) {
        World world = worlds.at(AwsScope.of(operation.target()));
        List<String> servers = PlanLook.frozen(operation.baseline());
        if (operation.type().equals(DrsTermination.NAME)) {
            return terminating(operation, world, servers);
        }
        List<RecoveryInstance> there = world.drs().instancesOf(servers).stream()
                .filter(RecoveryInstance::there)
                .toList();
        long running = world.drs().jobsSince(operation.createdAt()).stream()
                .filter(job -> !job.completed()
                        && ServerMark.isOfOperation(job.tags().getOrDefault(ServerMark.TAG, ""), operation.id()))
                .count();
        boolean drill = Parameters.of(operation.parameters()).drill();
        String standing = there.size() + " of " + servers.size() + " servers of the plan have instances; " + running
                + " launch jobs of this operation are under way."
                + (drill ? " The servers themselves are not touched by a drill; its instances cost." : "");
        return new Situation(standing, drill ? Situation.Urgency.SOON : Situation.Urgency.NOW);
    }

    private static Situation terminating(Operation operation, World world, List<String> servers) {
        Set<String> planned = TerminationLook.frozen(operation.baseline()).keySet();
        long there = world.drs().instancesOf(servers).stream()
                .filter(each -> each.there() && planned.contains(each.id()))
                .count();
        return new Situation(
                there + " of the " + planned.size() + " instances that this operation is about are there.",
                Situation.Urgency.SOON);
    }

    @Override
    public List<String> look(Target target) {
        return shown(target);
    }

    private static List<String> shown(Target target) {
        return List.of(
                "aws drs describe-source-servers --region " + target.region()
                        + " --query 'items[].[sourceServerID,dataReplicationInfo.dataReplicationState,lastLaunchResult]'",
                "aws drs describe-recovery-instances --region " + target.region());
    }

    /** Drill instances that this deployment launched and that no live operation looks after. */
    @Override
    public List<Leftover> leftovers(List<String> regions, Function<String, Optional<Operation>> operations) {
        List<Leftover> left = new ArrayList<>();
        for (String region : regions) {
            World world = worlds.at(AwsScope.own(region));
            List<RecoveryInstance> drills = world.drs().instances().stream()
                    .filter(each -> each.there() && each.drill())
                    .toList();
            Map<String, String> owners =
                    world
                            .drs()
                            .jobs(drills.stream()
                                    .map(RecoveryInstance::job)
                                    .distinct()
                                    .toList())
                            .stream()
                            .filter(job -> ServerMark.isOfDeployment(mark(job), scope.deployment()))
                            .collect(Collectors.toMap(Job::id, job -> mark(job).split("/", 2)[1]));
            for (RecoveryInstance each : drills) {
                String owner = owners.get(each.job());
                Optional<Operation> operation = owner == null ? Optional.empty() : operations.apply(owner);
                if (owner != null && operation.filter(o -> !o.state().ended()).isEmpty()) {
                    left.add(leftover(region, owner, operation, each));
                }
            }
        }
        return left;
    }

    private static String mark(Job job) {
        return job.tags().getOrDefault(ServerMark.TAG, "");
    }

    private static Leftover leftover(
            String region, String owner, Optional<Operation> operation, RecoveryInstance instance) {
        return new Leftover(
                region,
                "drill instance",
                instance.ec2Id(),
                PLAN.kind(),
                operation.map(o -> o.target().name()).orElse("unknown"),
                instance.state(),
                owner,
                operation.map(Operation::state).orElse(null),
                "it costs; to terminate it: aws drs terminate-recovery-instances --region " + region
                        + " --recovery-instance-ids " + instance.id());
    }
}
