internal import Foundation

/// Where a queue is, as its user names it: a path or a URL.
public enum QueueLocation: Hashable, Sendable, CustomStringConvertible {
    /// The path of a file.
    case file(String)

    /// A text that does not name a queue.
    public struct NotUnderstood: Error, Hashable, Sendable {
        /// A sentence for a person: what is wrong, and what is accepted.
        public let message: String
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
                    "Queues of the kind \(scheme.name): are not supported; name a file, or write sqlite:///PATH."
            )
        }
        let path = scheme.rest.removingPercentEncoding
        guard let path, path.hasPrefix("/"), path != "/", !path.utf8.contains(0),
            !scheme.rest.contains(where: { $0 == "?" || $0 == "#" })
        else {
            throw NotUnderstood(
                message: "A queue's URL must be sqlite:///PATH, with an absolute path and nothing after it.")
        }
        self = .file(path)
    }

    /// The scheme of a URL (RFC 3986, 3.1), and what follows `://`.
    private static func scheme(of text: String) -> (name: Substring, rest: String)? {
        guard let match = text.firstMatch(of: /^([A-Za-z][A-Za-z0-9+.\-]*):\/\//) else { return nil }
        return (match.1, String(text[match.range.upperBound...]))
    }

    /// The name of the queue in messages.
    public var description: String {
        switch self {
        case .file(let path): path
        }
    }
}
