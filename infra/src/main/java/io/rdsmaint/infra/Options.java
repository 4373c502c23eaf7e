package io.rdsmaint.infra;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the person who deploys may choose, read from CDK context ({@code cdk deploy -c allow-tag=team=dba}). Lists are
 * comma-separated; those of {@code scripts/deploy} by {@link OptionReader#SEPARATOR}, so that a tag's value may hold a comma.
 *
 * @param families whose operations it can run
 * @param allowTag {@code key=value} that a cluster and its instances must carry to be touched; absent when clusters
 *     are allowed by name
 * @param allowClusters name patterns, with {@code *} for any characters, of the clusters that may be touched
 * @param allowInstances name patterns of the instances of those clusters
 * @param allowRegions the regions of those clusters; empty for the stack's own region
 * @param allowRoles roles that the function may assume, for clusters in other accounts; after # the external id that one is
 *     bound to
 * @param monitoringRoles roles for enhanced monitoring that a temporary instance may be given
 * @param kmsKeys keys of encrypted clusters, in which the function may create instances
 * @param bus name of the event bus to publish on; absent for the account's default bus
 * @param store where operations are kept
 * @param notifications who is told besides
 * @param upkeep how it is looked after
 * @param policies what the function's policies allow where there is a choice
 * @param account what the account demands
 * @param console whether people get the operator console
 * @param recovery what recoveries may do
 * @param wake whether events of AWS may end waits of the machine
 */
public record Options(
        List<String> families,
        Optional<Tag> allowTag,
        List<String> allowClusters,
        List<String> allowInstances,
        List<String> allowRegions,
        List<String> allowRoles,
        List<String> monitoringRoles,
        List<String> kmsKeys,
        Optional<String> bus,
        Store store,
        NotificationOptions notifications,
        UpkeepOptions upkeep,
        PolicyOptions policies,
        AccountOptions account,
        ConsoleOptions console,
        RecoveryOptions recovery,
        boolean wake) {

    /** Families whose steps wait for what events tell of, as their grants say; these options are read before anything is compiled. */
    private static final Set<String> TOLD_OF_BY_EVENTS = Set.of("aurora", "restore");

    /** The family that is deployed when none is chosen. */
    private static final String USUAL_FAMILY = "aurora";

    /** All families there are. */
    public static final List<String> FAMILIES = List.of("aurora", "recovery", "restore", "sql");

    /** Where operations can be kept. */
    public enum Store {
        DYNAMODB,
        S3
    }

    /** A tag that allows. */
    public record Tag(String key, String value) {
        static final Tag DEFAULT = new Tag(Product.NAME, "allowed");

        static Tag parse(String text) {
            int equals = text.indexOf('=');
            return new Tag(text.substring(0, equals), text.substring(equals + 1));
        }

        @Override
        public String toString() {
            return key + "=" + value;
        }
    }

    /** What is deployed when nothing is chosen. */
    public static Options defaults() {
        return from(key -> Optional.empty());
    }

    /**
     * The options in a context.
     *
     * @param context the value given for a key, if any
     * @throws IllegalArgumentException naming every option that is wrong
     */
    public static Options from(Function<String, Optional<String>> context) {
        OptionReader read = new OptionReader(context);
        List<String> clusters = read.list("allow-cluster", OptionReader.NAME);
        List<String> instances = read.list("allow-instance", OptionReader.NAME);
        Optional<Tag> tag = read.one("allow-tag", OptionReader.TAG).map(Tag::parse);
        if (tag.isPresent() && !clusters.isEmpty()) {
            read.problem("allow-tag and allow-cluster exclude each other: clusters are allowed by tag or by name");
        }
        if (clusters.isEmpty() && !instances.isEmpty()) {
            read.problem("allow-instance goes with allow-cluster: by tag, an instance is allowed by its own tag");
        }
        List<String> families = read.list("families", OptionReader.WORD);
        families.stream()
                .filter(name -> !FAMILIES.contains(name))
                .forEach(name ->
                        read.problem("families has '%s'; there are %s".formatted(name, String.join(", ", FAMILIES))));
        Options options = new Options(
                families.isEmpty() ? List.of(USUAL_FAMILY) : families,
                clusters.isEmpty() ? tag.or(() -> Optional.of(Tag.DEFAULT)) : Optional.empty(),
                clusters,
                instances.isEmpty()
                        ? clusters.stream().map(Options::instancesOf).toList()
                        : instances,
                read.list("allow-region", OptionReader.REGION),
                read.list("allow-role", OptionReader.ASSUMED_ROLE),
                read.list("monitoring-role", OptionReader.ROLE),
                read.list("kms-key", OptionReader.KEY),
                read.one("bus", OptionReader.BUS).filter(bus -> !bus.equals("default")),
                read.one("store", OptionReader.STORE)
                        .map(name -> Store.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(Store.DYNAMODB),
                NotificationOptions.from(read),
                UpkeepOptions.from(read),
                PolicyOptions.from(read),
                AccountOptions.from(read),
                ConsoleOptions.from(read),
                RecoveryOptions.from(read, families.contains("recovery")),
                read.one("wake", OptionReader.YES).isPresent());
        if (options.account().prefixed()
                && options.notifications().any()
                && options.bus().isEmpty()) {
            read.problem(
                    "name-prefix with somebody to tell needs a bus of its own, too: on one bus, two deployments tell"
                            + " of each other's operations");
        }
        if (options.wake() && options.families().stream().noneMatch(TOLD_OF_BY_EVENTS::contains)) {
            read.problem("wake has nothing to wait for: of what these families wait for no event tells");
        }
        read.throwProblems();
        return options;
    }

    /** The bus to publish on. */
    public String busName() {
        return bus.orElse("default");
    }

    /** Instances are mostly named after their cluster. */
    private static String instancesOf(String cluster) {
        return cluster.endsWith("*") ? cluster : cluster + "-*";
    }
}
