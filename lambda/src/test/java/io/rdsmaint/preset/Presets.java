package io.rdsmaint.preset;

import io.rdsmaint.engine.Target;
import io.rdsmaint.gateway.AwsScope;
import io.rdsmaint.gateway.Clients;
import io.rdsmaint.gateway.ErrorTranslation;
import io.rdsmaint.gateway.rds.ParameterGateway;
import io.rdsmaint.gateway.rds.ParameterGateway.Scope;
import io.rdsmaint.gateway.rds.ParameterGroup;
import io.rdsmaint.gateway.rds.RdsCalls;
import io.rdsmaint.gateway.rds.RdsGateway;
import io.rdsmaint.gateway.sts.CallerIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Looks at presets, which are parameter groups, wherever they are. */
final class Presets {
    /** A preset takes longer to make than most things do. */
    static final Duration CALL = Duration.ofSeconds(40);

    /** Names the operation that made it. */
    static final String TAG = "preset-operation";

    private static final Scope SCOPE = Scope.INSTANCE;

    private final Clients clients;
    private final Map<AwsScope, Place> places = new ConcurrentHashMap<>();

    Presets(Clients clients) {
        this.clients = clients;
    }

    private record Place(ParameterGateway groups, RdsGateway rds, CallerIdentity identity) {}

    /** A preset that is there, and the operation that made it; empty when none did. */
    record Preset(String name, String arn, String family, Optional<String> madeBy) {
        boolean of(String operationId) {
            return madeBy.filter(operationId::equals).isPresent();
        }
    }

    Optional<Preset> find(Target target) {
        Place place = at(AwsScope.of(target));
        return place.groups()
                .group(SCOPE, target.name())
                .map(group -> new Preset(group.name(), group.arn(), group.family(), owner(place, group)));
    }

    private static Optional<String> owner(Place place, ParameterGroup group) {
        return Optional.ofNullable(place.rds().tags(group.arn()).get(TAG));
    }

    ParameterGateway changing(Target target) {
        return at(AwsScope.of(target)).groups();
    }

    String account(AwsScope scope) {
        return at(scope).identity().account();
    }

    private Place at(AwsScope scope) {
        return places.computeIfAbsent(clients.now(scope), this::make);
    }

    private Place make(AwsScope scope) {
        ErrorTranslation calls = new ErrorTranslation(scope);
        RdsClient reading = clients.reading(RdsClient.builder(), scope);
        RdsClient changing = clients.changing(RdsClient.builder(), scope, CALL);
        StsClient sts = clients.reading(StsClient.builder(), scope);
        RdsCalls rds = new RdsCalls(() -> reading, () -> changing, calls);
        return new Place(new ParameterGateway(rds), new RdsGateway(rds), new CallerIdentity(() -> sts, calls));
    }
}
