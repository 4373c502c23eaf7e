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
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The operator's session with LocalStack, where Docker is there: its Step Functions, Lambda, EventBridge, SQS, DynamoDB and S3
 * run the generated machine, the function's archive, the bus and its rules; RDS and its companions are the simulator on this
 * machine. With {@code TEST_AWS_ENDPOINT_URL}, the session with what is deployed on
 * that endpoint, in no need of Docker; {@code TEST_AWS_STORE=s3} says that it keeps its operations in S3.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(
        value = "io.rdsmaint.local.LocalStackTest#possible",
        disabledReason = "no Docker engine is here, and TEST_AWS_ENDPOINT_URL names no endpoint to use instead")
class LocalStackTest extends EndpointSession {
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");
    private static final Path ARCHIVE = Path.of("../lambda/target/function.zip");
    private static final Path MACHINE = Path.of("../statemachine/rds-maint-machine.asl.json");
    private static final String HOST = "host.testcontainers.internal";
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private Where where = new Where(URI.create("http://nowhere.invalid"), URI.create("http://nowhere.invalid"));
    private Optional<LocalStackDeployment> deployment = Optional.empty();
    private Runnable end = () -> {};

    /** Where AWS and RDS are. */
    private record Where(URI aws, URI rds) {}

    static boolean possible() {
        return given().isPresent() || containersPossible();
    }

    static boolean containersPossible() {
        return given().isEmpty() && DockerClientFactory.instance().isDockerAvailable();
    }

    static Optional<URI> given() {
        return Optional.ofNullable(System.getenv("TEST_AWS_ENDPOINT_URL")).map(URI::create);
    }

    @BeforeAll
    void deploy() throws IOException, InterruptedException {
        if (given().isPresent()) {
            where = new Where(given().get(), given().get());
            return;
        }
        assumeTrue(Files.exists(ARCHIVE), "lambda/target/function.zip is missing: ./mvnw package -DskipTests makes it");
        SimulatorServer rds = new SimulatorServer(new Simulator(InstantSource.system(), Deployed.QUICK), 0);
        LocalStackContainer localStack = new LocalStackContainer(IMAGE)
                .withServices("stepfunctions", "lambda", "dynamodb", "s3", "events", "sqs", "iam")
                .withAccessToHost(true);
        end = () -> {
            localStack.stop();
            rds.close();
        };
        Testcontainers.exposeHostPorts(rds.endpoint().getPort());
        localStack.start();
        where = new Where(localStack.getEndpoint(), rds.endpoint());
        LocalStackDeployment made = new LocalStackDeployment(localStack.getEndpoint(), store());
        made.deploy(
                Files.readAllBytes(ARCHIVE),
                Files.readString(MACHINE),
                host(localStack) + ":" + rds.endpoint().getPort());
        deployment = Optional.of(made);
    }

    @AfterAll
    void close() {
        end.run();
    }

    /** The host's address in numbers: the function's containers don't know the name that LocalStack's has for it. */
    private static String host(LocalStackContainer localStack) throws IOException, InterruptedException {
        String line = localStack.execInContainer("getent", "hosts", HOST).getStdout();
        return line.substring(0, line.indexOf(' '));
    }

    @Override
    URI endpoint() {
        return where.aws();
    }

    @Override
    URI rdsEndpoint() {
        return where.rds();
    }

    @Override
    Store store() {
        return Store.find(System.getenv().getOrDefault("TEST_AWS_STORE", "dynamodb"))
                .orElseThrow();
    }

    @Override
    Optional<List<String>> delivered() {
        return deployment.map(LocalStackDeployment::delivered);
    }

    @Override
    void await(BooleanSupplier condition) {
        Polling.until(condition, PATIENCE);
    }
}
