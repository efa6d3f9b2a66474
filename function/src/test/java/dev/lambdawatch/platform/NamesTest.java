package dev.lambdawatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final Names NAMES = Names.bundled();

    @ParameterizedTest
    @CsvSource(textBlock = """
            tile.workers.dev,                            cloudflare:WORKERS
            relay.cloudflareworkers.com,                 cloudflare:WORKERS
            a1b2c3.execute-api.eu-west-1.amazonaws.com,  aws:API_GATEWAY:eu-west-1
            a1b2c3.lambda-url.us-east-1.amazonaws.com,   aws:LAMBDA_URL:us-east-1
            script.google.com,                           google:APPS_SCRIPT
            us-central1-shop.cloudfunctions.net,         google:CLOUD_FUNCTIONS
            shop-abc-uc.a.run.app,                       google:CLOUD_RUN
            shop.azurewebsites.net,                      azure:AppService
            shop.pages.dev,                              cloudflare:PAGES
            shop.netlify.app,                            netlify:NETLIFY
            shop.vercel.app,                             vercel:VERCEL
            abcdef.supabase.co,                          supabase:SUPABASE
            shop.deno.dev,                               deno:DEPLOY
            """)
    void eachDomainOfThePublishedHuntForServerlessChannelsIsAttributed(String name, String group) {
        assertThat(NAMES.find(name))
                .get()
                .extracting(Platform::group, Platform::tier)
                .containsExactly(group, Tier.A);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            abc123.lambda-url.us-east-1.on.aws,             aws:LAMBDA_URL:us-east-1
            a1b2c3.execute-api.cn-north-1.amazonaws.com.cn, aws:API_GATEWAY:cn-north-1
            d111111abcdef8.cloudfront.net,                  aws:CLOUDFRONT:GLOBAL
            tunnel.trycloudflare.com,                       cloudflare:TUNNEL
            shop.azurecontainerapps.io,                     azure:CONTAINER_APPS
            0a1b.ngrok-free.app,                            ngrok:TUNNEL
            """)
    void aNameBelongsToThePlatformThatServesItsSuffix(String name, String group) {
        assertThat(NAMES.find(name)).get().extracting(Platform::group).isEqualTo(group);
    }

    @Test
    void everySuffixOfTheTableIsFound() {
        for (List<String> row : Resource.rows("names.txt")) {
            String suffix = row.getFirst();
            String name = suffix.replace("=", "").replace("*", "eu-west-1");
            String group = row.get(1) + (suffix.contains("*") ? ":eu-west-1" : "");
            assertThat(NAMES.find(name)).get().extracting(Platform::group).isEqualTo(group);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tile.WORKERS.Dev", "tile.workers.dev.", "workers.dev", "a..workers.dev", ".workers.dev"})
    void caseTheTrailingDotAndWhatStandsBeforeTheSuffixDoNotMatter(String name) {
        assertThat(NAMES.find(name))
                .contains(
                        new Platform("Cloudflare Workers", "Cloudflare", "cloudflare:WORKERS", Tier.A, "name " + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notworkers.dev",
                "workers.dev.evil.example",
                "workers-dev.example",
                "dev",
                "workers.dev..",
                "wor\u212Aers.dev",
                "tile.workers.dev ",
                "environment.airflow.us-east-1.on.aws",
                "lambda-url.on.aws",
                "a.lambda-url.us-east-1.x.on.aws",
                "execute-api.amazonaws.com",
                "a.execute-api.*.amazonaws.com",
                "a.execute-api.not a region.amazonaws.com",
                "a.script.google.com",
                "google.com",
                "s3.us-east-1.amazonaws.com",
                "-",
                ".",
                "..",
                ""
            })
    void whatOnlyLooksLikeASuffixIsSilent(String name) {
        assertThat(NAMES.find(name)).isEmpty();
    }

    @Test
    void theLengthOfANameDoesNotMatter() {
        String longLabel = "a".repeat(1_000_000);
        assertThat(NAMES.find(longLabel)).isEmpty();
        assertThat(NAMES.find(".".repeat(1_000_000))).isEmpty();
        assertThat(NAMES.find("a.execute-api." + longLabel + ".amazonaws.com")).isEmpty();
        assertThat(NAMES.find(longLabel + ".workers.dev"))
                .get()
                .extracting(Platform::group)
                .isEqualTo("cloudflare:WORKERS");
    }

    @Test
    void anyTextMayBeAsked() {
        Random random = new Random(7);
        String letters = "ab.-*=\\\u0000\u212A\uD83D\uDE00 \n";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder name = new StringBuilder();
            random.ints(random.nextInt(40), 0, letters.length()).forEach(i -> name.append(letters.charAt(i)));
            assertThat(NAMES.find(name.toString())).isEmpty();
            assertThat(NAMES.find(name + ".workers.dev")).isPresent();
        }
    }
}
