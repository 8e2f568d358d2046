/// One box of an ISO base media file (ISO/IEC 14496-12, 4.2).
struct HEIFBox {
    let type: FourCC
    /// Where the box's content lies, cut at the end of what holds it.
    let content: Range<Int>
}

/// The boxes that follow each other in a range, until one is damaged or the range ends.
struct HEIFBoxes {
    private(set) var all: [HEIFBox] = []

    /// More boxes on one level than any writer makes; a file of nothing but empty boxes ends here.
    private static let maximumCount = 65_536

    init(_ bytes: Span<UInt8>, in range: Range<Int>) {
        let end = min(range.upperBound, bytes.count)
        var position = range.lowerBound
        while position + 8 <= end, all.count < Self.maximumCount,
            var size = bytes.integer(at: position, size: 4), let type = FourCC(bytes, at: position + 4)
        {
            var header = 8
            if size == 1 {
                guard let large = bytes.integer(at: position + 8, size: 8) else { return }
                size = large
                header = 16
            } else if size == 0 {
                size = end - position
            }
            guard size >= header else { return }
            let boxEnd = size > end - position ? end : position + size
            all.append(HEIFBox(type: type, content: min(position + header, boxEnd)..<boxEnd))
            position = boxEnd
        }
    }

    /// The boxes inside another one that has no other content; none where it is missing.
    init(_ bytes: Span<UInt8>, inside box: HEIFBox?) {
        self.init(bytes, in: box?.content ?? 0..<0)
    }

    func first(_ type: FourCC) -> HEIFBox? {
        all.first { $0.type == type }
    }
}
