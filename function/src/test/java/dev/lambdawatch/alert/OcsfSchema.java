package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The published schema of a Detection Finding. Where it is not beside the checkout, a test that
/// asks it is left out.
public final class OcsfSchema {
    private static final Path FILE = Path.of("../../shared/schemas/ocsf_detection_finding_2004.schema.json");

    private OcsfSchema() {}

    /// Fails the test, with the line, if the schema refuses it.
    public static void assertValid(String line) {
        assertThat(errors(line)).as(line).isEmpty();
    }

    static List<String> errors(String line) {
        assumeThat(FILE).as("the OCSF schema stands in ../shared/schemas").exists();
        return Compiled.SCHEMA.validate(line, InputFormat.JSON).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    /// Compiled once, and only where the file is.
    private static final class Compiled {
        private static final Schema SCHEMA = compile();

        private static Schema compile() {
            try {
                return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(FILE), InputFormat.JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
