package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.Site;
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
    public ObjectNode answer(Call call, Site site) {
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
                .map(DescribeDbEngineVersions::view)
                .toList();
        return Paging.page(call, "DBEngineVersions", versions);
    }

    private static boolean matches(EngineVersion version, String wanted) {
        return version.version().equals(wanted) || version.major().equals(wanted);
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
        version.upgradeTargets()
                .forEach(target -> targets.addObject()
                        .put("Engine", version.engine())
                        .put("EngineVersion", target)
                        .put("AutoUpgrade", false)
                        .put("IsMajorVersionUpgrade", !target.startsWith(version.major() + "."))
                        .put("SupportsGlobalDatabases", true));
        view.putArray("SupportedEngineModes").add("provisioned");
        view.put("Status", "available");
        view.put("SupportsGlobalDatabases", version.aurora());
        view.put("SupportsLimitlessDatabase", false);
        view.put("SupportsCertificateRotationWithoutRestart", true);
        ArrayNode authorities = view.putArray("SupportedCACertificateIdentifiers");
        Settings.AUTHORITIES.stream().sorted().forEach(authorities::add);
        return view;
    }
}
