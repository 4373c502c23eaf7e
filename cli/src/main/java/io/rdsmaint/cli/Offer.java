package io.rdsmaint.cli;

import java.util.List;

/** What there is to choose from, for a start that does not say all. */
final class Offer {
    private final CliContext tools;
    private final AwsReads aws;

    Offer(CliContext tools, AwsReads aws) {
        this.tools = tools;
        this.aws = aws;
    }

    void types() {
        say("Operation types:");
        for (Family family : tools.families()) {
            family.types()
                    .forEach(type ->
                            say("  %-21s %s".formatted(type, family.choices().words(type))));
        }
        say("scripts/start TYPE lists what it can work on, scripts/start TYPE TARGET what there is to choose then.");
    }

    void targets(String type, Family family) {
        show(family.choices().targets(aws), "Nothing that " + type + " works on");
        say("scripts/start " + type + " TARGET goes on.");
    }

    void values(String type, String target, String parameter, Family family) {
        show(family.choices().values(type, target, aws), "No value of " + parameter);
        say("scripts/start " + type + " " + target + " " + parameter + "=VALUE shows the plan.");
    }

    private void show(List<String> lines, String otherwise) {
        if (lines.isEmpty()) {
            say(otherwise + " is there in this account and region.");
        }
        lines.forEach(line -> say("  " + line));
    }

    private void say(String line) {
        tools.terminal().say(line.stripTrailing());
    }
}
