package io.rdsmaint.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rdsmaint.simulator.Simulator;
import io.rdsmaint.simulator.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The operator's session with LocalStack, where Docker is there: its Step Functions, Lambda, DynamoDB and EventBridge run
 * the generated machine and the function's archive; RDS and its companions are the simulator on this machine.
 */
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackTest extends EndpointSession {
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");
    private static final Path ARCHIVE = Path.of("../lambda/target/function.zip");
    private static final Path MACHINE = Path.of("../statemachine/rds-maint-machine.asl.json");
    private static final String HOST = "host.testcontainers.internal";
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final SimulatorServer rds = new SimulatorServer(new Simulator(InstantSource.system(), Deployed.QUICK), 0);
    private final LocalStackContainer localStack = new LocalStackContainer(IMAGE)
            .withServices("stepfunctions", "lambda", "dynamodb", "events", "iam")
            .withAccessToHost(true);

    @BeforeAll
    void deploy() throws IOException, InterruptedException {
        assumeTrue(Files.exists(ARCHIVE), "lambda/target/function.zip is missing: ./mvnw package -DskipTests makes it");
        org.testcontainers.Testcontainers.exposeHostPorts(rds.endpoint().getPort());
        localStack.start();
        new LocalStackDeployment(localStack.getEndpoint())
                .deploy(
                        Files.readAllBytes(ARCHIVE),
                        Files.readString(MACHINE),
                        host() + ":" + rds.endpoint().getPort());
    }

    @AfterAll
    void close() {
        localStack.stop();
        rds.close();
    }

    /** The host's address in numbers: the function's containers don't know the name that LocalStack's has for it. */
    private String host() throws IOException, InterruptedException {
        String line = localStack.execInContainer("getent", "hosts", HOST).getStdout();
        return line.substring(0, line.indexOf(' '));
    }

    @Override
    URI endpoint() {
        return localStack.getEndpoint();
    }

    @Override
    URI rdsEndpoint() {
        return rds.endpoint();
    }

    @Override
    void await(BooleanSupplier condition) {
        Polling.until(condition, PATIENCE);
    }
}
