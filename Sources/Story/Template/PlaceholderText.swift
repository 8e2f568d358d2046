/// A text with placeholders such as `{{name}}`, in parts.
package struct PlaceholderText: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case text(String)
        /// A variable's name, or what stands in its place.
        case placeholder(String)
    }

    package let parts: [Part]

    /// The name if the text is one placeholder and nothing else.
    var only: String? {
        guard parts.count == 1, case .placeholder(let name) = parts[0] else { return nil }
        return name
    }

    /// The names of all placeholders.
    package var names: [String] {
        parts.compactMap { part in
            guard case .placeholder(let name) = part else { return nil }
            return name
        }
    }

    /// Reads a text. `\{{` stands for `{{` itself. A `{{` without an end is text.
    package init(_ text: String) {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            let before = rest[..<open.lowerBound]
            if before.hasSuffix("\\") {
                plain += before.dropLast() + "{{"
                rest = rest[open.upperBound...]
                continue
            }
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else { break }
            plain += before
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            let inside = rest[open.upperBound..<close.lowerBound]
            parts.append(.placeholder(Self.trimmed(inside)))
            rest = rest[close.upperBound...]
        }
        plain += rest
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.parts = parts
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
