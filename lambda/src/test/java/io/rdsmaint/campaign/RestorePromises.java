package io.rdsmaint.campaign;

import io.rdsmaint.engine.Operation;
import io.rdsmaint.restore.plan.Names;
import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.http.SimulatorResponse;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.ClusterSnapshot;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.testkit.JsonTrees;
import io.rdsmaint.testkit.lambda.LambdaInvocation;
import io.rdsmaint.testkit.restore.IsolationWatch;
import io.rdsmaint.testkit.transport.AwsRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What restores promise: nobody sees an unmasked row (P13, looked at before and after every request), the source is never changed, and
 * nothing is deleted but what the operation made, and the old cluster once its snapshot is there and it no longer has the name.
 */
final class RestorePromises implements Promises {
    static final String TARGET = "shop-staging";
    private static final String SOURCE = "shop";
    private static final Pattern MARK = Pattern.compile("-[0-9a-f]{8}\\b");
    private static final Set<String> ONCE =
            Set.of("RestoreDBClusterFromSnapshot", "CreateDBInstance", "CreateDBClusterSnapshot");
    private static final Set<String> DELETIONS = Set.of("DeleteDBCluster", "DeleteDBInstance");
    private static final Map<String, String> PRODUCTION =
            Map.of("shop_admin", "production-admin", "shop_app", "production-app", "shop_report", "production-report");

    /** How many customers there are, and how many tables show one of production. */
    private static final String ROWS = """
            SELECT (SELECT count(*) FROM customers WHERE email LIKE '%@masked.invalid') || ' masked, '
              || (SELECT count(*) FROM customers c WHERE c::text ~ '@example.org|Customer |4000-')
               + (SELECT count(*) FROM orders o WHERE o::text ~ '@example.org')
               + (SELECT count(*) FROM mail m WHERE m::text ~ '@example.org') || ' of production, '
              || (SELECT count(*) FROM pg_roles WHERE rolcanlogin AND rolname LIKE 'shop%' AND rolname <> current_user) || ' logins'""";

    private final Simulator simulator;
    private final String old;
    private final IsolationWatch isolation;
    private int told;

    RestorePromises(Simulator simulator, @SuppressWarnings("unused") BooleanSupplier meddled) {
        this.simulator = simulator;
        this.old = clusters()
                .filter(cluster -> cluster.id().equals(TARGET))
                .findFirst()
                .orElseThrow()
                .resourceId();
        this.isolation = new IsolationWatch(() -> simulator, PRODUCTION);
    }

    private Stream<AccountRegion> sites() {
        return simulator.world().sites().stream();
    }

    private Stream<Cluster> clusters() {
        return sites().flatMap(site -> site.clusters().stream());
    }

    @Override
    public List<String> brokenBefore(LambdaInvocation from, AwsRequest request) {
        isolation.before(from, request);
        return news();
    }

    @Override
    public List<String> brokenAfter(LambdaInvocation from, AwsRequest request, SimulatorResponse response) {
        isolation.after(from, request, response);
        return news();
    }

    private List<String> news() {
        List<String> all = List.copyOf(isolation.breaches());
        List<String> news = all.subList(told, all.size()).stream()
                .map(breach -> "not isolated: " + breach)
                .toList();
        told = all.size();
        return news;
    }

    @Override
    public List<String> brokenBy(LambdaInvocation from, Operation operation, AwsRequest change) {
        List<String> broken = new ArrayList<>();
        if (change.identifier().equals(SOURCE) || change.identifier().startsWith(SOURCE + "-1")) {
            broken.add("the source is changed: " + change);
        }
        if (DELETIONS.contains(change.action())) {
            clusters()
                    .filter(cluster -> named(cluster, change.identifier()))
                    .forEach(cluster -> deleted(operation, cluster, change, broken));
        }
        return broken;
    }

    private static boolean named(Cluster cluster, String id) {
        return cluster.id().equals(id)
                || cluster.instances().stream().map(Instance::id).anyMatch(id::equals);
    }

