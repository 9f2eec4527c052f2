package dev.lian4j.examples.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** What each module may touch: siblings share nothing but core. */
@AnalyzeClasses(packages = "dev.lian4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {

    private static final String HOUSE = "dev.lian4j.";

    private static final String[] NESTED_IN_CORE = {
        "dev.lian4j.core.weights..", "dev.lian4j.core.mcp..", "dev.lian4j.core.observe.."
    };

    @ArchTest
    static final ArchRule CORE_DEPENDS_ON_THE_JDK_AND_SLF4J_ONLY = classes()
            .that()
            .resideInAPackage("dev.lian4j.core..")
            .and()
            .resideOutsideOfPackages(NESTED_IN_CORE)
            .should()
            .onlyDependOnClassesThat(resideInAPackage("dev.lian4j.core..")
                    .and(resideOutsideOfPackages(NESTED_IN_CORE))
                    .or(resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..")));

    @ArchTest
    static final ArchRule WEIGHTS_DEPEND_ON_CORE_AND_JACKSON_ONLY = classes()
            .that()
            .resideInAPackage("dev.lian4j.core.weights..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lian4j.core..", "java..", "com.fasterxml.jackson..", "org.jspecify..");

    // Programs need not have these two on their class path, so there may be nothing to check.
    @ArchTest
    static final ArchRule MCP_DEPENDS_ON_CORE_AND_THE_SDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.lian4j.core.mcp..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("dev.lian4j.core..")
                    .and(resideOutsideOfPackages("dev.lian4j.core.weights..", "dev.lian4j.core.observe.."))
                    .or(resideInAnyPackage(
                            "java..",
                            "org.slf4j..",
                            "org.jspecify..",
                            "com.fasterxml.jackson..",
                            "io.modelcontextprotocol..",
                            "reactor..",
                            "jakarta.servlet..",
                            "org.apache.catalina..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule OBSERVING_DEPENDS_ON_CORE_AND_ITS_TWO_LIBRARIES_ONLY = classes()
            .that()
            .resideInAPackage("dev.lian4j.core.observe..")
            .should()
            .onlyDependOnClassesThat(resideInAPackage("dev.lian4j.core..")
                    .and(resideOutsideOfPackages("dev.lian4j.core.weights..", "dev.lian4j.core.mcp.."))
                    .or(resideInAnyPackage("java..", "org.jspecify..", "io.micrometer..", "io.opentelemetry..")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_FAULT_BENCH_DEPENDS_ON_THE_JDK_ONLY = classes()
            .that()
            .resideInAPackage("dev.lian4j.testing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lian4j.testing..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule NO_PROGRAM_NEEDS_THE_FAULT_BENCH = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lian4j.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.lian4j.testing..");

    @ArchTest
    static final ArchRule PROMPTS_TOUCH_CORE_ONLY = onlyCore("prompts");

    @ArchTest
    static final ArchRule PARSERS_TOUCH_CORE_ONLY = onlyCore("parsers");

    @ArchTest
    static final ArchRule MEMORY_TOUCHES_CORE_ONLY = onlyCore("memory");

    @ArchTest
    static final ArchRule DATA_CONNECTION_TOUCHES_CORE_ONLY = onlyCore("dataconnection");

    @ArchTest
    static final ArchRule MODELS_TOUCH_CORE_ONLY = onlyCore("models");

    @ArchTest
    static final ArchRule FINE_TUNING_TOUCHES_CORE_ONLY = onlyCore("finetune");

    @ArchTest
    static final ArchRule THE_TENSOR_ENGINE_IS_BEHIND_ONE_SEAM = noClasses()
            .that()
            .resideOutsideOfPackage("dev.lian4j.finetune.tensor.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl.ndarray..", "ai.djl.pytorch..");

    @ArchTest
    static final ArchRule A_LIGHT_USER_GETS_NO_NESTED_MODULE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.lian4j.dataconnection",
                    "dev.lian4j.dataconnection.load..",
                    "dev.lian4j.dataconnection.split..",
                    "dev.lian4j.dataconnection.store..",
                    "dev.lian4j.dataconnection.retrieve..",
                    "dev.lian4j.models.http..",
                    "dev.lian4j.models.env..",
                    "dev.lian4j.models.support..",
                    "dev.lian4j.models.openai..",
                    "dev.lian4j.models.ollama..",
                    "dev.lian4j.models.anthropic..",
                    "dev.lian4j.models.gemini..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lian4j.core.weights..",
                    "dev.lian4j.core.mcp..",
                    "dev.lian4j.core.observe..",
                    "dev.lian4j.dataconnection.pdf..",
                    "dev.lian4j.dataconnection.office..",
                    "dev.lian4j.dataconnection.onnx..",
                    "dev.lian4j.dataconnection.pgvector..",
                    "dev.lian4j.dataconnection.servers..",
                    "dev.lian4j.dataconnection.lucene..",
                    "dev.lian4j.models.local..",
                    "dev.lian4j.models.tokens..");

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
            slices().matching("dev.lian4j.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_DESERIALISED_BLINDLY = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("javax.script..");

    @ArchTest
    static final ArchRule INTERFACES_ARE_SMALL =
            classes().that().areInterfaces().and().areNotAnnotations().should(haveAtMostThreeAbstractMethods());

    private static ArchCondition<JavaClass> haveAtMostThreeAbstractMethods() {
        return new ArchCondition<>("have at most three abstract methods") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long count = type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count();
                events.add(new SimpleConditionEvent(type, count <= 3, type.getName() + " has " + count));
            }
        };
    }

    private static ArchRule onlyCore(String module) {
        return noClasses()
                .that()
                .resideInAPackage(HOUSE + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of("prompts", "parsers", "memory", "dataconnection", "models", "finetune", "examples")
                                .filter(other -> !other.equals(module))
                                .map(other -> HOUSE + other + "..")
                                .toArray(String[]::new));
    }
}
