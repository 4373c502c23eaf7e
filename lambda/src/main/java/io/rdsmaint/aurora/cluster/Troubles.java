package io.rdsmaint.aurora.cluster;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.Outcome;
import io.rdsmaint.engine.StepRun;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.RefusalCode;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.RdsEvent;
import io.rdsmaint.kit.StepQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Words what went wrong with an instance as questions that say what to do. */
public final class Troubles {

    private static final String QUOTA = "InstanceQuotaExceeded";

    private Troubles() {}

    /** A change took effect and ended where it began. */
    public static Outcome cameBack(StepRun run, Instance instance, String wanted, Optional<RdsEvent> event) {
        Target t = run.operation().target();
        return StepQuestion.ask(
                run,
                ClusterQuestion.CHANGE_FAILED,
                "the change did not succeed: it is available again as " + instance.instanceClass() + "."
                        + event.map(e -> " AWS says: " + e.message()).orElse(""),
                instance.id() + " is " + instance.instanceClass() + ", nothing pending",
                "try the change again (for lack of capacity: later, or when its zone has some)",
                List.of(
                        Commands.events(t, instance.id()),
                        Commands.orderable(t, instance.engine(), instance.engineVersion(), wanted)));
    }

    /** An instance that the step is about is gone. */
    public static Outcome gone(StepRun run, String instance) {
        Target t = run.operation().target();
        return StepQuestion.ask(
                run,
                ClusterQuestion.INSTANCE_GONE,
                instance + " is not among the instances of the cluster any more.",
                "no instance of that name in cluster " + t.name(),
                "look again",
                List.of(Commands.describeInstances(t)));
    }

    /** Makes a change; a refusal for lack of capacity or quota becomes a question with the alternatives. */
    public static Outcome explained(StepRun run, String what, Supplier<Outcome> change) {
        return explained(run, ClusterQuestion.CHANGE_REFUSED, what, Troubles::wayOut, change);
    }

    /**
     * Makes a change; a refusal becomes a question with the way out.
     *
     * @param wayOut what to do about a refusal, by its code; empty when there is nothing to say beyond AWS's own words
     */
    public static Outcome explained(
            StepRun run,
            ClusterQuestion question,
            String what,
            Function<String, Optional<String>> wayOut,
            Supplier<Outcome> change) {
        try {
            return change.get();
        } catch (LastingFailure e) {
            Optional<String> said = RefusalCode.of(e).flatMap(wayOut);
            Target target = run.operation().target();
            if (said.isEmpty()) {
                throw e;
            }
            return StepQuestion.ask(
                    run,
                    question,
                    what + " was refused. " + said.get(),
                    String.valueOf(e.getMessage()),
                    "try again (mend the cause first)",
                    RefusalCode.of(e).filter(QUOTA::equals).isPresent()
                            ? List.of(Commands.quotas(target))
                            : List.of(Commands.describeInstances(target), Commands.clusterEvents(target)));
        }
    }

    private static Optional<String> wayOut(String code) {
        return Optional.ofNullable(
                switch (code) {
                    case "InsufficientDBInstanceCapacity" ->
                        "AWS has no capacity for this class in that zone now. Try again later (it often returns within "
                                + "minutes to hours), or roll back and start again with another class.";
                    case QUOTA ->
                        "The account's quota of instances in this region is used up. Delete some, or ask for more in "
                                + "Service Quotas, then continue; or start again with temporary_instance never.";
                    case "DBSubnetGroupDoesNotCoverEnoughAZs" ->
                        "The cluster's subnet group covers too few zones. Add a subnet to it, then continue.";
                    case "KMSKeyNotAccessibleFault" ->
                        "A KMS key can't be used: it is disabled, or the function may not make grants for it"
                                + " (kms:CreateGrant and kms:DescribeKey, by scripts/deploy --kms-key with its ARN, and by the"
                                + " key's own policy). Enable the key or allow that, then continue.";
                    case "StorageTypeNotSupported", "InvalidParameterCombination", "InvalidParameterValue" ->
                        "AWS does not take these settings together; its own words say which. Change what they name, on the"
                                + " cluster or on the instance that is copied, then continue, or roll back.";
                    default -> null;
                });
    }

    /** True when an event says that a change of the instance failed. */
    public static boolean saysFailed(RdsEvent event) {
        String text = event.message().toLowerCase(Locale.ROOT);
        return text.contains("unable to modify") || (text.contains("insufficient") && text.contains("capacity"));
    }
}
