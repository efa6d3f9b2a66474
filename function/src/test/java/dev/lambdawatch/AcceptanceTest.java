package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the beacon half was to fulfil before it was built, item by item, with the tests that hold it
/// to each. An item whose test is gone or was renamed fails here.
class AcceptanceTest {
    private static final String ROOT = "dev.lambdawatch.";

    private static final String ITEMS = """
            Acceptance
            1 of simulated beacons at least .97 are found at one false positive in a hundred | beacon.DetectionTest.ninetyEightOfAHundredBeaconsAreFoundAtOnePercentFalsePositives
            2 the golden vectors of the first score and of RITA's are reproduced | beacon.FirstScoreTest.everyGoldenVectorHasItsScore beacon.DetectionTest.ritasScoreOfEveryGoldenVectorIsReproduced beacon.BeaconScoreTest.goldenBeaconsAreBeaconsAndTheOthersAreNot
            3 a trojan that rotates its servers is found in four of five runs | beacon.BeaconsTest.aTrojanThatRotatesItsServersIsFound
            4 one long connection, kept alive or not, is no finding | beacon.BeaconsTest.aLongLivedConnectionIsNoBeacon beacon.BeaconsTest.aConnectionKeptAliveIsNoBeacon
            4 with a heartbeat to a platform it is exactly one | beacon.SignsTest.aHeartbeatOverOneConnectionToAPlatformIsOneFinding
            5 rotation over eight addresses of a platform is one finding that names all | beacon.BeaconsTest.aBeaconOverEightAddressesOfOnePlatformIsOneFindingThatNamesAll
            6 the default format gives the same findings | beacon.BeaconsTest.aBeaconToAnApiGatewayIsFoundInEveryFormat beacon.BeaconsTest.theDefaultFormatGivesTheSameBeaconsAsOneWithFlags
            7 any split, order and repetition gives the same state and score | beacon.DeliveriesTest.anyDeliveryIntoAnyNumberOfShardsGivesTheSameHoursAndFindings beacon.SegmentTest.recordsInAnySplitAndOrderGiveTheSameBytes beacon.SegmentTest.anObjectDeliveredTwiceCountsOnce beacon.SpansTest.anySplitOrderRepetitionAndNumberOfShardsGivesTheSameFindings
            8 connections without a beat are silent whatever the lattice of windows | beacon.BeaconsTest.connectionsWithoutABeatAreSilentWhateverTheWindows
            8 SKIPDATA and NODATA rows are told by their status | flow.FlowLogTest.aRowWithoutDataKeepsItsInterfaceAndWindow flow.FlowLogTest.theStatusAndNotTheDashesTellThatARowIsWithoutData
            8 without a header, reordered, with unknown fields and blank lines | flow.FlowLogTest.theDefaultFormatNeedsNoHeader flow.FlowLogTest.theHeaderTellsTheOrderOfFields flow.FlowLogTest.aHeaderMayBeginWithAFieldTooNewForUs flow.FlowLogTest.repeatedHeadersBlankLinesAndDoubleSpacesDoNoHarm
            8 hourly and Hive keys | flow.FlowLogTest.theRegionMayStandInTheKeyAlone
            8 Parquet | flow.FlowParquetTest.theSameRowsGiveTheSameRecordsAsText flow.FlowParquetTest.publishedFilesAreRead
            9 benign timers of twenty hosts are informational | beacon.AcquaintanceTest.aTimerOfTwentyHostsIsInformational
            9 in a new deployment the same to a platform's range is at most medium, to others low | beacon.BeaconsTest.inTheFirstDaysOnlyAnExclusivePlatformIsToldAtOnce
            9 and is told once | beacon.BeaconsTest.aBeaconThatIsScoredEveryHourIsOneFinding
            10 the alert shows period, jitter, missed beats, bytes, span, attribution, prevalence, first seen and the factors | beacon.BeaconsTest.theFindingShowsWhatItRestsOn beacon.BeaconsTest.missedBeatsAreCounted cli.BeaconAlertTest.itShowsAllThatItRestsOn alert.AlertTextTest.aBeaconReadsAsInTheGoldenFile

            Further
            the four legs of a NAT gateway are one source, the instance | flow.ConnectionsTest.aNatGatewayShowsItselfAndTheInstanceIsTheOneSource beacon.CollectorTest.aWorkloadThatTurnsOutToBeAGatewayIsMarkedInAllItsHours beacon.BeaconsTest.aNatGatewayIsTheSourceOnlyOfWhatNobodyElseCalls
            a finding on an interface of Lambda lists all functions behind it | join.JoinTest.oneOfSeveralFunctionsThatRanIsHigh
            lines of random bytes never abort an object | flow.FlowPropertiesTest.randomBytesNeverThrow FlowLaneTest.aFaultInEachOfManyLinesIsNamedTwentyTimesAndCounted

            Published exercises
            1 fifteen connections half a minute apart to a serverless name | beacon.SignsTest.fifteenConnectionsHalfAMinuteApartToAPlatformAreAnEarlySign
            2 five posts to a function URL | dns.FirstContactsTest.fivePostsToAFunctionUrlAreOneFirstContact beacon.PublishedExercisesTest.fivePostsToAFunctionUrlAreTooFewForAFlowLog
            3 functions enumerated, then invoked from outside | audit.SequencesTest.anAttackIsFound
            the published list of domains is attributed by name | platform.NamesTest.eachDomainOfThePublishedHuntForServerlessChannelsIsAttributed

            Published false positives
            telemetry and heart beats of software with a serverless back end | beacon.PublishedExercisesTest.telemetryOfEveryHostToAServerlessBackEndIsInformational
            developers' workstations | beacon.PublishedExercisesTest.aDevelopersWorkstationIsSilent
            browsers on edge platforms | beacon.PublishedExercisesTest.aBrowserOnAnEdgePlatformIsSilent
            pipelines and orchestration | beacon.PublishedExercisesTest.aPipelineThatPollsIsAllowedByOneLine
            security tools with a back end in the cloud | beacon.PublishedExercisesTest.anAgentOfASecurityToolIsAllowedByOneLineForAllHosts

            Bad input
            random bytes | FlowLaneTest.randomBytesAreNoRecords cli.HostileFilesTest.randomBytesAreNamed
            a truncated member | FlowLaneTest.aMemberThatIsCutOffIsReadUpToThere flow.GunzipTest.aMemberThatIsCutOffGivesTheWholeLinesBeforeTheCut
            a bomb | FlowLaneTest.aBombIsLeftWhereItIsSeen flow.GunzipTest.aBombIsLeftWhereItIsSeen
            a line of a gigabyte | flow.EndlessTest.aLineOfAGigabyteIsPassedOverAndCountedOnce FlowLaneTest.aLineOfManyMegabytesIsPassedOver
            a spoofed scan | beacon.SpoofedTest.pairsOfAllSourcesAreBounded FlowLaneTest.aScanFromForgedAddressesIsBoundedAndCounted
            clocks in the future | FlowLaneTest.clocksInTheFutureHaveHoursOfTheirOwn cli.HostileFilesTest.aClockThatRunsWildHidesNothing
            repeated and contradictory headers | FlowLaneTest.headersThatRepeatOrContradictHoldForTheLinesBehindThem
            """;

    static Stream<Arguments> items() {
        return ITEMS.lines()
                .filter(line -> line.contains(" | "))
                .map(line -> Arguments.of((Object[]) line.split(" \\| ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("items")
    void eachItemHasItsTests(String item, String tests) throws ClassNotFoundException {
        for (String test : tests.split(" ")) {
            int dot = test.lastIndexOf('.');
            Class<?> type = Class.forName(
                    ROOT + test.substring(0, dot), false, getClass().getClassLoader());
            List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(test.substring(dot + 1)))
                    .toList();
            assertThat(methods)
                    .as(test)
                    .singleElement()
                    .satisfies(method -> assertThat(method.isAnnotationPresent(Test.class)
                                    || method.isAnnotationPresent(ParameterizedTest.class))
                            .as("%s is a test", test)
                            .isTrue());
        }
    }
}
