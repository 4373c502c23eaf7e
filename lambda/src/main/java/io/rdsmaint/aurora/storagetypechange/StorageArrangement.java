package io.rdsmaint.aurora.storagetypechange;

import io.rdsmaint.aurora.mark.MarkCluster;
import io.rdsmaint.aurora.mark.UnmarkCluster;
import io.rdsmaint.aurora.storage.ChangeStorage;
import io.rdsmaint.aurora.storage.VerifyStorage;
import io.rdsmaint.engine.PlannedStep;
import io.rdsmaint.gateway.rds.GlobalCluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.StorageType;
import io.rdsmaint.kit.PreflightStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan of a change of the storage type. Pure: the same look gives the same plan.
 *
 * @param summary one sentence
 * @param steps in order
 * @param notes what to know before the start
 */
record StorageArrangement(String summary, List<PlannedStep> steps, List<String> notes) {

    private static final String COSTS_OF_OPTIMIZED =
            "Costs: reads and writes are no longer charged; instances cost about 30 % more and storage more than twice as"
                    + " much per GiB, so it pays where I/O is more than about a quarter of the cluster's Aurora costs."
                    + " Reserved instances cover about a quarter less.";
    private static final String COSTS_OF_STANDARD =
            "Costs: reads and writes are charged one by one again; instances and storage cost less. It pays where I/O"
                    + " would be less than about a quarter of the cluster's Aurora costs.";
    private static final String BACK_TO_STANDARD =
            "The way back to aurora is open at any time, the next switch to aurora-iopt1 30 days after this one.";

    static StorageArrangement of(StorageLook look) {
        String id = look.cluster().id();
        String to = look.target().word();
        if (look.nothingToDo()) {
            return new StorageArrangement(
                    "Nothing to change: " + id + " has storage type " + to + " already",
                    List.of(VerifyStorage.planned(to)),
                    List.of());
        }
        List<String> restarting = look.restarting();
        List<PlannedStep> steps = List.of(
                PreflightStep.planned(),
                MarkCluster.planned(id),
                ChangeStorage.planned(id, look.present(), to, restarting),
                VerifyStorage.planned(to),
                UnmarkCluster.planned(id));
        String summary = "Change the storage of %s from %s to %s, without failover and without temporary instance"
                .formatted(id, look.present(), to);
        return new StorageArrangement(
                restarting.isEmpty() ? summary : summary + "; " + String.join(", ", restarting) + " restart",
                steps,
                notes(look, restarting));
    }

    private static List<String> notes(StorageLook look, List<String> restarting) {
        boolean optimized = look.target() == StorageType.IO_OPTIMIZED;
        List<String> notes = new ArrayList<>();
        notes.add(service(look, restarting));
        notes.add(optimized ? COSTS_OF_OPTIMIZED : COSTS_OF_STANDARD);
        notes.add(optimized ? BACK_TO_STANDARD : backToOptimized(look));
        GlobalCluster global = look.seen().globalCluster();
        if (global != null) {
            notes.add("The cluster is one of %d regions in global database %s; the others keep their storage type."
                    .formatted(global.regions().size(), global.id()));
        }
        return notes;
    }

    private static String backToOptimized(StorageLook look) {
        return look.allowedFrom()
                .map(at -> "The way back to aurora-iopt1, also by rollback, is open from " + at + " on.")
                .orElse("The way back to aurora-iopt1 is open at any time, but only once in 30 days.");
    }

    private static String service(StorageLook look, List<String> restarting) {
        if (restarting.isEmpty()) {
            List<String> serverless = look.serverless();
            return serverless.isEmpty()
                    ? "No write interruption: the data stays where it is, and no instance restarts."
                    : "No write interruption is expected: the data stays where it is. But of Serverless v2 instances ("
                            + String.join(", ", serverless)
                            + ") users have reported that they restarted with the change, and that it did not take effect:"
                            + " it is waited for until the cluster shows it.";
        }
        boolean writer = look.seen()
                .writerInstance()
                .map(Instance::id)
                .filter(restarting::contains)
                .isPresent();
        String tiered = !look.cluster().engine().postgres()
                ? ""
                : look.target() == StorageType.IO_OPTIMIZED
                        ? " Their tiered cache begins with I/O-Optimized, empty."
                        : " Their tiered cache ends: Aurora has it with I/O-Optimized only.";
        return String.join(", ", restarting)
                + ": local NVMe disks; expect the engine to restart at once, about half a minute, with all connections"
                + " lost" + (writer ? ", the writer's among them: 1 write interruption." : ".") + tiered;
    }
}
