package io.rdsmaint.golden;

import static io.rdsmaint.golden.Story.asked;
import static io.rdsmaint.golden.Story.at;
import static io.rdsmaint.golden.Story.intending;
import static io.rdsmaint.golden.Story.looking;
import static io.rdsmaint.golden.Story.paused;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.engine.OperationState;
import io.rdsmaint.engine.Question.Kind;
import io.rdsmaint.engine.StepState;
import io.rdsmaint.simulator.faults.Fault;
import java.util.List;
import java.util.function.Predicate;

/** The stories whose documents are kept: for each type the usual course, and each way in which an operation can stop. */
final class Stories {
    private Stories() {}

    static List<Story> all() {
        return List.of(
                classChange(),
                classChangeRolledBack(),
                classChangeTroubled(),
                classChangeScheduled(),
                classChangeHandedOver(),
                classChangeAbandoned(),
                storageChange(),
                storageChangeTroubled(),
                cycle(),
                cycleTroubled(),
                upgrade(),
                upgradeRolledBack());
    }

    private static Predicate<Operation> ended(OperationState state, boolean told) {
        return op -> op.state() == state && op.outbox().isEmpty() == told;
    }

    private static Story change(String name, String scenario, String cluster) {
        return new Story(
                "instance_type_change",
                name,
                scenario,
                cluster,
                "{'target_instance_type':'db.r7g.large','warm_up_seconds':1200}");
    }

    private static Story classChange() {
        return change("usual", "multi-node", "demo-multi")
                .gate("Fail over to demo-multi-2")
                .reply(asked(Kind.GATE), "continue")
                .keep("started", op -> op.version() == 1)
                .keep("call-not-made", intending("Change demo-multi-2"))
                .keep("changing", at("Change demo-multi-2", StepState.WAITING))
                .keep("between-steps", at("Change demo-multi-3", StepState.PENDING))
                .keep("warming-up", at("Warm up", StepState.WAITING))
                .keep("paused-gate", paused(Kind.GATE))
                .keep("approved", at("Fail over", StepState.PENDING))
                .keep("failing-over", at("Fail over", StepState.WAITING))
                .keep("finally-step", at("Remove mark", StepState.PENDING))
                .keep("completed-untold", ended(OperationState.COMPLETED, false))
                .keep("completed", ended(OperationState.COMPLETED, true));
    }

    private static Story classChangeRolledBack() {
        return change("rolled-back", "two-node", "demo-two")
                .gate("Verify")
                .before(
                        "Fail back",
                        "failing back is forbidden",
                        s -> s.inject(Fault.error("FailoverDBCluster", "AccessDenied", 403)))
                .reply(q -> q.kind() == Kind.GATE, "rollback")
                .reply(asked(Kind.FAILURE), "continue")
                .keep("creating-temporary", at("Create temporary", StepState.WAITING))
                .keep("deleting-temporary", at("Delete temporary", StepState.WAITING))
                .keep("rolling-back", op -> op.state() == OperationState.ROLLING_BACK)
                .keep(
                        "changing-back",
                        op -> op.rollingBack()
                                && at("Change demo-two-1", StepState.WAITING).test(op))
                .keep("paused-in-rollback", op -> op.rollingBack() && op.question() != null)
                .keep("rolled-back", ended(OperationState.ROLLED_BACK, true));
    }

    private static Story classChangeTroubled() {
        return change("troubled", "multi-node", "demo-multi")
                .first(
                        "demo-multi-2 runs full",
                        s -> s.inject(Fault.endsInStatus("ModifyDBInstance", "demo-multi-2", "storage-full")))
                .reply(
                        asked(Kind.FAILURE),
                        "continue",
                        "somebody makes room",
                        s -> s.outsider().instanceStatus("demo-multi-2", "available"))
                .before(
                        "Change demo-multi-3",
                        "somebody fails over",
                        s -> s.outsider().failOver("demo-multi", "demo-multi-3"))
                .reply(asked(Kind.DRIFT), "continue/replan")
                .during(
                        "Change demo-multi-1",
                        "demo-multi-1 is stuck",
                        s -> s.inject(Fault.stuck("demo-multi-1").named("stuck")))
                .reply(asked(Kind.TIMEOUT), "abort", "demo-multi-1 goes on", s -> s.clearFault("stuck"))
                .keep("paused-failure", paused(Kind.FAILURE))
                .keep("paused-drift", paused(Kind.DRIFT))
                .keep(
                        "replanned",
                        op -> op.question() == null
                                && op.lastAnswer() != null
                                && "replan".equals(op.lastAnswer().choice()))
                .keep("paused-timeout", paused(Kind.TIMEOUT))
                .keep("settling", at("Let changes", StepState.WAITING))
                .keep("failed", ended(OperationState.FAILED, true));
    }

    private static Story classChangeScheduled() {
        return change("scheduled", "two-node", "demo-two")
                .with("{'wait_timeout':1800,'window':'02:00-04:00','outside_window':'ask','watch_minutes':15}")
                .reply(asked(Kind.GATE), "continue/wait")
                .keep("paused-outside-window", paused(Kind.GATE))
                .keep(
                        "held",
                        op -> op.question() == null
                                && op.current()
                                        .filter(s -> s.state() == StepState.PENDING && s.waitCondition() != null)
                                        .isPresent())
                .keep("watching", at("Warm up", StepState.WAITING));
    }

