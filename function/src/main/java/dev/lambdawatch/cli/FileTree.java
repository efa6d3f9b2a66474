package dev.lambdawatch.cli;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files at or below a path, links followed: a folder that is a link is a folder like another,
/// and to pass over it would be to report that there is nothing in it.
///
/// @param files      with what the file system says of each, in the order of their names
/// @param unreadable folders that could not be looked into, and links that lead nowhere
record FileTree(Map<Path, BasicFileAttributes> files, Map<Path, IOException> unreadable) {

    /// @throws IOException if there is nothing at the path, or something that cannot be read twice,
    ///     naming it
    static FileTree at(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is neither a file nor a folder");
        }
        FileTree tree = new FileTree(new TreeMap<>(), new TreeMap<>());
        Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree.visitor());
        return tree;
    }

    /// Puts what it meets into this tree.
    FileVisitor<Path> visitor() {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.put(file, attributes);
                } else if (attributes.isSymbolicLink()) {
                    unreadable.put(file, new NoSuchFileException(file.toString(), null, "a link that leads nowhere"));
                }
                return FileVisitResult.CONTINUE;
            }

            // What a circle of links leads back to is visited already.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                if (!(failure instanceof FileSystemLoopException)) {
                    unreadable.put(file, failure);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
                if (failure != null) {
                    unreadable.put(folder, failure);
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
