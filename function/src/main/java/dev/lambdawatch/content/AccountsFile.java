package dev.lambdawatch.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.content.Organization.Account;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which an [Organization] is written down.
final class AccountsFile {
    private static final JsonFactory JSON = new JsonFactory();

    /// The ARN of an account names the Organization: `arn:aws:organizations::...:account/o-.../...`.
    private static final Pattern ACCOUNT_ARN =
            Pattern.compile("arn:[a-z-]+:organizations::\\d{12}:account/(o-\\w+)/.*");

    private String organization = "";
    private final List<Account> accounts = new ArrayList<>();

    private AccountsFile() {}

    static Organization read(byte[] content) throws IOException {
        String text = new String(content, StandardCharsets.UTF_8);
        AccountsFile file = new AccountsFile();
        try {
            if (text.stripLeading().startsWith("{")) {
                file.document(text);
            } else {
                file.lines(text);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return Organization.of(file.organization, file.accounts);
    }

    private void lines(String text) {
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            String[] words = line.split("\\s+", 2);
            accounts.add(new Account(words[0], words.length < 2 ? "" : words[1], ""));
        });
    }

    /// AWS's own answers differ from ours by their capitals.
    private void document(String text) throws IOException {
        boolean hasAccounts = false;
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = parser.nextToken();
                if (name.equals("accounts") && value == JsonToken.START_ARRAY) {
                    hasAccounts = true;
                    list(parser);
                } else if (name.equals("organization") && value == JsonToken.VALUE_STRING) {
                    organization = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!hasAccounts) {
            throw new IOException("the accounts of an Organization are a list 'accounts'; there is none");
        }
    }

    private void list(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("'accounts' is a list of objects");
            }
            Map<String, String> texts = texts(parser);
            accounts.add(new Account(
                    texts.getOrDefault("id", ""), texts.getOrDefault("name", ""), texts.getOrDefault("ou", "")));
            Matcher arn = ACCOUNT_ARN.matcher(texts.getOrDefault("arn", ""));
            if (arn.matches()) {
                organization = arn.group(1);
            }
        }
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName().toLowerCase(Locale.ROOT);
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    static byte[] write(Organization organization) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("organization", organization.id());
            json.writeArrayFieldStart("accounts");
            for (Account account : organization.accounts().values().stream()
                    .sorted(Comparator.comparing(Account::id))
                    .toList()) {
                json.writeStartObject();
                json.writeStringField("id", account.id());
                json.writeStringField("name", account.name());
                json.writeStringField("ou", account.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return out.toByteArray();
    }
}
