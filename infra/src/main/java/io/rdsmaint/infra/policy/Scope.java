package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import io.rdsmaint.infra.Product;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;

/**
 * Which clusters the function may touch, as IAM says it: by a tag that they and their instances carry, or by their
 * names. What the function itself created it knows by {@link Product#OWN_TAG}.
 *
 * @param options what the person who deploys chose
 * @param anyRegion names resources of any region, so that a policy stays short; {@link #bound} keeps them to ours
 */
record Scope(Options options, boolean anyRegion) {
    /** The last letters and digits of an operation's id, which end the name of whatever an operation creates. */
    private static final String MARK = "????????";

    /** The names of the instances that the function creates. */
    static final String OWN_INSTANCES = "db:*-maint-" + MARK;

    /** Of the final snapshots that it takes. */
    static final String OWN_SNAPSHOTS = "cluster-snapshot:*-before-upgrade-" + MARK;

    /** Of the cluster parameter groups that it makes: the former group's name, the new family and the side. */
    static final String OWN_CLUSTER_GROUPS = "cluster-pg:*-aurora-*-cluster-" + MARK;

    /** Of the instance parameter groups. */
    static final String OWN_INSTANCE_GROUPS = "pg:*-aurora-*-instance-" + MARK;

    /** In few ARNs, however many regions there are. */
    Scope(Options options) {
        this(options, options.allowRegions().size() > 1);
    }

    List<String> regions() {
        return options.allowRegions().isEmpty() ? List.of(Aws.REGION) : options.allowRegions();
    }

    /** For actions that know no resource type. */
    Map<String, Map<String, Object>> inRegions() {
        return Map.of("StringEquals", Map.of("aws:RequestedRegion", regions()));
    }

    List<String> clusters() {
        return rds(names(options.allowClusters()).map(name -> "cluster:" + name));
    }

    List<String> instances() {
        return rds(names(options.allowInstances()).map(name -> "db:" + name));
    }

    /** Custom endpoints; by name, they are named like instances. */
    List<String> endpoints() {
        return rds(names(options.allowInstances()).map(name -> "cluster-endpoint:" + name));
    }

    /** Clusters whose name AWS has lengthened. */
    List<String> clustersNamed(String suffix) {
        return rds(names(options.allowClusters()).map(name -> "cluster:" + name + suffix));
    }

    /** Instances whose name AWS has lengthened. */
    List<String> instancesNamed(String suffix) {
        return rds(names(options.allowInstances()).map(name -> "db:" + name + suffix));
    }

    /** Custom endpoints whose name AWS has lengthened. */
    List<String> endpointsNamed(String suffix) {
        return rds(names(options.allowInstances()).map(name -> "cluster-endpoint:" + name + suffix));
    }

    List<String> rds(Stream<String> resources) {
        return of("rds", resources);
    }

    /** Of a service in our regions, of whatever account: what others let this one use. */
    List<String> anybodys(String service, Stream<String> resources) {
        return Arns.ofAnybody(service, anyRegion ? List.of("*") : regions(), resources);
    }

    /** Each of some resources of a service, in our regions. */
    List<String> of(String service, Stream<String> resources) {
        return Arns.in(service, anyRegion ? List.of("*") : regions(), resources);
    }

    /** The statements, with the regions as a condition where their ARNs don't say it. */
    List<Grant> bound(Stream<Grant> grants) {
        return grants.map(g -> new Grant(g.sid(), g.why(), g.actions(), g.resources(), bound(g.conditions())))
                .toList();
    }

    /** On a resource that is allowed by tag; nothing where the resource's name already says it. */
    Map<String, Map<String, Object>> allowed() {
        return allowedAnd(Map.of());
    }

    Map<String, Map<String, Object>> allowedAnd(Map<String, Map<String, Object>> more) {
        Map<String, Map<String, Object>> conditions = new TreeMap<>(more);
        options.allowTag()
                .ifPresent(tag -> conditions.put("StringEquals", Map.of("aws:ResourceTag/" + tag.key(), tag.value())));
        return conditions;
    }

    /** The conditions, and that of the regions where ARNs don't say it. */
    Map<String, Map<String, Object>> bound(Map<String, Map<String, Object>> conditions) {
        if (!anyRegion) {
            return conditions;
        }
        Map<String, Object> equal = new TreeMap<>(conditions.getOrDefault("StringEquals", Map.of()));
        equal.put("aws:RequestedRegion", regions());
        Map<String, Map<String, Object>> all = new TreeMap<>(conditions);
        all.put("StringEquals", equal);
        return all;
    }

    static Map<String, Map<String, Object>> given(String conditionKey) {
        return Map.of("Null", Map.of(conditionKey, "false"));
    }

    private static Stream<String> names(List<String> patterns) {
        return patterns.isEmpty() ? Stream.of("*") : patterns.stream();
    }
}
