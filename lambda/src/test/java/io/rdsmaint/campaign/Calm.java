package io.rdsmaint.campaign;

import io.rdsmaint.testkit.lambda.Deployment;
import java.util.List;
import java.util.Map;

/**
 * A subject's run in which nothing else goes wrong: what other runs of it are measured by.
 *
 * @param points how many of each kind it passes
 * @param course what it passes, in its order
 * @param before what the operation works on, as it was
 * @param after the same in the end
 * @param interruptions how often clients were cut off
 */
record Calm(
        Map<Point, Integer> points,
        List<Strikes.Passed> course,
        List<String> before,
        List<String> after,
        int interruptions) {
    static Calm of(Deployment deployment, Subject subject) {
        Run run = new Run(
                deployment, new Campaign.Draw(subject, Deployment.Store.MEMORY, 1, List.of()), Flaw.NONE, false);
        List<String> before = run.promises().world();
        try {
            Result result = run.run();
            return new Calm(
                    Map.copyOf(result.strikes().passed()),
                    List.copyOf(result.strikes().course()),
                    before,
                    result.promises().world(),
                    result.promises().interruptions());
        } finally {
            run.promises().close();
        }
    }
}
