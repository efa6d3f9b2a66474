package dev.lambdawatch.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads one YAML document within bounds. It builds on the library's event stream, which does not
/// recurse, so that size and depth are counted before they cost anything.
final class YamlReader {
    /// The largest public rule has some 30 kB.
    private static final int MAX_CHARACTERS = 256 * 1024;

    private static final int MAX_DEPTH = 32;

    /// Counts an alias as all that it stands for: a bomb of aliases ends here.
    private static final int MAX_SIZE = 20_000;

    private final Iterator<Event> events;
    private final int linesBefore;
    private final Map<Anchor, Yaml> anchors = new HashMap<>();
    private int size;

    private YamlReader(Iterator<Event> events, int linesBefore) {
        this.events = events;
        this.linesBefore = linesBefore;
    }

    /// The document in the text; empty if there is nothing but comments.
    ///
    /// @param linesBefore lines of the file before the text, for the places in messages
    /// @throws RefusedException if it is not YAML, or beyond a bound
    static Optional<Yaml> read(String text, int linesBefore) {
        if (text.length() > MAX_CHARACTERS) {
            throw new RefusedException(
                    linesBefore + 1,
                    "a document has at most " + MAX_CHARACTERS + " characters, this has " + text.length());
        }
        LoadSettings settings = LoadSettings.builder().build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        try {
            return new YamlReader(events, linesBefore).document();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0);
            throw new RefusedException(linesBefore + line + 1, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new RefusedException(linesBefore + 1, "not YAML: " + e.getMessage());
        }
    }

    private Optional<Yaml> document() {
        Optional<Yaml> document = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent node) {
                if (document.isPresent()) {
                    throw new RefusedException(line(event), "documents must be separated by a line ---");
                }
                document = Optional.of(piece(node, 1));
            }
        }
        return document;
    }

    private Yaml piece(NodeEvent event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RefusedException(line(event), "nested deeper than " + MAX_DEPTH + " levels");
        }
        count(event, 1);
        Yaml piece = switch (event.getEventId()) {
            case Alias -> aliased((AliasEvent) event);
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence(event, depth);
            case MappingStart -> mapping(event, depth);
            default -> throw new IllegalStateException("not a piece of a document: " + event);
        };
        event.getAnchor()
                .filter(anchor -> event.getEventId() != Event.ID.Alias)
                .ifPresent(anchor -> anchors.put(anchor, piece));
        return piece;
    }

    private Yaml aliased(AliasEvent event) {
        Yaml target = anchors.get(event.getAlias());
        if (target == null) {
            throw new RefusedException(line(event), "alias *" + event.getAlias() + " names nothing before it");
        }
        count(event, target.size());
        return target;
    }

    private Yaml.Scalar scalar(ScalarEvent event) {
        return new Yaml.Scalar(event.getValue(), !event.isPlain(), line(event));
    }

    private Yaml.Sequence sequence(NodeEvent start, int depth) {
        List<Yaml> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(piece((NodeEvent) event, depth + 1));
            event = events.next();
        }
        return new Yaml.Sequence(items, line(start));
    }

    private Yaml.Mapping mapping(NodeEvent start, int depth) {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(piece((NodeEvent) event, depth + 1) instanceof Yaml.Scalar key)) {
                throw new RefusedException(line(event), "a key must be text");
            }
            Yaml value = piece((NodeEvent) events.next(), depth + 1);
            if (entries.put(key.text(), value) != null) {
                throw new RefusedException(line(event), "the key '" + key.text() + "' stands here twice");
            }
            event = events.next();
        }
        return new Yaml.Mapping(entries, line(start));
    }

    private void count(Event event, int pieces) {
        size += pieces;
        if (size > MAX_SIZE) {
            throw new RefusedException(line(event), "more than " + MAX_SIZE + " values, aliases written out");
        }
    }

    private int line(Event event) {
        return linesBefore + event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
