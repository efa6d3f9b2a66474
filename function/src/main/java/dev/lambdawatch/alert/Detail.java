package dev.lambdawatch.alert;

import java.util.List;
import java.util.function.Function;

/// How much of a finding is shown.
///
/// @param items      entries of each list
/// @param characters of each text
record Detail(int items, int characters) {

    /// All entries; a text is only bounded against abuse.
    static final Detail FULL = new Detail(Integer.MAX_VALUE, 16_384);

    /// What a person reads.
    static final Detail READABLE = new Detail(20, 300);

    /// What still decides, of a finding made of texts as long as they come.
    static final Detail LEAST = new Detail(3, 60);

    private static final List<Detail> FROM_MOST = List.of(new Detail(100, 1_024), READABLE, new Detail(8, 120), LEAST);

    /// The text with the most detail, at most this one, that takes at most so many bytes as a
    /// JSON string; with the least detail if none does.
    String fit(int bytes, Function<Detail, String> render) {
        for (Detail detail : FROM_MOST) {
            if (detail.items <= items) {
                String text = render.apply(detail);
                if (escapedBytes(text) <= bytes) {
                    return text;
                }
            }
        }
        return render.apply(LEAST);
    }

    <T> List<T> of(List<T> list) {
        return list.size() <= items ? list : list.subList(0, items);
    }

    private static int escapedBytes(String text) {
        return JsonLine.of(Integer.MAX_VALUE, json -> json.put("", text)).length();
    }
}
