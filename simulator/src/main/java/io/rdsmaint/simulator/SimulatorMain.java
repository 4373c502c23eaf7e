package io.rdsmaint.simulator;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioTexts;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a simulator alone until it is interrupted. */
public final class SimulatorMain {

    private static final String HELP = """
            Runs a simulated RDS control plane on the loopback address until it is interrupted.

            usage: scripts/simulator [--port N] [--scenario S] [--speed X] [--seed N]

              --port N       port to listen on, 0 for any free one (4567)
              --scenario S   what there is at the start (multi-node), one of those below
              --speed X      simulated seconds per second (1)
              --seed N       of all durations; the same seed and calls give the same run
              --help         this

            Then, in another terminal:
              export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1
              aws rds describe-db-clusters --endpoint-url http://127.0.0.1:4567
              curl http://127.0.0.1:4567/admin/state

            Scenarios:
            {scenarios}
            """;

    private record Options(int port, Scenario scenario, double speed) {}

    private SimulatorMain() {}

    /** What {@code --help} shows. */
    public static String usage() {
        return HELP.replace("{scenarios}", ScenarioTexts.list("  "));
    }

    /** Exit status 2 for options that cannot be understood. */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(usage());
            return;
        }
        var problems = new ArrayList<String>();
        Optional<Options> options = parse(arguments, problems);
        if (options.isEmpty()) {
            problems.forEach(problem -> System.err.println(Visible.lines("simulator: " + problem)));
            System.err.println("simulator: --help shows what there is");
            System.exit(2);
            return;
        }
        run(options.get());
    }

    private static void run(Options options) {
        var clock = new ScaledClock(Clock.systemUTC(), options.speed());
        var server = new SimulatorServer(new Simulator(clock, options.scenario()), options.port());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.printf(
                "simulated RDS on %s, scenario %s, speed %s%n",
                server.endpoint(), options.scenario().name(), options.speed());
    }

    private static Optional<Options> parse(String[] arguments, List<String> problems) {
        Map<String, String> given = given(arguments, problems);
        String name = given.getOrDefault("--scenario", "multi-node");
        Optional<Scenario> scenario = Scenarios.find(name);
        if (scenario.isEmpty()) {
            problems.add("there is no scenario " + name + "; there are: " + names());
        }
        double port = number(given, "--port", 4567, problems);
        double speed = number(given, "--speed", 1, problems);
        double seed = number(given, "--seed", scenario.map(Scenario::seed).orElse(0L), problems);
        if (port < 0 || port > 65_535 || port != Math.rint(port)) {
            problems.add("--port must be a whole number from 0 to 65535");
        }
        if (!(speed > 0)) {
            problems.add("--speed must be greater than 0");
        }
        return problems.isEmpty()
                ? scenario.map(each -> new Options((int) port, each.withSeed((long) seed), speed))
                : Optional.empty();
    }

    private static Map<String, String> given(String[] arguments, List<String> problems) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!List.of("--port", "--scenario", "--speed", "--seed").contains(arguments[i])) {
                problems.add("unknown option " + arguments[i]);
            } else if (i + 1 == arguments.length) {
                problems.add(arguments[i] + " needs a value");
            } else {
                given.put(arguments[i], arguments[i + 1]);
            }
        }
        return given;
    }

    private static double number(Map<String, String> given, String option, double otherwise, List<String> problems) {
        try {
            return given.containsKey(option) ? Double.parseDouble(given.get(option)) : otherwise;
        } catch (NumberFormatException e) {
            problems.add(option + " must be a number, not " + given.get(option));
            return otherwise;
        }
    }

    private static String names() {
        return String.join(", ", Scenarios.all().stream().map(Scenario::name).toList());
    }
}
