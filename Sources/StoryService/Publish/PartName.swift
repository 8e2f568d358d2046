/// The name of a hidden file that will be a part of a story: `.clip.0123456789abcdef.1.mp4.part`.
struct PartName: Hashable, Sendable {
    /// Which of a run's files it is.
    enum Role: Hashable, Sendable {
        case manifest
        /// Slides are counted from 1.
        case video(slide: Int)
        case cover(slide: Int)

        fileprivate var text: String {
            switch self {
            case .manifest: "json"
            case .video(let slide): "\(slide).mp4"
            case .cover(let slide): "\(slide).jpg"
            }
        }

        fileprivate init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ".")
            switch (parts.count, parts.last, parts.first.flatMap { Int($0) }) {
            case (1, "json", _): self = .manifest
            case (2, "mp4", let slide?): self = .video(slide: slide)
            case (2, "jpg", let slide?): self = .cover(slide: slide)
            default: return nil
            }
        }
    }

    /// The story's stem, cut so that the name stays under the 255 bytes that file systems take.
    private let stem: String
    /// The same for all files of a run, 16 hexadecimal digits.
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
        guard fileName.hasPrefix(".\(stem)."), fileName.hasSuffix(".part") else { return nil }
        let middle = fileName.dropFirst(stem.count + 2).dropLast(".part".count)
        guard let dot = middle.firstIndex(of: "."), let role = Role(middle[middle.index(after: dot)...])
        else { return nil }
        let token = middle[..<dot]
        guard token.count == 16, token.allSatisfy(\.isHexDigit) else { return nil }
        self.init(stem: stem, token: String(token), role: role)
    }

    var fileName: String { ".\(stem).\(token).\(role.text).part" }

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
