package io.rdsmaint.simulator.drs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.simulator.model.AccountRegion;
import io.rdsmaint.simulator.model.RecoveryService;
import io.rdsmaint.simulator.protocol.Call;
import io.rdsmaint.simulator.rules.Rule;
import java.time.Instant;
import java.util.Set;

/**
 * A call of Elastic Disaster Recovery.
 *
 * @param does what it does, if the caller may
 */
record DrsCall(String action, Set<String> parameters, Body does) implements Rule {

    /** What a call does. */
    @FunctionalInterface
    interface Body {
        ObjectNode answer(Call call, RecoveryService service, Site site);
    }

    /** Where it does it, and when. */
    record Site(AccountRegion region, Instant now) {
        void permitted(String action) {
            DrsError.permitted(region, action);
        }
    }

    @Override
    public boolean filters() {
        return true;
    }

    @Override
    public ObjectNode answer(Call call, AccountRegion site) {
        DrsError.permitted(site, "drs:" + action);
        return does.answer(call, site.recovery(), new Site(site, site.world().now()));
    }
}
