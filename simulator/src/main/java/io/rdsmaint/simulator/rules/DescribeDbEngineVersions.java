package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.protocol.Paging;
import java.util.List;
import java.util.Set;

/** Lists engine versions with their parameter group family and upgrade targets. */
final class DescribeDbEngineVersions implements Rule {

    @Override
    public String action() {
        return "DescribeDBEngineVersions";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "Engine",
                "EngineVersion",
                "DBParameterGroupFamily",
                "DefaultOnly",
                "IncludeAll",
                "Filters",
                "Marker",
                "MaxRecords");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        List<ObjectNode> versions = EngineVersions.all().stream()
                .filter(each -> call.text("Engine")
                        .filter(wanted -> !wanted.equals(each.engine()))
                        .isEmpty())
                .filter(each -> call.text("EngineVersion")
                        .filter(wanted -> !matches(each, wanted))
                        .isEmpty())
                .filter(each -> call.text("DBParameterGroupFamily")
                        .filter(wanted -> !wanted.equals(each.family()))
                        .isEmpty())
                .filter(each -> !each.deprecated() || call.bool("IncludeAll").orElse(false))
                .filter(each -> !call.bool("DefaultOnly").orElse(false) || isDefault(call, each))
                .map(DescribeDbEngineVersions::view)
                .toList();
        return Paging.page(call, "DBEngineVersions", versions);
    }

    private static boolean matches(EngineVersion version, String wanted) {
        return version.version().equals(wanted) || version.major().equals(wanted);
    }

    /** The engine's default version, or where a major version is asked for the newest one of it. */
    private static boolean isDefault(Call call, EngineVersion version) {
        if (call.text("EngineVersion").filter(version.major()::equals).isEmpty()) {
            return EngineVersions.isDefault(version);
        }
        return version.upgradeTargets().stream().noneMatch(target -> minor(version, target));
    }

    private static boolean minor(EngineVersion version, String target) {
        return target.startsWith(version.major() + ".");
    }

    private static void target(ObjectNode view, EngineVersion version, EngineVersion target) {
        boolean minor = minor(version, target.version());
        view.put("Engine", target.engine());
        view.put("EngineVersion", target.version());
        view.put("Description", target.engine() + " " + target.version());
        view.put("AutoUpgrade", minor && target.upgradeTargets().stream().noneMatch(later -> minor(version, later)));
        view.put("IsMajorVersionUpgrade", !minor);
        view.putArray("SupportedEngineModes").add("provisioned");
        view.put("SupportsGlobalDatabases", target.aurora());
    }

    private static ObjectNode view(EngineVersion version) {
        ObjectNode view = Answers.object();
        view.put("Engine", version.engine());
        view.put("MajorEngineVersion", version.major());
        view.put("EngineVersion", version.version());
        view.put("DBParameterGroupFamily", version.family());
        view.put("DBEngineDescription", version.engine());
        view.put("DBEngineVersionDescription", version.engine() + " " + version.version());
        ArrayNode targets = view.putArray("ValidUpgradeTarget");
        version.upgradeTargets().stream()
                .flatMap(target -> EngineVersions.find(version.engine(), target).stream())
                .forEach(target -> target(targets.addObject(), version, target));
        view.putArray("SupportedEngineModes").add("provisioned");
        view.put("Status", version.deprecated() ? "deprecated" : "available");
        view.put("SupportsGlobalDatabases", version.aurora());
        view.put("SupportsLimitlessDatabase", false);
        view.put("SupportsCertificateRotationWithoutRestart", true);
        ArrayNode authorities = view.putArray("SupportedCACertificateIdentifiers");
        Settings.AUTHORITIES.stream().sorted().forEach(authorities::add);
        return view;
    }
}
