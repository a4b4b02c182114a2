package io.github.dataflowautoscaler.webhook;

import java.time.Clock;
import java.time.Instant;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.scheduling.support.CronExpression;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Decisions are pure, dependencies run towards the policy, and adapters are nobody's
 * dependency.
 */
@AnalyzeClasses(packagesOf = AlertWebHookApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String BASE = "io.github.dataflowautoscaler.webhook";

	private static final String[] CORE = { BASE + ".decision", BASE + ".policy", BASE + ".policy.schedule",
			BASE + ".simulation" };

	@ArchTest
	static final ArchRule theCoreIsPure = classes().that()
		.resideInAnyPackage(CORE)
		.should()
		.onlyDependOnClassesThat(
				Predicates.resideInAnyPackage("java.lang..", "java.util..", "java.time..", "org.jspecify..")
					.or(Predicates.resideInAnyPackage(CORE))
					.or(Predicates.type(CronExpression.class)));

	@ArchTest
	static final ArchRule theCoreIsGivenTheTime = noClasses().that()
		.resideInAnyPackage(CORE)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Clock.class)
		.orShould()
		.callMethod(Instant.class, "now");

	@ArchTest
	static final ArchRule dependenciesRunTowardsThePolicy = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("alert")
		.definedBy(BASE + ".alert")
		.layer("scaling")
		.definedBy(BASE + ".scaling")
		.layer("history")
		.definedBy(BASE + ".history")
		.layer("decision")
		.definedBy(BASE + ".decision")
		.layer("policy")
		.definedBy(BASE + ".policy")
		.whereLayer("alert")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("scaling")
		.mayOnlyBeAccessedByLayers("alert")
		.whereLayer("history")
		.mayOnlyBeAccessedByLayers("scaling")
		.whereLayer("decision")
		.mayOnlyBeAccessedByLayers("history", "scaling", "alert");

	@ArchTest
	static final ArchRule adaptersAreNobodysDependency = noClasses().that()
		.resideInAnyPackage(BASE + ".alert", BASE + ".scaling", BASE + ".leadership", BASE + ".history",
				BASE + ".decision", BASE + ".policy")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("..jdbc", "..web", BASE + ".dataflow", BASE + ".prometheus", BASE + ".alertmanager",
				BASE + ".outbox", BASE + ".events", BASE + ".metrics", BASE + ".discovery", BASE + ".status",
				BASE + ".doctor", BASE + ".hindsight", BASE + ".security", BASE + ".http");

	@ArchTest
	static final ArchRule pagesAreNobodysDependency = noClasses().that()
		.resideOutsideOfPackage(BASE + ".page")
		.should()
		.dependOnClassesThat()
		.resideInAPackage(BASE + ".page");

	@ArchTest
	static void thereAreNoCycles(JavaClasses all) {
		SlicesRuleDefinition.slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(all);
	}

}
