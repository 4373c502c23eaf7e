package io.rdsmaint.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether people get the operator console, and how they sign in.
 *
 * @param wanted whether it is deployed
 * @param login where they sign in; absent for a user pool that the deployment makes
 * @param environment of the function: which claim has the groups, and which group has which role
 */
public record ConsoleOptions(boolean wanted, Optional<Login> login, Map<String, String> environment) {
    private static final List<String> LOGIN =
            List.of("console-issuer", "console-audience", "console-authorize-url", "console-token-url");

    /** By option, the variable of the function. */
    private static final Map<String, String> NAMES = Map.of(
            "console-groups-claim", "CONSOLE_GROUPS_CLAIM",
            "console-viewers", "CONSOLE_VIEWERS",
            "console-operators", "CONSOLE_OPERATORS",
            "console-admins", "CONSOLE_ADMINS");

    public ConsoleOptions {
        environment = Map.copyOf(environment);
    }

    /**
     * An issuer of tokens that there is already.
     *
     * @param audience whom the tokens are for; the page's client id
     * @param authorizeUrl where people sign in
     * @param tokenUrl where the page gets their token
     */
    public record Login(String issuer, String audience, String authorizeUrl, String tokenUrl) {}

    static ConsoleOptions from(OptionReader read) {
        boolean wanted = read.one("console", OptionReader.YES).isPresent();
        Map<String, String> environment = new TreeMap<>();
        NAMES.forEach((option, variable) ->
                read.one(option, OptionReader.GROUP).ifPresent(value -> environment.put(variable, value)));
        List<String> given = LOGIN.stream().filter(read::given).toList();
        Optional<String> issuer = read.one("console-issuer", OptionReader.URL);
        Optional<String> audience = read.one("console-audience", OptionReader.AUDIENCE);
        Optional<String> authorize = read.one("console-authorize-url", OptionReader.URL);
        Optional<String> token = read.one("console-token-url", OptionReader.URL);
        if (!given.isEmpty() && given.size() < LOGIN.size()) {
            read.problem(String.join(", ", LOGIN) + " go together; without them a user pool is made");
        }
        if (!wanted && (!given.isEmpty() || !environment.isEmpty())) {
            read.problem("options of the console go with --console, which deploys it");
        }
        Optional<Login> login = given.size() == LOGIN.size()
                ? Optional.of(new Login(issuer.orElse(""), audience.orElse(""), authorize.orElse(""), token.orElse("")))
                : Optional.empty();
        return new ConsoleOptions(wanted, login, environment);
    }

    /** The name of the group of a role. */
    public String group(String role) {
        return environment.getOrDefault("CONSOLE_" + role.toUpperCase(Locale.ROOT) + "S", "rds-maint-" + role + "s");
    }
}
