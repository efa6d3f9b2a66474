package dev.lambdawatch.cli;

import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.S3Objects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds what the paths of a command line name.
final class Sources {
    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    private Sources() {}

    /// Every file at or below the paths, in the order of their names, hidden ones left out; for
    /// `s3://bucket/prefix` every object below it.
    ///
    /// @throws IOException if a path does not exist or cannot be listed, naming it
    static List<Source> at(List<String> paths) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (String path : paths) {
            Matcher s3 = S3.matcher(path);
            sources.addAll(
                    s3.matches()
                            ? objects(s3.group(1), s3.group(2))
                            : files(Path.of(path).normalize()));
        }
        return once(sources);
    }

    /// What several paths name counts once.
    private static List<Source> once(List<Source> sources) {
        Map<String, Source> byPlace = new LinkedHashMap<>();
        sources.forEach(source -> byPlace.putIfAbsent(source.place(), source));
        return List.copyOf(byPlace.values());
    }

    private static List<Source> objects(String bucket, String prefix) throws IOException {
        S3Objects s3 = Aws.objects();
        try (Stream<String> keys = s3.keys(bucket, prefix)) {
            return keys.filter(key -> !key.endsWith("/"))
                    .map(key -> new Source("s3://" + bucket + "/" + key, 0, () -> s3.open(bucket, key)))
                    .toList();
        }
    }

    private static List<Source> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
        }
        try (Stream<Path> below = Files.walk(path)) {
            List<Source> sources = new ArrayList<>();
            for (Path file : below.filter(Files::isRegularFile)
                    .filter(file -> file.equals(path) || !isHidden(path.relativize(file)))
                    .sorted()
                    .toList()) {
                sources.add(new Source(file.toString(), Files.size(file), () -> Files.newInputStream(file)));
            }
            return sources;
        }
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
