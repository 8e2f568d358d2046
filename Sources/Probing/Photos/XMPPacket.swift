/// The names and values of an XMP packet, in order.
///
/// XMP is RDF in XML (ISO 16684-1), where a property may be an attribute or an element. For the few properties that
/// matter here, reading each name with the value after it is enough. Prefixes are dropped because cameras disagree on
/// them (`GCamera:`, `Camera:`). This reader does not validate XML, and need not: no value is trusted before the bytes
/// it points to are checked.
package struct XMPPacket {
    /// A name with its value, which is empty for an element that contains other elements.
    struct Property: Hashable {
        let name: String
        let value: String
    }

    private(set) var properties: [Property] = []

    /// Properties kept of one packet; a motion photo has about twenty.
    private static let maximumProperties = 2_000

    package init(_ bytes: some Sequence<UInt8>) {
        // JPEG and HEIF prescribe UTF-8; other bytes become replacement characters.
        var rest = Array(bytes)[...]
        while properties.count < Self.maximumProperties, let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[(open + 1)...]
            guard let close = Self.endOfTag(rest) else { return }
            let tag = rest[..<close]
            rest = rest[(close + 1)...]
            guard let first = tag.first, !"/?!".utf8.contains(first) else { continue }
            let text = rest.prefix { $0 != UInt8(ascii: "<") }
            append(tag, text: text)
        }
    }

    /// The first value of a name.
    func value(_ name: String) -> String? { properties.first { $0.name == name }?.value }

    /// The end of a tag: the first `>` outside quotation marks.
    private static func endOfTag(_ bytes: ArraySlice<UInt8>) -> Int? {
        var quote: UInt8?
        for index in bytes.indices {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
        return nil
    }

    /// Appends an element's name with its text, and its attributes.
    private mutating func append(_ tag: ArraySlice<UInt8>, text: ArraySlice<UInt8>) {
        let space: (UInt8) -> Bool = { [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/")].contains($0) }
        let name = tag.prefix { !space($0) }
        properties.append(Property(name: Self.localName(name), value: Self.trimmed(text)))
        var rest = tag[name.endIndex...]
        while properties.count < Self.maximumProperties,
            let equals = rest.firstIndex(of: UInt8(ascii: "="))
        {
            let attribute = rest[..<equals].filter { !space($0) }
            guard let open = rest[equals...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
                let close = rest[(open + 1)...].firstIndex(of: rest[open])
            else { return }
            properties.append(
                Property(name: Self.localName(attribute[...]), value: Self.trimmed(rest[(open + 1)..<close])))
            rest = rest[(close + 1)...]
        }
    }

    private static func localName(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self)
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
        // The values that matter are numbers and single words; HDR+ puts a megabyte into one value.
        String(decoding: text.prefix(256), as: UTF8.self).filter { !$0.isWhitespace }
    }
}
