package io.rdsmaint.infra.policy;

import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;

/** ARNs in the deployment's own account. */
final class Arns {
    private Arns() {}

    /** The state machine, by its literal name, because its resource depends on roles that name it. */
    static String machine(Options options) {
        return own("states", "stateMachine:" + options.account().name());
    }

    static String executions(Options options) {
        return own("states", "execution:" + options.account().name() + ":*");
    }

    static String bus(String name) {
        return own("events", "event-bus/" + name);
    }

    /** Of a service in the stack's own region. */
    static String own(String service, String resource) {
        return in(service, Aws.REGION, resource);
    }

    /** Of a service in a region; none for global resources. */
    static String in(String service, String region, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(Aws.PARTITION, service, region, Aws.ACCOUNT_ID, resource);
    }

    /** Each of some resources in each region, of whatever account. */
    static List<String> ofAnybody(String service, List<String> regions, Stream<String> resources) {
        return in(service, regions, resources).stream()
                .map(arn -> arn.replace(":" + Aws.ACCOUNT_ID + ":", ":*:"))
                .toList();
    }

    /** Each of some resources in each region. */
    static List<String> in(String service, List<String> regions, Stream<String> resources) {
        List<String> all = resources.toList();
        return regions.stream()
                .flatMap(region -> all.stream().map(resource -> in(service, region, resource)))
                .toList();
    }
}
