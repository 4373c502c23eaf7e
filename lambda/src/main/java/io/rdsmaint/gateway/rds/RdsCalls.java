package io.rdsmaint.gateway.rds;

import io.rdsmaint.engine.Intent;
import io.rdsmaint.gateway.ErrorTranslation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.BlueGreenDeploymentAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterRoleAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbClusterSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbInstanceAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.InvalidBlueGreenDeploymentStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterEndpointStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterSnapshotStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.InvalidResourceStateException;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * Makes the calls to the RDS API of one account and region for its gateways. Reads and changes throw what {@link ErrorTranslation} says;
 * changes need an {@link Intent} and are sent once. A refusal passes by itself when the resource is busy or the call was
 * throttled, and also when what is to be created exists already: the next look finds it.
 *
 * <p>In all of them {@code action} is what IAM calls it, and {@code resource} names for a person what it is about.
 */
public final class RdsCalls {
    private final Supplier<RdsClient> reading;
    private final Supplier<RdsClient> changing;
    private final ErrorTranslation calls;

    public RdsCalls(Supplier<RdsClient> reading, Supplier<RdsClient> changing, ErrorTranslation calls) {
        this.reading = reading;
        this.changing = changing;
        this.calls = calls;
    }

    /** Reads. */
    <T> T read(String action, String resource, Function<RdsClient, T> call) {
        return calls.read(action, resource, () -> call.apply(reading.get()));
    }

    /** Reads all of them; the stream leads from page to page. */
    <T> List<T> list(String action, String resource, Function<RdsClient, Stream<T>> call) {
        return read(action, resource, rds -> call.apply(rds).toList());
    }

    /** Reads one; empty when the list is, and when AWS answers that there is none. */
    <T> Optional<T> find(
            String action, String resource, Class<? extends RdsException> absent, Function<RdsClient, Stream<T>> call) {
        return read(action, resource, rds -> {
            try {
                return call.apply(rds).findFirst();
            } catch (RdsException e) {
                if (absent.isInstance(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Reads what happened, oldest first. */
    List<RdsEvent> events(String of, Consumer<DescribeEventsRequest.Builder> which) {
        return list(
                "rds:DescribeEvents",
                of,
                rds -> rds.describeEventsPaginator(which).events().stream().map(Catalog::event));
    }

    /** Changes. */
    <T> T change(Intent intent, String action, String resource, Function<RdsClient, T> call) {
        return calls.change(intent, action, resource, RdsCalls::passes, () -> call.apply(changing.get()));
    }

    /** Deletes; what is gone already counts as deleted. */
    void delete(
            Intent intent,
            String action,
            String resource,
            Class<? extends RdsException> absent,
            Consumer<RdsClient> call) {
        change(intent, action, resource, rds -> {
            try {
                call.accept(rds);
            } catch (RdsException e) {
                if (!absent.isInstance(e)) {
                    throw e;
                }
            }
            return resource;
        });
    }

    private static boolean passes(AwsServiceException e) {
        return e instanceof InvalidDbInstanceStateException
                || e instanceof InvalidDbClusterStateException
                || e instanceof InvalidDbClusterEndpointStateException
                || e instanceof InvalidBlueGreenDeploymentStateException
                || e instanceof InvalidDbParameterGroupStateException
                || e instanceof DbInstanceAlreadyExistsException
                || e instanceof BlueGreenDeploymentAlreadyExistsException
                || e instanceof DbClusterSnapshotAlreadyExistsException
                || e instanceof DbParameterGroupAlreadyExistsException
                || e instanceof DbClusterAlreadyExistsException
                || e instanceof DbClusterRoleAlreadyExistsException
                || e instanceof InvalidDbClusterSnapshotStateException
                || e instanceof InvalidResourceStateException;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList();
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