    private void deleted(Operation operation, Cluster cluster, AwsRequest change, List<String> broken) {
        if (!operation.id().equals(cluster.tags().get(Names.TAG))) {
            broken.add("a deletion of what isn't ours: " + change);
        }
        if (cluster.id().equals(TARGET)) {
            broken.add("a deletion of what has the target's name: " + change);
        }
        boolean saved = sites().flatMap(site -> site.clusterSnapshots().values().stream())
                .anyMatch(snapshot -> ofOld(snapshot) && snapshot.available());
        if (cluster.resourceId().equals(old) && !saved) {
            broken.add("a deletion before the snapshot is there: " + change);
        }
    }

    private boolean ofOld(ClusterSnapshot snapshot) {
        return snapshot.clusterResourceId().equals(old);
    }

    @Override
    public boolean once(AwsRequest change) {
        return ONCE.contains(change.action());
    }

    @Override
    public boolean several(AwsRequest change) {
        String text = change.http().body().text();
        return text.contains("ops.run_piece(") || text.contains("ops.cancel_overdue(");
    }

    @Override
    public List<String> world() {
        List<String> world = new ArrayList<>();
        clusters().forEach(cluster -> world.add(text(cluster)));
        clusters()
                .flatMap(cluster -> cluster.instances().stream())
                .forEach(instance -> world.add(instance.id() + " "
                        + instance.instanceClass().name() + " " + instance.status() + " " + tags(instance.tags())));
        sites().forEach(site -> {
            site.clusterSnapshots().values().forEach(s -> world.add("snapshot " + s.id() + " " + s.status()));
            site.clusterGroups().keySet().stream()
                    .filter(group -> !group.startsWith("default."))
                    .forEach(group -> world.add("group " + group));
        });
        return world.stream()
                .map(line -> MARK.matcher(line).replaceAll("-mark"))
                .sorted()
                .toList();
    }

    private String text(Cluster cluster) {
        boolean made = !cluster.id().equals(SOURCE) && !cluster.resourceId().equals(old);
        return cluster.id() + " " + cluster.status() + (made ? " made anew, " + rows(cluster) : " as it was") + " "
                + cluster.securityGroups() + " " + cluster.parameterGroup() + " answers " + cluster.answersHttp()
                + " protected " + cluster.attributes().path("DeletionProtection") + " " + tags(cluster.tags());
    }

    private static String tags(Map<String, String> tags) {
        return tags.keySet().stream()
                .filter(key -> !key.equals("rds-maint-operation"))
                .sorted()
                .toList()
                .toString();
    }

    /** What the master user sees, by the password that RDS keeps. */
    private static String rows(Cluster cluster) {
        String arn =
                cluster.attributes().path("MasterUserSecret").path("SecretArn").asText();
        String secret = cluster.site().secrets().values().stream()
                .filter(each -> each.arn().equals(arn))
                .map(each -> JsonTrees.read(each.text()).path("password").asText())
                .findFirst()
                .orElse("");
        if (secret.isEmpty() || !cluster.answersHttp()) {
            return "unread";
        }
        try (DatabaseSession session = cluster.databases()
                        .open("shop", "shop_admin", secret, cluster.databases().writer());
                Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public List<String> leftBy(Operation operation) {
        List<String> left = new ArrayList<>();
        String residue = String.join("\n", operation.residue());
        clusters().forEach(cluster -> {
            if (cluster.tags().containsKey("rds-maint-operation") && !residue.contains("mark is on ")) {
                left.add("the mark is left on " + cluster.id());
            }
            if (cluster.tags().containsKey(Names.TAG) && !residue.contains(cluster.id())) {
                left.add("nobody is told of " + cluster.id());
            }
            if (cluster.id().equals(TARGET)
                    && cluster.securityGroups().contains("sg-0150000000000001")
                    && !residue.contains("has the security groups of isolation")) {
                left.add("nobody is told that " + TARGET + " is fenced");
            }
        });
        sites().flatMap(site -> site.clusterGroups().keySet().stream())
                .filter(group -> group.contains("-r-") && !residue.contains(group))
                .forEach(group -> left.add("nobody is told of parameter group " + group));
        return left;
    }

    @Override
    public void close() {
        clusters().forEach(cluster -> cluster.databases().drop());
    }
}
