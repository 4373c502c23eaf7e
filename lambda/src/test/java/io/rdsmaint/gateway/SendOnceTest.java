package io.rdsmaint.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.aurora.cluster.GatewayFactory;
import io.rdsmaint.aurora.cluster.Gateways;
import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.TestIntents;
import io.rdsmaint.engine.TransientFailure;
import io.rdsmaint.testkit.TestClients;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** What the function's own HTTP client really puts on the wire when connections break. */
class SendOnceTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @Test
    void aChangeWhoseConnectionIsCutAfterSendingIsSentOnce() throws IOException {
        try (CuttingServer server = new CuttingServer(0)) {
            Gateways world = world(server);

            assertThatThrownBy(() -> world.rds().failover(TestIntents.fresh(CLOCK), "orders", "orders-2"))
                    .isInstanceOf(ChangeFailure.Unknown.class);

            assertThat(server.requests()).hasSize(1).allMatch(r -> r.contains("Action=FailoverDBCluster"));
        }
    }

    @Test
    void aChangeOnAKeptConnectionThatIsCutIsSentOnce() throws IOException {
        try (CuttingServer server = new CuttingServer(1)) {
            Gateways world = world(server);
            world.rds().modifyInstanceClass(TestIntents.fresh(CLOCK), "orders-2", "db.r6g.large");

            assertThatThrownBy(() -> world.rds().deleteInstance(TestIntents.fresh(CLOCK), "orders-2"))
                    .isInstanceOf(ChangeFailure.Unknown.class);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReadIsTriedThreeTimes() throws IOException {
        try (CuttingServer server = new CuttingServer(0)) {
            Gateways world = world(server);

            assertThatThrownBy(() -> world.rds().cluster("orders")).isInstanceOf(TransientFailure.class);

            assertThat(server.requests()).hasSize(3);
        }
    }

    private static Gateways world(CuttingServer server) {
        SdkHttpClient real = Clients.apache(Intent.CALL_TIMEOUT);
        return new GatewayFactory(TestClients.over(new Redirected(real, server.port()), CLOCK)).at(TestClients.PLACE);
    }

    /** Sends every request to a port on loopback. */
    private record Redirected(SdkHttpClient real, int port) implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            HttpExecuteRequest.Builder redirected = HttpExecuteRequest.builder()
                    .request(request.httpRequest().toBuilder()
                            .protocol("http")
                            .host("127.0.0.1")
                            .port(port)
                            .build());
            request.contentStreamProvider().ifPresent(redirected::contentStreamProvider);
            return real.prepareRequest(redirected.build());
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
