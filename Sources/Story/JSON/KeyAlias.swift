/// Other programs' names for a story's keys. The reader accepts them with a warning.
enum KeyAlias {
    /// Other programs' names, by the story's own name.
    ///
    /// From the documents of editly (`path`, `stop`, `resizeMode`, `layers`, `clips`), Creatomate (`source`, `time`,
    /// `elements`), Remotion (`from`), Shotstack (`in`, `out`, `stroke`), and from common names for files on the web.
    private static let others: [String: [String]] = [
        "axes": ["variations"],
        "end": ["stop"],
        "enter": ["in"],
        "exit": ["out"],
        "fit": ["resizeMode"],
        "flip": ["mirror"],
        "outline": ["stroke"],
        "overlays": ["layers", "elements"],
        "slides": ["clips"],
        "src": ["path", "source", "url"],
        "start": ["time", "from"],
        "turn": ["rotate", "rotation"],
    ]

    /// The other names under which the reader looks for a member.
    static func names(for name: String) -> [String] {
        let aliases = others[name] ?? []
        return aliases + ([name] + aliases).compactMap(snakeCase)
    }

    /// The story's own name for a member that has one of the other names; the name itself for any other.
    static func ownName(of name: String) -> String {
        others.first { $0.value.contains(name) }?.key ?? name
    }

    /// Other programs' words for a member's value, by the member's name.
    private static let words = ["fit": ["contain-blur": "blur"]]

    /// The story's word for each of other programs' words for a member's value.
    static func words(for name: String) -> [String: String] { words[name] ?? [:] }

    /// The name in snake case, such as `publish_at` for `publishAt`; nil if that is the same.
    private static func snakeCase(_ name: String) -> String? {
        guard name.utf8.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            return nil
        }
        return name.reduce(into: "") { text, character in
            text += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
    }
}
