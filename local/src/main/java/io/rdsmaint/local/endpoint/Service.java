package io.rdsmaint.local.endpoint;

/** A service behind the endpoint. */
@FunctionalInterface
public interface Service {
    /** The answer; a {@link ServiceException} is answered as AWS's JSON protocols do. */
    Answer answer(Call call);
}
