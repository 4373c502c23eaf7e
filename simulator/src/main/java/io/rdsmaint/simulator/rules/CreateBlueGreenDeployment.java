package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.BlueGreenDeployment;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.EngineVersion;
import io.rdsmaint.simulator.model.EngineVersions;
import io.rdsmaint.simulator.model.ParameterGroup;
import io.rdsmaint.simulator.process.GreenPlan;
import io.rdsmaint.simulator.process.Provisioning;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Begins a copy of a cluster that is kept in step with it, in another version or with other parameter groups. */
final class CreateBlueGreenDeployment implements Rule {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z](-?[a-zA-Z0-9]+)*");

    @Override
    public String action() {
        return "CreateBlueGreenDeployment";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(
                "BlueGreenDeploymentName",
                "Source",
                "TargetEngineVersion",
                "TargetDBClusterParameterGroupName",
                "TargetDBParameterGroupName",
                "Tags");
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        String name = name(call.required("BlueGreenDeploymentName"));
        String source = call.required("Source");
        Map<String, String> tags = Tags.read(call);
        if (site.blueGreenDeployments().values().stream()
                .anyMatch(each -> each.name().equals(name))) {
            throw new ApiError(
                    "BlueGreenDeploymentAlreadyExistsFault",
                    400,
                    "A blue/green deployment with the name " + name + " already exists.");
        }
        Cluster blue = source(site, source);
        BlueGreenCheck check = new BlueGreenCheck(blue);
        check.supported();
        EngineVersion version = call.text("TargetEngineVersion")
                .map(wanted -> target(blue, wanted))
                .orElseGet(blue::version);
        boolean sameFamily = version.family().equals(blue.version().family());
        String clusterGroup = call.text("TargetDBClusterParameterGroupName")
                .map(each -> group(site.clusterGroups().get(each), "DBClusterParameterGroup", each, version))
                .orElseGet(() -> sameFamily ? blue.parameterGroup() : version.defaultGroup());
        Optional<String> instanceGroup = call.text("TargetDBParameterGroupName")
                .map(each -> group(site.instanceGroups().get(each), "DBParameterGroup", each, version));
        check.classes(version);
        check.room();
        GreenPlan plan = new GreenPlan(
                name,
                version,
                clusterGroup,
                instanceGroup,
                tags,
                check.flaw(site.clusterGroups().get(clusterGroup)));
        BlueGreenDeployment deployment = Provisioning.begin(site.world(), blue, plan);
        return BlueGreenView.answer(site, deployment);
    }

    private static String name(String name) {
        if (name.length() > 60 || !NAME.matcher(name).matches()) {
            throw ApiError.invalidValue("Invalid BlueGreenDeploymentName " + name
                    + ". It has 1 to 60 letters, digits and hyphens, begins with a letter, and has no hyphen at its end"
                    + " nor two in a row.");
        }
        return name;
    }

    private static Cluster source(AccountRegion site, String arn) {
        String[] parts = arn.split(":", 7);
        if (parts.length < 7
                || !parts[2].equals("rds")
                || !parts[3].equals(site.region())
                || !parts[4].equals(site.account())) {
            throw ApiError.invalidValue("Invalid source " + arn + " for this account and region.");
        }
        return switch (parts[5]) {
            case "cluster" -> Find.cluster(site, parts[6]);
            case "db" -> {
                Find.instance(site, parts[6]);
                throw new ApiError(
                        "SourceDatabaseNotSupportedFault",
                        400,
                        "The source DB instance " + arn + " isn't supported for a blue/green deployment."
                                + " Name the DB cluster that it is a member of.");
            }
            default -> throw ApiError.invalidValue("The source " + arn + " is no DB cluster.");
        };
    }

    private static EngineVersion target(Cluster blue, String wanted) {
        String engine = blue.engine();
        if (wanted.equals(blue.engineVersion())) {
            return blue.version();
        }
        List<EngineVersion> valid = blue.version().upgradeTargets().stream()
                .flatMap(each -> EngineVersions.find(engine, each).stream())
                .toList();
        return valid.stream()
                .filter(each -> each.version().equals(wanted))
                .findFirst()
                .or(() -> valid.stream()
                        .filter(each -> each.major().equals(wanted))
                        .reduce((older, newer) -> newer))
                .orElseThrow(() -> ApiError.invalidCombination(
                        "Cannot upgrade " + engine + " from " + blue.engineVersion() + " to " + wanted + "."));
    }

    private static String group(@Nullable ParameterGroup group, String kind, String name, EngineVersion version) {
        if (group == null) {
            throw new ApiError(kind + "NotFound", 404, kind + " not found: " + name);
        }
        if (!group.family().equals(version.family())) {
            throw ApiError.invalidCombination("The parameter group " + name + " with DBParameterGroupFamily "
                    + group.family() + " can't be used for the engine version " + version.version()
                    + ". Use a parameter group with DBParameterGroupFamily " + version.family() + ".");
        }
        return name;
    }
}
