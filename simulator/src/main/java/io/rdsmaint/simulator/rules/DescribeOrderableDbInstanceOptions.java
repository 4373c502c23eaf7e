package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.InstanceClass;
import io.rdsmaint.simulator.model.InstanceClasses;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists the classes on offer for an engine version, with their zones. */
final class DescribeOrderableDbInstanceOptions implements Rule {

    @Override
    public String action() {
        return "DescribeOrderableDBInstanceOptions";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "Engine", "EngineVersion", "DBInstanceClass", "LicenseModel", "Vpc", "Filters", "Marker", "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String engine = call.required("Engine");
        List<ObjectNode> options = EngineVersions.all().stream()
                .filter(version -> version.engine().equals(engine))
                .filter(version -> call.text("EngineVersion")
                        .filter(wanted -> !wanted.equals(version.version()))
                        .isEmpty())
                .flatMap(version -> InstanceClasses.all().stream()
                        .filter(each -> call.text("DBInstanceClass")
                                .filter(wanted -> !wanted.equals(each.name()))
                                .isEmpty())
                        .filter(each -> site.orderable().offered(each, version))
                        .flatMap(each -> site.orderable().storageTypes(each, version).stream()
                                .map(storage -> option(site, version, each, storage))))
                .toList();
        return Paging.page(call, "OrderableDBInstanceOptions", options);
    }

    private static ObjectNode option(AccountRegion site, EngineVersion version, InstanceClass each, String storage) {
        ObjectNode option = Answers.object();
        option.put("Engine", version.engine());
        option.put("EngineVersion", version.version());
        option.put("DBInstanceClass", each.name());
        option.put("LicenseModel", version.licence());
        ArrayNode zones = option.putArray("AvailabilityZones");
        site.zones().stream()
                .filter(zone -> site.orderable().offered(each, version, zone))
                .forEach(zone -> zones.addObject().put("Name", zone));
        option.put("MultiAZCapable", false);
        option.put("ReadReplicaCapable", false);
        option.put("Vpc", true);
        option.put("SupportsStorageEncryption", true);
        option.put("StorageType", storage);
        option.put("SupportsIops", false);
        option.put("SupportsEnhancedMonitoring", true);
        option.put("SupportsIAMDatabaseAuthentication", true);
        option.put("SupportsPerformanceInsights", each.performanceInsights(version));
        option.putArray("SupportedEngineModes").add("provisioned");
        option.put("SupportsGlobalDatabases", !each.burstable());
        ArrayNode streams = option.putArray("SupportedActivityStreamModes");
        if (!each.burstable()) {
            streams.add("async").add("sync");
        }
        option.putArray("SupportedNetworkTypes").add("IPV4");
        option.put("SupportsClusters", true);
        return option;
    }
}
