package io.rdsmaint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages by concept, arrows only downwards. */
@AnalyzeClasses(packages = "io.rdsmaint", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsPointDownwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("function")
            .definedBy("io.rdsmaint.function..")
            .layer("operations")
            .definedBy("io.rdsmaint.operations..")
            .layer("steps")
            .definedBy("io.rdsmaint.steps..")
            .layer("gateways")
            .definedBy(
                    "io.rdsmaint.rds..",
                    "io.rdsmaint.metrics..",
                    "io.rdsmaint.scaling..",
                    "io.rdsmaint.accounts..",
                    "io.rdsmaint.executions..",
                    "io.rdsmaint.world..",
                    "io.rdsmaint.publish..",
                    "io.rdsmaint.aws..")
            .layer("telemetry")
            .definedBy("io.rdsmaint.telemetry..")
            .layer("notification")
            .definedBy("io.rdsmaint.notification..")
            .layer("store")
            .definedBy("io.rdsmaint.store..")
            .layer("engine")
            .definedBy("io.rdsmaint.engine..")
            .whereLayer("function")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("function", "telemetry")
            .whereLayer("steps")
            .mayOnlyBeAccessedByLayers("function", "operations")
            .whereLayer("gateways")
            .mayOnlyBeAccessedByLayers("function", "operations", "steps")
            .whereLayer("telemetry")
            .mayOnlyBeAccessedByLayers("function")
            .whereLayer("notification")
            .mayOnlyBeAccessedByLayers("function", "gateways", "telemetry")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("function");

    @ArchTest
    static final ArchRule theEngineKnowsNoAws = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule onlyGatewaysAndStoresTouchSdkClients = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.rdsmaint.operations..",
                    "io.rdsmaint.steps..",
                    "io.rdsmaint.engine..",
                    "io.rdsmaint.notification..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule theFunctionKnowsNothingOfWhatItIsTriedWith = noClasses()
            .that()
            .resideOutsideOfPackages("io.rdsmaint.simulator..", "io.rdsmaint.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.rdsmaint.simulator..", "io.rdsmaint.local..");
}
