package io.rdsmaint.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads options and collects everything that is wrong with them, to say it all at once. */
final class OptionReader {
    /** An option's form, and how to say it to a person. */
    record Form(Pattern pattern, String description) {}

    static final Form TAG =
            form("(?!aws:)[\\w.:/+@-]{1,128}=[\\w.:/+=@-]{1,256}", "a tag as key=value, without spaces");
    static final Form NAME = form("[A-Za-z][A-Za-z0-9-]*\\*?", "an identifier, or the beginning of one followed by *");
    static final Form REGION = form("[a-z]{2}(-[a-z]+)+-\\d", "a region");
    static final Form ROLE = form("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+", "the ARN of a role");
    static final Form ASSUMED_ROLE = form(
            "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=.@/-]+(#[\\w+=.@:/-]{2,1224})?",
            "the ARN of a role, which # and the external id that it is bound to may follow");
    static final Form KEY = form("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+", "the ARN of a KMS key");
    static final Form STORE = form("dynamodb|s3", "dynamodb or s3");
    static final Form BUS = form("[\\w./-]{1,256}", "the name of an event bus");
    static final Form CHANNEL =
            form("[CG][A-Z0-9]{5,20}|#[\\p{Ll}\\d_-]{1,80}", "a channel's id such as C0123456789, or its #name");
    static final Form SECRET = form(
            "[\\w/+=.@-]{1,512}|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[\\w/+=.@-]+",
            "the name or ARN of a secret in Secrets Manager");
    static final Form SERVICE_REGION = form("us|eu", "us or eu");
    static final Form URL = form("https://[\\w.-]+(:\\d+)?(/[\\w./~%=&?+-]*)?", "a URL that begins with https://");
    static final Form HEADER = form("[A-Za-z][A-Za-z0-9-]{0,63}", "the name of a header");
    static final Form EMAIL = form("[\\w.+%-]+@[\\w-]+(\\.[\\w-]+)+", "an e-mail address");

    static final Form REMOVAL = form("retain|destroy", "retain or destroy");
    static final Form UPGRADE_POLICY = form("wide|strict", "wide or strict");
    static final Form YES = form("true", "true, or left out");
    static final Form NO_VPC = form(
            "none",
            "none: the function calls public endpoints of AWS only and never a database, so it needs no VPC and none is"
                    + " supported");
    private static final Form NUMBER = form("\\d{1,6}", "a number");

    private final Function<String, Optional<String>> context;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Function<String, Optional<String>> context) {
        this.context = context;
    }

    /** The values of a comma-separated option that have its form. */
    List<String> list(String key, Form form) {
        return context.apply(key).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> isOf(form, key, value))
                .toList();
    }

    Optional<String> one(String key, Form form) {
        return context.apply(key).filter(value -> isOf(form, key, value));
    }

    /** A whole number within limits; {@code usual} when none, or none that will do, is given. */
    int number(String key, int least, int most, int usual) {
        int value = one(key, NUMBER).map(Integer::parseInt).orElse(usual);
        if (value < least || value > most) {
            problem("%s is '%d' but must be from %d to %d".formatted(key, value, least, most));
            return usual;
        }
        return value;
    }

    void problem(String text) {
        problems.add(text);
    }

    /** Throws if anything was wrong. */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("wrong options: " + String.join("; ", problems));
        }
    }

    private boolean isOf(Form form, String key, String value) {
        boolean right = form.pattern().matcher(value).matches();
        if (!right) {
            problem("%s is '%s' but must be %s".formatted(key, value, form.description()));
        }
        return right;
    }

    private static Form form(String regex, String description) {
        return new Form(Pattern.compile(regex), description);
    }
}
