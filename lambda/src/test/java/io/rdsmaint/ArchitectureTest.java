package io.rdsmaint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rdsmaint.function.CatalogueFactory;

/** Packages by concept, arrows only downwards: function, families, kit, then what knows no family. */
@AnalyzeClasses(
        packages = "io.rdsmaint",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTheSimulator.class})
class ArchitectureTest {
    private static final String[] FAMILIES = {
        "io.rdsmaint.aurora..", "io.rdsmaint.recovery..", "io.rdsmaint.restore..", "io.rdsmaint.sql.."
    };
    private static final String[] SERVICES = {
        "io.rdsmaint.gateway.rds..",
        "io.rdsmaint.gateway.rdsdata..",
        "io.rdsmaint.gateway.drs..",
        "io.rdsmaint.gateway.instances..",
        "io.rdsmaint.gateway.network..",
        "io.rdsmaint.gateway.secrets..",
        "io.rdsmaint.gateway.keys..",
        "io.rdsmaint.gateway.cloudwatch..",
        "io.rdsmaint.gateway.autoscaling.."
    };

    @ArchTest
    static final ArchRule theFunctionKnowsNothingOfWhatItIsTriedWith = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rdsmaint.simulator..", "io.rdsmaint.local..");

    @ArchTest
    static final ArchRule noPackagesDependOnEachOther =
            slices().matching("io.rdsmaint.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theEngineKnowsNothingButItself = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.engine..")
            .should()
            .dependOnClassesThat(new Other("io.rdsmaint", "io.rdsmaint.engine")
                    .or(new Other("software.amazon", "none"))
                    .or(new Other("com.amazonaws", "none")));

    @ArchTest
    static final ArchRule theKitKnowsOnlyTheEngine = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.kit..")
            .should()
            .dependOnClassesThat(new Other("io.rdsmaint", "io.rdsmaint.engine", "io.rdsmaint.kit")
                    .or(new Other("software.amazon", "none")));

    @ArchTest
    static final ArchRule whatFamiliesShareKnowsNoFamilyAndNoServiceOfOne = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.rdsmaint.store..",
                    "io.rdsmaint.publish..",
                    "io.rdsmaint.notification..",
                    "io.rdsmaint.telemetry..",
                    "io.rdsmaint.function..",
                    "io.rdsmaint.gateway",
                    "io.rdsmaint.gateway.stepfunctions..",
                    "io.rdsmaint.gateway.sts..")
            .and()
            .doNotBelongToAnyOf(CatalogueFactory.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAMILIES)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICES);

    @ArchTest
    static final ArchRule gatewaysKnowNoFamily = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.gateway..")
            .should()
            .dependOnClassesThat(new Other("io.rdsmaint", "io.rdsmaint.engine", "io.rdsmaint.gateway"));

    @ArchTest
    static final ArchRule nobodyButTheEntryKnowsTheFunction = noClasses()
            .that()
            .resideOutsideOfPackage("io.rdsmaint.function..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rdsmaint.function..");

    /** The places where an SDK client is made or asked; a family says which gateways it uses in one class. */
    @ArchTest
    static final ArchRule onlyGatewaysStoresAndWiringTouchSdkClients = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.rdsmaint.aurora..",
                    "io.rdsmaint.restore..",
                    "io.rdsmaint.sql..",
                    "io.rdsmaint.recovery..",
                    "io.rdsmaint.notification..",
                    "io.rdsmaint.telemetry..")
            .and()
            .doNotHaveFullyQualifiedName("io.rdsmaint.aurora.cluster.GatewayFactory")
            .and()
            .doNotHaveFullyQualifiedName("io.rdsmaint.restore.world.RestoreWorlds")
            .and()
            .doNotHaveFullyQualifiedName("io.rdsmaint.sql.world.WorldFactory")
            .and()
            .doNotHaveFullyQualifiedName("io.rdsmaint.recovery.world.WorldFactory")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    /** It is no part of the function. */
    static final class WithoutTheSimulator implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/simulator/");
        }
    }
}
