package io.rdsmaint.function;

import io.rdsmaint.aurora.AuroraFamily;
import io.rdsmaint.aurora.preflight.Scoping;
import io.rdsmaint.engine.Catalogue;
import io.rdsmaint.engine.Family;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.Lazy;
import io.rdsmaint.gateway.s3.DefinitionBucket;
import io.rdsmaint.gateway.s3.Definitions;
import io.rdsmaint.gateway.s3.ReportBucket;
import io.rdsmaint.recovery.RecoveryFamily;
import io.rdsmaint.recovery.plan.Scope;
import io.rdsmaint.restore.RestoreFamily;
import io.rdsmaint.sql.SqlFamily;
import io.rdsmaint.sql.world.DeploymentScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes what a function can do: its families. */
@FunctionalInterface
public interface CatalogueFactory {
    /**
     * Makes them.
     *
     * @param settings what the deployment fixed
     * @param clients the AWS clients that they use, and the clock
     */
    Catalogue make(Settings settings, Clients clients);

    /** Makes a family. */
    @FunctionalInterface
    interface FamilyFactory extends BiFunction<Settings, Clients, Family> {}

    /** All families there are: one line each. */
    Map<String, FamilyFactory> FAMILIES = Map.of(
            "aurora",
            CatalogueFactory::aurora,
            "recovery",
            CatalogueFactory::recovery,
            "restore",
            CatalogueFactory::restore,
            "sql",
            CatalogueFactory::sql);

    /** The families that are deployed, which usually are all. */
    static CatalogueFactory standard() {
        return (settings, clients) -> of(chosen(settings.families())).make(settings, clients);
    }

    private static List<FamilyFactory> chosen(List<String> names) {
        if (!FAMILIES.keySet().containsAll(names)) {
            throw new IllegalArgumentException("The function's environment is not as deployed: FAMILIES " + names
                    + ", this version knows " + FAMILIES.keySet() + ". Deploy the stack again.");
        }
        return (names.isEmpty() ? FAMILIES.keySet() : names)
                .stream()
                        .sorted()
                        .map(FAMILIES::get)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    /** Some families. */
    static CatalogueFactory of(List<FamilyFactory> families) {
        return (settings, clients) -> new Catalogue(
                families.stream().map(family -> family.apply(settings, clients)).toList());
    }

    private static Family sql(Settings settings, Clients clients) {
        return SqlFamily.of(
                settings.deployment(),
                DeploymentScope.from(settings.environment()),
                definitions(settings, clients),
                clients);
    }

    private static Family recovery(Settings settings, Clients clients) {
        String bucket = settings.environment().getOrDefault("REPORT_BUCKET", "");
        Scope scope =
                new Scope(settings.deployment(), settings.environment().getOrDefault("ALLOWED_SERVER_TAG", ""), bucket);
        AwsScope here = AwsScope.own(settings.region());
        Optional<ReportBucket> reports = bucket.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportBucket(
                        new Lazy<>(() -> clients.changing(S3Client.builder(), here)),
                        bucket,
                        new ErrorTranslation(here)));
        return RecoveryFamily.of(scope, definitions(settings, clients), reports, clients);
    }

    private static Family restore(Settings settings, Clients clients) {
        return RestoreFamily.of(
                Scoping.from(settings.deployment(), settings.environment()), definitions(settings, clients), clients);
    }

    private static Definitions definitions(Settings settings, Clients clients) {
        String bucket = settings.definitionsBucket();
        AwsScope here = AwsScope.own(settings.region());
        return bucket.isEmpty()
                ? Definitions.NONE
                : new DefinitionBucket(
                        new Lazy<>(() -> clients.reading(S3Client.builder(), here)),
                        bucket,
                        new ErrorTranslation(here));
    }

    private static Family aurora(Settings settings, Clients clients) {
        return AuroraFamily.of(Scoping.from(settings.deployment(), settings.environment()), clients);
    }
}
