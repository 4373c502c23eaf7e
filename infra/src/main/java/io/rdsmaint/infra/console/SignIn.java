package io.rdsmaint.infra.console;

import io.rdsmaint.infra.ConsoleOptions;
import io.rdsmaint.infra.Options;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.CfnUserPoolGroup;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.constructs.Construct;

/**
 * Where people sign in: an issuer that there is, or a user pool with a group for each role, in which nobody is until somebody adds
 * them.
 *
 * @param issuer of the tokens
 * @param audience whom they are for
 * @param tokenOrigin what the page may reach besides its own address
 * @param page what the page has to know, for {@code config.json}
 */
record SignIn(String issuer, String audience, String tokenOrigin, Map<String, Object> page) {
    SignIn {
        page = Map.copyOf(page);
    }

    static SignIn of(ConsoleOptions.Login login) {
        String origin = login.tokenUrl().replaceFirst("(https://[^/]+).*", "$1");
        return new SignIn(
                login.issuer(),
                login.audience(),
                origin,
                page(login.authorizeUrl(), login.tokenUrl(), login.audience()));
    }

    private static Map<String, Object> page(String authorize, String token, String client) {
        return Map.of(
                "login",
                new TreeMap<>(Map.of(
                        "authorize_url", authorize,
                        "token_url", token,
                        "client_id", client,
                        "scope", "openid email")));
    }

    /** The address of the login page that a user pool of this deployment will have; unique among all accounts. */
    static String origin(Options options) {
        return "https://" + prefix(options) + ".auth." + Aws.REGION + ".amazoncognito.com";
    }

    private static String prefix(Options options) {
        return options.account().name() + "-" + Aws.ACCOUNT_ID;
    }

    /**
     * Makes a user pool.
     *
     * @param page where the console is
     */
    static SignIn pool(Construct scope, Options options, String page, List<String> groups) {
        UserPool pool = UserPool.Builder.create(scope, "People")
                .userPoolName(options.account().name())
                .selfSignUpEnabled(false)
                .signInAliases(SignInAliases.builder().email(true).build())
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(14)
                        .requireDigits(true)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireSymbols(true)
                        .build())
                .removalPolicy(options.upkeep().keepRecords() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
        groups.forEach(name -> CfnUserPoolGroup.Builder.create(scope, "Group-" + name)
                .userPoolId(pool.getUserPoolId())
                .groupName(name)
                .build());
        UserPoolDomain.Builder.create(scope, "LoginPage")
                .userPool(pool)
                .cognitoDomain(CognitoDomainOptions.builder()
                        .domainPrefix(prefix(options))
                        .build())
                .build();
        UserPoolClient client = UserPoolClient.Builder.create(scope, "Page")
                .userPool(pool)
                .generateSecret(false)
                .preventUserExistenceErrors(true)
                .accessTokenValidity(Duration.hours(1))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder().authorizationCodeGrant(true).build())
                        .scopes(List.of(OAuthScope.OPENID, OAuthScope.EMAIL))
                        .callbackUrls(List.of(page))
                        .logoutUrls(List.of(page))
                        .build())
                .build();
        return new SignIn(
                pool.getUserPoolProviderUrl(),
                client.getUserPoolClientId(),
                origin(options),
                page(
                        origin(options) + "/oauth2/authorize",
                        origin(options) + "/oauth2/token",
                        client.getUserPoolClientId()));
    }
}
