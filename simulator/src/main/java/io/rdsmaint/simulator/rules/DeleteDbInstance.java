package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.process.Deletion;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** Removes an instance, be it the writer or the last one; the cluster's deletion protection does not hold it. */
final class DeleteDbInstance implements Rule {

    private static final Set<String> BUSY =
            Set.of("creating", "modifying", "rebooting", "deleting", "upgrading", "backing-up");

    private static final Set<String> WITHOUT_SNAPSHOT_ONLY =
            Set.of("failed", "incompatible-restore", "incompatible-network");

    @Override
    public String action() {
        return "DeleteDBInstance";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "DBInstanceIdentifier", "SkipFinalSnapshot", "FinalDBSnapshotIdentifier", "DeleteAutomatedBackups");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instance instance = Find.instance(site, call.required("DBInstanceIdentifier"));
        if (call.text("FinalDBSnapshotIdentifier").isPresent()) {
            throw ApiError.invalidCombination(
                    "FinalDBSnapshotIdentifier can not be specified when deleting a cluster instance.");
        }
        if (!instance.cluster().individuallyManaged()) {
            throw ApiError.invalidCombination("You can't delete a DB instance of the DB cluster "
                    + instance.cluster().id() + " because of the cluster's type.");
        }
        if (!instance.idle() || BUSY.contains(instance.status())) {
            throw ApiError.instanceState("Instance " + instance.id() + " is currently " + instance.status()
                    + " or about to change and cannot be deleted.");
        }
        if (WITHOUT_SNAPSHOT_ONLY.contains(instance.status())
                && !call.bool("SkipFinalSnapshot").orElse(false)) {
            throw ApiError.instanceState("Instance " + instance.id() + " is " + instance.status()
                    + ": it can only be deleted with SkipFinalSnapshot.");
        }
        new Deletion(site.world()).begin(instance, "DeleteDBInstance of " + instance.id());
        return Answers.instance(instance, "deleting");
    }
}
