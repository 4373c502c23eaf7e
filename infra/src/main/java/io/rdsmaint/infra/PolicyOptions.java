package io.rdsmaint.infra;

/**
 * What the function's policies allow where AWS leaves a choice between what certainly works and what is narrow.
 *
 * @param strictUpgrades whether green sides are known by the names that AWS gives them, instead of allowing all names
 * @param suspendScaling whether the function may do what Application Auto Scaling checks of whoever suspends the scaling of readers
 */
public record PolicyOptions(boolean strictUpgrades, boolean suspendScaling) {
    static PolicyOptions from(OptionReader read) {
        return new PolicyOptions(
                read.one("upgrade-policy", OptionReader.UPGRADE_POLICY)
                        .filter("strict"::equals)
                        .isPresent(),
                read.one("suspend-scaling", OptionReader.YES).isPresent());
    }
}
