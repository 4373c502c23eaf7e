package io.rdsmaint.infra.generate;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.policy.RecoveryGrants;
import io.rdsmaint.infra.policy.RestoreGrants;
import io.rdsmaint.infra.policy.SqlGrants;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The generated files of the default deployment, and the policies of one on S3 and of one with the console, as path from the repository's top and text. */
public final class GeneratedFiles {
    private GeneratedFiles() {}

    /** All of them. */
    public static Map<String, String> all() {
        Synthesized synthesized = Synthesized.with(Options.defaults());
        Map<String, String> files = new TreeMap<>();
        files.put("statemachine/rds-maint-machine.asl.json", CanonicalJson.write(synthesized.definition()));
        Synthesized waking = Synthesized.with(waking("dynamodb"));
        files.put("statemachine/rds-maint-machine-wake.asl.json", CanonicalJson.write(waking.definition()));
        files.put(
                "policies/state-machine-policy-wake.json", CanonicalJson.write(waking.rolePolicy("StateMachineRole")));
        Synthesized wakingOnS3 = Synthesized.with(waking("s3"));
        files.put("statemachine/rds-maint-machine-wake-s3.asl.json", CanonicalJson.write(wakingOnS3.definition()));
        files.put(
                "policies/state-machine-policy-wake-s3.json",
                CanonicalJson.write(wakingOnS3.rolePolicy("StateMachineRole")));
        files.put("policies/lambda-policy-wake-s3.json", CanonicalJson.write(wakingOnS3.rolePolicy("FunctionRole")));
        files.put(
                "policies/lambda-policy-s3.json",
                CanonicalJson.write(Synthesized.with(onS3()).rolePolicy("FunctionRole")));
        files.put(
                "policies/lambda-policy-console.json",
                CanonicalJson.write(Synthesized.with(withConsole()).rolePolicy("FunctionRole")));
        files.put("policies/lambda-policy.json", CanonicalJson.write(synthesized.rolePolicy("FunctionRole")));
        files.put(
                "policies/lambda-upgrade-building-policy.json",
                CanonicalJson.write(synthesized.managedPolicy("UpgradeBuildingPolicy")));
        files.put(
                "policies/lambda-upgrade-finishing-policy.json",
                CanonicalJson.write(synthesized.managedPolicy("UpgradeFinishingPolicy")));
        Synthesized restoring = Synthesized.with(withRestore());
        files.put(
                "policies/lambda-restore-building-policy.json",
                CanonicalJson.write(restoring.managedPolicy(RestoreGrants.BUILDING)));
        files.put(
                "policies/lambda-restore-finishing-policy.json",
                CanonicalJson.write(restoring.managedPolicy(RestoreGrants.FINISHING)));
        files.put(
                "policies/lambda-sql-policy.json",
                CanonicalJson.write(Synthesized.with(withSql()).managedPolicy(SqlGrants.PART)));
        files.put(
                "policies/lambda-recovery-policy.json",
                CanonicalJson.write(Synthesized.with(withRecovery()).managedPolicy(RecoveryGrants.PART)));
        files.put(
                "policies/state-machine-policy.json", CanonicalJson.write(synthesized.rolePolicy("StateMachineRole")));
        files.put(
                "policies/lambda-suspend-scaling-policy.json",
                CanonicalJson.write(Synthesized.with(suspending()).managedPolicy("SuspendScalingPolicy")));
        files.put("policies/operator-policy.json", CanonicalJson.write(synthesized.managedPolicy("OperatorPolicy")));
        files.put("policies/viewer-policy.json", CanonicalJson.write(synthesized.managedPolicy("ViewerPolicy")));
        files.put("policies/README.md", Reasons.page());
        files.put("infra/template/rds-maint-machine.template.json", CanonicalJson.write(Standalone.template()));
        files.put(
                "infra/template/rds-maint-machine-member-role.template.json",
                CanonicalJson.write(MemberRole.template(synthesized)));
        files.put("policies/encryption-key-policy.json", CanonicalJson.write(KeyPolicy.document()));
        files.put("docs/notifications/rules.json", CanonicalJson.write(NotificationRules.all()));
        return files;
    }

    private static Options waking(String store) {
        Map<String, String> options = Map.of("wake", "true", "store", store);
        return Options.from(key -> Optional.ofNullable(options.get(key)));
    }

    private static Options suspending() {
        return Options.from(key -> key.equals("suspend-scaling") ? Optional.of("true") : Optional.empty());
    }

    private static Options withRestore() {
        return Options.from(key -> key.equals("families") ? Optional.of("aurora,restore") : Optional.empty());
    }

    private static Options withSql() {
        return Options.from(key -> key.equals("families") ? Optional.of("aurora,sql") : Optional.empty());
    }

    static Options withRecovery() {
        return Options.from(key -> key.equals("families") ? Optional.of("aurora,recovery") : Optional.empty());
    }

    static Options withConsole() {
        return Options.from(key -> key.equals("console") ? Optional.of("true") : Optional.empty());
    }

    private static Options onS3() {
        return Options.from(key -> key.equals("store") ? Optional.of("s3") : Optional.empty());
    }
}
