package io.rdsmaint.testkit.restore;

import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.transport.AwsRequest;
import io.rdsmaint.testkit.transport.RequestObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * P13: until its rows are masked and verified, nobody reaches a restored cluster. Looked at before and after every request: what the
 * control plane shows, and, once statements are answered, whether a password of production opens it.
 */
public final class IsolationWatch implements RequestObserver {
    private static final String MASK = "ops.run_piece(";

    private final Supplier<Simulator> simulator;
    private final List<String> breaches = new CopyOnWriteArrayList<>();
    private final Map<String, String> passwords;
    private int looks;

    /**
     * @param passwords production's, by user
     */
    public IsolationWatch(Supplier<Simulator> simulator, Map<String, String> passwords) {
        this.simulator = simulator;
        this.passwords = passwords;
    }

    /** What was seen that nobody may see. */
    public List<String> breaches() {
        return breaches;
    }

    /** How often a copy was looked at. */
    public int looks() {
        return looks;
    }

    @Override
    public void before(LambdaInvocation from, AwsRequest request) {
        String body = request.http().body().text();
        boolean masking = body.contains(MASK) && !body.contains("$install$") && !body.contains("isolate");
        look("before " + request, masking);
    }

    @Override
    public void after(LambdaInvocation from, AwsRequest request, SimulatorResponse response) {
        look("after " + request, false);
    }

    private void look(String when, boolean masking) {
        simulator.get().world().sites().stream()
                .flatMap(site -> site.clusters().stream())
                .filter(cluster ->
                        cluster.tags().containsKey(Names.TAG) && cluster.id().contains("-r-"))
                .forEach(cluster -> look(cluster, when, masking));
    }

    private void look(Cluster cluster, String when, boolean masking) {
        looks++;
        List<String> open = new ArrayList<>();
        if (!cluster.securityGroups().equals(List.of(RestoreTestRunner.ISOLATION))) {
            open.add("security groups " + cluster.securityGroups());
        }
        cluster.instances().stream()
                .filter(each -> each.settings().path("PubliclyAccessible").asBoolean())
                .forEach(each -> open.add(each.id() + " is public"));
        boolean answers = cluster.answersHttp();
        if (answers
                && !cluster.attributes()
                        .path("MasterUserSecret")
                        .path("SecretStatus")
                        .asText()
                        .equals("active")) {
            open.add("statements are answered with production's master password");
        }
        if (masking && answers) {
            passwords.forEach((user, password) -> {
                try (var _ = cluster.databases()
                        .open("shop", user, password, cluster.databases().writer())) {
                    open.add(user + " of production logs in");
                } catch (java.sql.SQLException e) {
                    // As it should be.
                }
            });
        }
        open.forEach(what -> breaches.add(when + ": " + cluster.id() + ": " + what));
    }
}
