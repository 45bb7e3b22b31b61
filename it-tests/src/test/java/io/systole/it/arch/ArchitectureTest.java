package io.systole.it.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md that a machine can check. */
class ArchitectureTest {
    private static final String[] PURE = {"io.systole.core..", "io.systole.policy.."};

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.systole");

    @Test
    void theRulesSeeTheWholeProduct() {
        assertThat(ALL.size()).isGreaterThan(400);
        for (String module : List.of("core", "policy", "agents", "corosync", "shell", "node")) {
            assertThat(ALL.stream().filter(c -> c.getPackageName().startsWith("io.systole." + module)))
                    .as("classes of io.systole." + module)
                    .hasSizeGreaterThan(8);
        }
    }

    @Test
    void theCoreKnowsNoOtherModule() {
        mayOnlyKnow("core");
    }

    @Test
    void theSchedulerKnowsTheCoreOnly() {
        mayOnlyKnow("policy", "core");
    }

    @Test
    void agentsKnowTheCoreOnly() {
        mayOnlyKnow("agents", "core");
    }

    @Test
    void membershipKnowsTheCoreOnly() {
        mayOnlyKnow("corosync", "core");
    }

    @Test
    void theShellReachesNodesThroughTheCoresApi() {
        mayOnlyKnow("shell", "core", "policy", "agents");
    }

    private static void mayOnlyKnow(String module, String... others) {
        List<String> allowed = new java.util.ArrayList<>(List.of("io.systole." + module));
        for (String other : others) {
            allowed.add("io.systole." + other);
        }
        noClasses()
                .that()
                .resideInAPackage("io.systole." + module + "..")
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to another module than " + allowed) {
                    @Override
                    public boolean test(JavaClass c) {
                        String in = c.getPackageName();
                        return in.startsWith("io.systole.")
                                && allowed.stream().noneMatch(a -> in.equals(a) || in.startsWith(a + "."));
                    }
                })
                .check(ALL);
    }

    @Test
    void jGroupsIsBehindTheChannel() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.systole.corosync.channel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jgroups..")
                .check(ALL);
    }

    @Test
    void theProductKnowsNothingOfTheTestHarness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..")
                .check(ALL);
    }

    @Test
    void processesAreStartedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.systole.agents.process..", "io.systole.shell..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ALL);
    }

    @Test
    void coreAndSchedulerOwnNoThreadClockFileOrChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackage("io.systole.core.api.wire..")
                .and()
                // A thread for the sake of its stack only; its caller waits for it.
                .doNotHaveSimpleName("DeepStack")
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to the world outside") {
                    @Override
                    public boolean test(JavaClass c) {
                        String in = c.getPackageName();
                        return in.startsWith("java.nio.file")
                                || in.startsWith("java.nio.channels")
                                || in.startsWith("java.net")
                                || c.isEquivalentTo(java.io.File.class)
                                || c.isEquivalentTo(java.io.FileInputStream.class)
                                || c.isEquivalentTo(java.io.FileOutputStream.class)
                                || c.isEquivalentTo(Random.class)
                                || c.isEquivalentTo(ThreadLocalRandom.class)
                                || c.isAssignableTo(Thread.class)
                                || c.isAssignableTo(java.util.concurrent.Executor.class)
                                || c.isAssignableTo(java.time.Clock.class);
                    }
                })
                .check(ALL);
    }

    @Test
    void coreAndSchedulerAreToldTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .and()
                .resideOutsideOfPackage("io.systole.core.api.wire..")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaCall<?>>("a clock or a die is asked") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        String owner = call.getTargetOwner().getName();
                        String method = call.getName();
                        return owner.equals("java.lang.System")
                                        && (method.equals("currentTimeMillis") || method.equals("nanoTime"))
                                || owner.startsWith("java.time.") && method.equals("now")
                                || owner.equals("java.lang.Math") && method.equals("random")
                                || owner.equals("java.util.UUID") && method.equals("randomUUID");
                    }
                })
                .check(ALL);
    }

    @Test
    void coreAndSchedulerIterateInOneOrderOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callCodeUnitWhere(
                        new DescribedPredicate<JavaCall<?>>("a collection without an order of its own is made") {
                            @Override
                            public boolean test(JavaCall<?> call) {
                                JavaClass owner = call.getTargetOwner();
                                boolean hashed =
                                        owner.isEquivalentTo(HashMap.class) || owner.isEquivalentTo(HashSet.class);
                                boolean immutable = (owner.isEquivalentTo(Set.class) || owner.isEquivalentTo(Map.class))
                                        && List.of("copyOf", "ofEntries").contains(call.getName());
                                return hashed && call.getName().equals("<init>") || immutable;
                            }
                        })
                .check(ALL);
    }

    @Test
    void packagesOfAModuleFormNoCycle() {
        for (String module : List.of("core", "policy", "agents", "corosync", "shell", "node")) {
            slices().matching("io.systole." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .check(ALL);
        }
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Helpers|Util|Utils|Base)$")
                .check(ALL);
    }

    @Test
    void packagesAreTwoDeepAtMost() {
        classes()
                .should()
                .haveNameNotMatching("io\\.systole\\.[a-z]+\\.[a-z]+\\.[a-z]+\\.[a-z]+\\..*")
                .check(ALL);
    }

    @Test
    void onlyProgramsSpeakToTheStandardStreams() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .and()
                .doNotHaveSimpleName("ProcessIo")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ALL);
    }
}
