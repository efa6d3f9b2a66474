package dev.lambdawatch.platform;

import dev.lambdawatch.platform.AddressTable.Block;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// The address ranges that operators publish, read from a folder of their files, and the table
/// that [Platforms] makes of them.
///
/// A file is known by its name, with or without `.gz`; any other is left alone:
///
/// | file | what |
/// |---|---|
/// | `aws-ip-ranges*.json` | <https://ip-ranges.amazonaws.com/ip-ranges.json> |
/// | `azure-TAG.txt` | the prefixes of one Azure service tag, one a line |
/// | `cloudflare-*.txt` | <https://www.cloudflare.com/ips-v4>, `ips-v6` |
/// | `fastly-*.json` | <https://api.fastly.com/public-ip-list> |
/// | `google-*.json` | <https://www.gstatic.com/ipranges/goog.json> |
/// | `google-*.txt` | its prefixes, one a line |
///
/// All but Azure's stand at addresses that stay: [#PUBLISHED].
public final class Ranges {
    /// Where operators publish their lists, by the names under which they are read. Azure's tags are
    /// in a file whose address changes every week.
    public static final Map<String, URI> PUBLISHED = Map.of(
            "aws-ip-ranges.json", URI.create("https://ip-ranges.amazonaws.com/ip-ranges.json"),
            "cloudflare-ipv4.txt", URI.create("https://www.cloudflare.com/ips-v4"),
            "cloudflare-ipv6.txt", URI.create("https://www.cloudflare.com/ips-v6"),
            "fastly-ip-ranges.json", URI.create("https://api.fastly.com/public-ip-list"),
            "google-goog.json", URI.create("https://www.gstatic.com/ipranges/goog.json"));

    /// The largest file that is read. AWS's, by far the largest that there is, has 3 MB.
    public static final int LARGEST_FILE = 32 << 20;

    private static final String COMMENT = """
            # Prefixes as their operators publish them, under the service and the Region that have
            # them. Generated; a change here is lost.
            """;

    private static final Pattern LIST = Pattern.compile("(?<provider>azure|cloudflare|google)-(?<list>.+)\\.txt");
    private static final Pattern JSON = Pattern.compile("(?<provider>aws-ip-ranges|fastly|google).*\\.json");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]+(:[A-Za-z0-9._-]+){1,2}");
    private static final Map<String, String> TITLES = Map.of(
            "azure", "Azure service tags",
            "cloudflare", "Cloudflare's published ranges",
            "fastly", "Fastly's published ranges",
            "google", "Google's published ranges");

    private final Services services = Services.bundled();
    private final Map<Prefix, String> groups = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();
    private String asOf = "";

    private Ranges() {}

    /// Reads the folder's files in order of name. What is no prefix, and a file that is damaged, is
    /// [#skipped].
    ///
    /// @throws IOException if the folder cannot be listed
    public static Ranges read(Path folder) throws IOException {
        Ranges ranges = new Ranges();
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files = list.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            try {
                ranges.read(fileName, file);
            } catch (IOException e) {
                ranges.skipped.add(fileName + ": " + e.getMessage());
            }
        }
        return ranges;
    }

    /// The table as text: the same ranges give the same bytes. Left out is a prefix inside a
    /// larger one of its own group, and one that is only Amazon's inside one that has a service.
    public String table() {
        Map<String, List<Prefix>> byGroup = new TreeMap<>();
        Deque<Block> around = new ArrayDeque<>();
        groups.forEach((prefix, group) -> {
            while (!around.isEmpty() && !around.element().prefix().contains(prefix)) {
                around.pop();
            }
            if (around.isEmpty() || !isSaid(group, around.element().group())) {
                byGroup.computeIfAbsent(group, absent -> new ArrayList<>()).add(prefix);
                around.push(new Block(prefix, group));
            }
        });
        StringBuilder text = new StringBuilder(AddressTable.MAGIC + "\n" + COMMENT);
        text.append(AddressTable.AS_OF).append(asOf).append('\n');
        sources.forEach((provider, title) -> text.append(AddressTable.SOURCE)
                .append(provider)
                .append(": ")
                .append(title)
                .append('\n'));
        byGroup.forEach((group, prefixes) -> {
            text.append('[').append(group).append("]\n");
            prefixes.forEach(prefix -> text.append(prefix).append('\n'));
        });
        return text.toString();
    }

    /// What was no prefix or no readable file, each with its place and the reason, in order.
    public List<String> skipped() {
        return List.copyOf(skipped);
    }

    /// How many different prefixes were read.
    public int size() {
        return groups.size();
    }

    private static boolean isSaid(String group, String around) {
        return group.equals(around) || Services.key(group).equals(Services.AMAZON);
    }

    private void read(String fileName, Path file) throws IOException {
        String name = fileName.endsWith(".gz") ? fileName.substring(0, fileName.length() - 3) : fileName;
        Matcher list = LIST.matcher(name);
        Matcher json = JSON.matcher(name);
        if (list.matches()) {
            String provider = list.group("provider");
            readList(fileName, content(file), group(provider, list.group("list")));
            addSource(provider);
        } else if (json.matches()) {
            readJson(fileName, content(file));
            addSource(json.group("provider"));
        }
    }

    /// AWS's title has a date, which is in the file.
    private void addSource(String provider) {
        Optional.ofNullable(TITLES.get(provider)).ifPresent(title -> sources.put(provider, title));
    }

    /// Only Azure's lists are one service each.
    private static String group(String provider, String list) {
        return switch (provider) {
            case "azure" -> "azure:" + list;
            case "google" -> "google:ALL";
            default -> provider + ":EDGE";
        };
    }

    /// The content, inflated if need be, and at most one byte more than is allowed.
    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readNBytes(LARGEST_FILE + 1);
        }
    }

    private void readList(String fileName, byte[] content, String group) {
        if (isTooLarge(fileName, content)) {
            return;
        }
        int number = 0;
        boolean empty = true;
        for (String line : (Iterable<String>) new String(content, StandardCharsets.UTF_8).lines()::iterator) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                empty = false;
                add(fileName + " line " + number, line.strip(), group);
            }
        }
        refuseIf(empty, fileName);
    }

    /// An answer that is no list at all must not pass for one without prefixes.
    private void refuseIf(boolean empty, String fileName) {
        if (empty) {
            skipped.add(fileName + ": holds no prefix");
        }
    }

    private void readJson(String fileName, byte[] content) throws IOException {
        if (isTooLarge(fileName, content)) {
            return;
        }
        PublishedJson published = PublishedJson.parse(content);
        refuseIf(published.prefixes().isEmpty(), fileName);
        published
                .prefixes()
                .forEach(listed -> add(fileName, listed.prefix(), services.group(listed.key(), listed.region())));
        published.date().ifPresent(date -> {
            asOf = date;
            sources.put("aws", "aws-ip-ranges " + date);
        });
    }

    private boolean isTooLarge(String fileName, byte[] content) {
        if (content.length <= LARGEST_FILE) {
            return false;
        }
        skipped.add(fileName + ": more than " + LARGEST_FILE + " bytes");
        return true;
    }

    private void add(String place, String prefix, String group) {
        if (!GROUP.matcher(group).matches()) {
            skipped.add(place + ": not a service and Region: '" + group + "'");
            return;
        }
        try {
            groups.merge(Prefix.parse(prefix), group, this::first);
        } catch (IllegalArgumentException e) {
            skipped.add(place + ": " + e.getMessage());
        }
    }

    private String first(String one, String other) {
        return services.of(other).rank() < services.of(one).rank() ? other : one;
    }
}
