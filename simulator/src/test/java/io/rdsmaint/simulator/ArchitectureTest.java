package io.rdsmaint.simulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages by concept, arrows only downwards, as {@code docs/simulator.md} names them. */
@AnalyzeClasses(packages = "io.rdsmaint", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackagesDependOnEachOther =
            slices().matching("io.rdsmaint.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatTakesTimeKnowsNoCall = noClasses()
            .that()
            .resideInAnyPackage("io.rdsmaint.simulator.process..", "io.rdsmaint.simulator.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.rdsmaint.simulator.rules..",
                    "io.rdsmaint.simulator.metrics..",
                    "io.rdsmaint.simulator.autoscaling..",
                    "io.rdsmaint.simulator.identity..",
                    "io.rdsmaint.simulator.dataapi..",
                    "io.rdsmaint.simulator.secrets..",
                    "io.rdsmaint.simulator.drs..",
                    "io.rdsmaint.simulator.protocol..");

    @ArchTest
    static final ArchRule theServerKnowsNothingOfAws = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.simulator.postgres..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.rdsmaint..").and(resideOutsideOfPackage("io.rdsmaint.simulator.postgres..")));

    @ArchTest
    static final ArchRule onlyItAndWhoRunsStatementsKnowTheDriver = noClasses()
            .that()
            .resideOutsideOfPackages("io.rdsmaint.simulator.postgres..", "io.rdsmaint.simulator.dataapi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "io.zonky..");

    @ArchTest
    static final ArchRule storageKnowsNothingOfDatabases = noClasses()
            .that()
            .resideInAPackage("io.rdsmaint.simulator.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rdsmaint.simulator.model..");
}
