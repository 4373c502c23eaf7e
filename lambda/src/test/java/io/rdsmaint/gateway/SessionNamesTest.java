package io.rdsmaint.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** CloudTrail in another account tells what an operation did there by the name of its session. */
class SessionNamesTest {
    private static final AwsScope ELSEWHERE =
            new AwsScope("us-east-1", "arn:aws:iam::111122223333:role/maintenance", "ours-42");

    private final StubHttp http = new StubHttp(_ -> StubHttp.queryError(403, "AccessDenied"));
    private final Clients clients = new Clients(new Clients.Settings(
            InstantSource.system(),
            new Random(1),
            Clients.Settings.briefPause(),
            http,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("k", "s")),
            List.of()));
    private final GatewayFactory gateways = new GatewayFactory(clients);

    @Test
    void theSessionIsNamedAfterTheOperationAndEachHasItsOwn() {
        asked(Optional.of("op-1"));
        asked(Optional.of("op-2"));

        assertThat(sessions()).containsExactly("op-1", "op-2");
    }

    @Test
    void whatIsDoneForNoOperationBearsTheProductsName() {
        asked(Optional.empty());

        assertThat(sessions()).containsExactly("rds-maint-machine");
    }

    private void asked(Optional<String> operation) {
        Throwable refused = clients.during(
                operation,
                () -> catchThrowable(() -> gateways.at(ELSEWHERE).accounts().account()));
        assertThat(refused).isNotNull();
    }

    private List<String> sessions() {
        return http.asked().stream()
                .map(StubHttp.Asked::body)
                .filter(body -> body.contains("AssumeRole"))
                .map(body -> body.replaceAll(".*RoleSessionName=([^&]*).*", "$1"))
                .distinct()
                .toList();
    }
}
