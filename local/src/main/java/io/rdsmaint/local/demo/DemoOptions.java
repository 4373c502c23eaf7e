package io.rdsmaint.local.demo;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo was asked to show.
 *
 * @param speed how much faster waits pass than on the wall
 * @param fault what goes wrong on the way, or {@code none}
 * @param yes answers questions itself, after showing them
 */
record DemoOptions(Scenario scenario, double speed, DemoFault fault, String target, boolean yes) {
    static final String USAGE = """
            Usage: scripts/demo [--scenario S] [--target CLASS] [--speed X] [--fault F] [--yes] [--help]

            Changes the instance class of a simulated Aurora cluster, from start-execution to the verified cluster, with
            the generated state machine, the real function, a real DynamoDB engine and a simulated RDS. Something goes
            wrong on the way and a person is asked; the answer is taken from the keyboard.

              --scenario S    the cluster: %s (multi-node)
              --target CLASS  the instance class to change to (db.r6g.xlarge)
              --speed X       how much faster waits pass than on the wall (150)
              --fault F       what goes wrong: %s (capacity)
              --yes           answers by itself, after showing the question; so does a run without a terminal

            Exit status 0 only if every class, and a writer of the target class, is as asked.
            """;

    static String usage() {
        return USAGE.formatted(
                String.join(", ", Scenarios.all().stream().map(Scenario::name).toList()), DemoFault.names());
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming every problem
     */
    static DemoOptions read(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        Scenario scenario = Scenarios.multiNode();
        double speed = 150;
        DemoFault fault = DemoFault.CAPACITY;
        String target = "db.r6g.xlarge";
        boolean yes = false;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--yes")) {
                yes = true;
                continue;
            }
            String value = i + 1 < arguments.size() ? arguments.get(++i) : "";
            switch (name) {
                case "--scenario" -> {
                    var found = Scenarios.find(value);
                    if (found.isEmpty()) {
                        problems.add("there is no scenario '" + value + "'");
                    }
                    scenario = found.orElse(scenario);
                }
                case "--speed" -> speed = speed(value, problems);
                case "--fault" -> {
                    var found = DemoFault.of(value);
                    if (found.isEmpty()) {
                        problems.add("--fault must be one of " + DemoFault.names() + ", not '" + value + "'");
                    }
                    fault = found.orElse(fault);
                }
                case "--target" -> target = value;
                default -> problems.add("unknown option " + name);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new DemoOptions(scenario, speed, fault, target, yes);
    }

    private static double speed(String value, List<String> problems) {
        try {
            double speed = Double.parseDouble(value);
            if (speed >= 1 && speed <= 10_000) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // told below, with what is wanted
        }
        problems.add("--speed must be a number from 1 to 10000, not '" + value + "'");
        return 1;
    }
}
