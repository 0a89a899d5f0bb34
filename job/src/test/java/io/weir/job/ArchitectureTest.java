package io.weir.job;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.weir.udp.Datagram;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * Who may use what. The poms keep modules apart; this keeps what they cannot: that the codec does
 * no input and output, that operators take no more than the element of the source, and order within
 * modules.
 */
@AnalyzeClasses(
        packages = {
            "io.weir.codec",
            "io.weir.receive",
            "io.weir.udp",
            "io.weir.tcp",
            "io.weir.operators",
            "io.weir.sql",
            "io.weir.job"
        },
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CODEC = "io.weir.codec..";
    private static final String[] SOURCES = {"io.weir.receive..", "io.weir.udp..", "io.weir.tcp.."};
    private static final String OPERATORS = "io.weir.operators..";
    private static final String SQL = "io.weir.sql..";
    private static final String JOB = "io.weir.job..";
    private static final String OURS = "io.weir..";

    private static final Set<String> ROOTS =
            Set.of(
                    "io.weir.codec",
                    "io.weir.udp",
                    "io.weir.tcp",
                    "io.weir.operators",
                    "io.weir.sql",
                    "io.weir.job");

    /** But for its own data, which lies on the class path. */
    @ArchTest
    static final ArchRule codecIsPlainJavaWithoutInputAndOutput =
            classes()
                    .that()
                    .resideInAPackage(CODEC)
                    .and(not(simpleName("BuiltInText")))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            CODEC,
                                            "java.lang..",
                                            "java.util",
                                            "java.util.function",
                                            "java.util.stream")
                                    .or(
                                            belongToAnyOf(
                                                    BigInteger.class,
                                                    ByteBuffer.class,
                                                    ByteOrder.class,
                                                    Duration.class,
                                                    Serializable.class,
                                                    StandardCharsets.class))
                                    .or(arePrimitiveOrArraysOfIt()));

    @ArchTest
    static final ArchRule sourcesStandAlone =
            noClasses()
                    .that()
                    .resideInAnyPackage(SOURCES)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(OURS).and(not(resideInAnyPackage(SOURCES))));

    @ArchTest
    static final ArchRule operatorsUseTheCodecAndOnlyTheElementOfTheSource =
            noClasses()
                    .that()
                    .resideInAPackage(OPERATORS)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(OURS)
                                    .and(not(resideInAnyPackage(OPERATORS, CODEC)))
                                    .and(not(belongToAnyOf(Datagram.class))));

    @ArchTest
    static final ArchRule sqlUsesOperatorsAndCodec =
            noClasses()
                    .that()
                    .resideInAPackage(SQL)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(OURS)
                                    .and(not(resideInAnyPackage(SQL, OPERATORS, CODEC))));

    @ArchTest
    static final ArchRule nothingUsesTheJob =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(JOB)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(JOB);

    /**
     * The root package of a module is its door: it wires the packages below, which use its types in
     * turn. Those below form no cycle.
     */
    @ArchTest
    static final ArchRule packagesBelowTheRootsHaveNoCycles =
            slices().assignedFrom(packagesBelowTheRoots()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheCommandLineUsesTheStandardStreams =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.weir.job.cli..")
                    .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule logsGoThroughSlf4j =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nothingIsSerializedByKryo =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.esotericsoftware..",
                            "org.apache.flink.api.java.typeutils.runtime.kryo..");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass>
            arePrimitiveOrArraysOfIt() {
        return DescribedPredicate.describe(
                "primitive types and arrays of them",
                type -> type.getBaseComponentType().isPrimitive());
    }

    private static SliceAssignment packagesBelowTheRoots() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return ROOTS.contains(type.getPackageName())
                        ? SliceIdentifier.ignore()
                        : SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages below the roots of the modules";
            }
        };
    }
}
