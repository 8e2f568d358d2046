/// The name of what will be a story, hidden in the folder where the story will appear:
/// `.clip.0123456789abcdef.json.part`.
struct PartName: Hashable, Sendable {
    /// Which part of a run it is.
    enum Role: String, Hashable, Sendable, CaseIterable {
        /// A file; its lock tells that the run lives.
        case manifest = "json"
        /// The folder in which the run's worker makes videos and covers, the only one that it can
        /// write to.
        case workshop = "work"
    }

    /// The story's stem, cut so that the name stays under the 255 bytes that file systems take.
    private let stem: String
    /// The same for all parts of a run, 16 hexadecimal digits.
    let token: String
    let role: Role

    init(stem: String, token: String, role: Role) {
        self.stem = Self.cut(stem)
        self.token = token
        self.role = role
    }

    /// Reads a file's name; nil where it is not that of a part of the story `stem`.
    init?(_ fileName: String, stem: String) {
        let stem = Self.cut(stem)
        guard fileName.hasPrefix(".\(stem)."), fileName.hasSuffix(Self.suffix) else { return nil }
        let parts = fileName.dropFirst(stem.count + 2).dropLast(Self.suffix.count).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let role = Role(rawValue: String(parts[1])), parts[0].count == 16,
            parts[0].allSatisfy(\.isHexDigit)
        else { return nil }
        self.init(stem: stem, token: String(parts[0]), role: role)
    }

    /// How the names of all parts end; no upload's name that ends so is taken for whole.
    static let suffix = ".part"

    var fileName: String { ".\(stem).\(token).\(role.rawValue)\(Self.suffix)" }

    /// A token that no other run has.
    static func randomToken() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func cut(_ stem: String) -> String {
        var stem = stem
        while stem.utf8.count > 200 { stem.removeLast() }
        return stem
    }
}
