package io.rdsmaint.simulator.dataapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.Cluster;
import io.rdsmaint.simulator.model.Durations;
import io.rdsmaint.simulator.model.Instance;
import io.rdsmaint.simulator.model.Secret;
import io.rdsmaint.simulator.model.World;
import io.rdsmaint.simulator.postgres.DatabaseSession;
import io.rdsmaint.simulator.protocol.ApiError;
import io.rdsmaint.simulator.protocol.Call;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a call has to get past before a database hears of it: its ARNs, the caller's permissions, the endpoint, the secret, and
 * a writer that serves.
 *
 * @param writer which writer serves at that moment
 */
record Access(Cluster cluster, String user, String password, long writer) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_ARN = 11;
    private static final int LONGEST_ARN = 100;

    /** Secrets that RDS keeps have longer ARNs, and users tell that they are taken. */
    private static final String MANAGED_BY_RDS = ":secret:rds!";

    private static final Durations.Range RESUMING = new Durations.Range(8, 20);

    static Access of(Call call, AccountRegion site) {
        String resource = arn(call, "resourceArn");
        String secret = arn(call, "secretArn");
        permitted(site, "rds-data:" + call.action(), resource);
        Cluster cluster = site.clusters().stream()
                .filter(each -> each.arn().equals(resource) && each.answersHttp())
                .findFirst()
                .orElseThrow(() -> DataApiError.off(resource));
        JsonNode credentials = credentials(site, secret);
        serving(cluster);
        return new Access(
                cluster,
                credentials.path("username").asText(),
                credentials.path("password").asText(),
                cluster.databases().writer());
    }

    private static String arn(Call call, String name) {
        String arn = call.text(name).orElseThrow(() -> DataApiError.invalid(name + " must not be null"));
        if (arn.length() < SHORTEST_ARN || (arn.length() > LONGEST_ARN && !arn.contains(MANAGED_BY_RDS))) {
            throw DataApiError.invalid("1 validation error detected: Value at '" + name
                    + "' failed to satisfy constraint: Member must have length from " + SHORTEST_ARN + " to "
                    + LONGEST_ARN);
        }
        if (!arn.startsWith("arn:")) {
            throw DataApiError.invalid("Invalid ARN at '" + name + "': " + arn);
        }
        return arn;
    }

    private static void permitted(AccountRegion site, String action, String resource) {
        if (site.world().withheld().contains(action)) {
            throw DataApiError.denied(action, resource);
        }
    }

    private static JsonNode credentials(AccountRegion site, String arn) {
        permitted(site, "secretsmanager:GetSecretValue", arn);
        Secret secret = Optional.ofNullable(site.secrets().get(arn))
                .orElseThrow(() -> DataApiError.secret("The secret " + arn + " was not found."));
        if (secret.key().isPresent() && site.world().withheld().contains("kms:Decrypt")) {
            throw DataApiError.secret("The secret " + arn + " could not be decrypted.");
        }
        try {
            JsonNode json = JSON.readTree(secret.text());
            if (json.path("username").isTextual() && json.path("password").isTextual()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw DataApiError.invalidSecret("The secret " + arn + " holds no JSON.");
        }
        throw DataApiError.invalidSecret("The secret " + arn + " needs a username and a password.");
    }

    private static void serving(Cluster cluster) {
        if (cluster.doomed() || cluster.status().equals("deleting")) {
            throw DataApiError.state("DB cluster " + cluster.id() + " is being deleted.");
        }
        if (cluster.instances().isEmpty()) {
            throw DataApiError.noInstance(cluster.arn());
        }
        Optional<Instance> writer = cluster.writer();
        if (writer.filter(each -> each.instanceClass().burstable()).isPresent()) {
            throw DataApiError.state("The Data API isn't supported on T DB instance classes.");
        }
        if (!cluster.version().postgres()) {
            throw DataApiError.state("Only databases of Aurora PostgreSQL are simulated.");
        }
        awake(cluster);
        if (writer.filter(each -> each.engine().serving()).isEmpty()) {
            throw DataApiError.unavailable();
        }
    }

    /** The first call to a cluster that sleeps wakes it, which takes some seconds. */
    private static void awake(Cluster cluster) {
        if (cluster.dataApi().paused()) {
            World world = cluster.site().world();
            if (cluster.dataApi().resume()) {
                world.after(
                        world.draw(RESUMING), cluster, () -> cluster.dataApi().paused(false));
            }
            throw DataApiError.resuming();
        }
    }

    /** Connects as the secret's user. */
    DatabaseSession open(String database) {
        try {
            return cluster.databases().open(database, user, password, writer);
        } catch (SQLException e) {
            throw DataApiError.of(e);
        }
    }

    /** The database of a call: without one PostgreSQL takes the user's name for it. */
    String database(Call call) {
        return call.text("database").orElse(user);
    }

    /** Refuses what the Data API has a parameter for, and no support. */
    static void noSchema(Call call) {
        if (call.text("schema").isPresent()) {
            throw DataApiError.invalid("Schema is not supported");
        }
    }

    /** An error if a text is longer than it may be. */
    static void length(Call call, String name, int longest) {
        Optional<ApiError> refusal = call.text(name)
                .filter(text -> text.length() > longest)
                .map(text -> DataApiError.invalid("1 validation error detected: Value at '" + name
                        + "' failed to satisfy constraint: Member must have length less than or equal to " + longest));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
