package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.process.Modification;
import io.rdsmaint.simulator.process.ParameterChange;
import io.rdsmaint.simulator.process.Restart;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Changes an instance; what needs its engine waits as pending unless it is to be applied immediately. */
final class ModifyDbInstance implements Rule {

    private static final List<String> OF_THE_CLUSTER = List.of(
            "StorageType",
            "Iops",
            "AllocatedStorage",
            "StorageThroughput",
            "EngineVersion",
            "DeletionProtection",
            "MasterUserPassword");

    @Override
    public String action() {
        return "ModifyDBInstance";
    }

    @Override
    public Set<String> parameters() {
        var names = new HashSet<>(Settings.PARAMETERS);
        names.addAll(OF_THE_CLUSTER);
        names.addAll(Set.of(
                "DBInstanceIdentifier",
                "NewDBInstanceIdentifier",
                "DBInstanceClass",
                "DBParameterGroupName",
                "PromotionTier",
                "ApplyImmediately"));
        return names;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        Instance instance = Find.instance(site, call.required("DBInstanceIdentifier"));
        Cluster cluster = instance.cluster();
        refuseWhatIsTheClusters(call, cluster);
        if (!instance.available()) {
            throw ApiError.instanceState("Database instance " + instance.id() + " is not in available state.");
        }
        Optional<String> newClass = call.text("DBInstanceClass");
        Optional<InstanceClass> target = newClass.map(name -> ClassCheck.offered(cluster, instance.zone(), name));
        Optional<ParameterGroup> group =
                call.text("DBParameterGroupName").map(name -> CreateDbInstance.group(cluster, name));
        Optional<Integer> tier = call.integer("PromotionTier").map(Tiers::valid);
        Optional<String> newId = call.text("NewDBInstanceIdentifier").map(name -> freeName(site, name));
        ObjectNode settings = Settings.of(call);
        ObjectNode together = instance.settings().deepCopy();
        together.setAll(settings);
        Settings.check(together);
        ClassCheck.insights(cluster, target.orElse(instance.instanceClass()), together);

        boolean now = call.bool("ApplyImmediately").orElse(false);
        ObjectNode queued = instance.pending().deepCopy();
        tier.ifPresent(instance::promotionTier);
        group.filter(wanted -> !wanted.name().equals(instance.parameterGroup()))
                .ifPresent(wanted -> new ParameterChange(site).use(instance, wanted));
        JsonNode authority = settings.remove("CACertificateIdentifier");
        instance.settings().setAll(settings);
        newClass.ifPresent(name -> queueClass(instance, name));
        if (authority != null && !authority.equals(instance.settings().path("CACertificateIdentifier"))) {
            instance.pending().set("CACertificateIdentifier", authority);
        }
        if (now) {
            noteQueued(instance, queued, call);
            new Modification(site.world()).begin(instance, "ModifyDBInstance of " + instance.id());
            newId.ifPresent(name -> rename(site, instance, name));
        } else {
            newId.ifPresent(name -> instance.pending().put("DBInstanceIdentifier", name));
        }
        return Answers.instance(instance, instance.status());
    }

    private static void queueClass(Instance instance, String name) {
        if (name.equals(instance.instanceClass().name())) {
            instance.pending().remove("DBInstanceClass");
        } else {
            instance.pending().put("DBInstanceClass", name);
        }
    }

    private static void noteQueued(Instance instance, ObjectNode queued, Call call) {
        queued.properties().stream()
                .filter(change -> call.text(change.getKey()).isEmpty())
                .forEach(change -> instance.cluster()
                        .site()
                        .world()
                        .note(
                                Harm.QUEUED_CHANGE_APPLIED,
                                instance,
                                change.getKey() + "=" + change.getValue().asText()));
    }

    private static String freeName(AccountRegion site, String name) {
        String id = Find.valid("NewDBInstanceIdentifier", name);
        if (site.instance(id).isPresent()) {
            throw new ApiError("DBInstanceAlreadyExists", 400, "DB instance already exists");
        }
        return id;
    }

    private static void rename(AccountRegion site, Instance instance, String name) {
        instance.cluster().rename(instance, name);
        new Restart(site.world()).requested(instance);
    }

    private static void refuseWhatIsTheClusters(Call call, Cluster cluster) {
        OF_THE_CLUSTER.stream()
                .filter(name -> call.text(name).isPresent())
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalidCombination("The specified DB instance is a member of cluster " + cluster.id()
                            + ". Modify " + name + " for the DB cluster using the ModifyDBCluster API.");
                });
        if (!cluster.individuallyManaged()) {
            throw ApiError.invalidCombination("You can't modify a DB instance of the DB cluster " + cluster.id()
                    + " because of the cluster's type.");
        }
    }
}
