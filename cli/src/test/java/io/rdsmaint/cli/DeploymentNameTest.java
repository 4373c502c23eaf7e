package io.rdsmaint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An account may have a second deployment, by a name of its own. */
class DeploymentNameTest {
    @Test
    void theUsualOneIsMeantUnlessAnotherIsNamed() throws IOException {
        assertThat(called(Map.of("AWS_REGION", "us-east-1"))).containsOnly("rds-maint-machine");
        assertThat(called(Map.of("AWS_REGION", "us-east-1", "RDS_MAINT_DEPLOYMENT", "staging-rds-maint-machine")))
                .containsOnly("staging-rds-maint-machine");
    }

    private static List<String> called(Map<String, String> environment) throws IOException {
        List<String> functions = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            functions.add(call.getRequestURI().getPath().replaceAll(".*/functions/([^/]+)/.*", "$1"));
            byte[] bytes = "{\"operations\":[],\"recent\":[]}".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
        try {
            Settings settings = new Settings(
                    environment,
                    Optional.of(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                    Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"))),
                    List.of());
            PrintWriter nowhere = new PrintWriter(new StringWriter());
            assertThat(Main.of(settings, nowhere, nowhere, Optional.empty(), _ -> {}, () -> "id")
                            .run("status"))
                    .isZero();
            return functions;
        } finally {
            server.stop(0);
        }
    }
}
