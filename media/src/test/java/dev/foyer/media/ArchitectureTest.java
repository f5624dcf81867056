package dev.foyer.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

/** The walls of the media core. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.foyer.media");

    @Test
    void packages_depend_in_one_direction() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("wire")
                .definedBy("..media.wire..")
                .layer("layers")
                .definedBy("..media.ice..", "..media.dtls..", "..media.srtp..", "..media.sctp..", "..media.stream..")
                .layer("sdp")
                .definedBy("..media.sdp..")
                .layer("forward")
                .definedBy("..media.forward..")
                .layer("peer")
                .definedBy("..media.peer..")
                .whereLayer("peer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("forward")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("sdp")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("layers")
                .mayOnlyBeAccessedByLayers("sdp", "forward", "peer", "layers")
                .check(CLASSES);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.foyer.media.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_core_sees_no_thread_clock_socket_file_or_logger() {
        // The handshake library blocks; its two queues are the one place where a thread waits (the rim owns that
        // thread).
        noClasses()
                .that()
                .doNotHaveSimpleName("DatagramQueues")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.nio.channels..", "java.nio.file..", "java.util.logging..", "org.slf4j..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket)")
                .check(CLASSES);
    }
}
