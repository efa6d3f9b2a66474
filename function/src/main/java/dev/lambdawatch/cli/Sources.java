package dev.lambdawatch.cli;

import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.S3Objects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// Finds what the paths of a command line name.
final class Sources {
    private Sources() {}

    /// Every file at or below the paths, in the order of their names, hidden ones left out; for
    /// `s3://bucket/prefix` every object below it. What several paths or links lead to counts once. A
    /// folder that cannot be looked into is a source that fails when it is opened, so that it is named
    /// and counted as a damaged file is.
    ///
    /// @throws IOException if a path does not exist, or a bucket cannot be listed, naming it
    static List<Source> at(List<String> paths) throws IOException {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (String path : paths) {
            Matcher s3 = Place.S3.matcher(path);
            if (s3.matches()) {
                objects(s3.group(1), s3.group(2)).forEach(source -> sources.putIfAbsent(source.place(), source));
            } else {
                files(Path.of(path).normalize(), sources);
            }
        }
        return List.copyOf(sources.values());
    }

    private static List<Source> objects(String bucket, String prefix) throws IOException {
        S3Objects s3 = Aws.objects();
        try (Stream<String> keys = s3.keys(bucket, prefix)) {
            return keys.filter(key -> !key.endsWith("/"))
                    .map(key -> new Source("s3://" + bucket + "/" + key, 0, () -> s3.open(bucket, key)))
                    .toList();
        }
    }

    /// @param sources by where they really are
    private static void files(Path path, Map<String, Source> sources) throws IOException {
        FileTree tree = FileTree.at(path);
        for (Map.Entry<Path, BasicFileAttributes> each : tree.files().entrySet()) {
            Path file = each.getKey();
            if (!isHidden(path, file)) {
                Source source = new Source(file.toString(), each.getValue().size(), () -> Files.newInputStream(file));
                sources.putIfAbsent(file.toRealPath().toString(), source);
            }
        }
        tree.unreadable().forEach((file, failure) -> {
            if (!isHidden(path, file)) {
                sources.putIfAbsent(file.toString(), new Source(file.toString(), 0, () -> {
                    throw failure;
                }));
            }
        });
    }

    private static boolean isHidden(Path start, Path file) {
        return !file.equals(start) && isHidden(start.relativize(file));
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
