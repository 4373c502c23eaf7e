package io.rdsmaint.aurora.storagetypechange;

import io.rdsmaint.aurora.cluster.Subjects;
import io.rdsmaint.aurora.preflight.Check;
import io.rdsmaint.aurora.preflight.Found;
import io.rdsmaint.aurora.preflight.UnappliedParameters;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.Instance;
import io.rdsmaint.gateway.rds.Orderable;
import io.rdsmaint.gateway.rds.StorageType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Can the cluster have the storage type, now, and what would happen along with it? */
final class StorageChecks {
    private static final String COOLDOWN = "storage-cooldown";
    private static final String SUPPORT = "storage-support";
    private static final String PENDING = "storage-pending";
    private static final String RESTART = "storage-restart";

    private StorageChecks() {}

    static List<Check<StorageLook>> all() {
        return List.of(
                new Check<>(COOLDOWN, StorageChecks::cooldown),
                new Check<>(SUPPORT, StorageChecks::support),
                new Check<>(PENDING, StorageChecks::pending),
                new Check<>(RESTART, StorageChecks::restart),
                new Check<>("parameters-in-sync", StorageChecks::parameters));
    }

    private static void cooldown(StorageLook look, Found found) {
        String id = look.cluster().id();
        look.allowedFrom().ifPresent(allowed -> {
            String observed = "cluster %s may switch to %s from %s on (now %s); AWS allows it once in 30 days"
                    .formatted(
                            id,
                            StorageType.IO_OPTIMIZED.word(),
                            allowed,
                            look.seen().at());
            if (look.target() == StorageType.IO_OPTIMIZED) {
                found.refuse(
                        observed,
                        "start again from then on; when that is: "
                                + look.rds("describe-db-clusters --db-cluster-identifier " + id
                                        + " --query 'DBClusters[0].IOOptimizedNextAllowedModificationTime'"));
            } else {
                found.warn(
                        observed + ", so there is no way back before, by rollback neither",
                        "start after that if you may want to go back");
            }
        });
    }

    private static void support(StorageLook look, Found found) {
        Cluster.Engine engine = look.cluster().engine();
        Map<String, Set<String>> members = new TreeMap<>();
        for (Instance instance : look.seen().instances().values()) {
            members.computeIfAbsent(instance.instanceClass(), c -> new TreeSet<>())
                    .add(instance.id());
        }
        String version = engine.name() + " " + engine.version();
        String list = look.rds("describe-orderable-db-instance-options --engine %s --engine-version %s"
                        .formatted(engine.name(), engine.version())
                + " --query \"OrderableDBInstanceOptions[?StorageType=='"
                + look.target().word()
                + "'].DBInstanceClass\" --output text");
        members.forEach((name, ids) -> {
            Set<String> offered = look.seen().orderable().getOrDefault(name, List.of()).stream()
                    .map(Orderable::storageType)
                    .collect(Collectors.toCollection(TreeSet::new));
            String who = String.join(", ", ids);
            if (offered.isEmpty()) {
                found.ask(
                        "class %s of %s is no longer offered for %s: whether it goes with storage type %s can't be told"
                                .formatted(name, who, version, look.target().word()),
                        "accept to have AWS decide: it refuses without harm what it does not support");
            } else if (!offered.contains(look.target().word())) {
                found.refuse(
                        "class %s of %s is offered for %s with storage type %s only, not %s"
                                .formatted(
                                        name,
                                        who,
                                        version,
                                        String.join(", ", offered),
                                        look.target().word()),
                        "change to a class that this lists, or upgrade the engine when it lists none (I/O-Optimized:"
                                + " Aurora PostgreSQL 13.10, 14.7, 15.2, Aurora MySQL 3.03.1 or higher): " + list);
            }
        });
    }

    /** H23: the change is applied at once, and with it whatever else waits on the cluster. */
    private static void pending(StorageLook look, Found found) {
        Map<String, String> others = new TreeMap<>(look.cluster().pending());
        others.remove(StorageType.SETTING);
        String id = look.cluster().id();
        String describe = look.rds("describe-db-clusters --db-cluster-identifier " + id
                + " --query 'DBClusters[0].PendingModifiedValues'");
        if (!others.isEmpty()) {
            found.ask(
                    "changes wait on cluster %s: %s; changing its storage type at once applies them, too, and a new"
                                    .formatted(id, others)
                            + " engine version restarts every instance",
                    "have them applied on their own first, or withdraw them: " + describe,
                    Subjects.pendingOnCluster(others));
        }
        if (!look.pending().isEmpty()) {
            found.warn(
                    "a change of the storage type to %s waits on cluster %s already".formatted(look.pending(), id),
                    look.pending().equals(look.target().word())
                            ? "nothing to do: it is applied now instead of in the maintenance window"
                            : "nothing to do: it is replaced by this one; find out who wanted it");
        }
    }

    private static void restart(StorageLook look, Found found) {
        List<String> restarting = look.restarting();
        if (!restarting.isEmpty()) {
            found.warn(
                    "%s: classes with local NVMe disks; their engine restarts when the storage type changes, all at once"
                            .formatted(String.join(", ", restarting)),
                    "choose a quiet time by not_before and window; or give these instances another class first, one by"
                            + " one, by instance_type_change");
        }
        List<String> serverless = look.serverless();
        if (!serverless.isEmpty()) {
            found.warn(
                    "%s: Serverless v2; AWS says that nothing restarts with the storage type, users have reported restarts"
                            .formatted(String.join(", ", serverless)),
                    "choose a quiet time by not_before and window");
        }
    }

    /** H28: where instances restart, nobody may lack its parameters. */
    private static void parameters(StorageLook look, Found found) {
        List<String> restarting = look.restarting();
        if (restarting.isEmpty()) {
            return;
        }
        for (Instance instance : look.seen().instances().values()) {
            UnappliedParameters.staying(look.seen(), instance)
                    .ifPresent(u -> found.ask(
                            "instance %s does not run with its parameter groups' values (%s)%s"
                                    .formatted(
                                            instance.id(),
                                            u.what(),
                                            restarting.contains(instance.id())
                                                    ? "; it restarts with the storage type, and what waits for that counts then"
                                                    : ", and this operation does not restart it"),
                            "review what was set: " + u.review(),
                            u.keys()));
        }
    }
}
