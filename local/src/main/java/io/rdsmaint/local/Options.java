package io.rdsmaint.local;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioTexts;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param port where to listen
 * @param scenario what the simulated RDS begins with
 * @param store where the function keeps its operations
 * @param speed how many seconds of waiting pass in a second
 * @param definition the file with the machine's definition
 * @param log whether the function's log is wanted
 * @param help whether only help is wanted
 */
record Options(int port, Scenario scenario, Store store, double speed, Path definition, boolean log, boolean help) {
    private static final int HIGHEST_PORT = 65_535;

    /** How to use it. */
    static String usage() {
        return """
                Usage: scripts/local [OPTION…]

                Runs the whole system on this machine behind one AWS endpoint on loopback: Step Functions with the generated
                state machine, the function, DynamoDB, S3, EventBridge, and a simulated RDS. No AWS account, no Docker.

                  --port N            where to listen (4566; 0 takes a free port)
                  --scenario NAME     what the simulated RDS begins with (multi-node), one of those below
                  --store NAME        where operations are kept: dynamodb or s3 (dynamodb)
                  --speed X           seconds of waiting that pass in a second (1); calls take as long as they take
                  --log               prints the function's log, too
                  --definition FILE   another definition than statemachine/rds-maint-machine.asl.json
                  --help              this text

                Scenarios:
                %s
                """.formatted(ScenarioTexts.list("  "));
    }

    private static String scenarios() {
        return Scenarios.all().stream().map(Scenario::name).collect(Collectors.joining(", "));
    }

    /** Reads the arguments; an IllegalArgumentException names everything that is wrong with them. */
    static Options parse(List<String> arguments) {
        Reader reader = new Reader();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--help") || name.equals("-h")) {
                reader.help = true;
            } else if (name.equals("--log")) {
                reader.log = true;
            } else if (i + 1 < arguments.size()) {
                i++;
                reader.take(name, arguments.get(i));
            } else {
                reader.problems.add(name + " is not an option, or its value is missing");
            }
        }
        if (!reader.problems.isEmpty() && !reader.help) {
            throw new IllegalArgumentException(String.join("\n", reader.problems));
        }
        return new Options(
                reader.port, reader.scenario, reader.store, reader.speed, reader.definition, reader.log, reader.help);
    }

    private static final class Reader {
        private final List<String> problems = new ArrayList<>();
        private int port = 4566;
        private Scenario scenario = Scenarios.multiNode();
        private Store store = Store.DYNAMODB;
        private double speed = 1;
        private Path definition = Path.of("statemachine/rds-maint-machine.asl.json");
        private boolean log;
        private boolean help;

        private void take(String name, String value) {
            switch (name) {
                case "--port" -> port = (int) number(name, value, 0, HIGHEST_PORT);
                case "--speed" -> speed = number(name, value, 1, 100_000);
                case "--store" ->
                    Store.find(value)
                            .ifPresentOrElse(
                                    found -> store = found,
                                    () -> problems.add("--store must be dynamodb or s3, and is " + value));
                case "--definition" -> definition = Path.of(value);
                case "--scenario" ->
                    Scenarios.find(value)
                            .ifPresentOrElse(
                                    found -> scenario = found,
                                    () -> problems.add("There is no scenario " + value + "; there are " + scenarios()));
                default -> problems.add(name + " is not an option");
            }
        }

        private double number(String name, String value, double least, double most) {
            try {
                double number = Double.parseDouble(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException _) {
                // told below
            }
            problems.add(String.format("%s must be from %.0f to %.0f, and is %s", name, least, most, value));
            return least;
        }
    }
}
