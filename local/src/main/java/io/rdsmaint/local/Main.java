package io.rdsmaint.local;

import io.rdsmaint.local.clock.RealTime;
import io.rdsmaint.local.endpoint.Account;
import io.rdsmaint.local.events.EventPrinter;
import io.rdsmaint.local.lambda.DeployedFunction;
import io.rdsmaint.simulator.Visible;
import io.rdsmaint.simulator.model.Cluster;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The whole system on one machine, until it is interrupted. */
public final class Main {
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private Main() {}

    /** Exit status 2 for options that make no sense, 1 when it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Options options = Options.parse(Arrays.asList(arguments));
            if (options.help()) {
                System.out.print(Options.usage());
                return;
            }
            requireDefinition(options);
            run(options, Visible.stream(System.out));
        } catch (IllegalArgumentException e) {
            System.err.println(Visible.lines(String.valueOf(e.getMessage())));
            System.err.println("scripts/local --help says more.");
            System.exit(2);
        } catch (RuntimeException e) {
            System.err.println(Visible.lines("It does not start: " + e.getMessage()));
            System.exit(1);
        }
    }

    private static void requireDefinition(Options options) {
        if (!Files.isReadable(options.definition())) {
            throw new IllegalArgumentException("There is no definition " + options.definition()
                    + "; scripts/generate makes it, --definition names another");
        }
    }

    private static void run(Options options, PrintStream out) throws InterruptedException {
        try (Local local = Local.builder()
                .port(options.port())
                .scenario(options.scenario())
                .store(options.store())
                .clock(new RealTime(InstantSource.system(), options.speed()))
                .definition(options.definition())
                .function(new DeployedFunction())
                .listener(new EventPrinter(out::println))
                .log(options.log() ? line -> out.println(line.stripTrailing()) : _ -> {})
                .sweep(SWEEP)
                .start()) {
            local.warmUp();
            out.print(welcome(local, options));
            new CountDownLatch(1).await();
        }
    }

    private static String welcome(Local local, Options options) {
        String cluster = local.simulator().world().site(Account.ID, Account.REGION).clusters().stream()
                .map(Cluster::id)
                .findFirst()
                .orElse("CLUSTER");
        return """
                Step Functions, Lambda, DynamoDB, S3, EventBridge and a simulated RDS (%s, %s times as fast) listen on %s.
                In another terminal:

                  export AWS_ENDPOINT_URL=%s
                  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1

                  aws stepfunctions start-execution --state-machine-arn %s --name try-1 \\
                    --input '{"params": {"type": "instance_type_change", "cluster_id": "%s",
                              "params": {"target_instance_type": "db.r6g.xlarge"}}}'
                  aws stepfunctions describe-execution --execution-arn %s:try-1
                  aws lambda invoke --function-name rds-maint-machine --qualifier people \\
                    --cli-binary-format raw-in-base64-out --payload '{"action": "status"}' /dev/stdout
                  aws rds describe-db-instances --endpoint-url %s
                  %s

                The console is at %s

                (Version 1 of the AWS CLI ignores AWS_ENDPOINT_URL for rds, hence --endpoint-url, and does not know
                --cli-binary-format: leave that out there.) Ctrl-C ends it; nothing is kept. What happens is printed here.

                """.formatted(
                        options.scenario().name(),
                        BigDecimal.valueOf(options.speed()).stripTrailingZeros().toPlainString(),
                        local.uri(),
                        local.uri(),
                        Local.MACHINE_ARN,
                        cluster,
                        Local.MACHINE_ARN.replace(":stateMachine:", ":execution:"),
                        local.uri(),
                        records(options.store()),
                        local.console());
    }

    /** The command that shows what is stored. */
    private static String records(Store store) {
        return switch (store) {
            case DYNAMODB -> "aws dynamodb scan --table-name " + Local.NAME;
            case S3 -> "aws s3api list-objects-v2 --bucket " + Local.NAME;
        };
    }
}
