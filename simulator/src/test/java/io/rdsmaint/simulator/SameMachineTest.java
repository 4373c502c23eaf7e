package io.rdsmaint.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameMachineTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4566", "127.0.0.1", "LocalHost:80", "[::1]:4566", "bucket.localhost:4566"})
    void programsOfThisMachineAreServed(String host) {
        assertThat(SameMachine.objection(Map.of("Host", List.of(host)))).isEmpty();
        assertThat(SameMachine.objection(Map.of("Host", List.of(host), "Origin", List.of("http://" + host))))
                .as("and pages that it serves itself")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example:4566",
                "127.0.0.1.attacker.example",
                "localhost.attacker.example",
                "attackerlocalhost",
                "169.254.169.254",
                "127.0.0.1:4566, attacker.example",
                "0.0.0.0:4566",
                ""
            })
    void aNameThatResolvesToThisMachineIsNot(String host) {
        assertThat(SameMachine.objection(Map.of("Host", List.of(host))))
                .hasValueSatisfying(said -> assertThat(said).contains("the Host must be 127.0.0.1"));
    }

    @Test
    void oneHostIsNamed() {
        assertThat(SameMachine.objection(Map.of())).isPresent();
        assertThat(SameMachine.objection(Map.of("host", List.of("localhost", "localhost"))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://attacker.example", "null", "http://127.0.0.1:3000", "https://127.0.0.1:4566"})
    void pagesOfOthersAreNot(String origin) {
        assertThat(SameMachine.objection(Map.of("host", List.of("127.0.0.1:4566"), "ORIGIN", List.of(origin))))
                .contains("it comes from a page of '" + origin + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void picturesAndLinksOfPagesAreNot(String site) {
        Map<String, List<String>> headers = Map.of("host", List.of("127.0.0.1:4566"), "sec-fetch-site", List.of(site));
        assertThat(SameMachine.objection(headers)).isPresent();
        assertThat(SameMachine.objection(Map.of("host", List.of("127.0.0.1:4566"), "sec-fetch-site", List.of("none"))))
                .isEqualTo(Optional.empty());
    }

    @Test
    void aPageCannotInjectAFaultOrReadTheState() throws IOException {
        Simulator simulator = new Simulator(InstantSource.system(), Scenarios.multiNode());
        try (var server = new SimulatorServer(simulator, 0)) {
            String fault = "{\"action\":\"RebootDBInstance\",\"error\":\"InternalFailure\",\"times\":1}";
            assertThat(send(server, "POST /admin/faults", "127.0.0.1", "Origin: https://attacker.example\r\n", fault))
                    .startsWith("HTTP/1.1 403");
            assertThat(send(server, "GET /admin/state", "attacker.example", "", ""))
                    .startsWith("HTTP/1.1 403");
            assertThat(send(server, "GET /admin/state", "127.0.0.1", "", "")).startsWith("HTTP/1.1 200");
        }
    }

    private static String send(SimulatorServer server, String what, String host, String header, String body)
            throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.endpoint().getPort())) {
            socket.getOutputStream()
                    .write((what + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\n" + header + "\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
