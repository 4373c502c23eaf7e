package io.rdsmaint.infra.generate;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.policy.FunctionGrants;
import io.rdsmaint.infra.policy.Grant;
import io.rdsmaint.infra.policy.MachineGrants;
import io.rdsmaint.infra.policy.OperatorGrants;
import io.rdsmaint.infra.policy.RecoveryGrants;
import io.rdsmaint.infra.policy.RestoreGrants;
import io.rdsmaint.infra.policy.ScalingGrants;
import io.rdsmaint.infra.policy.SqlGrants;
import io.rdsmaint.infra.policy.StoreGrants;
import io.rdsmaint.infra.policy.UpgradeGrants;
import io.rdsmaint.infra.policy.ViewerGrants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page that says why each statement is there: JSON has no comments. */
final class Reasons {
    private static final String HEAD = """
            # What may be done, by whom, and why

            Generated from the CDK app, like the policies beside it, by `scripts/generate`: this is what a deployment
            with default options has. `${...}` stands for what CloudFormation fills in. Statements whose name begins
            with `Platform` are used by AWS in the role's name; all others by calls that our own code makes.

            """;

    private Reasons() {}

    static String page() {
        Options options = Options.defaults();
        return HEAD
                + table(
                        "lambda-policy.json",
                        new FunctionGrants(options, StoreGrants.table("", List.of("")), "", "").all())
                + "\n"
                + table(
                        "lambda-policy-s3.json, with S3 as the store, in place of KeepOperations and ListOperations",
                        StoreGrants.bucket(""))
                + "\n"
                + table(
                        "lambda-policy-console.json, only with --console, beside what is in lambda-policy.json",
                        FunctionGrants.console(GeneratedFiles.withConsole()))
                + "\n"
                + table(
                        "lambda-upgrade-building-policy.json",
                        UpgradeGrants.of(options).building())
                + "\n"
                + table(
                        "lambda-upgrade-finishing-policy.json",
                        UpgradeGrants.of(options).finishing())
                + "\n"
                + table(
                        "lambda-restore-building-policy.json, only with the family restore",
                        new RestoreGrants(options).building())
                + "\n"
                + table(
                        "lambda-restore-finishing-policy.json, only with the family restore",
                        new RestoreGrants(options).finishing())
                + "\n"
                + table("lambda-sql-policy.json, only with the family sql", new SqlGrants(options).all())
                + "\n"
                + table(
                        "lambda-recovery-policy.json, only with the family recovery",
                        new RecoveryGrants(GeneratedFiles.withRecovery()).all())
                + "\n"
                + table(
                        "beside lambda-policy.json, only with a family that reads definitions",
                        StoreGrants.definitions("", List.of("sql")))
                + "\n"
                + table(
                        "beside operator-policy.json, only with a family that reads definitions",
                        List.of(StoreGrants.defining("")))
                + "\n"
                + table(
                        "lambda-suspend-scaling-policy.json, only with --suspend-scaling",
                        new ScalingGrants(options).all())
                + "\n"
                + table("state-machine-policy.json", new MachineGrants(options, "").all())
                + "\n"
                + table(
                        "beside state-machine-policy.json, only with --wake (state-machine-policy-wake.json)",
                        List.of(StoreGrants.waitsInTable("")))
                + "\n"
                + table(
                        "the same with S3 as the store (state-machine-policy-wake-s3.json)",
                        List.of(StoreGrants.waitsInBucket("")))
                + "\n"
                + table(
                        "beside lambda-policy-s3.json, only with --wake and S3 as the store (lambda-policy-wake-s3.json)",
                        StoreGrants.waitsOf(""))
                + "\n"
                + table("operator-policy.json", new OperatorGrants(options, "", Optional.empty()).all())
                + "\n"
                + table("viewer-policy.json", new ViewerGrants("").all());
    }

    private static String table(String file, List<Grant> grants) {
        return grants.stream()
                .map(grant -> "| %s | %s |\n".formatted(grant.sid(), grant.why()))
                .collect(Collectors.joining("", "## " + file + "\n\n| statement | why |\n|---|---|\n", ""));
    }
}
