package io.rdsmaint.cli;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says what AWS's errors mean for who sits at the keyboard. No secret is in these messages: requests are never repeated in them. */
final class Troubles {
    private Troubles() {}

    /**
     * What the call answers.
     *
     * @param action as policies spell it
     * @throws Failure in place of the SDK's exceptions
     */
    static <T> T explained(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            throw refused(action, e);
        } catch (SdkClientException e) {
            throw unanswered(action, e);
        }
    }

    private static Failure refused(String action, AwsServiceException e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        String said = e.awsErrorDetails() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.awsErrorDetails().errorMessage());
        return switch (code) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" ->
                new Failure(
                        ExitCode.NOT_PERMITTED,
                        "AWS does not permit " + action + ": " + said,
                        "Attach the deployment's OperatorPolicyArn (policies/operator-policy.json) to who you are, or, to"
                                + " look only, its ViewerPolicyArn.");
            case "ExpiredTokenException",
                    "ExpiredToken",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "MissingAuthenticationToken",
                    "IncompleteSignature" ->
                new Failure(
                        ExitCode.NOT_PERMITTED,
                        "AWS does not accept the credentials (" + code + ").",
                        "Log in again, or choose another profile with AWS_PROFILE.");
            case "ResourceNotFoundException", "StateMachineDoesNotExist" ->
                new Failure(
                        ExitCode.NOT_FOUND,
                        "There is no deployment of this name in this account and region.",
                        "Set AWS_REGION and AWS_PROFILE to where it is, RDS_MAINT_DEPLOYMENT to its name if that has a prefix, or deploy it:"
                                + " scripts/deploy --help.");
            case "ExecutionDoesNotExist" -> new Failure(ExitCode.NOT_FOUND, said, "");
            case "TooManyRequestsException", "ThrottlingException", "Throttling" ->
                new Failure(
                        ExitCode.NO_CONNECTION,
                        "AWS is too busy for " + action + " (" + code + ").",
                        "Run this again.");
            case String fault
            when fault.endsWith("NotFoundFault") ->
                new Failure(
                        ExitCode.NOT_FOUND,
                        said,
                        "Look at its spelling and the region; scripts/start TYPE lists what there is.");
            default ->
                new Failure(
                        e.statusCode() >= 500 ? ExitCode.NO_CONNECTION : ExitCode.UNEXPECTED,
                        action + " was answered " + code + ": " + said,
                        e.statusCode() >= 500 ? "Run this again." : "");
        };
    }

    private static Failure unanswered(String action, SdkClientException e) {
        String said = String.valueOf(e.getMessage());
        if (said.contains("Unable to load credentials")) {
            return new Failure(
                    ExitCode.NOT_PERMITTED,
                    "There are no AWS credentials.",
                    "Set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For a profile that logs in by SSO:"
                            + " eval \"$(aws configure export-credentials --format env)\". With scripts/local any do: it"
                            + " prints what to export.");
        }
        if (said.contains("module must be on the class path")) {
            return new Failure(
                    ExitCode.NOT_PERMITTED,
                    "The profile logs in by a way that these commands don't know: " + said,
                    "eval \"$(aws configure export-credentials --format env)\" gives them its credentials.");
        }
        return new Failure(
                ExitCode.NO_CONNECTION,
                "No answer to " + action + ": " + cause(e),
                "Check the network and AWS_ENDPOINT_URL, then run this again: that is safe.");
    }

    private static String cause(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String why = Optional.ofNullable(last.getMessage()).orElse("");
        return last.getClass().getSimpleName() + (why.isEmpty() ? "" : " (" + why + ")");
    }
}
