package io.rdsmaint.infra.notification;

import java.util.Optional;
import software.amazon.awscdk.services.events.IRuleTarget;

/** Somebody who is told. */
interface Receiver {
    /** How this receiver is told this; empty when it does not concern it. */
    Optional<IRuleTarget> target(News news);
}
