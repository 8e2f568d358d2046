internal import Hashing

/// The name of a part of a story that is not published yet, in the staging area of the story's folder
/// (``StagingArea``): `clip.0123456789abcdef.json`.
package struct PartName: Hashable, Sendable {
    /// A part's role in its run.
    enum Role: String, Hashable, Sendable, CaseIterable {
        /// A file whose lock shows that the run is alive.
        case manifest = "json"
        /// The folder for new videos and covers (``StagingDirectory``).
        case directory = "work"
        /// What the run is about to do (``PublicationRecord``).
        case record = "ready"
        /// The record, once the run has begun to carry it out.
        case commit = "commit"
        /// The folder that holds the files of an earlier story until this one is published.
        case former = "former"
    }

    /// The story's stem, shortened so that the name stays within the 255 bytes that file systems accept.
    private let stem: String
    /// 16 hexadecimal digits, the same for all parts of a run.
    let token: String
    let role: Role

    init(stem: String, token: String, role: Role) {
        self.stem = Self.shortened(stem)
        self.token = token
        self.role = role
    }

    private init(shortened stem: String, token: String, role: Role) {
        self.stem = stem
        self.token = token
        self.role = role
    }

    /// Reads a file's name; nil if it is not the name of a part.
    init?(_ fileName: String) {
        let parts = fileName.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 3, fileName.utf8.count <= 255,
            !fileName.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }),
            let role = Role(rawValue: String(Substring(parts[parts.count - 1]))),
            Self.isToken(parts[parts.count - 2])
        else { return nil }
        let token = String(Substring(parts[parts.count - 2]))
        let stem = fileName.utf8.dropLast(role.rawValue.utf8.count + token.utf8.count + 2)
        self.init(shortened: String(Substring(stem)), token: token, role: role)
    }

    /// Whether this is a part of the story `stem`.
    func isOf(_ stem: String) -> Bool { self.stem.utf8.elementsEqual(Self.shortened(stem).utf8) }

    /// Another part of the same run.
    func with(_ role: Role) -> PartName { PartName(shortened: stem, token: token, role: role) }

    var fileName: String { "\(stem).\(token).\(role.rawValue)" }

    /// A token that no other run has.
    package static func randomToken() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isToken(_ text: Substring.UTF8View) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let letters = UInt8(ascii: "a")...UInt8(ascii: "f")
        return text.count == 16 && text.allSatisfy { digits.contains($0) || letters.contains($0) }
    }

    /// Different stems with the same beginning stay different.
    private static func shortened(_ stem: String) -> String {
        guard stem.utf8.count > 200 else { return stem }
        var start = stem
        while start.utf8.count > 180 { start.removeLast() }
        return start + "-" + SHA256.hash(stem).prefix(16)
    }
}

extension PartName: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = PartName(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not the name of a part")
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fileName)
    }
}