    private static Story classChangeHandedOver() {
        return change("handed-over", "single-node", "demo-single")
                .with("{'not_before':'2026-03-04T11:00:00Z'}")
                .calledWithoutPauseWhileHeld()
                .keep("handing-over", op -> op.owner().successor() != null)
                .keep("taken-over", op -> op.owner().number() == 2);
    }

    private static Story classChangeAbandoned() {
        return change("abandoned", "two-node", "demo-two")
                .abandonedAt("Delete temporary")
                .reply(asked(Kind.FAILURE), "mark_complete")
                .keep("stalled", op -> op.owner().stalled())
                .keep("taken-over-paused", op -> op.owner().number() == 2)
                .keep("marked-complete", op -> op.ending() == Operation.Ending.MARKED_COMPLETE);
    }

    static Story storageChange() {
        return new Story(
                        "storage_type_change",
                        "usual",
                        "storage",
                        "demo-storage",
                        "{'target_storage_type':'aurora-iopt1'}")
                .first("an answer is lost", s -> s.inject(Fault.cutAfterEffect("ModifyDBCluster")))
                .gate("Verify")
                .reply(asked(Kind.GATE), "rollback")
                .keep("started", op -> op.version() == 1)
                .keep("call-not-made", intending("Change storage"))
                .keep("answer-lost", looking("Change storage"))
                .keep("paused-gate", paused(Kind.GATE))
                .keep(
                        "changing-back",
                        op -> op.rollingBack()
                                && at("Change storage", StepState.WAITING).test(op))
                .keep("rolled-back", ended(OperationState.ROLLED_BACK, true));
    }

    private static Story storageChangeTroubled() {
        return new Story(
                        "storage_type_change",
                        "troubled",
                        "storage",
                        "demo-storage",
                        "{'target_storage_type':'aurora-iopt1'}")
                .during(
                        "Change storage",
                        "the cluster is stuck",
                        s -> s.inject(Fault.stuck("demo-storage").named("stuck")))
                .reply(asked(Kind.TIMEOUT), "continue", "the cluster goes on", s -> s.clearFault("stuck"))
                .before(
                        "Verify",
                        "demo-storage-3 runs full",
                        s -> s.outsider().breakDown("demo-storage-3", "storage-full"))
                .reply(q -> true, "continue/accept")
                .keep("changing", at("Change storage", StepState.WAITING))
                .keep("paused-timeout", paused(Kind.TIMEOUT))
                .keep(
                        "paused-at-the-end",
                        op -> op.question() != null && op.question().reason().contains("not as asked"))
                .keep("completed", ended(OperationState.COMPLETED, true));
    }

    private static Story cycle() {
        return new Story("instance_cycle", "usual", "pending-reboot", "demo-restart", "{}")
                .keep("started", op -> op.version() == 1)
                .keep("rebooting", at("Reboot demo-restart-2", StepState.WAITING))
                .keep("warming-up", at("Warm up", StepState.WAITING))
                .keep("failing-over", at("Fail over", StepState.WAITING))
                .keep("completed", ended(OperationState.COMPLETED, true));
    }

    private static Story cycleTroubled() {
        return new Story("instance_cycle", "troubled", "pending-reboot", "demo-restart", "{}")
                .before("Reboot demo-restart-2", "no sign of demo-restart-2", s -> {
                    s.inject(Fault.cutBeforeEffect("RebootDBInstance"));
                    s.inject(Fault.eventsMissing("demo-restart-2"));
                    s.outsider().reading("demo-restart-2", "EngineUptime", Double.NaN);
                })
                .reply(asked(Kind.FAILURE), "continue/reboot")
                .reply(asked(Kind.DRIFT), "abort")
                .keep("call-not-made", intending("Reboot demo-restart-2"))
                .keep("answer-lost", looking("Reboot demo-restart-2"))
                .keep("paused-failure", paused(Kind.FAILURE))
                .keep(
                        "rebooting-again",
                        op -> op.lastAnswer() != null
                                && at("Reboot demo-restart-2", StepState.WAITING)
                                        .test(op));
    }

    private static Story upgrade() {
        return new Story("engine_upgrade", "usual", "upgrade", "demo-upgrade", "{'target_engine_version':'16.4'}")
                .reply(asked(Kind.GATE), "continue")
                .keep("started", op -> op.version() == 1)
                .keep("building-green", at("Provision green", StepState.WAITING))
                .keep(
                        "paused-before-switchover",
                        op -> op.question() != null && op.question().reason().contains("before: Switch over"))
                .keep("switchover-not-called", intending("Switch over"))
                .keep("switching-over", at("Switch over", StepState.WAITING))
                .keep("switched-over", at("Verify upgrade", StepState.PENDING))
                .keep(
                        "paused-before-cleanup",
                        op -> op.question() != null && op.question().reason().contains("before: Take final"))
                .keep("taking-snapshot", at("Take final", StepState.WAITING))
                .keep("deleting-old", at("Delete old demo-upgrade-2", StepState.WAITING))
                .keep("completed", ended(OperationState.COMPLETED, true));
    }

    private static Story upgradeRolledBack() {
        return new Story("engine_upgrade", "rolled-back", "upgrade", "demo-upgrade", "{'target_engine_version':'16.4'}")
                .reply(asked(Kind.GATE), "rollback")
                .keep("creating", at("Create blue/green", StepState.WAITING))
                .keep(
                        "rolling-back",
                        op -> op.rollingBack()
                                && op.current()
                                        .filter(s -> s.state() == StepState.WAITING)
                                        .isPresent())
                .keep("rolled-back", ended(OperationState.ROLLED_BACK, true));
    }
}
