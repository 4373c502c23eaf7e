package io.rdsmaint.gateway.sts;

import io.rdsmaint.gateway.ErrorTranslation;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sts.StsClient;

/** Tells which account calls go to. Errors as in {@link ErrorTranslation#read}. */
public final class CallerIdentity {
    private final Supplier<StsClient> sts;
    private final ErrorTranslation calls;

    public CallerIdentity(Supplier<StsClient> sts, ErrorTranslation calls) {
        this.sts = sts;
        this.calls = calls;
    }

    /**
     * The account of the credentials in use: compared with the one an operation was started in, before every change.
     */
    public String account() {
        return calls.read(
                "sts:GetCallerIdentity",
                "the credentials in use",
                () -> sts.get().getCallerIdentity().account());
    }
}
