package io.rdsmaint.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.ledger.Harm;
import io.rdsmaint.testkit.lambda.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A subject's run in which nothing else goes wrong: what other runs of it are measured by.
 *
 * @param points how many of each kind it passes
 * @param course what it passes, in its order
 * @param before the clusters as they were
 * @param after the clusters as they are in the end
 * @param writeInterruptions how often clients could not write
 */
record Calm(
        Map<Point, Integer> points,
        List<Strikes.Passed> course,
        List<String> before,
        List<String> after,
        int writeInterruptions) {
    private static final Pattern MARK = Pattern.compile("-[0-9a-f]{8}\"");

    static Calm of(Deployment deployment, Subject subject) {
        Run run = new Run(
                deployment, new Campaign.Draw(subject, Deployment.Store.MEMORY, 1, List.of()), Flaw.NONE, false);
        List<String> before = clusters(run.simulator());
        Result result = run.run();
        return new Calm(
                Map.copyOf(result.strikes().passed()),
                List.copyOf(result.strikes().course()),
                before,
                clusters(result.simulator()),
                writeInterruptions(result.simulator()));
    }

    static int writeInterruptions(Simulator simulator) {
        return simulator.ledger().interruptions(Harm.WRITE_INTERRUPTION).size();
    }

    /**
     * The clusters in words, without what differs from run to run, as the marks of operations in names do, and what scaling and
     * others add and remove as they like.
     */
    static List<String> clusters(Simulator simulator) {
        List<String> clusters = new ArrayList<>();
        for (JsonNode cluster : simulator.state().path("clusters")) {
            ObjectNode essential = cluster.deepCopy();
            essential.remove(List.of("resource_id", "extra_instances"));
            List<String> instances = new ArrayList<>();
            for (JsonNode instance : essential.remove("instances")) {
                if (!instance.path("autoscaled").asBoolean()
                        && !instance.path("id").asText().equals(Trouble.ANOTHER)) {
                    instances.add(((ObjectNode) instance)
                            .without(List.of("resource_id", "original"))
                            .toString());
                }
            }
            instances.sort(String::compareTo);
            clusters.add(MARK.matcher(essential + " " + instances).replaceAll("-mark\""));
        }
        return clusters;
    }
}
