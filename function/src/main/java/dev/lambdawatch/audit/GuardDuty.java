package dev.lambdawatch.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.finding.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// GuardDuty's findings about Lambda functions, read to be passed on as findings of ours: it sees
/// the traffic of functions that are attached to no VPC, which flow logs do not.
///
/// It takes events of EventBridge and bare findings as GuardDuty exports them, alone or one a line.
/// A line that begins with `{` begins a document, so a damaged one does not take the next with it.
public final class GuardDuty {
    /// More than EventBridge carries in one event.
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final String DETAIL_TYPE = "GuardDuty Finding";
    private static final JsonFactory JSON = new JsonFactory();

    /// Where what was read goes.
    public interface Reports {
        void found(Finding finding);

        /// A document that is no finding of GuardDuty, or a damaged one.
        ///
        /// @param index its position in the object, from 0
        void skipped(String place, long index, String reason);

        /// A finding in good order that is not passed on: about another resource than a function, or
        /// archived, by a suppression rule of GuardDuty's for example.
        default void ignored(String place, long index, String kind) {}
    }

    private final String place;
    private final Reports reports;
    private final StringBuilder document = new StringBuilder();
    private boolean tooLong;
    private long index;

    private GuardDuty(String place, Reports reports) {
        this.place = place;
        this.reports = reports;
    }

    /// Whether an object begins with a finding of GuardDuty, by the fields at the top of its first
    /// document.
    ///
    /// @param start the first bytes, or all
    public static boolean isAtStartOf(byte[] start) {
        try (JsonParser parser = JSON.createParser(start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("detail-type")) {
                    return DETAIL_TYPE.equals(parser.getValueAsString());
                }
                if (name.equals("arn") && parser.getValueAsString("").contains(":guardduty:")) {
                    return true;
                }
                parser.skipChildren();
            }
        } catch (IOException _) {
            // Cut off or damaged before such a field: whoever reads it says so.
        }
        return false;
    }

    /// Reads one object to its end. What is damaged or forged is skipped with its reason.
    ///
    /// @param place what to call the object in messages
    /// @throws IOException only if the stream itself fails
    public static void read(String place, InputStream in, Reports reports) throws IOException {
        new GuardDuty(place, reports).read(in);
    }

    private void read(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("{")) {
                end();
            }
            add(line);
        }
        end();
    }

    private void add(String line) {
        tooLong |= document.length() + line.length() > MOST_CHARACTERS;
        if (!tooLong) {
            document.append(line).append('\n');
        }
    }

    private void end() {
        if (tooLong) {
            reports.skipped(place, index++, "a finding has at most " + MOST_CHARACTERS + " characters");
        } else if (!document.toString().isBlank()) {
            finding();
        }
        document.setLength(0);
        tooLong = false;
    }

    private void finding() {
        try {
            Values event = Values.parse(document.toString());
            Values finding = event.isEmpty("detail-type") ? event : event.below("detail");
            String refusal = event.isEmpty("detail-type") ? "" : refusal(event);
            if (!refusal.isEmpty()) {
                reports.skipped(place, index, refusal);
            } else {
                passOn(finding);
            }
        } catch (IOException | IllegalArgumentException e) {
            reports.skipped(
                    place,
                    index,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        index++;
    }

    private void passOn(Values finding) {
        if (!finding.text("resource.resourceType").equals("Lambda")) {
            reports.ignored(place, index, "about another resource than a function");
        } else if (finding.text("service.archived").equals("true")) {
            reports.ignored(place, index, "archived");
        } else {
            reports.found(GuardDutyFinding.of(finding));
        }
    }

    /// Why the finding inside an event must not be believed, or empty. Nobody but AWS can put an
    /// event whose source begins with `aws.`. Its account may be another one than the finding's:
    /// an administrator of GuardDuty gets the findings of all members.
    private static String refusal(Values event) {
        if (!event.text("detail-type").equals(DETAIL_TYPE)) {
            return "an event of detail-type '" + Values.shortened(event.text("detail-type"))
                    + "', which GuardDuty does not send";
        }
        return event.text("source").equals("aws.guardduty")
                ? ""
                : "a forged event: its source is '" + Values.shortened(event.text("source")) + "', not GuardDuty";
    }
}
