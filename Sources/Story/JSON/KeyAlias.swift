/// Names by which other programs call what a story calls otherwise. They are taken, with a warning.
enum KeyAlias {
    /// By the story's name, the names that other programs have for it.
    ///
    /// From the documents of editly (`path`, `stop`, `resizeMode`, `layers`, `clips`), Creatomate (`source`,
    /// `time`, `elements`), Remotion (`from`), Shotstack (`in`, `out`, `stroke`) and what the web calls files.
    private static let others: [String: [String]] = [
        "end": ["stop"],
        "enter": ["in"],
        "exit": ["out"],
        "fit": ["resizeMode"],
        "outline": ["stroke"],
        "overlays": ["layers", "elements"],
        "slides": ["clips"],
        "src": ["path", "source", "url"],
        "start": ["time", "from"],
    ]

    /// The other spellings under which a member is looked for.
    static func names(for name: String) -> [String] {
        let aliases = others[name] ?? []
        return aliases + ([name] + aliases).compactMap(snakeCase)
    }

    /// Words that other programs have for a member's value, by the member's name.
    private static let words = ["fit": ["contain-blur": "blur"]]

    /// What is meant by each other word for a member's value.
    static func words(for name: String) -> [String: String] { words[name] ?? [:] }

    /// `publishAt` as `publish_at`; nil where both are the same.
    private static func snakeCase(_ name: String) -> String? {
        guard name.utf8.contains(where: { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
            return nil
        }
        return name.reduce(into: "") { text, character in
            text += character.isUppercase ? "_" + character.lowercased() : String(character)
        }
    }
}
