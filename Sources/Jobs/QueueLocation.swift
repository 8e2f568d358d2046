internal import Foundation

/// Where a queue is, as its user names it: a path or a URL.
public enum QueueLocation: Hashable, Sendable, CustomStringConvertible {
    /// The path of a file.
    case file(String)

    /// A text that does not name a queue.
    public struct NotUnderstood: Error, Hashable, Sendable {
        /// A sentence for a person: what is wrong, and what is accepted.
        public let message: String
        /// The text as it may be shown: without what only the database should know (``QueueLocation/shown(_:)``).
        public let text: String
    }

    /// Reads a path such as `queue.sqlite`, or a URL such as `sqlite:///var/lib/stories/queue.sqlite`.
    ///
    /// A text without a scheme and `://` is a path, whatever else it contains.
    public init(_ text: String) throws(NotUnderstood) {
        guard let scheme = Self.scheme(of: text) else {
            self = .file(text)
            return
        }
        guard scheme.name.lowercased() == "sqlite" else {
            throw NotUnderstood(
                message:
                    "Queues of the kind \(scheme.name): are not supported; name a file, or write sqlite:///PATH.",
                text: Self.shown(text))
        }
        let path = scheme.rest.removingPercentEncoding
        guard let path, path.hasPrefix("/"), path != "/", !path.utf8.contains(0),
            !scheme.rest.contains(where: { $0 == "?" || $0 == "#" })
        else {
            throw NotUnderstood(
                message: "A queue's URL must be sqlite:///PATH, with an absolute path and nothing after it.",
                text: Self.shown(text))
        }
        self = .file(path)
    }

    /// The scheme of a URL (RFC 3986, 3.1), and what follows `://`.
    private static func scheme(of text: String) -> (name: Substring, rest: String)? {
        guard let match = text.firstMatch(of: /^([A-Za-z][A-Za-z0-9+.\-]*):\/\//) else { return nil }
        return (match.1, String(text[match.range.upperBound...]))
    }

    /// A text that should name a queue, as it may be shown and logged. Of a URL, leaves out the password in front of the
    /// host (RFC 3986, 3.2.1), and everything from the first `?` or `#` on, where databases take passwords, too.
    public static func shown(_ text: String) -> String {
        guard let scheme = scheme(of: text) else { return text }
        var rest = scheme.rest
        // A password may contain any character, so the last of these signs ends it.
        if let end = rest.lastIndex(of: "@"), let colon = rest[..<end].firstIndex(of: ":") {
            rest = rest[..<colon] + ":…" + rest[end...]
        }
        if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] + "…" }
        return "\(scheme.name)://\(rest)"
    }

    /// The name of the queue in messages.
    public var description: String {
        switch self {
        case .file(let path): path
        }
    }
}
