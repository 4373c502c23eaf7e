package io.rdsmaint.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.rdsmaint.engine.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A target as a document holds it. Format 2, of the time when there was one kind, names no kind and calls name and resource id
 * those of a cluster; operations on that kind are still written so, that earlier code can go on with them.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredTarget(
        @Nullable String kind,
        String account,
        String region,
        @Nullable String name,
        @Nullable String resourceId,
        @Nullable String clusterId,
        @Nullable String clusterResourceId,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable Boolean shared) {

    /** Tells Jackson to write and read targets so. */
    @JsonSerialize(converter = Written.class)
    @JsonDeserialize(converter = Read.class)
    interface Mixin {}

    static final class Written extends StdConverter<Target, StoredTarget> {
        @Override
        public StoredTarget convert(Target target) {
            boolean named = !target.kind().equals(Target.UNNAMED_KIND);
            return new StoredTarget(
                    named ? target.kind() : null,
                    target.account(),
                    target.region(),
                    named ? target.name() : null,
                    named ? target.resourceId() : null,
                    named ? null : target.name(),
                    named ? null : target.resourceId(),
                    target.roleArn(),
                    target.externalId(),
                    target.shared() ? true : null);
        }
    }

    static final class Read extends StdConverter<StoredTarget, Target> {
        @Override
        public Target convert(StoredTarget stored) {
            return stored.kind == null
                    ? stored.target(Target.UNNAMED_KIND, stored.clusterId, stored.clusterResourceId)
                    : stored.target(stored.kind, stored.name, stored.resourceId);
        }
    }

    private Target target(String ofKind, @Nullable String called, @Nullable String withId) {
        return new Target(
                ofKind,
                account,
                region,
                Objects.requireNonNull(called, "a stored target without a name"),
                withId,
                roleArn,
                externalId,
                Boolean.TRUE.equals(shared));
    }
}
