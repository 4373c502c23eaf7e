package io.rdsmaint.gateway;

import io.rdsmaint.engine.ChangeFailure;
import io.rdsmaint.engine.Intent;
import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.engine.TransientFailure;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Makes the calls of one place and turns their errors into the engine's kinds, by type and code, never by text.
 *
 * <p>A read that fails for a passing reason (throttled, service error, no connection) is a {@link TransientFailure};
 * any other failure, such as a missing permission, is a {@link LastingFailure} that says what to do. A change that AWS
 * answered with a typed refusal was surely not executed ({@link ChangeFailure.Refused}); without such an answer its
 * fate is {@link ChangeFailure.Unknown}.
 *
 * <p>{@link io.rdsmaint.engine.StepRun#change} deals with what changes throw: a refusal that passes becomes a {@link TransientFailure},
 * any other a {@link LastingFailure}, after an unknown fate evidence is looked for. What is asked for and isn't there is refused, too,
 * unless a gateway's method says that it answers empty.
 */
public final class ErrorTranslation {
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "UnauthorizedOperation",
            "NotAuthorized",
            "UnauthorizedException");
    private static final Set<String> STALE_CREDENTIALS =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

    /** HTTP status: from here on the server failed, and what it did is unknown (RFC 9110, 15.6). */
    private static final int SERVER_ERROR = 500;

    private final AwsScope place;

    public ErrorTranslation(AwsScope place) {
        this.place = place;
    }

    /**
     * Makes a call that changes nothing.
     *
     * @param action as an IAM policy spells it
     * @param resource what is read, for a person
     * @throws TransientFailure when AWS is busy, has an error of its own, or does not answer: try again later
     * @throws LastingFailure when it refuses: a person mends what the message says
     */
    public <T> T read(String action, String resource, Supplier<T> call) {
        return read(action, resource, e -> false, call);
    }

    /**
     * The same of a service that has refusals of its own which pass by themselves.
     *
     * @param busy tells them
     */
    public <T> T read(String action, String resource, Predicate<AwsServiceException> busy, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            if (passing(e) || busy.test(e)) {
                throw new TransientFailure(describe(action, resource, e), e);
            }
            throw new LastingFailure(mended(describe(action, resource, e), action, e), e);
        } catch (SdkClientException e) {
            throw new TransientFailure(noAnswer(action, resource, e), e);
        }
    }

    /**
     * Makes a call that changes something, once, dated as the intent.
     *
     * @param busy tells the refusals that pass by themselves, such as a resource in the middle of another change
     * @throws Intent.IntentLapsed when the intent may not be used any more; nothing was sent, the next invocation looks again
     * @throws ChangeFailure.Refused when AWS refuses; if it does not pass, a person mends what the message says
     * @throws ChangeFailure.Unknown when it may have been carried out or may yet: look for its effect
     */
    public <T> T change(
            Intent intent, String action, String resource, Predicate<AwsServiceException> busy, Supplier<T> call) {
        intent.spend();
        try {
            return SigningTime.pinned(intent.signingTime(), call);
        } catch (AwsServiceException e) {
            String what = describe(action, resource, e);
            if (!typedRefusal(e)) {
                throw new ChangeFailure.Unknown(what, e);
            }
            boolean passes = passing(e) || busy.test(e);
            throw new ChangeFailure.Refused(passes ? what : mended(what, action, e), passes, e);
        } catch (RuntimeException e) {
            throw new ChangeFailure.Unknown(noAnswer(action, resource, e), e);
        }
    }

    private static boolean typedRefusal(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return e.statusCode() >= 400
                && e.statusCode() < SERVER_ERROR
                && details != null
                && details.errorCode() != null
                && !details.errorCode().isEmpty();
    }

    private static boolean passing(AwsServiceException e) {
        return e.isThrottlingException()
                || e.isClockSkewException()
                || e.statusCode() >= SERVER_ERROR
                || STALE_CREDENTIALS.contains(code(e));
    }

    /** AWS's words may lack the full stop of a sentence. */
    private String mended(String what, String action, AwsServiceException e) {
        String mend = mend(action, e);
        return what + (mend.isEmpty() || what.endsWith(".") ? "" : ".") + mend;
    }

    private String mend(String action, AwsServiceException e) {
        if (!DENIED.contains(code(e))) {
            return "";
        }
        boolean assuming = "sts".equalsIgnoreCase(e.awsErrorDetails().serviceName());
        return assuming
                ? " To mend: let the function's role assume " + place.role()
                        + " (both its own policy, from the deploy-time list of roles, and the trust"
                        + " policy of that role)."
                : " To mend: allow " + action + " to " + place.role()
                        + " on that resource (policies/lambda-policy.json has the statement and its conditions,"
                        + " such as the tag that the resource must carry).";
    }

    private String describe(String action, String resource, AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String text = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        return "%s on %s in %s was answered %s (HTTP %d, request %s)%s"
                .formatted(action, resource, place.region(), code(e), e.statusCode(), e.requestId(), text);
    }

    private String noAnswer(String action, String resource, RuntimeException e) {
        return "%s on %s in %s got no answer: %s".formatted(action, resource, place.region(), e.getMessage());
    }

    private static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "an unnamed error" : details.errorCode();
    }
}
