package io.rdsmaint.simulator.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.protocol.Call;
import java.util.Set;

/** One API call: what it accepts, what it checks, and what it does. */
public interface Rule {

    /** The operation's name in the service's model. */
    String action();

    /** Top-level parameters that are modelled; a call with any other is refused. */
    Set<String> parameters();

    /** True when the call knows names of filters; one that only has the parameter takes none. */
    default boolean filters() {
        return false;
    }

    /**
     * Carries the call out.
     *
     * @return the result by the names of the service's model
     * @throws io.rdsmaint.simulator.protocol.ApiError when AWS would refuse it
     */
    ObjectNode answer(Call call, AccountRegion site);
}
