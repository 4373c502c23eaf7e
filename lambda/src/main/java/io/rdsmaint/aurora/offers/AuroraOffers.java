package io.rdsmaint.aurora.offers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.Choice;
import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Offers;
import io.rdsmaint.engine.ParameterField;
import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.rds.Cluster;
import io.rdsmaint.gateway.rds.EngineVersion;
import io.rdsmaint.gateway.rds.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clusters, and what AWS offers for one: classes, versions, storage types. */
public final class AuroraOffers implements Offers {
    private static final List<String> SIZES = List.of("medium", "large", "xlarge");
    private static final Pattern CLASS = Pattern.compile("(.*)\\.([a-z]+|(\\d+)xlarge)");

    private final GatewayFactory gateways;

    public AuroraOffers(GatewayFactory gateways) {
        this.gateways = gateways;
    }

    @Override
    public String words(String type) {
        return Forms.of(type).words();
    }

    @Override
    public List<ParameterField> fields(String type) {
        return Forms.of(type).fields();
    }

    @Override
    public List<Choice> targets(String region) {
        return gateways.at(AwsScope.own(region)).rds().clusters().stream()
                .filter(cluster -> cluster.engine().aurora())
                .sorted(Comparator.comparing(Cluster::id))
                .map(cluster -> new Choice(
                        cluster.id(),
                        cluster.engine().name() + " " + cluster.engine().version() + ", "
                                + cluster.members().size()
                                + (cluster.members().size() == 1 ? " instance, " : " instances, ")
                                + cluster.status()))
                .toList();
    }

    @Override
    public List<Choice> values(String list, Target.Asked target) {
        Gateways world = world(target);
        Cluster cluster = cluster(world, target);
        return switch (list) {
            case Forms.CLASSES -> classes(world, cluster);
            case Forms.INSTANCES -> instances(world, cluster);
            case Forms.VERSIONS -> versions(world, cluster);
            case Forms.STORAGE -> storage(cluster);
            // Which groups suit a version only its family tells, and the plan says it: their names are typed.
            case Forms.CLUSTER_GROUPS, Forms.INSTANCE_GROUPS -> List.of();
            default -> throw new InvalidRequest("there is no list '" + list + "' of clusters");
        };
    }

    @Override
    public ObjectNode look(Target.Asked target) {
        Gateways world = world(target);
        return new ClusterLook(world, cluster(world, target)).tree();
    }

    private Gateways world(Target.Asked target) {
        return gateways.at(new AwsScope(target.region(), target.roleArn(), target.externalId()));
    }

    private static Cluster cluster(Gateways world, Target.Asked target) {
        return world.rds()
                .cluster(target.name())
                .orElseThrow(
                        () -> new InvalidRequest("no cluster is called '" + target.name() + "' in " + target.region()));
    }

    private static List<Choice> classes(Gateways world, Cluster cluster) {
        List<String> now = world.rds().instances(cluster.id()).stream()
                .map(Instance::instanceClass)
                .toList();
        return world
                .rds()
                .orderableClasses(cluster.engine().name(), cluster.engine().version())
                .stream()
                .sorted(Comparator.comparing(AuroraOffers::family)
                        .thenComparingInt(AuroraOffers::size)
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> new Choice(name, now.contains(name) ? "as it is now" : ""))
                .toList();
    }

    private static String family(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static int size(String name) {
        Matcher matcher = CLASS.matcher(name);
        return !matcher.matches()
                ? 0
                : matcher.group(3) == null
                        ? SIZES.indexOf(matcher.group(2))
                        : SIZES.size() + Integer.parseInt(matcher.group(3));
    }

    private static List<Choice> instances(Gateways world, Cluster cluster) {
        return world.rds().instances(cluster.id()).stream()
                .sorted(Comparator.comparing(Instance::id))
                .map(instance -> new Choice(
                        instance.id(),
                        (cluster.writes(instance.id()) ? "writer, " : "reader, ") + instance.instanceClass()))
                .toList();
    }

    private static List<Choice> versions(Gateways world, Cluster cluster) {
        return world
                .rds()
                .engineVersion(cluster.engine().name(), cluster.engine().version())
                .stream()
                .map(EngineVersion::upgrades)
                .flatMap(List::stream)
                .map(to -> new Choice(to.version(), to.major() ? "major" : "minor"))
                .toList();
    }

    private static List<Choice> storage(Cluster cluster) {
        String now = cluster.features().storageType();
        return List.of(
                new Choice("aurora", "Standard" + (now.equals("aurora") ? ", as it is now" : "")),
                new Choice("aurora-iopt1", "I/O-Optimized" + (now.equals("aurora-iopt1") ? ", as it is now" : "")));
    }
}
