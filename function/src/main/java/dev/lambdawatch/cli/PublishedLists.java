package dev.lambdawatch.cli;

import dev.lambdawatch.platform.Ranges;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// The lists of address ranges that operators publish, fetched from where they do.
///
/// @param places by the name under which each list is kept
record PublishedLists(Map<String, URI> places) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    PublishedLists {
        places = Map.copyOf(places);
    }

    /// Fetches every list and then writes each into a folder, so that a folder never has lists of
    /// two days because one operator did not answer.
    ///
    /// @throws IOException naming the list that cannot be had
    void fetch(Path folder) throws IOException {
        Map<String, byte[]> lists = new TreeMap<>();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (Map.Entry<String, URI> place : new TreeMap<>(places).entrySet()) {
                lists.put(place.getKey(), fetched(client, place.getValue()));
            }
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> list : lists.entrySet()) {
            Files.write(folder.resolve(list.getKey()), list.getValue());
        }
    }

    private static byte[] fetched(HttpClient client, URI place) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(place).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    throw new IOException("it answers " + answer.statusCode());
                }
                byte[] list = body.readNBytes(Ranges.LARGEST_FILE + 1);
                if (list.length > Ranges.LARGEST_FILE) {
                    throw new IOException("it has more than " + Ranges.LARGEST_FILE + " bytes");
                }
                return list;
            }
        } catch (IOException e) {
            throw new IOException("cannot fetch " + place + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + place, e);
        }
    }
}
