import Foundation

/// The boxes of an MP4 file (ISO/IEC 14496-12, 4.2), read without any of the program's own code.
public struct BoxTree: Sendable {
    public struct Box: Sendable {
        /// Four characters, such as `moov`.
        public let type: String
        /// Where the box starts in the file, in bytes.
        public let offset: Int
        /// The content after size and type; empty for `mdat`.
        public let content: [UInt8]
        public let children: [Box]
    }

    public let boxes: [Box]

    /// Boxes that hold nothing but boxes.
    private static let containers: Set<String> = [
        "moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "udta", "mvex", "moof", "traf",
    ]

    /// - Throws: `ToolError` where a box is cut off or has an impossible size.
    public init(of path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        boxes = try Self.parse(bytes[...])
    }

    /// All boxes of a type, at any depth, in file order.
    public func all(_ type: String) -> [Box] {
        func search(_ boxes: [Box]) -> [Box] {
            boxes.flatMap { ($0.type == type ? [$0] : []) + search($0.children) }
        }
        return search(boxes)
    }

    private static func parse(_ bytes: ArraySlice<UInt8>) throws -> [Box] {
        var boxes: [Box] = []
        var rest = bytes
        while !rest.isEmpty {
            guard rest.count >= 8 else { throw ToolError(message: "stray bytes at \(rest.startIndex)") }
            var size = rest.bigEndian(at: 0, count: 4)
            let name = rest.dropFirst(4).prefix(4).map { Unicode.Scalar($0) }  // may hold a © of Latin-1
            let type = String(String.UnicodeScalarView(name))
            var header = 8
            if size == 1, rest.count >= 16 {
                size = rest.bigEndian(at: 8, count: 8)
                header = 16
            } else if size == 0 {
                size = rest.count
            }
            guard size >= header, size <= rest.count else {
                throw ToolError(message: "box \(type) at \(rest.startIndex) claims \(size) bytes")
            }
            let content = rest.dropFirst(header).prefix(size - header)
            boxes.append(
                Box(
                    type: type, offset: rest.startIndex, content: type == "mdat" ? [] : Array(content),
                    children: try children(of: type, content)))
            rest = rest.dropFirst(size)
        }
        return boxes
    }

    private static func children(of type: String, _ content: ArraySlice<UInt8>) throws -> [Box] {
        switch type {
        case _ where containers.contains(type): try parse(content)
        case "stsd": try parse(content.dropFirst(8))  // 8.5.2: version, flags, entry count
        case "avc1": try parse(content.dropFirst(78))  // 12.1.3: VisualSampleEntry
        case "mp4a": try parse(content.dropFirst(28))  // 12.2.3: AudioSampleEntry
        default: []
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func bigEndian(at offset: Int, count: Int) -> Int {
        dropFirst(offset).prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }
}
