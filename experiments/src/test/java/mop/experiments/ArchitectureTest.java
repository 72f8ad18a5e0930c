package mop.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "mop", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_DEPEND_ONLY_ALONG_THE_ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("mop..")
          .layer("analysis")
          .definedBy("mop.analysis..")
          .layer("stack")
          .definedBy("mop.stack..")
          .layer("simulator")
          .definedBy("mop.simulator..")
          .optionalLayer("ebpf")
          .definedBy("mop.ebpf..")
          .layer("reports")
          .definedBy("mop.reports..")
          .layer("experiments")
          .definedBy("mop.experiments..")
          .whereLayer("analysis")
          .mayNotAccessAnyLayer()
          .whereLayer("stack")
          .mayOnlyAccessLayers("analysis")
          .whereLayer("simulator")
          .mayOnlyAccessLayers("analysis", "stack")
          .whereLayer("ebpf")
          .mayNotAccessAnyLayer()
          .whereLayer("reports")
          .mayOnlyAccessLayers("analysis");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("mop.(*).(*)..").should().beFreeOfCycles();

  /** What docs/licences.md says of the GPL rests on this. */
  @ArchTest
  static final ArchRule ONE_CLASS_ALONE_USES_SMILE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("mop.analysis.detect.SeededForest")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("smile..");
}
