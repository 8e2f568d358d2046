/// The table `name`, of which only the family is read; libraries do not get it.
enum FontNames {
    /// Names of a font. Fonts in many languages have some hundreds.
    private static let most = 4_096
    /// Bytes of a family's name in UTF-16.
    private static let longest = 510

    /// The family's name: the one that includes all weights if there is one, in English if there is a choice.
    ///
    /// Nil if the table has none that can be read.
    static func family(_ table: TableBytes) -> String? {
        guard let count = try? table.uint16(at: 2), let strings = try? table.uint16(at: 4), count <= most
        else {
            return nil
        }
        var best: (rank: Int, text: String)?
        for index in 0..<count {
            let record = 6 + 12 * index
            guard let (rank, text) = try? name(table, record, strings), rank < best?.rank ?? .max else {
                continue
            }
            best = (rank, text)
        }
        return best?.text
    }

    /// A record's text with its rank, lower for better ones; nil if the record is no family in Unicode.
    private static func name(
        _ table: TableBytes, _ record: Int, _ strings: Int
    ) throws(HeaderError) -> (rank: Int, text: String)? {
        let platform = try table.uint16(at: record)
        let kind = try table.uint16(at: record + 6)
        // 16 is the family with all weights, 1 the one with four styles. Platforms 0 and 3 use UTF-16.
        guard kind == 16 || kind == 1, platform == 0 || platform == 3 else { return nil }
        let length = min(longest, try table.uint16(at: record + 8))
        let bytes = Array(try table.part(strings + (try table.uint16(at: record + 10)), length))
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        let text = String(decoding: units, as: UTF16.self)
        guard !text.isEmpty,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        let language = try table.uint16(at: record + 4)
        let isEnglish = platform == 0 || language & 0x3ff == 9
        return ((kind == 16 ? 0 : 2) + (isEnglish ? 0 : 1), text)
    }
}
