package io.rdsmaint.simulator.rules;

import io.rdsmaint.simulator.protocol.ApiError;

/** Promotion tiers are 0 to 15. */
final class Tiers {

    private Tiers() {}

    static int valid(int tier) {
        if (tier < 0 || tier > 15) {
            throw ApiError.invalidValue("Invalid value " + tier + " for PromotionTier. Must be between 0 and 15");
        }
        return tier;
    }
}
