package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

/// The plan of the house: which room may know which other. A room that needs a new arrow changes
/// the plan here first.
class PackagesTest {
    private static final String ROOT = "dev.lambdawatch";

    /// Every room that exists, with the rooms that it may import.
    private static final Map<String, Set<String>> PLAN = new TreeMap<>(Map.ofEntries(
            Map.entry("alert", Set.of("finding")),
            Map.entry("audit", Set.of("cloudtrail", "finding", "join", "platform", "sigma")),
            Map.entry("aws", Set.of("alert", "audit", "content", "dns", "finding", "join", "sigma", "stored")),
            Map.entry("beacon", Set.of("dns", "finding", "flow", "platform", "sigma", "stored")),
            Map.entry(
                    "cli",
                    Set.of(
                            "alert",
                            "audit",
                            "aws",
                            "beacon",
                            "cloudtrail",
                            "content",
                            "dns",
                            "finding",
                            "flow",
                            "hunt",
                            "join",
                            "platform",
                            "rule",
                            "sigma",
                            "stored")),
            Map.entry("cloudtrail", Set.of("stored")),
            Map.entry("content", Set.of("audit", "finding", "platform", "rule", "sigma")),
            Map.entry("dns", Set.of("finding", "platform", "stored")),
            Map.entry("finding", Set.of()),
            Map.entry("flow", Set.of()),
            Map.entry("hunt", Set.of("dns", "finding", "flow")),
            Map.entry("join", Set.of("finding")),
            Map.entry("platform", Set.of()),
            Map.entry(
                    "root",
                    Set.of(
                            "alert",
                            "audit",
                            "aws",
                            "beacon",
                            "cloudtrail",
                            "content",
                            "dns",
                            "finding",
                            "flow",
                            "join",
                            "platform",
                            "rule",
                            "sigma",
                            "stored")),
            Map.entry("rule", Set.of("audit", "beacon", "dns", "finding", "platform", "sigma")),
            Map.entry("sigma", Set.of()),
            Map.entry("stored", Set.of("finding"))));

    /// The only rooms that may know AWS's libraries.
    private static final Set<String> EDGE = Set.of("root", "aws", "cli");

    private static final Map<String, Set<String>> ARROWS = arrows();

    @Test
    void everyRoomStandsInThePlan() {
        assertThat(rooms()).isSubsetOf(PLAN.keySet());
    }

    @Test
    void thePlanNamesNoRoomThatIsNotThere() {
        assertThat(PLAN.keySet()).isSubsetOf(rooms());
    }

    @Test
    void noRoomImportsARoomOutsideThePlan() {
        List<String> wrong = new ArrayList<>();
        ARROWS.forEach((from, targets) -> targets.stream()
                .filter(to -> isOurs(to) && !to.equals(from))
                .filter(to -> !PLAN.getOrDefault(room(from), Set.of()).contains(room(to)))
                .forEach(to -> wrong.add(room(from) + " -> " + room(to))));
        assertThat(wrong).isEmpty();
    }

    @Test
    void thePlanHasNoCycle() {
        Set<String> settled = new TreeSet<>();
        while (settled.addAll(PLAN.entrySet().stream()
                .filter(entry -> settled.containsAll(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList())) {}
        assertThat(settled).isEqualTo(PLAN.keySet());
    }

    @Test
    void onlyTheEdgeKnowsAws() {
        List<String> wrong = new ArrayList<>();
        ARROWS.forEach((from, targets) -> targets.stream()
                .filter(to -> to.startsWith("software.amazon.") || to.startsWith("com.amazonaws."))
                .filter(to -> !EDGE.contains(room(from)))
                .forEach(to -> wrong.add(room(from) + " -> " + to)));
        assertThat(wrong).isEmpty();
    }

    private static Set<String> rooms() {
        Set<String> rooms = new TreeSet<>();
        ARROWS.keySet().forEach(name -> rooms.add(room(name)));
        return rooms;
    }

    private static boolean isOurs(String packageName) {
        return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
    }

    private static String room(String packageName) {
        return packageName.equals(ROOT) ? "root" : packageName.substring(ROOT.length() + 1);
    }

    /// Package to packages, read from the compiled classes by the JDK's own tool.
    private static Map<String, Set<String>> arrows() {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = ToolProvider.findFirst("jdeps")
                .orElseThrow(() -> new IllegalStateException("this JDK has no jdeps"))
                .run(
                        new PrintWriter(out),
                        new PrintWriter(errors),
                        "--multi-release",
                        "base",
                        "--ignore-missing-deps",
                        "-verbose:package",
                        "target/classes");
        assertThat(code).as("jdeps: %s%s", out, errors).isZero();
        Map<String, Set<String>> arrows = new TreeMap<>();
        Pattern heading = Pattern.compile("^ {3}(?<package>\\S+) ");
        String from = "";
        for (String text : out.toString().lines().toList()) {
            Matcher start = heading.matcher(text);
            if (start.find()) {
                from = start.group("package");
                arrows.putIfAbsent(from, new TreeSet<>());
            }
            int arrow = text.indexOf("-> ");
            if (arrow >= 0 && !from.isEmpty()) {
                arrows.computeIfAbsent(from, name -> new TreeSet<>())
                        .add(text.substring(arrow + 3).strip().split(" ")[0]);
            }
        }
        assertThat(arrows).as("jdeps printed: %s", out).isNotEmpty();
        return arrows;
    }
}
