package io.rdsmaint.campaign;

import io.rdsmaint.testkit.lambda.Deployment;
import java.util.List;
import java.util.stream.LongStream;

/** Runs a campaign, or shows one run of it; {@code scripts/campaign --help} says how. */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        Campaign campaign = new Campaign(new Deployment());
        if (given.contains("--replay")) {
            System.exit(replay(campaign, number(given, "--replay", 0)));
        }
        long first = number(given, "--seed", 1);
        long runs = number(given, "--runs", Campaign.RUNS);
        Report report = campaign.run(
                campaign.draws(LongStream.range(first, first + runs)).peek(draw -> tell(draw.seed() - first, runs)));
        report.lines().forEach(System.out::println);
        report.broken().forEach(b -> System.out.println("\n" + b));
        System.exit(report.broken().isEmpty() ? 0 : 1);
    }

    private static void tell(long begun, long runs) {
        if (begun > 0 && begun % 1_000 == 0) {
            System.err.printf("… %,d of %,d runs%n", begun, runs);
        }
    }

    private static int replay(Campaign campaign, long seed) {
        Campaign.Outcome outcome = campaign.run(campaign.draw(seed), Flaw.NONE, true);
        System.out.println(outcome.draw().subject() + " on " + outcome.draw().store());
        outcome.draw().strikes().forEach(s -> System.out.println("  " + s));
        outcome.history().forEach(System.out::println);
        System.out.println(
                outcome.broken().isEmpty()
                        ? "No promise was broken."
                        : "Broken:\n  " + String.join("\n  ", outcome.broken()));
        return outcome.broken().isEmpty() ? 0 : 1;
    }

    private static long number(List<String> given, String option, long otherwise) {
        int at = given.indexOf(option);
        return at < 0 ? otherwise : Long.parseLong(given.get(at + 1));
    }
}
