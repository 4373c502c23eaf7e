package io.rdsmaint.aurora.preflight;

import io.rdsmaint.gateway.autoscaling.ReaderScaling;
import io.rdsmaint.gateway.rds.Instance;
import java.util.List;
import java.util.Optional;

/** What does Application Auto Scaling do with the cluster? */
public final class ScalingChecks {
    /** Auto scaling made the writer. */
    public static final Check<Look> WRITER = new Check<>("autoscaled-writer", ScalingChecks::writer);

    private ScalingChecks() {}

    static List<Check<Look>> all() {
        return List.of(
                new Check<>("autoscaling", ScalingChecks::scaling),
                new Check<>("autoscaled-readers", ScalingChecks::readers),
                WRITER);
    }

    private static void scaling(Look look, Found found) {
        ReaderScaling scaling = look.seen().scaling();
        if (scaling == null) {
            return;
        }
        String observed = "readers of cluster %s scale between %d and %d by %s"
                .formatted(
                        look.cluster().id(),
                        scaling.minCapacity(),
                        scaling.maxCapacity(),
                        scaling.policies().isEmpty() ? "no policy" : Look.names(scaling.policies()));
        ReaderScaling.Suspension now = scaling.suspended();
        boolean partly = now.scaleIn() || now.scaleOut() || now.scheduled();
        String state = partly
                ? observed
                        + ", suspended now (in %s, out %s, scheduled %s)"
                                .formatted(now.scaleIn(), now.scaleOut(), now.scheduled())
                : observed;
        if (!look.scoping().suspendsScaling() && !now.equals(ReaderScaling.Suspension.ALL)) {
            found.askToMend(
                    state
                            + "; this deployment may not suspend it, so readers may come and go while instances are changed",
                    "suspend it yourself until the operation has ended: "
                            + suspension(look, ReaderScaling.Suspension.ALL)
                            + " ; afterwards put it back: "
                            + suspension(look, now)
                            + " ; scripts/deploy --suspend-scaling lets the function do both");
        } else if (partly) {
            found.warn(
                    state,
                    "it is left in exactly that state; resume it yourself if somebody forgot: "
                            + suspension(look, new ReaderScaling.Suspension(false, false, false)));
        } else {
            found.warn(
                    observed + "; scaling is suspended for the time and restored at the end",
                    "start when the load is low: no reader will be added meanwhile");
        }
    }

    private static String suspension(Look look, ReaderScaling.Suspension state) {
        return ("aws application-autoscaling register-scalable-target --service-namespace rds --scalable-dimension"
                        + " rds:cluster:ReadReplicaCount --resource-id cluster:%s --suspended-state"
                        + " DynamicScalingInSuspended=%s,DynamicScalingOutSuspended=%s,ScheduledScalingSuspended=%s"
                        + " --region %s")
                .formatted(
                        look.cluster().id(),
                        state.scaleIn(),
                        state.scaleOut(),
                        state.scheduled(),
                        look.seen().region());
    }

    private static void readers(Look look, Found found) {
        List<String> kept = look.seen().readers().stream()
                .filter(Instance::autoscaled)
                .filter(i -> !look.scope().targetClasses().contains(i.instanceClass()))
                .map(i -> i.id() + " (" + i.instanceClass() + ")")
                .toList();
        List<String> waiting = look.seen().readers().stream()
                .filter(Instance::autoscaled)
                .filter(look::restartPending)
                .map(Instance::id)
                .toList();
        if (!waiting.isEmpty() && look.rebootOnly()) {
            found.warn(
                    "autoscaled readers are not rebooted and go on waiting for a restart: "
                            + String.join(", ", waiting),
                    "to replace them afterwards lower and raise the scaling minimum, or delete them one by one: "
                            + look.rds("delete-db-instance --db-instance-identifier ID"));
        }
        if (!kept.isEmpty() && !look.scope().changes().isEmpty()) {
            found.warn(
                    "autoscaled readers keep their class: " + String.join(", ", kept)
                            + "; those added later take the writer's class",
                    "to replace them afterwards lower and raise the scaling minimum, or delete them one by one: "
                            + look.rds("delete-db-instance --db-instance-identifier ID"));
        }
    }

    private static void writer(Look look, Found found) {
        look.seen().writerInstance().filter(Instance::autoscaled).ifPresent(w -> {
            Optional<Instance> other = look.seen().readers().stream()
                    .filter(i -> !i.autoscaled() && i.available())
                    .findFirst();
            found.refuse(
                    "the writer %s was made by Application Auto Scaling, which may delete it; the writer must not be"
                            .formatted(w.id()),
                    other.map(o -> "make another instance the writer first: "
                                    + look.rds("failover-db-cluster --db-cluster-identifier %s"
                                                    .formatted(look.cluster().id())
                                            + " --target-db-instance-identifier " + o.id()))
                            .orElseGet(() -> "add an instance of your own and fail over to it first: "
                                    + look.rds(
                                            "create-db-instance --db-instance-identifier ID --db-cluster-identifier %s"
                                                            .formatted(look.cluster()
                                                                    .id())
                                                    + " --engine "
                                                    + look.cluster().engine().name()
                                                    + " --db-instance-class " + w.instanceClass())));
        });
        for (String id : look.scope().failoverTargets()) {
            look.seen()
                    .instance(id)
                    .filter(Instance::autoscaled)
                    .ifPresent(i -> found.refuse(
                            "%s is to become writer but was made by Application Auto Scaling, which may delete it"
                                    .formatted(id),
                            "let an instance of your own be changed, or set temporary_instance to \"always\""));
        }
    }
}
