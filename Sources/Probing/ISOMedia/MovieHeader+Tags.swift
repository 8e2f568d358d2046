internal import Containers

extension MovieHeader {
    /// Reads the tags of a `meta` box with separate keys and values (QuickTime File Format, "Metadata"), as Android's
    /// and Apple's cameras write it.
    ///
    /// A damaged list of tags is no reason to refuse a clip, so unreadable tags are left out.
    mutating func readTags(_ metadata: Box, _ reader: BoxReader) throws(HeaderError) {
        let parts = try reader.children(ofMeta: metadata)
        guard let keys = parts.first("keys"), let values = parts.first("ilst") else { return }
        let names = (try? Self.names(keys, reader)) ?? []
        for value in try reader.children(of: values).boxes {
            // The type of a value's box is the number of its key, from 1.
            let index = Int(value.type.rawValue) - 1
            guard names.indices.contains(index),
                let data = try reader.children(of: value).first("data")
            else { continue }
            switch names[index] {
            case "com.android.capture.fps":
                captureRate = (try? Self.number(data, reader)).flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
            case "com.apple.quicktime.content.identifier":
                contentIdentifier = try? Self.text(data, reader)
            case "com.apple.quicktime.location.ISO6709": hasLocation = true
            default: break
            }
        }
    }

    private static func names(_ box: Box, _ reader: BoxReader) throws(HeaderError) -> [String] {
        var (_, _, cursor) = try reader.fullBox(box)
        let count = try cursor.uint32()
        var names: [String] = []
        // No camera writes as many as a thousand keys.
        for _ in 0..<min(count, 1_000) where cursor.remaining >= 8 {
            let size = Int(try cursor.uint32())
            try cursor.skip(4)
            guard (8...1_024).contains(size) else { break }
            names.append(String(decoding: try cursor.bytes(size - 8), as: UTF8.self))
        }
        return names
    }

    /// A value of the type "big-endian 32-bit floating point" (23) or, from other writers, text (1).
    private static func number(_ data: Box, _ reader: BoxReader) throws(HeaderError) -> Double? {
        var cursor = reader.cursor(data)
        let type = try cursor.uint32()
        try cursor.skip(4)
        switch type {
        case 23: return Double(Float(bitPattern: try cursor.uint32()))
        case 1:
            return Double(String(decoding: try cursor.bytes(Int(min(cursor.remaining, 32))), as: UTF8.self))
        default: return nil
        }
    }

    private static func text(_ data: Box, _ reader: BoxReader) throws(HeaderError) -> String {
        var cursor = reader.cursor(data)
        try cursor.skip(8)
        // An identifier is a UUID of 36 characters.
        return String(decoding: try cursor.bytes(Int(min(cursor.remaining, 256))), as: UTF8.self)
    }

    /// Reads Samsung's slow motion segments from the trailer, which has its own box (`sefd`) after the movie.
    mutating func readSlowMotion(_ list: BoxList, _ reader: BoxReader) {
        let end = list.first("sefd")?.payload.upperBound ?? reader.source.count
        guard let trailer = try? SamsungTrailer(reader.source, end: end),
            let text = try? trailer.text(of: .slowMotion)
        else { return }
        slowMotionSegments = SamsungTrailer.segments(text)
        if slowMotionSegments.isEmpty {
            warnings.append("The slow motion segments '\(text.prefix(80))' cannot be understood.")
        }
    }
}
