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

    /** A tag of resources. What the services take differs; AWS's own prefix none takes. */
    static final Form RESOURCE_TAG = form(
            "(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/+@-]{1,128}=[^\\p{Cntrl}]{0,256}",
            "a tag as key=value, the key of letters, digits, spaces and _ . : / + - @");

    static final Form NAME = form("[A-Za-z][A-Za-z0-9-]*\\*?", "an identifier, or the beginning of one followed by *");
    static final Form WORD = form("[a-z]+", "a word");
    static final Form REGION = form("[a-z]{2}(-[a-z]+)+-\\d", "a region");
    static final Form ROLE = form("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+", "the ARN of a role");
    static final Form ASSUMED_ROLE = form(
            "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=.@/-]+(#[\\w+=.@:/-]{2,1224})?",
            "the ARN of a role, which # and the external id that it is bound to may follow");
    static final Form KEY = form("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[\\w-]+", "the ARN of a KMS key");
    static final Form STORE = form("dynamodb|s3", "dynamodb or s3");
    static final Form BUS = form("[\\w./-]{1,256}", "the name of an event bus");
    static final Form BUCKET = form("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "the name of a bucket");
    static final Form CHANNEL =
            form("[CG][A-Z0-9]{5,20}|#[\\p{Ll}\\d_-]{1,80}", "a channel's id such as C0123456789, or its #name");
    static final Form SECRET = form(
            "[\\w/+=.@-]{1,512}|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\\d{12}:secret:[\\w/+=.@-]+",
            "the name or ARN of a secret in Secrets Manager");
    static final Form SERVICE_REGION = form("us|eu", "us or eu");
    static final Form URL = form("https://[\\w.-]+(:\\d+)?(/[\\w./~%=&?+-]*)?", "a URL that begins with https://");
    static final Form HEADER = form("[A-Za-z][A-Za-z0-9-]{0,63}", "the name of a header");
    static final Form EMAIL = form("[\\w.+%-]+@[\\w-]+(\\.[\\w-]+)+", "an e-mail address");

    static final Form PREFIX = form("[a-z](-?[a-z0-9]){0,15}", "up to 16 lower-case letters, digits and hyphens");
    static final Form POLICY =
            form("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/[\\w+=,.@/-]+", "the ARN of a managed policy");
    static final Form SWITCH = form("on|off", "on or off");
    static final Form REMOVAL = form("retain|destroy", "retain or destroy");
    static final Form UPGRADE_POLICY = form("wide|strict", "wide or strict");
    static final Form GROUP = form("[\\w.:/@+=-]{1,128}", "a name without spaces and commas");
    static final Form AUDIENCE = form("[\\w.:/@-]{1,200}", "whom tokens are for: the client id of the page");
    static final Form YES = form("true", "true, or left out");
    static final Form NO_VPC = form(
            "none",
            "none: the function calls public endpoints of AWS only and never a database, so it needs no VPC and none is"
                    + " supported");
    /** Between the values of an option that {@code scripts/deploy} was given more than once. */
    static final String SEPARATOR = "\u001f";

    private static final Form NUMBER = form("\\d{1,6}", "a number");

    private final Function<String, Optional<String>> context;
    private final List<String> problems = new ArrayList<>();

    OptionReader(Function<String, Optional<String>> context) {
        this.context = context;
    }

    /** The values of an option that have its form, none of which has a comma. */
    List<String> list(String key, Form form) {
        return values(key, form, "[," + SEPARATOR + "]");
    }

    /** The same of an option whose values may have commas: where it comes with separators of ours, commas are not. */
    List<String> listWithCommas(String key, Form form) {
        return values(key, form, context.apply(key).orElse("").contains(SEPARATOR) ? SEPARATOR : ",");
    }

    private List<String> values(String key, Form form, String separators) {
        return context.apply(key).stream()
                .map(value -> value.endsWith(SEPARATOR) ? value.substring(0, value.length() - 1) : value)
                .flatMap(value -> Stream.of(value.split(separators, -1)))
                .map(String::strip)
                .filter(value -> isOf(form, key, value))
                .toList();
    }

    /** Whether it was chosen, rightly or wrongly. */
    boolean given(String key) {
        return context.apply(key).isPresent();
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
            throw new IllegalArgumentException("Wrong options:\n  " + String.join("\n  ", problems));
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
