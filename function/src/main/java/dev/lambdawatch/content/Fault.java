package dev.lambdawatch.content;

/// Something about the files of the library that whoever runs the monitor should know.
///
/// @param id   the same for everyone who meets it, another one once the file is written anew
/// @param text place, title and reason, as one line; in it may stand whatever a file says
public record Fault(String id, String text) {

    /// One that is the same as long as it is in the same words.
    static Fault of(String text) {
        return new Fault(text, text);
    }

    static Fault of(ContentFile file, String text) {
        return new Fault(file.key() + " " + file.tag() + " " + file.written() + " " + text, text);
    }
}
