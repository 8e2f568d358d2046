/// A path below a watched folder: `trip/clip.mov`; empty for the folder itself.
///
/// Compared byte by byte, as file systems do. `String` treats the two encodings of `é` as equal, and two uploads would
/// become one.
public struct RelativePath: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The folder itself.
    public static let root = RelativePath("")

    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// The last part.
    package var name: String { Path.name(of: text) }

    /// The folder of the last part.
    package var folder: RelativePath {
        RelativePath(text.utf8.contains(UInt8(ascii: "/")) ? Path.folder(of: text) : "")
    }

    /// The parts, from the top down.
    package var parts: [String] {
        text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    /// The path of something in this folder.
    package func appending(_ name: String) -> RelativePath {
        RelativePath(text.isEmpty ? name : text + "/" + name)
    }

    /// The same place below another folder.
    package func moved(below folder: RelativePath) -> RelativePath {
        text.isEmpty ? folder : folder.appending(text)
    }

    /// Whether the path is the given folder, or lies in it at any depth.
    package func isInside(_ folder: RelativePath) -> Bool {
        if folder.text.isEmpty { return true }
        guard text.utf8.starts(with: folder.text.utf8) else { return false }
        let rest = text.utf8.dropFirst(folder.text.utf8.count)
        return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }

    /// The path in one line, whatever an uploader has put into a name. Control characters, and those that change the
    /// direction of text, appear as their numbers.
    public var description: String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                line += "\\u{\(String(scalar.value, radix: 16))}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    public static func == (a: RelativePath, b: RelativePath) -> Bool {
        a.text.utf8.elementsEqual(b.text.utf8)
    }

    public static func < (a: RelativePath, b: RelativePath) -> Bool {
        a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8.max)
    }
}
