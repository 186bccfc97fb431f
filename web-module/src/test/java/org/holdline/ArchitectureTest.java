package org.holdline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The rules of layout, over the classes of all three modules. */
@AnalyzeClasses(packages = "org.holdline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] TECHNOLOGIES = {
    "..redis..",
    "..s3..",
    "..webrtc..",
    "..ffmpeg..",
    "..directory..",
    "..json..",
    "..oidc..",
    "..clamav..",
    "..microprofile.."
  };

  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boundary")
          .definedBy("..boundary..")
          .layer("technology")
          .definedBy(TECHNOLOGIES)
          .layer("control")
          .definedBy("..control..")
          .layer("entity")
          .definedBy("..entity..")
          .whereLayer("boundary")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("technology")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("control")
          .mayOnlyBeAccessedByLayers("boundary", "technology")
          .whereLayer("entity")
          .mayOnlyBeAccessedByLayers("boundary", "control", "technology");

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices().matching("org.holdline.(*)..").should().beFreeOfCycles();

  /** Refusals stand below everything: the platform speaks them too. */
  @ArchTest
  static final ArchRule platformUsesNoFeature =
      noClasses()
          .that()
          .resideInAPackage("org.holdline.platform..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.holdline.(*)..")
                  .and(not(resideInAPackage("org.holdline.platform..")))
                  .and(not(resideInAPackage("org.holdline.problem.entity.."))));

  @ArchTest static final ArchRule redisOnly = only("..redis..", "redis.clients..");
  @ArchTest static final ArchRule webrtcOnly = only("..webrtc..", "dev.onvoid.webrtc..");
  @ArchTest static final ArchRule s3Only = only("..s3..", "software.amazon.awssdk..");
  @ArchTest static final ArchRule ffmpegOnly = only("..ffmpeg..", "org.bytedeco..");

  @ArchTest
  static final ArchRule metricsOnly =
      only("..microprofile..", "org.eclipse.microprofile.metrics..");

  @ArchTest static final ArchRule oidcOnly = only("..oidc..", "com.nimbusds..");

  /** It looks for its provider at each call. */
  @ArchTest
  static final ArchRule jsonProviderIsFoundOnce =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.holdline.text..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.json.Json");

  @ArchTest
  static final ArchRule httpOnly =
      only("..boundary..", "jakarta.ws.rs..", "jakarta.websocket..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule jpaOnly = only("..entity..", "jakarta.persistence..", "org.hibernate..");

  @ArchTest
  static final ArchRule transactionsBeginInControl =
      noClasses()
          .that()
          .resideOutsideOfPackage("..control..")
          .should()
          .beAnnotatedWith(Stateless.class)
          .orShould()
          .beAnnotatedWith(Transactional.class);

  @ArchTest
  static final ArchRule coresArePlain =
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .and()
          .areNotAnnotatedWith(Stateless.class)
          .and()
          .areNotAnnotatedWith(ApplicationScoped.class)
          .and()
          .areNotAnnotatedWith(Singleton.class)
          .and()
          .areNotAnnotatedWith(Dependent.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..", "org.hibernate..");

  @ArchTest
  static final ArchRule onlyPlatformInjectsFields =
      noFields()
          .that()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("org.holdline.platform..")
          .should()
          .beAnnotatedWith(Inject.class)
          .orShould()
          .beAnnotatedWith(Resource.class)
          .orShould()
          .beAnnotatedWith(PersistenceContext.class);

  @ArchTest
  static final ArchRule timeComesFromAClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule threadsAreManaged =
      noClasses()
          .that()
          .resideOutsideOfPackages(TECHNOLOGIES)
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors")
          .orShould()
          .callConstructor(Thread.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class, String.class);

  @ArchTest
  static final ArchRule optionalIsAnAnswerNotAField =
      fields().should().notHaveRawType(Optional.class);

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses all) {
    assertThat(all.stream().map(each -> each.getPackage()).distinct())
        .hasSizeGreaterThan(20)
        .allMatch(each -> each.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
  }

  @ArchTest static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  @ArchTest static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

  /** A module that is not on the class path would obey every rule. */
  @ArchTest
  static void allThreeModulesAreSeen(JavaClasses all) {
    assertThat(all.stream().map(each -> each.getPackageName()))
        .contains(
            "org.holdline.room.entity", "org.holdline.room.control", "org.holdline.room.boundary");
  }

  private static ArchRule only(String home, String... guests) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .and()
        .resideInAPackage("org.holdline.(*)..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(guests)
        .allowEmptyShould(true);
  }
}
