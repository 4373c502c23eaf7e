package io.rdsmaint.cli;

import java.util.List;
import java.util.Optional;

/** What a family offers to whoever has not made up their mind yet; read from AWS with the person's own rights. */
public interface Choices {
    /** Nothing to choose from. */
    Choices NONE = new Choices() {
        @Override
        public String words(String type) {
            return "";
        }

        @Override
        public List<String> targets(AwsReads aws) {
            return List.of();
        }

        @Override
        public Optional<String> needed(String type) {
            return Optional.empty();
        }

        @Override
        public List<String> values(String type, String target, AwsReads aws) {
            return List.of();
        }
    };

    /** What a type does, in a few words. */
    String words(String type);

    /** What there is to work on, a line each. */
    List<String> targets(AwsReads aws);

    /** The parameter that a type can't do without. */
    Optional<String> needed(String type);

    /** The values that it may have for a target, a line each. */
    List<String> values(String type, String target, AwsReads aws);
}
