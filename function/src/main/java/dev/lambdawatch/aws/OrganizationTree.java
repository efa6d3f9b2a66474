package dev.lambdawatch.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.content.Organization;
import dev.lambdawatch.content.Organization.Account;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The accounts of an Organization, read from AWS Organizations: from the root down, unit by unit,
/// so that each account comes with the names of the units above it.
public final class OrganizationTree {
    /// Organizations throttles after a few requests a second.
    static final Duration PAUSE = Duration.ofMillis(250);

    /// More units than AWS allows, for an answer that leads in circles.
    private static final int MOST_UNITS = 5_000;

    private static final JsonFactory JSON = new JsonFactory();

    /// Asks Organizations one thing.
    @FunctionalInterface
    interface Exchange {
        /// The answer to one request.
        ///
        /// @param operation `ListAccountsForParent`
        /// @param request   a JSON object
        /// @return a JSON object
        /// @throws IOException if it refuses, with its reason
        String ask(String operation, String request) throws IOException;
    }

    private final Exchange exchange;
    private final String id;
    private final String root;
    private final Duration pause;

    /// A root or unit, and the names from the root down to it.
    private record Unit(String id, String path) {}

    /// An Organization that is read by this exchange.
    ///
    /// @param id   `o-...`
    /// @param root whose accounts are read, `r-...`
    OrganizationTree(Exchange exchange, String id, String root, Duration pause) {
        this.exchange = exchange;
        this.id = id;
        this.root = root;
        this.pause = pause;
    }

    /// Every account below the root as it is now.
    ///
    /// @throws IOException if Organizations refuses or answers something else
    public Organization read() throws IOException {
        List<Account> accounts = new ArrayList<>();
        Deque<Unit> open = new ArrayDeque<>(List.of(new Unit(root, "")));
        for (int units = 0; !open.isEmpty(); units++) {
            if (units == MOST_UNITS) {
                throw new IOException("an Organization has less than " + MOST_UNITS + " units");
            }
            Unit unit = open.remove();
            for (Map<String, String> account : all("ListAccountsForParent", "Accounts", unit)) {
                accounts.add(account(account, unit));
            }
            for (Map<String, String> below : all("ListOrganizationalUnitsForParent", "OrganizationalUnits", unit)) {
                String name = below.getOrDefault("Name", "");
                open.add(new Unit(below.getOrDefault("Id", ""), unit.path.isEmpty() ? name : unit.path + "/" + name));
            }
        }
        if (accounts.isEmpty()) {
            // An Organization has at least the account that manages it; without one, all would be foreign.
            throw new IOException("there is no account below " + root);
        }
        return Organization.of(id, accounts);
    }

    private static Account account(Map<String, String> account, Unit unit) throws IOException {
        try {
            return new Account(account.getOrDefault("Id", ""), account.getOrDefault("Name", ""), unit.path);
        } catch (IllegalArgumentException e) {
            throw new IOException("Organizations names an account that is none: " + e.getMessage(), e);
        }
    }

    /// All pages of a list.
    private List<Map<String, String>> all(String operation, String list, Unit parent) throws IOException {
        List<Map<String, String>> items = new ArrayList<>();
        String token = "";
        do {
            String answer = exchange.ask(operation, request(parent.id, token));
            token = page(answer, list, items);
            LockSupport.parkNanos(pause.toNanos());
        } while (!token.isEmpty());
        return items;
    }

    private static String request(String parent, String token) throws IOException {
        StringWriter request = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(request)) {
            json.writeStartObject();
            json.writeStringField("ParentId", parent);
            if (!token.isEmpty()) {
                json.writeStringField("NextToken", token);
            }
            json.writeEndObject();
        }
        return request.toString();
    }

    /// Adds the items of a page; returns where the next one begins, or nothing.
    private static String page(String answer, String list, List<Map<String, String>> items) throws IOException {
        String next = "";
        try (JsonParser parser = JSON.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("Organizations answers with a JSON object; this is none");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("NextToken") && value == JsonToken.VALUE_STRING) {
                    next = parser.getText();
                } else if (name.equals(list) && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        items.add(texts(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return next;
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }
}
