package dev.foyer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Dependencies run one way. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.foyer");

    private static final ArchRule SERVER_PACKAGES_DEPEND_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.foyer..")
            .withOptionalLayers(true)
            .layer("kernel")
            .definedBy("dev.foyer.kernel..")
            .layer("rims")
            .definedBy("dev.foyer.config..", "dev.foyer.http..", "dev.foyer.database..")
            .layer("workspace")
            .definedBy("dev.foyer.workspace..")
            .layer("template")
            .definedBy("dev.foyer.template..")
            .layer("room")
            .definedBy("dev.foyer.room..")
            .layer("entry")
            .definedBy(
                    "dev.foyer.roomcode..",
                    "dev.foyer.token..",
                    "dev.foyer.layout..",
                    "dev.foyer.gate..",
                    "dev.foyer.link..",
                    "dev.foyer.poll..")
            .layer("session")
            .definedBy("dev.foyer.session..")
            .layer("edge")
            .definedBy(
                    "dev.foyer.signalling..",
                    "dev.foyer.web..",
                    "dev.foyer.mediaplane..",
                    "dev.foyer.activeroom..",
                    "dev.foyer.history..",
                    "dev.foyer.webhook..",
                    "dev.foyer.analytics..",
                    "dev.foyer.audit..",
                    "dev.foyer.reference..")
            .layer("app")
            .definedBy("dev.foyer")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("edge")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("edge", "app")
            .whereLayer("entry")
            .mayOnlyBeAccessedByLayers("session", "edge", "app")
            .whereLayer("room")
            .mayOnlyBeAccessedByLayers("entry", "session", "edge", "app")
            .whereLayer("template")
            .mayOnlyBeAccessedByLayers("room", "entry", "session", "edge", "app")
            .whereLayer("workspace")
            .mayOnlyBeAccessedByLayers("template", "room", "entry", "session", "edge", "app")
            .ignoreDependency(resideInAPackage("dev.foyer.media.."), resideInAPackage("dev.foyer.media.."));

    private static final ArchRule NO_PACKAGE_OF_THE_SERVER_IS_PART_OF_A_CYCLE =
            slices().matching("dev.foyer.(*)..").should().beFreeOfCycles();

    private static final ArchRule ONLY_STORES_TOUCH_SQL = noClasses()
            .that()
            .haveNameNotMatching(".*\\.Jdbi\\w+Store(\\$.*)?")
            .and()
            .resideOutsideOfPackages("dev.foyer.database..")
            // App hands the JDBI object from the database to the stores.
            .and()
            .haveNameNotMatching("dev\\.foyer\\.(App|Domain|Nouns|Door|Tool)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..")
            .allowEmptyShould(true);

    private static final ArchRule ONLY_THE_RIMS_TOUCH_THE_HTTP_LIBRARY = noClasses()
            .that()
            .haveNameNotMatching(".*(Routes|Pages)(\\$.*)?")
            .and()
            .resideOutsideOfPackages("dev.foyer.http..", "dev.foyer.signalling..")
            // App passes registrations from the websocket's rim to the server.
            .and()
            .haveNameNotMatching("dev\\.foyer\\.(App|Domain|Nouns|Door|Tool)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..")
            .allowEmptyShould(true);

    private static final ArchRule ONLY_THE_MEDIA_PLANE_TOUCHES_SOCKETS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.foyer.mediaplane..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.DatagramSocket")
            .allowEmptyShould(true);

    /** The media core works on off-heap slots that the media plane owns; the rest of the server sees neither. */
    private static final ArchRule ONLY_MEDIA_TOUCHES_NATIVE_MEMORY = noClasses()
            .that()
            .resideOutsideOfPackages("dev.foyer.mediaplane..", "dev.foyer.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.foreign..")
            .allowEmptyShould(true);

    private static final ArchRule MEDIA_DEPENDS_ON_NOTHING_OF_THE_SERVER = noClasses()
            .that()
            .resideInAPackage("dev.foyer.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.sql..", "dev.foyer.kernel..", "dev.foyer.session..")
            .allowEmptyShould(true);

    @Test
    void server_packages_depend_one_way() {
        SERVER_PACKAGES_DEPEND_ONE_WAY.check(CLASSES);
    }

    @Test
    void no_package_of_the_server_is_part_of_a_cycle() {
        NO_PACKAGE_OF_THE_SERVER_IS_PART_OF_A_CYCLE.check(CLASSES);
    }

    @Test
    void only_stores_touch_sql() {
        ONLY_STORES_TOUCH_SQL.check(CLASSES);
    }

    @Test
    void only_the_rims_touch_the_http_library() {
        ONLY_THE_RIMS_TOUCH_THE_HTTP_LIBRARY.check(CLASSES);
    }

    @Test
    void only_the_media_plane_touches_sockets() {
        ONLY_THE_MEDIA_PLANE_TOUCHES_SOCKETS.check(CLASSES);
    }

    @Test
    void only_media_touches_native_memory() {
        ONLY_MEDIA_TOUCHES_NATIVE_MEMORY.check(CLASSES);
    }

    @Test
    void media_depends_on_nothing_of_the_server() {
        MEDIA_DEPENDS_ON_NOTHING_OF_THE_SERVER.check(CLASSES);
    }
}
