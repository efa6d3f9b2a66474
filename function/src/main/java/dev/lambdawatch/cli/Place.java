package dev.lambdawatch.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A PATH of the command line.
final class Place implements ITypeConverter<String> {
    static final Pattern S3 = Pattern.compile("s3://([^/]+)/?(.*)");

    @Override
    public String convert(String text) {
        // To a program the empty path is the folder that it stands in: a variable of a script that
        // is not set would replay that.
        if (text.isBlank()) {
            throw new TypeConversionException("a path is wanted, not an empty text");
        }
        if (text.startsWith("s3:") && !S3.matcher(text).matches()) {
            throw new TypeConversionException("a place in S3 is s3://bucket/prefix, not '" + text + "'");
        }
        return text;
    }
}
