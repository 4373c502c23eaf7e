package io.rdsmaint.local.demo;

import io.rdsmaint.simulator.scenario.Scenario;
import io.rdsmaint.simulator.scenario.ScenarioTexts;
import io.rdsmaint.simulator.scenario.Scenarios;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked to show.
 *
 * @param speed how much faster waits pass than on the wall
 * @param fault what goes wrong on the way, or {@code none}
 * @param target what is changed to: a class, a storage type, an engine version; empty for what suits the cluster
 * @param yes answers questions itself, after showing them
 * @param console shown in a browser instead of the terminal
 */
record DemoOptions(
        Scenario scenario,
        Showcase showcase,
        double speed,
        DemoFault fault,
        Optional<String> target,
        boolean yes,
        boolean console) {
    private static final Set<String> NAMES = Set.of("--scenario", "--operation", "--target", "--speed", "--fault");

    static final String USAGE = """
            Usage: scripts/demo [--scenario S] [--operation TYPE] [--target T] [--speed X] [--fault F]
                   [--yes | --console] [--help]

            Runs one operation on a simulated Aurora cluster, from start-execution to the verified cluster, with the
            generated state machine, the real function, a real DynamoDB engine and a simulated RDS. Mostly something goes
            wrong on the way, or approval is wanted: then you are asked, and the clock stands still until you answer.

              --scenario S      the cluster, one of those below (multi-node)
              --operation TYPE  the operation, where it isn't the scenario's own: %s
              --target T        what to change to: a class (db.r6g.xlarge), a storage type (aurora-iopt1), an engine
                                version (16.6, of Aurora MySQL 8.0.mysql_aurora.3.08.2); of sql_pipeline the lanes (4), of
                                drs_recovery the hours that a drill is held (2), of aurora_restore the hours that the old
                                cluster is kept (1)
              --speed X         how much faster waits pass than on the wall (150)
              --fault F         what goes wrong: %s
              --yes             answers by itself, after showing the question; so does a run without a terminal
              --console         you watch and answer in a browser, until Ctrl-C

            Exit status 0 if what was chosen happened: the cluster ended as asked, or was brought back, or the work was
            ended where it was; or the scenario is one to be refused, and was. Else 1; 2 for options that are not right.

            Scenarios show instance_type_change, but storage… storage_type_change, pending-reboot instance_cycle,
            upgrade… engine_upgrade, sql sql_pipeline, restore aurora_restore and drill… drs_recovery:
            %s
            """;

    static String usage() {
        return USAGE.formatted(
                Showcase.types(),
                DemoFault.names(),
                ScenarioTexts.list("  ", name -> Showcase.isRefused(name) ? " (refused)" : ""));
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming every problem
     */
    static DemoOptions read(List<String> arguments) {
        List<String> problems = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        boolean yes = false;
        boolean console = false;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--yes")) {
                yes = true;
            } else if (name.equals("--console")) {
                console = true;
            } else if (NAMES.contains(name)) {
                given.put(name, i + 1 < arguments.size() ? arguments.get(++i) : "");
            } else {
                problems.add("unknown option " + name);
            }
        }
        Optional<Showcase> asked = found(given.get("--operation"), Showcase::ofType, Showcase.types(), problems);
        String scenarioName = given.getOrDefault(
                "--scenario", asked.orElse(Showcase.INSTANCE_TYPE_CHANGE).scenario());
        Optional<Scenario> scenario = Scenarios.find(scenarioName);
        if (scenario.isEmpty()) {
            problems.add("there is no scenario '" + scenarioName + "'");
        }
        Showcase showcase = asked.orElse(Showcase.of(scenarioName));
        Optional<DemoFault> fault =
                found(given.getOrDefault("--fault", showcase.usualFault()), DemoFault::of, DemoFault.names(), problems);
        double speed = speed(given.getOrDefault("--speed", "150"), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new DemoOptions(
                scenario.orElseThrow(),
                showcase,
                speed,
                fault.orElseThrow(),
                Optional.ofNullable(given.get("--target")),
                yes,
                console);
    }

    private static <T> Optional<T> found(
            @Nullable String word, Function<String, Optional<T>> find, String wanted, List<String> problems) {
        if (word == null) {
            return Optional.empty();
        }
        Optional<T> found = find.apply(word);
        if (found.isEmpty()) {
            problems.add("'" + word + "' is none of these: " + wanted);
        }
        return found;
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
