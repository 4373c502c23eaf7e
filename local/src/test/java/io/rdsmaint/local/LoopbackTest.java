package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.SimulatorServer;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever runs on a laptop is for programs of this laptop: for no other machine, and for no page in its browser. */
class LoopbackTest {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String LISTENING = "0A";

    /** 127.0.0.1, ::ffff:127.0.0.1 and ::1, as the kernel writes them. */
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "what a process listens on is read from /proc")
    void everyServerListensOnLoopbackOnly() throws IOException {
        try (Bench bench = Bench.scripted();
                SimulatorServer alone =
                        new SimulatorServer(new Simulator(InstantSource.system(), Scenarios.multiNode()), 0)) {
            bench.local.warmUp();

            Set<String> listening = listening();

            assertThat(listening)
                    .as("the ports that are known to be open")
                    .anyMatch(address -> address.endsWith(port(bench.local.uri())))
                    .anyMatch(address -> address.endsWith(port(alone.endpoint())))
                    .allMatch(address -> LOOPBACK.contains(address.substring(0, address.indexOf(':'))));
        }
    }

    @Test
    void aWebPageReachesNeitherAdministrationNorAws() throws IOException {
        try (Bench bench = Bench.scripted()) {
            URI uri = bench.local.uri();
            String own = uri.getAuthority();
            String body = "{\"action\":\"RebootDBInstance\",\"error\":\"InternalFailure\",\"times\":1}";

            assertThat(send(uri, "POST /admin/faults", own, "Origin: https://attacker.example\r\n", body))
                    .startsWith("HTTP/1.1 403")
                    .contains("it comes from a page of 'https://attacker.example'");
            assertThat(send(uri, "GET /admin/state", "attacker.example:" + uri.getPort(), "", ""))
                    .as("by a name that it lets resolve to this machine")
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("demo-multi");
            String describe = "Action=DescribeDBClusters&Version=2014-10-31";
            assertThat(send(uri, "POST /", own, "Sec-Fetch-Site: cross-site\r\n", describe))
                    .startsWith("HTTP/1.1 403")
                    .contains("it comes from another page");
            assertThat(send(uri, "GET /admin/state", own, "", ""))
                    .as("a program may")
                    .startsWith("HTTP/1.1 200")
                    .contains("demo-multi");
        }
    }

    private static String send(URI uri, String what, String host, String header, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.getOutputStream()
                    .write((what + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: "
                                    + body.length() + "\r\nContent-Type: application/x-www-form-urlencoded\r\n" + header
                                    + "\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String port(URI uri) {
        return ":%04X".formatted(uri.getPort());
    }

    /** Addresses and ports on which this process listens, in the kernel's hexadecimal form. */
    private static Set<String> listening() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            files.forEach(file -> own.add(target(file)));
        }
        Set<String> found = new HashSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                List<String> fields = SPACES.splitAsStream(line.strip()).toList();
                if (fields.get(3).equals(LISTENING) && own.contains("socket:[" + fields.get(9) + "]")) {
                    found.add(fields.get(1));
                }
            }
        }
        return found;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
